"""Reviewed exceptions in the database. None is ever deleted: one that is taken back says when, and by whom."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import now
from results.judging.reviewed_exceptions import accepted_pages, judged_pages
from results.judging.stored_verdicts import pages_found
from results.judging.verdict import judge_site
from results.model import Crawl, ExceptionState, Profile, ReviewedException, SiteVerdict, Verdict
from results.storage.store import Store


def add_exception(store: Store, exception: ReviewedException) -> ReviewedException:
    """Gives it back as it is stored: with its id, and the time it was added."""
    with store.transaction():
        cursor = store.execute(
            "INSERT INTO exception (site_id, check_id, page_url, barrier_id, reason, author, added_at, expires_on)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                exception.site_id,
                exception.check,
                exception.page,
                exception.barrier,
                exception.reason,
                exception.author,
                now(),
                exception.expires_on,
            ),
        )
    return next(each for each in get_exceptions(store) if each.id == cursor.lastrowid)


def remove_exception(store: Store, exception_id: int, author: str) -> bool:
    """False when there is none with this id that stands."""
    with store.transaction():
        cursor = store.execute(
            "UPDATE exception SET removed_at = ?, removed_by = ? WHERE id = ? AND removed_at = ''",
            (now(), author, exception_id),
        )
    return cursor.rowcount == 1


def get_exceptions(store: Store) -> tuple[ReviewedException, ...]:
    """All that were ever made, the oldest first."""
    rows = store.rows(
        "SELECT exception.*, site.url AS site FROM exception JOIN site ON site.id = site_id ORDER BY exception.id"
    )
    return tuple(map(_exception, rows))


def accepted_verdicts(
    store: Store, crawl: Crawl, profile: Profile, measured: dict[int, SiteVerdict], made: Sequence[ReviewedException]
) -> dict[int, SiteVerdict] | None:
    """Site -> verdict if the exceptions that count are accepted; None when none counts for a site that was tested.

    Only the sites with one are judged again.
    """
    standing = [each for each in made if each.state(crawl.started_at) is ExceptionState.COUNTS]
    sites = {
        each.site_id
        for each in standing
        if each.site_id in measured and measured[each.site_id].verdict is not Verdict.NOT_TESTED
    }
    if not sites:
        return None
    components, found = _components(store, standing), pages_found(store, crawl.id)
    judged = dict(measured)
    for site_id in sites:
        pages = tuple(get_pages(store, crawl.id, site_id))
        of_site = [each for each in standing if each.site_id == site_id]
        accepted = judged_pages(accepted_pages(pages, of_site, components))
        judged[site_id] = judge_site(site_id, profile, accepted, pages_found=found.get(site_id))
    return judged


def _components(store: Store, exceptions: Sequence[ReviewedException]) -> dict[int, str]:
    found = {}
    for each in exceptions:
        if each.barrier is not None:
            row = store.row("SELECT component FROM barrier WHERE id = ?", (each.barrier,))
            found[each.barrier] = row["component"] if row else ""
    return found


def _exception(row: sqlite3.Row) -> ReviewedException:
    return ReviewedException(
        id=row["id"],
        site_id=row["site_id"],
        site=row["site"],
        check=row["check_id"],
        reason=row["reason"],
        author=row["author"],
        added_at=row["added_at"],
        expires_on=row["expires_on"],
        page=row["page_url"],
        barrier=row["barrier_id"],
        removed_at=row["removed_at"],
        removed_by=row["removed_by"],
    )
