from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from results.crawls.found_intervals import Changes, FoundRow, changes

FOUND = st.dictionaries(st.integers(1, 6), st.sampled_from("ab"), min_size=1, max_size=6).flatmap(
    lambda pages: st.permutations(list(pages.items())).map(dict)
)


def applied(rows: list[FoundRow], changed: Changes) -> list[FoundRow]:
    """As the database would: each row that is deleted was there, and no two have one key."""
    gone = {(row.url, row.from_crawl) for row in changed.delete}
    assert gone <= {(row.url, row.from_crawl) for row in rows}
    after = [row for row in rows if (row.url, row.from_crawl) not in gone] + list(changed.insert)
    assert len({(row.url, row.from_crawl) for row in after}) == len(after)
    assert all(row.until_crawl is None or row.until_crawl > row.from_crawl for row in after)
    return after


def store(rows: list[FoundRow], crawl: int, found: dict[int, str], following: int | None = None) -> list[FoundRow]:
    """Only the rows that began by then are handed over, as `save_discovery` does."""
    candidates = [
        row for row in rows if row.from_crawl <= crawl and (row.until_crawl is None or row.until_crawl >= crawl)
    ]
    return applied(rows, changes(candidates, found, crawl, following))


def read(rows: list[FoundRow], crawl: int) -> list[tuple[int, str]]:
    held = [row for row in rows if row.from_crawl <= crawl and (row.until_crawl is None or row.until_crawl > crawl)]
    return [(int(str(row.url)), str(row.facts)) for row in sorted(held, key=lambda row: row.position)]


@given(st.lists(FOUND, min_size=1, max_size=8))
def test_every_crawl_gives_back_what_it_found_in_its_order(found: list[dict[int, str]]) -> None:
    rows: list[FoundRow] = []
    for crawl, pages in enumerate(found, 1):
        rows = store(rows, crawl, pages)
    assert [read(rows, crawl) for crawl in range(1, len(found) + 1)] == [list(pages.items()) for pages in found]


@given(st.data(), st.lists(FOUND, min_size=1, max_size=6))
def test_so_it_is_when_crawls_are_written_in_another_order(data: st.DataObject, found: list[dict[int, str]]) -> None:
    rows: list[FoundRow] = []
    written: list[int] = []
    for crawl in data.draw(st.permutations(range(1, len(found) + 1))):
        rows = store(rows, crawl, found[crawl - 1], min((c for c in written if c > crawl), default=None))
        written.append(crawl)
        for each in written:
            assert read(rows, each) == list(found[each - 1].items())


@given(FOUND, FOUND, FOUND)
def test_so_it_is_when_a_crawl_is_written_again(
    first: dict[int, str], second: dict[int, str], again: dict[int, str]
) -> None:
    rows = store(store(store([], 1, first), 2, second), 2, again)
    assert [read(rows, crawl) for crawl in (1, 2)] == [list(first.items()), list(again.items())]


@given(FOUND, st.integers(2, 5))
def test_what_is_found_again_as_it_was_costs_nothing(found: dict[int, str], crawls: int) -> None:
    rows = store([], 1, found)
    before = list(rows)
    for crawl in range(2, crawls + 1):
        rows = store(rows, crawl, found)
    assert rows == before


def test_a_page_that_comes_in_between_leaves_the_others_where_they_are() -> None:
    rows = store([], 1, dict.fromkeys(range(10), "a"))
    changed = changes(rows, {0: "a", 99: "a"} | dict.fromkeys(range(1, 10), "a"), 2)
    assert changed == Changes((), (FoundRow(99, 2, None, 0.5, "a"),))


def test_a_hundred_weeks_of_news_below_the_home_page_find_room() -> None:
    """Halving an interval ends after some fifty times: the pages of the site are then numbered anew."""
    rows: list[FoundRow] = []
    found: list[dict[int, str]] = []
    for week in range(1, 101):
        found.append({0: "home"} | dict.fromkeys(range(week + 1, max(week - 9, 1), -1), "news"))
        rows = store(rows, week, found[-1])
    assert [read(rows, week) for week in range(1, 101)] == [list(pages.items()) for pages in found]
    assert len(rows) < 200


def test_a_page_that_only_the_browser_found_continues_when_it_is_found_again() -> None:
    """Discovery alone, then discovery and the rendered page, in each crawl."""
    html, rendered = {1: "a", 2: "a"}, {1: "a", 2: "a", 3: "rendered"}
    rows: list[FoundRow] = []
    for crawl in (1, 2, 3):
        rows = store(store(rows, crawl, html), crawl, rendered)
    assert rows[-1] == FoundRow(3, 1, None, 2.0, "rendered")
    assert len(rows) == 3
