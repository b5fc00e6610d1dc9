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
    """A stored page. facts: all that was found of it, but its place in the order."""

    url_id: int
    from_crawl: int
    until_crawl: int | None
    position: float
    facts: Hashable


@dataclass(frozen=True, slots=True)
class Changes:
    """delete: rows by (url_id, from_crawl). insert: rows; one may replace a row that is deleted."""

    delete: tuple[FoundRow, ...]
    insert: tuple[FoundRow, ...]


def changes(
    rows: Sequence[FoundRow], found: Mapping[int, Hashable], crawl: int, following: int | None = None
) -> Changes:
    """rows: of the site, that hold at `crawl` or ended just before it. found: url_id -> facts, in order of finding.

    following: the next crawl that has pages of the site, when this one is written after it.
    """
    ended = {row.url_id: row for row in rows if row.until_crawl == crawl}
    holding = {row.url_id: row for row in rows if row.until_crawl is None or row.until_crawl > crawl}
    known = ended | holding
    same = [known[url_id] for url_id, facts in found.items() if url_id in known and known[url_id].facts == facts]
    places = _places(found, {row.url_id: row.position for row in _longest_ascending(same)})
    delete: list[FoundRow] = []
    insert: list[FoundRow] = []
    stays: set[int] = set()
    for url_id, row in known.items():
        if url_id in found and found[url_id] == row.facts and places[url_id] == row.position:
            stays.add(url_id)
            if url_id not in holding:  # it had ended with this crawl, and is here again
                delete.append(row)
                insert.append(FoundRow(url_id, row.from_crawl, following, row.position, row.facts))
        elif url_id in holding:
            delete.append(row)
            insert += _without(row, crawl, following)
    for url_id, facts in found.items():
        if url_id not in stays:
            insert.append(FoundRow(url_id, crawl, following, places[url_id], facts))
    return Changes(tuple(delete), tuple(insert))


def _without(row: FoundRow, crawl: int, following: int | None) -> Iterator[FoundRow]:
    """What is left of a row when a crawl is taken out of it: the part before it, the part after it."""
    if row.from_crawl < crawl:
        yield FoundRow(row.url_id, row.from_crawl, crawl, row.position, row.facts)
    if following is not None and (row.until_crawl is None or row.until_crawl > following):
        yield FoundRow(row.url_id, following, row.until_crawl, row.position, row.facts)


def _longest_ascending(rows: Sequence[FoundRow]) -> list[FoundRow]:
    """As many rows as can stay where they are: the longest ascending subsequence of their positions."""
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


def _places(found: Iterable[int], kept: Mapping[int, float]) -> dict[int, float]:
    """A position for each page, ascending; those of `kept` as they are, unless there is no room between two."""
    order = list(found)
    places: dict[int, float] = {}
    last = -1.0
    waiting: list[int] = []
    for url_id in order:
        if url_id not in kept:
            waiting.append(url_id)
            continue
        step = (kept[url_id] - last) / (len(waiting) + 1)
        places.update({each: last + step * number for number, each in enumerate(waiting, 1)})
        places[url_id] = last = kept[url_id]
        waiting = []
    places.update({each: float(int(last) + number) for number, each in enumerate(waiting, 1)})
    ascending = [places[url_id] for url_id in order]
    if any(a >= b for a, b in pairwise(ascending)):
        return {url_id: float(number) for number, url_id in enumerate(order)}
    return places
