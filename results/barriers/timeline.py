"""The states of a barrier from crawl to crawl: new, persisting, fixed, not seen, returned. Pure.

Rows are written only when something is different, so what a barrier is in a crawl follows from the rows until then, and
from the last crawl that saw it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from results.model import BarrierState

THERE = "there"


class StateRow(NamedTuple):
    """A barrier from one crawl on: "there", "fixed" or "not-seen".

    pages: with it, or of one not there any more those tested again. exact: the elements are those of its component.
    """

    crawl: int
    state: str
    pages: int = 0
    instances: int = 0
    elements: int = 0
    exact: bool = True

    @property
    def is_there(self) -> bool:
        return self.state == THERE

    def differs(self, other: StateRow | None) -> bool:
        """The pages at which one that is gone was found gone are written once."""
        if other is None or self.state != other.state:
            return True
        counts, before = (self.pages, self.instances, self.elements), (other.pages, other.instances, other.elements)
        return self.is_there and (counts, self.exact) != (before, other.exact)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """first_crawl, last_crawl: that saw the barrier. rows: oldest first, none later than the crawl asked for."""

    first_crawl: int
    last_crawl: int
    rows: Sequence[StateRow]


@dataclass(frozen=True, slots=True)
class StateInCrawl:
    """What a barrier is in one crawl. last_crawl: the last until then that saw it. counts are 0 unless it is there.

    pages_before: with it when it was last seen before. pages_again: where it was, tested again and without it.
    """

    state: BarrierState
    last_crawl: int
    pages: int
    instances: int
    elements: int
    exact: bool
    pages_before: int
    pages_again: int


def state_in(crawl: int, life: Lifetime, crawls: Iterable[int]) -> StateInCrawl | None:
    """crawls: those of the site up to this one. None for a barrier not known yet, or fixed before this crawl."""
    if not life.rows:
        return None
    now, earlier = life.rows[-1], life.rows[:-1]
    if now.state == BarrierState.FIXED and now.crawl < crawl:
        return None
    followed = life.last_crawl >= crawl or not now.is_there
    state = _state(crawl, life, now, earlier) if followed else BarrierState.NOT_SEEN
    here = now if state.there else StateRow(crawl, now.state)
    return StateInCrawl(
        state=state,
        last_crawl=crawl if state.there else _last_seen(now.crawl if followed else crawl, life, crawls),
        pages=here.pages,
        instances=here.instances,
        elements=here.elements,
        exact=now.exact,
        pages_before=_pages_before(crawl, now, earlier, followed=followed),
        pages_again=0 if now.is_there else now.pages,
    )


def _state(crawl: int, life: Lifetime, now: StateRow, earlier: Sequence[StateRow]) -> BarrierState:
    if not now.is_there:
        return BarrierState(now.state)
    if life.first_crawl == crawl:
        return BarrierState.NEW
    if now.crawl == crawl and earlier and earlier[-1].state == BarrierState.FIXED:
        return BarrierState.RETURNED
    return BarrierState.PERSISTING


def _last_seen(before: int, life: Lifetime, crawls: Iterable[int]) -> int:
    """The last crawl of the site before this one in which it can have been seen."""
    return max((each for each in crawls if each < before and each <= life.last_crawl), default=life.first_crawl)


def _pages_before(crawl: int, now: StateRow, earlier: Sequence[StateRow], *, followed: bool) -> int:
    if now.is_there and (now.crawl < crawl or not followed):
        return now.pages
    before = next((each for each in reversed(earlier) if each.is_there), None)
    return before.pages if before else 0
