"""Barriers followed into a crawl when a site has been audited, and written down.

A barrier that persists unchanged costs nothing: a row of `barrier_state` is written only when its state, its pages or
its elements are others than in the crawl before, and a site on which nothing changed is not even read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from results.barriers.following import FollowedBarrier, follow
from results.barriers.observing import BARRIERS, KnownBarrier, ObservedBarrier, observe
from results.barriers.timeline import THERE, StateRow
from results.crawls.stored_audits import get_pages
from results.model import BarrierState, Finding, Outcome, PageAudit, PlannedPage
from results.storage.store import Store

_KEY = 6
_ORDER = attrgetter("check", "outcome")
_OUTCOMES = {each.value: each for each in BARRIERS}


def save_barriers(store: Store, crawl_id: int, site_id: int, pages: Sequence[tuple[PlannedPage, PageAudit]]) -> None:
    """Follows the barriers of one site into this crawl. Done again for the same crawl, it gives the same."""
    with store.transaction():
        if store.row("SELECT 1 FROM barrier_site WHERE site_id = ?", (site_id,)) is None:
            _catch_up(store, crawl_id, site_id)
        _save(store, crawl_id, site_id, pages)


def _save(store: Store, crawl_id: int, site_id: int, pages: Sequence[tuple[PlannedPage, PageAudit]]) -> None:
    last = store.row("SELECT crawl_id, seen FROM barrier_site WHERE site_id = ?", (site_id,))
    seen = _which(pages)
    if last is not None and last["seen"].startswith(seen):
        # Only the same pages can say the same; of a sample that rotates it is not worth the time to look.
        seen += _said(pages)
    again = last is not None and last["crawl_id"] == crawl_id
    if again:
        _forget(store, crawl_id, site_id)
    missed = last is not None and _miss(store, site_id, last["crawl_id"], crawl_id)
    if last is None or again or missed or last["seen"] != seen:
        _follow(store, crawl_id, site_id, pages)
    store.execute("UPDATE barrier SET last_crawl_id = ? WHERE site_id = ? AND state = 'there'", (crawl_id, site_id))
    store.execute(
        "INSERT INTO barrier_site (site_id, first_crawl_id, crawl_id, seen) VALUES (?1, ?2, ?2, ?3)"
        " ON CONFLICT (site_id) DO UPDATE SET crawl_id = excluded.crawl_id, seen = excluded.seen",
        (site_id, crawl_id, seen),
    )


def _which(pages: Iterable[tuple[PlannedPage, PageAudit]]) -> bytes:
    """Equal only for the same pages that were all tested, or not, for the same reason."""
    parts = [f"{audit.url}\0{planned.role == 'document'}\0{audit.reason or ''}" for planned, audit in pages]
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "replace"), digest_size=8).digest()


def _said(pages: Iterable[tuple[PlannedPage, PageAudit]]) -> bytes:
    """Of the same pages: equal only when every check said the same of the same elements."""
    digest, untested = hashlib.blake2b(digest_size=16), Outcome.UNTESTED
    for _, audit in pages:
        parts = [audit.url, " ".join(sorted([outcome.check for outcome in audit.outcomes]))]
        for outcome in sorted(audit.outcomes, key=_ORDER):  # what is stored comes in another order than what is found
            if outcome.count or outcome.findings or outcome.outcome is untested:
                parts += (outcome.check, outcome.outcome, str(outcome.count), str(bool(outcome.criteria)))
                for finding in outcome.findings:
                    parts += (finding.selector, finding.snippet, finding.measured, finding.region)
        digest.update("\0".join(parts).encode("utf-8", "replace"))
    return digest.digest()


def _forget(store: Store, crawl_id: int, site_id: int) -> None:
    """What an earlier visit in this crawl wrote; a barrier with an exception stays known."""
    store.execute(
        "DELETE FROM barrier_state WHERE crawl_id = ? AND barrier_id IN (SELECT id FROM barrier WHERE site_id = ?)",
        (crawl_id, site_id),
    )
    store.execute(
        "DELETE FROM barrier WHERE site_id = ? AND first_crawl_id = ?"
        " AND id NOT IN (SELECT barrier_id FROM exception WHERE barrier_id IS NOT NULL)",
        (site_id, crawl_id),
    )


def _miss(store: Store, site_id: int, last: int, crawl_id: int) -> bool:
    """Crawls between these two that did not come to visit the site saw none of its barriers."""
    row = store.row(
        "SELECT min(crawl_id) AS first FROM crawl_site WHERE site_id = ? AND crawl_id > ? AND crawl_id < ?",
        (site_id, last, crawl_id),
    )
    if row is None or row["first"] is None:
        return False
    store.execute(
        "INSERT INTO barrier_state (barrier_id, crawl_id, state, pages, instances, elements, exact)"
        " SELECT id, ?, 'not-seen', 0, 0, 0, 1 FROM barrier WHERE site_id = ? AND state = 'there'",
        (row["first"], site_id),
    )
    store.execute("UPDATE barrier SET state = 'not-seen' WHERE site_id = ? AND state = 'there'", (site_id,))
    return True


def _catch_up(store: Store, crawl_id: int, site_id: int) -> None:
    """The crawl before this one may be of a version that followed no barriers: what it found is known all the same."""
    row = store.row(
        "SELECT max(crawl_id) AS last FROM crawl_site WHERE site_id = ? AND crawl_id < ?", (site_id, crawl_id)
    )
    if row is not None and row["last"] is not None:
        pages = [(planned, audit) for planned, audit in get_pages(store, row["last"], site_id) if audit]
        if any(audit.tested for _, audit in pages):
            _save(store, row["last"], site_id, pages)


def _follow(store: Store, crawl_id: int, site_id: int, pages: Sequence[tuple[PlannedPage, PageAudit]]) -> None:
    stored, rows_before = _known(store, site_id), _last_rows(store, site_id, crawl_id)
    known = [each.as_known(rows_before.get(each.id)) for each in stored.values()]
    followed = follow(known, observe(pages, known))
    (free,) = store.execute("SELECT coalesce(max(id), 0) + 1 FROM barrier").fetchone()
    new, changed, left, rows = [], [], [], []
    for each in followed:
        barrier_id = each.known.id if each.known else free
        if each.known is None:
            assert each.observed is not None
            new.append((free, site_id, each.observed.check, each.observed.outcome, crawl_id, crawl_id,
                        *_columns(store, _stored(free, each.observed))))  # fmt: skip
            free += 1
        elif each.observed is None:
            if stored[barrier_id].state != each.state:
                left.append((each.state, barrier_id))
        else:
            seen = _stored(barrier_id, each.observed)
            if seen != stored[barrier_id]:
                changed.append((*_columns(store, seen), barrier_id))
        row = _row(crawl_id, each)
        if row.differs(rows_before.get(barrier_id)):
            rows.append((barrier_id, row.crawl, row.state, row.pages, row.instances, row.elements, row.exact))
    store.execute_many(_INSERT, new)
    store.execute_many(_UPDATE, changed)
    store.execute_many("UPDATE barrier SET state = ? WHERE id = ?", left)
    store.execute_many(
        "INSERT INTO barrier_state (barrier_id, crawl_id, state, pages, instances, elements, exact)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )


def _row(crawl_id: int, followed: FollowedBarrier) -> StateRow:
    observed = followed.observed
    if observed is None:
        return StateRow(crawl_id, followed.state, pages=followed.pages_again)
    return StateRow(crawl_id, THERE, len(observed.pages), observed.instances, observed.elements, observed.exact)


class _Stored(NamedTuple):
    """A row of `barrier`: what is written anew when it is seen with another value."""

    id: int
    check: str
    outcome: str
    component: str
    region: str
    selector: str
    snippet: str
    page: str
    third_party: str
    pages: bytes
    state: str
    best_practice: bool

    def as_known(self, last: StateRow | None) -> KnownBarrier:
        outcome = _OUTCOMES[self.outcome]
        return KnownBarrier(
            id=self.id,
            check=self.check,
            outcome=outcome,
            component=self.component,
            finding=Finding(self.check, outcome, self.selector, self.snippet, region=self.region),
            pages=frozenset([self.pages[at : at + _KEY] for at in range(0, len(self.pages), _KEY)]),
            fixed=last is not None and last.state == BarrierState.FIXED,
        )


def _known(store: Store, site_id: int) -> dict[int, _Stored]:
    rows = store.execute(
        "SELECT barrier.id, check_id, outcome, component, region, selector.value, snippet.value, url.value,"
        " third_party, pages, state, best_practice FROM barrier"
        " JOIN text AS selector ON selector.id = selector_id"
        " JOIN text AS snippet ON snippet.id = snippet_id"
        " JOIN text AS url ON url.id = page_url_id WHERE site_id = ?",
        (site_id,),
    )
    return {row[0]: _Stored._make(row) for row in rows}


def _last_rows(store: Store, site_id: int, crawl_id: int) -> dict[int, StateRow]:
    rows = store.execute(
        "SELECT barrier_id, max(crawl_id), barrier_state.state, barrier_state.pages, instances, elements, exact"
        " FROM barrier JOIN barrier_state ON barrier_id = id WHERE site_id = ? AND crawl_id <= ?"
        " GROUP BY barrier_id",
        (site_id, crawl_id),
    )
    return {row[0]: StateRow._make(row[1:]) for row in rows}


def _stored(barrier_id: int, observed: ObservedBarrier) -> _Stored:
    finding = observed.findings[0]
    return _Stored(
        id=barrier_id,
        check=observed.check,
        outcome=observed.outcome,
        component=observed.component,
        region=finding.region,
        selector=finding.selector,
        snippet=finding.snippet,
        page=observed.page,
        third_party=observed.third_party,
        pages=b"".join(sorted(observed.pages)),
        state=THERE,
        best_practice=observed.best_practice,
    )


_INSERT = """
INSERT INTO barrier (
    id, site_id, check_id, outcome, first_crawl_id, last_crawl_id, component, region, selector_id, snippet_id,
    page_url_id, third_party, pages, state, best_practice
) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_UPDATE = """
UPDATE barrier SET component = ?, region = ?, selector_id = ?, snippet_id = ?, page_url_id = ?, third_party = ?,
    pages = ?, state = ?, best_practice = ? WHERE id = ?
"""


def _columns(store: Store, barrier: _Stored) -> tuple[object, ...]:
    """Columns component to best_practice."""
    return (
        barrier.component,
        barrier.region,
        store.text_id(barrier.selector),
        store.text_id(barrier.snippet),
        store.text_id(barrier.page),
        barrier.third_party,
        barrier.pages,
        barrier.state,
        barrier.best_practice,
    )
