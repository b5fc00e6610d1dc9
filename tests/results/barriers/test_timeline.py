from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from results.barriers.timeline import Lifetime, StateInCrawl, StateRow, state_in
from results.model import BarrierState

CRAWLS = (1, 2, 3, 4)
THERE_AT_1 = StateRow(1, "there", 3, 9, 2)
FIXED_AT_3 = StateRow(3, "fixed", pages=2)


def in_crawl(crawl: int, last_crawl: int, *rows: StateRow) -> StateInCrawl | None:
    until = [row for row in rows if row.crawl <= crawl]
    return state_in(crawl, Lifetime(1, last_crawl, until), [each for each in CRAWLS if each <= crawl])


def test_a_barrier_is_new_in_the_crawl_that_found_it_and_persists_after_it() -> None:
    assert in_crawl(1, 2, THERE_AT_1) == StateInCrawl(BarrierState.NEW, 1, 3, 9, 2, True, 0, 0)
    assert in_crawl(2, 2, THERE_AT_1) == StateInCrawl(BarrierState.PERSISTING, 2, 3, 9, 2, True, 3, 0)


def test_a_barrier_that_changed_says_on_how_many_pages_it_was_before() -> None:
    assert in_crawl(2, 2, THERE_AT_1, StateRow(2, "there", 1, 1, 1)) == StateInCrawl(
        BarrierState.PERSISTING, 2, 1, 1, 1, True, 3, 0
    )


def test_a_fixed_barrier_says_where_it_was_looked_for_and_is_not_spoken_of_later() -> None:
    assert in_crawl(3, 2, THERE_AT_1, FIXED_AT_3) == StateInCrawl(BarrierState.FIXED, 2, 0, 0, 0, True, 3, 2)
    assert in_crawl(4, 2, THERE_AT_1, FIXED_AT_3) is None


def test_a_barrier_that_comes_back_returned() -> None:
    again = StateRow(4, "there", 1, 1, 1)
    found = in_crawl(4, 4, THERE_AT_1, FIXED_AT_3, again)
    assert found == StateInCrawl(BarrierState.RETURNED, 4, 1, 1, 1, True, 3, 0)


def test_a_barrier_that_was_not_seen_and_is_there_again_persists() -> None:
    missed, again = StateRow(2, "not-seen"), StateRow(3, "there", 3, 9, 2)
    assert in_crawl(2, 3, THERE_AT_1, missed) == StateInCrawl(BarrierState.NOT_SEEN, 1, 0, 0, 0, True, 3, 0)
    found = in_crawl(3, 3, THERE_AT_1, missed, again)
    assert found == StateInCrawl(BarrierState.PERSISTING, 3, 3, 9, 2, True, 3, 0)


def test_a_crawl_that_did_not_follow_the_barrier_has_not_seen_it() -> None:
    assert in_crawl(3, 2, THERE_AT_1) == StateInCrawl(BarrierState.NOT_SEEN, 2, 0, 0, 0, True, 3, 0)


def test_a_barrier_without_rows_is_not_known() -> None:
    assert state_in(1, Lifetime(1, 1, ()), CRAWLS) is None


@given(
    st.lists(st.sampled_from(["there", "fixed", "not-seen"]), min_size=1, max_size=6),
    st.integers(0, 3),
)
def test_what_is_not_there_has_no_pages_and_what_is_there_was_seen_now(states: list[str], later: int) -> None:
    rows = [StateRow(crawl, state, 2, 4, 3) for crawl, state in enumerate(["there", *states], 1)]
    seen = max(row.crawl for row in rows if row.is_there)
    crawl = len(rows) + later
    found = state_in(crawl, Lifetime(1, crawl if rows[-1].is_there else seen, rows), range(1, crawl + 1))
    if found is None:
        assert (rows[-1].state, later > 0) == ("fixed", True)
    elif found.state.there:
        assert (found.pages, found.last_crawl) == (2, crawl)
    else:
        assert (found.pages, found.instances, found.elements, found.last_crawl) == (0, 0, 0, seen)
