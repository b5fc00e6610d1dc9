"""Barriers as they were in any crawl, read from the database."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from results.barriers.stored_confirmations import confirmations_of
from results.barriers.timeline import Lifetime, StateRow, state_in
from results.model import (
    Barrier,
    BarrierExample,
    BarrierPicture,
    BarrierSummary,
    CommonBarrier,
    Finding,
    Outcome,
)
from results.storage.store import Store

EXAMPLES = 3

_BARRIERS = """
SELECT barrier.*, selector.value AS selector, snippet.value AS snippet, url.value AS page,
    (SELECT started_at FROM crawl WHERE id = first_crawl_id) AS first_seen,
    picture.name AS picture, picture.width, picture.height, picture.taken_at, pictured.value AS picture_page
FROM barrier
JOIN text AS selector ON selector.id = selector_id
JOIN text AS snippet ON snippet.id = snippet_id
JOIN text AS url ON url.id = barrier.page_url_id
LEFT JOIN barrier_picture AS picture ON picture.barrier_id = barrier.id
LEFT JOIN text AS pictured ON pictured.id = picture.page_url_id
"""

_WAS_THERE = """
first_crawl_id <= ?1 AND last_crawl_id >= ?1
AND site_id IN (SELECT site_id FROM crawl_site WHERE crawl_id = ?1)
AND (last_crawl_id = ?1 OR (
    SELECT state FROM barrier_state WHERE barrier_id = barrier.id AND crawl_id <= ?1
    ORDER BY crawl_id DESC LIMIT 1
) = 'there')
"""

# What the barrier was before this crawl.
_WAS_FIXED = """
(
    SELECT before.state FROM barrier_state AS before WHERE before.barrier_id = barrier.id
    AND before.crawl_id < ?1 ORDER BY before.crawl_id DESC LIMIT 1
) = 'fixed'
"""

_RETURNED = f"""
EXISTS (
    SELECT 1 FROM barrier_state AS state WHERE state.barrier_id = barrier.id AND state.crawl_id = ?1
    AND state.state = 'there' AND {_WAS_FIXED}
)
"""  # noqa: S608


def are_followed(store: Store, crawl_id: int, site_id: int) -> bool:
    """Whether a crawl before this one saw the site, so that "new" means something."""
    return (
        store.row("SELECT 1 FROM barrier_site WHERE site_id = ? AND first_crawl_id < ?", (site_id, crawl_id))
        is not None
    )


def is_followed(store: Store, crawl_id: int) -> bool:
    """Whether barriers were followed in this crawl, or in one before it, of any of its sites."""
    row = store.row(
        "SELECT 1 FROM barrier_site JOIN crawl_site USING (site_id)"
        " WHERE crawl_site.crawl_id = ?1 AND first_crawl_id <= ?1",
        (crawl_id,),
    )
    return row is not None


def site_barriers(store: Store, crawl_id: int, site_id: int) -> tuple[Barrier, ...]:
    """As they were in this crawl: those there, those fixed since the crawl before, and those not seen.

    Failures that most pages have come first; what to repair first is for `results/barriers/priority.py` to say.
    """
    states = _states(store, site_id, crawl_id)
    tested = _crawls_of(store, site_id, crawl_id)
    rows = store.rows(f"{_BARRIERS} WHERE site_id = ? AND first_crawl_id <= ?", (site_id, crawl_id))
    found = (_barrier(row, states.get(row["id"], []), crawl_id, tested) for row in list(rows))
    confirmed = confirmations_of(store, crawl_id, site_id)
    asked = (replace(one, confirmations=confirmed.get(one.id, ())) if confirmed else one for one in found if one)
    return tuple(sorted(asked, key=_on_most_pages))


def worst_barriers(
    store: Store, crawl_id: int, limit: int, *, only_new: bool = False
) -> tuple[tuple[int, Barrier], ...]:
    """Site and barrier, of all sites of the crawl: failures of success criteria, those on most pages first.

    only_new: those first seen in this crawl, and those that returned in it.
    """
    rows = store.rows(
        f"SELECT site_id, id FROM barrier WHERE {_WAS_THERE} AND outcome = 'failed' AND NOT best_practice"  # noqa: S608
        + (f" AND (first_crawl_id = ?1 OR {_RETURNED})" if only_new else "")
        + " ORDER BY third_party <> '', length(pages) DESC, id LIMIT ?2",
        (crawl_id, limit),
    )
    found = ((row["site_id"], get_barrier(store, row["id"], crawl_id)) for row in list(rows))
    return tuple((site_id, barrier) for site_id, barrier in found if barrier)


def failing_barriers(store: Store, crawl_id: int) -> tuple[tuple[int, int, str], ...]:
    """Number, site and check of every failure of a success criterion that is there, in the order of the numbers."""
    rows = store.execute(
        f"SELECT id, site_id, check_id FROM barrier WHERE {_WAS_THERE} AND outcome = 'failed' AND NOT best_practice"  # noqa: S608
        " ORDER BY id",
        (crawl_id,),
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def get_barrier(store: Store, barrier_id: int, crawl_id: int) -> Barrier | None:
    """One barrier as it was in this crawl; None when it was not known or long fixed by then."""
    row = store.row(f"{_BARRIERS} WHERE barrier.id = ?", (barrier_id,))
    if row is None:
        return None
    states = _states(store, row["site_id"], crawl_id, barrier_id)
    return _barrier(row, states.get(barrier_id, []), crawl_id, _crawls_of(store, row["site_id"], crawl_id))


def barrier_identity(store: Store, barrier_id: int) -> tuple[int, str] | None:
    """Site and check of a barrier; None when there is none with this number."""
    row = store.row("SELECT site_id, check_id FROM barrier WHERE id = ?", (barrier_id,))
    return (row["site_id"], row["check_id"]) if row else None


def barrier_summary(store: Store, crawl_id: int) -> BarrierSummary:
    """Over all sites of the crawl: failures of success criteria."""
    counting = "outcome = 'failed' AND NOT best_practice"
    there = f"SELECT * FROM barrier WHERE {_WAS_THERE} AND {counting}"  # noqa: S608
    at = (crawl_id,)
    common = store.rows(
        "SELECT check_id, count(DISTINCT site_id) AS sites, count(*) AS barriers,"  # noqa: S608
        " sum(first_crawl_id = ?1) AS new, sum(state.pages) AS pages, sum(state.instances) AS instances"
        f" FROM ({there}) AS one JOIN barrier_state AS state ON state.barrier_id = one.id AND state.crawl_id ="
        " (SELECT max(crawl_id) FROM barrier_state WHERE barrier_id = one.id AND crawl_id <= ?1)"
        " GROUP BY check_id ORDER BY sites DESC, barriers DESC, check_id",
        at,
    )
    most_common = tuple(
        CommonBarrier(r["check_id"], r["sites"], r["barriers"], r["new"], r["pages"], r["instances"]) for r in common
    )
    returned = store.row(
        # The few that changed in this crawl, and of these what they were before.
        "SELECT count(*) AS number FROM barrier_state AS state JOIN barrier ON barrier.id = barrier_id"  # noqa: S608
        f" WHERE crawl_id = ?1 AND state.state = 'there' AND {counting} AND first_crawl_id < ?1 AND {_WAS_FIXED}",
        at,
    )
    fixed = store.row(
        "SELECT count(*) AS number FROM barrier JOIN barrier_state AS state ON barrier_id = barrier.id"  # noqa: S608
        f" AND crawl_id = ?1 WHERE {counting} AND first_crawl_id < ?1 AND state.state = 'fixed'",
        at,
    )
    earlier = store.row(
        "SELECT 1 FROM barrier_site JOIN crawl_site USING (site_id)"
        " WHERE crawl_site.crawl_id = ?1 AND first_crawl_id < ?1",
        at,
    )
    assert returned is not None
    assert fixed is not None
    return BarrierSummary(
        there=sum(each.barriers for each in most_common),
        new=sum(each.new for each in most_common),
        returned=returned["number"],
        fixed=fixed["number"],
        most_common=most_common,
        followed=earlier is not None,
        examples=_examples(store, crawl_id),
        new_by_site=_new_by_site(store, crawl_id),
    )


def _new_by_site(store: Store, crawl_id: int) -> dict[int, int]:
    """Of the sites that an earlier crawl saw."""
    rows = store.execute(
        "SELECT site_id, count(*) FROM barrier JOIN barrier_site USING (site_id)"
        " WHERE barrier.first_crawl_id = ?1 AND outcome = 'failed' AND NOT best_practice"
        " AND barrier_site.first_crawl_id < ?1 GROUP BY site_id ORDER BY site_id",
        (crawl_id,),
    )
    return dict(iter(rows))


def _examples(store: Store, crawl_id: int) -> dict[str, tuple[BarrierExample, ...]]:
    """Of each check, the barriers of a few sites; none in what others made."""
    chosen = store.rows(
        "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY check_id ORDER BY size DESC, id) AS place FROM ("  # noqa: S608
        " SELECT id, check_id, length(pages) AS size,"
        " row_number() OVER (PARTITION BY check_id, site_id ORDER BY length(pages) DESC, id) AS of_site"
        f" FROM barrier WHERE {_WAS_THERE} AND outcome = 'failed' AND third_party = ''"
        ") WHERE of_site = 1) WHERE place <= ?2",
        (crawl_id, EXAMPLES),
    )
    found: dict[str, tuple[BarrierExample, ...]] = {}
    for chosen_row in list(chosen):
        row = store.row(f"{_BARRIERS} WHERE barrier.id = ?", (chosen_row["id"],))
        assert row is not None
        example = BarrierExample(row["site_id"], row["page"], _finding(row))
        found[row["check_id"]] = (*found.get(row["check_id"], ()), example)
    return found


def _on_most_pages(barrier: Barrier) -> tuple[bool, bool, bool, bool, int, int, int]:
    """Those there before those gone; then failures, of the site itself, that are on most pages."""
    return (
        not barrier.state.there,
        barrier.outcome is not Outcome.FAILED,
        barrier.best_practice,
        bool(barrier.third_party),
        -barrier.pages,
        -barrier.instances,
        barrier.id,
    )


def _states(store: Store, site_id: int, crawl_id: int, barrier_id: int | None = None) -> dict[int, list[StateRow]]:
    """Barrier -> its rows up to this crawl, oldest first."""
    found: dict[int, list[StateRow]] = {}
    rows = store.rows(
        "SELECT barrier_state.* FROM barrier_state JOIN barrier ON barrier.id = barrier_id"
        " WHERE site_id = ?1 AND crawl_id <= ?2 AND (?3 IS NULL OR barrier_id = ?3) ORDER BY barrier_id, crawl_id",
        (site_id, crawl_id, barrier_id),
    )
    for row in rows:
        found.setdefault(row["barrier_id"], []).append(
            StateRow(row["crawl_id"], row["state"], row["pages"], row["instances"], row["elements"], bool(row["exact"]))
        )
    return found


def _crawls_of(store: Store, site_id: int, crawl_id: int) -> dict[int, str]:
    """The site's crawls up to this one, and when they started."""
    rows = store.rows(
        "SELECT id, started_at FROM crawl JOIN crawl_site ON crawl_id = id WHERE site_id = ? AND id <= ? ORDER BY id",
        (site_id, crawl_id),
    )
    return {row["id"]: row["started_at"] for row in rows}


def _barrier(row: sqlite3.Row, states: Sequence[StateRow], crawl_id: int, crawls: Mapping[int, str]) -> Barrier | None:
    """None for one that was fixed before this crawl."""
    life = Lifetime(row["first_crawl_id"], row["last_crawl_id"], states)
    here = state_in(crawl_id, life, crawls)
    if here is None:
        return None
    last = here.last_crawl if here.last_crawl in crawls else life.first_crawl
    return Barrier(
        id=row["id"],
        check=row["check_id"],
        outcome=Outcome(row["outcome"]),
        component=row["component"],
        finding=_finding(row),
        page=row["page"],
        state=here.state,
        first_crawl=life.first_crawl,
        last_crawl=last,
        first_seen=row["first_seen"],
        last_seen=crawls.get(last, row["first_seen"]),
        instances=here.instances,
        elements=here.elements,
        pages=here.pages,
        exact=here.exact,
        pages_before=here.pages_before,
        pages_again=here.pages_again,
        third_party=row["third_party"],
        best_practice=bool(row["best_practice"]),
        picture=_picture(row),
    )


def _picture(row: sqlite3.Row) -> BarrierPicture | None:
    if row["picture"] is None:
        return None
    return BarrierPicture(row["picture"], row["width"], row["height"], row["picture_page"], row["taken_at"])


def _finding(row: sqlite3.Row) -> Finding:
    return Finding(
        check=row["check_id"],
        outcome=Outcome(row["outcome"]),
        selector=row["selector"],
        snippet=row["snippet"],
        region=row["region"],
    )
