"""Which rows of found pages change when a crawl found these pages. Pure.

A row says of one page: from this crawl on, until before that crawl, the site had it so. A page that is found again
as it was costs nothing. The order of finding is kept as a number that only its order counts of, so that a page that
comes in between leaves the others where they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A stored page. url: its address or the number of it. facts: all that was found of it, but its place."""

    url: Hashable
    from_crawl: int
    until_crawl: int | None
    position: float
    facts: Hashable


@dataclass(frozen=True, slots=True)
class Changes:
    """delete: rows by (url, from_crawl). insert: rows; one may replace a row that is deleted."""

    delete: tuple[FoundRow, ...]
    insert: tuple[FoundRow, ...]


def changes(
    rows: Sequence[FoundRow], found: Mapping[Hashable, Hashable], crawl: int, following: int | None = None
) -> Changes:
    """rows: of the site, that hold at `crawl` or ended just before it. found: url -> facts, in order of finding.

    following: the next crawl that has pages of the site, when this one is written after it.
    """
    ended = {row.url: row for row in rows if row.until_crawl == crawl}
    holding = {row.url: row for row in rows if row.until_crawl is None or row.until_crawl > crawl}
    known = ended | holding
    same = [known[url] for url, facts in found.items() if url in known and known[url].facts == facts]
    places = _places(found, {row.url: row.position for row in _longest_ascending(same)})
    delete: list[FoundRow] = []
    insert: list[FoundRow] = []
    stays: set[Hashable] = set()
    for url, row in known.items():
        if url in found and found[url] == row.facts and places[url] == row.position:
            stays.add(url)
            if url not in holding:  # it had ended with this crawl, and is here again
                delete.append(row)
                insert.append(FoundRow(url, row.from_crawl, following, row.position, row.facts))
        elif url in holding:
            delete.append(row)
            insert += _without(row, crawl, following)
    for url, facts in found.items():
        if url not in stays:
            insert.append(FoundRow(url, crawl, following, places[url], facts))
    return Changes(tuple(delete), tuple(insert))


def _without(row: FoundRow, crawl: int, following: int | None) -> Iterator[FoundRow]:
    """What is left of a row when a crawl is taken out of it: the part before it, the part after it."""
    if row.from_crawl < crawl:
        yield FoundRow(row.url, row.from_crawl, crawl, row.position, row.facts)
    if following is not None and (row.until_crawl is None or row.until_crawl > following):
        yield FoundRow(row.url, following, row.until_crawl, row.position, row.facts)


def _longest_ascending(rows: Sequence[FoundRow]) -> list[FoundRow]:
    """As many rows as can stay where they are: the longest ascending subsequence of their positions."""
    if all(a.position < b.position for a, b in pairwise(rows)):  # as on most sites in most weeks
        return list(rows)
    ends: list[float] = []  # smallest end of an ascending sequence, by its length
    lengths: list[int] = []
    for row in rows:
        place = bisect_left(ends, row.position)
        ends[place : place + 1] = [row.position]
        lengths.append(place)
    chosen: list[FoundRow] = []
    wanted = len(ends) - 1
    for row, length in zip(reversed(rows), reversed(lengths), strict=True):
        if length == wanted and (not chosen or row.position < chosen[-1].position):
            chosen.append(row)
            wanted -= 1
    return chosen[::-1]


def _places(found: Iterable[Hashable], kept: Mapping[Hashable, float]) -> dict[Hashable, float]:
    """A position for each page, ascending; those of `kept` as they are, unless there is no room between two."""
    order = list(found)
    places: dict[Hashable, float] = {}
    last = -1.0
    waiting: list[Hashable] = []
    for url in order:
        if url not in kept:
            waiting.append(url)
            continue
        step = (kept[url] - last) / (len(waiting) + 1)
        places.update({each: last + step * number for number, each in enumerate(waiting, 1)})
        places[url] = last = kept[url]
        waiting = []
    places.update({each: float(int(last) + number) for number, each in enumerate(waiting, 1)})
    ascending = [places[url] for url in order]
    if any(a >= b for a, b in pairwise(ascending)):
        return {url: float(number) for number, url in enumerate(order)}
    return places
