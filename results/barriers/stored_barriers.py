"""Barriers in the database: followed when a site has been audited, read as they were in any crawl.

A barrier that persists unchanged costs nothing: a row of `barrier_state` is written only when its state, its pages or
its elements are others than in the crawl before, and a site on which nothing changed is not even read.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from results.barriers.following import BARRIERS, FollowedBarrier, KnownBarrier, ObservedBarrier, follow, observe
from results.crawls.stored_audits import get_pages
from results.model import (
    Barrier,
    BarrierState,
    BarrierSummary,
    CommonBarrier,
    Finding,
    Outcome,
    PageAudit,
    PlannedPage,
)
from results.storage.store import Store

_KEY = 6
_THERE = "there"
_OUTCOMES = {each.value: each for each in BARRIERS}

_BARRIERS = """
SELECT barrier.*, selector.value AS selector, snippet.value AS snippet, url.value AS page,
    (SELECT started_at FROM crawl WHERE id = first_crawl_id) AS first_seen
FROM barrier
JOIN text AS selector ON selector.id = selector_id
JOIN text AS snippet ON snippet.id = snippet_id
JOIN text AS url ON url.id = page_url_id
"""

_WAS_THERE = """
first_crawl_id <= ?1 AND last_crawl_id >= ?1
AND site_id IN (SELECT site_id FROM crawl_site WHERE crawl_id = ?1)
AND (last_crawl_id = ?1 OR (
    SELECT state FROM barrier_state WHERE barrier_id = barrier.id AND crawl_id <= ?1
    ORDER BY crawl_id DESC LIMIT 1
) = 'there')
"""

_RETURNED = """
EXISTS (
    SELECT 1 FROM barrier_state AS state WHERE state.barrier_id = barrier.id AND state.crawl_id = ?1
    AND state.state = 'there' AND (
        SELECT before.state FROM barrier_state AS before WHERE before.barrier_id = barrier.id
        AND before.crawl_id < ?1 ORDER BY before.crawl_id DESC LIMIT 1
    ) = 'fixed'
)
"""


class _Row(NamedTuple):
    """A barrier from one crawl on. pages: with it, or of one not there any more those tested again."""

    crawl: int
    state: str
    pages: int = 0
    instances: int = 0
    elements: int = 0
    exact: bool = True

    @property
    def is_there(self) -> bool:
        return self.state == _THERE

    def differs(self, other: _Row | None) -> bool:
        """The pages at which one that is gone was found gone are told once."""
        if other is None or self.state != other.state:
            return True
        told, before = (self.pages, self.instances, self.elements), (other.pages, other.instances, other.elements)
        return self.is_there and (told, self.exact) != (before, other.exact)


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
    """As they were in this crawl: those there, those fixed since the crawl before, and those not seen."""
    states = _states(store, site_id, crawl_id)
    tested = _crawls_of(store, site_id, crawl_id)
    rows = store.rows(f"{_BARRIERS} WHERE site_id = ? AND first_crawl_id <= ?", (site_id, crawl_id))
    found = (_barrier(row, states.get(row["id"], []), crawl_id, tested) for row in list(rows))
    return tuple(sorted(filter(None, found), key=first_to_repair))


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
        f" WHERE crawl_id = ?1 AND state.state = 'there' AND {counting} AND first_crawl_id < ?1 AND ("
        " SELECT before.state FROM barrier_state AS before WHERE before.barrier_id = barrier.id"
        " AND before.crawl_id < ?1 ORDER BY before.crawl_id DESC LIMIT 1) = 'fixed'",
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
    )


def first_to_repair(barrier: Barrier) -> tuple[bool, bool, bool, bool, int, int, int]:
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


def _which(pages: Iterable[tuple[PlannedPage, PageAudit]]) -> bytes:
    """Equal only for the same pages that were all tested, or not, for the same reason."""
    told = [f"{audit.url}\0{planned.role == 'document'}\0{audit.reason or ''}" for planned, audit in pages]
    return hashlib.blake2b("\0".join(told).encode("utf-8", "replace"), digest_size=8).digest()


def _said(pages: Iterable[tuple[PlannedPage, PageAudit]]) -> bytes:
    """Of the same pages: equal only when every check said the same of the same elements."""
    digest, untested = hashlib.blake2b(digest_size=16), Outcome.UNTESTED
    for _, audit in pages:
        told = [audit.url, " ".join(sorted([outcome.check for outcome in audit.outcomes]))]
        for outcome in audit.outcomes:
            if outcome.count or outcome.findings or outcome.outcome is untested:
                told += (outcome.check, outcome.outcome, str(outcome.count), str(bool(outcome.criteria)))
                for finding in outcome.findings:
                    told += (finding.selector, finding.snippet, finding.measured, finding.region)
        digest.update("\0".join(told).encode("utf-8", "replace"))
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


def _row(crawl_id: int, followed: FollowedBarrier) -> _Row:
    observed = followed.observed
    if observed is None:
        return _Row(crawl_id, followed.state, pages=followed.pages_again)
    return _Row(crawl_id, _THERE, len(observed.pages), observed.instances, observed.elements, observed.exact)


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

    def as_known(self, last: _Row | None) -> KnownBarrier:
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


def _last_rows(store: Store, site_id: int, crawl_id: int) -> dict[int, _Row]:
    rows = store.execute(
        "SELECT barrier_id, max(crawl_id), barrier_state.state, barrier_state.pages, instances, elements, exact"
        " FROM barrier JOIN barrier_state ON barrier_id = id WHERE site_id = ? AND crawl_id <= ?"
        " GROUP BY barrier_id",
        (site_id, crawl_id),
    )
    return {row[0]: _Row._make(row[1:]) for row in rows}


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
        state=_THERE,
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


def _states(store: Store, site_id: int, crawl_id: int, barrier_id: int | None = None) -> dict[int, list[_Row]]:
    """Barrier -> its rows up to this crawl, oldest first."""
    found: dict[int, list[_Row]] = {}
    rows = store.rows(
        "SELECT barrier_state.* FROM barrier_state JOIN barrier ON barrier.id = barrier_id"
        " WHERE site_id = ?1 AND crawl_id <= ?2 AND (?3 IS NULL OR barrier_id = ?3) ORDER BY barrier_id, crawl_id",
        (site_id, crawl_id, barrier_id),
    )
    for row in rows:
        found.setdefault(row["barrier_id"], []).append(
            _Row(row["crawl_id"], row["state"], row["pages"], row["instances"], row["elements"], bool(row["exact"]))
        )
    return found


def _crawls_of(store: Store, site_id: int, crawl_id: int) -> dict[int, str]:
    """The site's crawls up to this one, and when they started."""
    rows = store.rows(
        "SELECT id, started_at FROM crawl JOIN crawl_site ON crawl_id = id WHERE site_id = ? AND id <= ? ORDER BY id",
        (site_id, crawl_id),
    )
    return {row["id"]: row["started_at"] for row in rows}


def _barrier(row: sqlite3.Row, states: Sequence[_Row], crawl_id: int, crawls: Mapping[int, str]) -> Barrier | None:
    """None for one that was fixed before this crawl."""
    if not states:
        return None
    now, earlier = states[-1], list(states[:-1])
    if now.state == BarrierState.FIXED and now.crawl < crawl_id:
        return None
    followed = row["last_crawl_id"] >= crawl_id or not now.is_there
    state = _state(row, now, earlier, crawl_id) if followed else BarrierState.NOT_SEEN
    before = next((each for each in reversed(earlier) if each.is_there), None)
    until = crawl_id if state.there else _last_before(now.crawl if followed else crawl_id, row, crawls)
    last = until if until in crawls else row["first_crawl_id"]
    return Barrier(
        id=row["id"],
        check=row["check_id"],
        outcome=Outcome(row["outcome"]),
        component=row["component"],
        finding=_finding(row),
        page=row["page"],
        state=state,
        first_crawl=row["first_crawl_id"],
        last_crawl=last,
        first_seen=row["first_seen"],
        last_seen=crawls.get(last, row["first_seen"]),
        instances=now.instances if state.there else 0,
        elements=now.elements if state.there else 0,
        pages=now.pages if state.there else 0,
        exact=now.exact,
        pages_before=_pages_before(now, before, crawl_id, followed=followed),
        pages_again=0 if now.is_there else now.pages,
        third_party=row["third_party"],
        best_practice=bool(row["best_practice"]),
    )


def _pages_before(now: _Row, before: _Row | None, crawl_id: int, *, followed: bool) -> int:
    if now.is_there and (now.crawl < crawl_id or not followed):
        return now.pages
    return before.pages if before else 0


def _state(row: sqlite3.Row, now: _Row, earlier: Sequence[_Row], crawl_id: int) -> BarrierState:
    if not now.is_there:
        return BarrierState(now.state)
    if row["first_crawl_id"] == crawl_id:
        return BarrierState.NEW
    if now.crawl == crawl_id and earlier and earlier[-1].state == BarrierState.FIXED:
        return BarrierState.RETURNED
    return BarrierState.PERSISTING


def _last_before(crawl: int, row: sqlite3.Row, crawls: Mapping[int, str]) -> int:
    """The last crawl of the site before this one in which it can have been seen."""
    return max((each for each in crawls if each < crawl and each <= row["last_crawl_id"]), default=0)


def _finding(row: sqlite3.Row) -> Finding:
    return Finding(
        check=row["check_id"],
        outcome=Outcome(row["outcome"]),
        selector=row["selector"],
        snippet=row["snippet"],
        region=row["region"],
    )
