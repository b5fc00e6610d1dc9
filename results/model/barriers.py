"""Barriers: findings with one cause on one site, followed from crawl to crawl."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from results.model.audits import Finding, Outcome
from results.model.confirmations import BarrierConfirmation


class BarrierState(StrEnum):
    """A barrier in one crawl, compared with the crawls of its site before it. Codes are stored; never rename one."""

    NEW = "new"
    PERSISTING = "persisting"
    RETURNED = "returned"  # was fixed, and is there again
    FIXED = "fixed"  # a page where it was has been tested again with its check, and it is nowhere any more
    NOT_SEEN = "not-seen"  # no page where it was has been tested again, or its check could not say

    @property
    def there(self) -> bool:
        return self in (BarrierState.NEW, BarrierState.PERSISTING, BarrierState.RETURNED)


@dataclass(frozen=True, slots=True)
class BarrierPicture:
    """How a barrier looked. name: of its file in the folder of pictures. width, height: pixels.

    page: where it was taken, and when (ISO 8601).
    """

    name: str
    width: int
    height: int
    page: str
    taken_at: str


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """A picture of an element that failed a check, in memory. component: as in Barrier. image: WebP. Else as above."""

    check: str
    component: str
    image: bytes
    width: int
    height: int
    page: str
    taken_at: str


@dataclass(frozen=True, slots=True)
class Barrier:
    """Findings with one cause on one site: the same check on the same component, on however many pages.

    id: row in the database, the same in every crawl. component: signature of the element (results/barriers/component).
    finding: an example; page: where it is. third_party: whose frame or widget it is in, or empty.
    instances: elements found. elements: of these, different ones (a link in every footer is one). pages: with it.
    All three are 0 when it is not there. exact: False when elements of several components were found on a page
    beyond those stored; then the instances are all those of the check, shared out by what was stored.
    pages_before: pages with it when it was last seen before this crawl, of which pages_again were tested again now.
    first_seen, last_seen: the crawls, and when they started. best_practice: its check answers no success criterion.
    picture: the last that was taken; None when there is none. confirmations: of other browsers, in this crawl.
    """

    id: int
    check: str
    outcome: Outcome
    component: str
    finding: Finding
    page: str
    state: BarrierState
    first_crawl: int
    last_crawl: int
    first_seen: str
    last_seen: str
    instances: int = 0
    elements: int = 0
    pages: int = 0
    exact: bool = True
    pages_before: int = 0
    pages_again: int = 0
    third_party: str = ""
    best_practice: bool = False
    picture: BarrierPicture | None = None
    confirmations: tuple[BarrierConfirmation, ...] = ()


@dataclass(frozen=True, slots=True)
class CommonBarrier:
    """A check and how many sites have barriers of it. pages: over all sites. new: first seen in this crawl."""

    check: str
    sites: int
    barriers: int
    new: int
    pages: int
    instances: int


@dataclass(frozen=True, slots=True)
class BarrierExample:
    """A barrier of a site that others can learn from. page: where it is."""

    site_id: int
    page: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class BarrierSummary:
    """The barriers of all sites of a crawl: failures of success criteria only.

    there = new + persisting + returned. fixed: there the crawl before, gone now. most_common: most sites first.
    new_by_site: site id -> how many are new on it.
    examples: check -> a few of its barriers, each of another site, those on most pages first.
    followed: False when no earlier crawl tested any of these sites, so that "new" says nothing yet.
    """

    there: int = 0
    new: int = 0
    returned: int = 0
    fixed: int = 0
    most_common: tuple[CommonBarrier, ...] = ()
    followed: bool = False
    examples: Mapping[str, tuple[BarrierExample, ...]] = field(default_factory=dict)
    new_by_site: Mapping[int, int] = field(default_factory=dict)
