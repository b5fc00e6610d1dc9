"""Results over time: what changed between two crawls, the trend, figures published before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from results.model.crawls import Crawl, Selection
from results.model.register import Site
from results.model.shares import Share
from results.model.verdicts import Verdict


class ChangePart(StrEnum):
    """Why the share differs between two crawls. A changed site is in one part, or in PROFILE and one other."""

    IMPROVED = "improved"  # tested both times, accessible now, seen on the same pages with the same tools
    WORSENED = "worsened"
    ENTERED = "entered"  # tested now, not in the earlier crawl
    LEFT = "left"  # tested then, not in the later crawl
    BECAME_TESTABLE = "became_testable"  # in both crawls, could not be tested then
    BECAME_UNTESTABLE = "became_untestable"
    PROFILE = "profile"  # the earlier crawl gives another verdict under the later profile
    TOOLS = "tools"  # verdict changed while monitor, axe-core or browser did: whether site or tool changed is not known
    SAMPLE = "sample"  # on the pages tested both times the verdict did not change


@dataclass(frozen=True, slots=True)
class PartOfChange:
    """A part of the change. points: its share of the change, -1 to 1; the points of all parts add up to the change.

    up, down: its sites that became accessible and not accessible; of sites that entered, left or became (un)testable:
    those that are, or were, accessible and not accessible.
    """

    part: ChangePart
    up: int
    down: int
    points: float


@dataclass(frozen=True, slots=True)
class PairedChange:
    """The sites tested in both crawls, under one profile.

    change: (improved - worsened) / sites, whatever the cause. interval: 95 %, for `change`, from the exact
    (Clopper-Pearson) interval of the part that improved of all that changed.
    p_value: exact McNemar test, two-sided: how often chance alone would give a difference as large.
    """

    sites: int
    improved: int
    worsened: int
    change: float
    interval: tuple[float, float]
    p_value: float


@dataclass(frozen=True, slots=True)
class SiteChange:
    """A site of which there is news: its verdict changed, it came, or it went. None: not in that crawl."""

    site_id: int
    part: ChangePart
    before: Verdict | None
    after: Verdict | None


@dataclass(frozen=True, slots=True)
class ShareChange:
    """The change of the share, split. change: None when one of the crawls tested no site; then there are no parts.

    paired: None when no site was tested both times.
    interval: 95 %, of the difference between two random samples (Newcombe 1998, method 10); None otherwise.
    """

    before: Share
    after: Share
    change: float | None
    parts: tuple[PartOfChange, ...]
    paired: PairedChange | None
    interval: tuple[float, float] | None
    sites: tuple[SiteChange, ...]


@dataclass(frozen=True, slots=True)
class PastVerdict:
    """A site in one crawl, under a profile. date: when the crawl started. score: None when it has none."""

    crawl_id: int
    date: str
    profile_version: str
    verdict: Verdict
    score: float | None


@dataclass(frozen=True, slots=True)
class CrawlComparison:
    """Two crawls side by side. version_before, version_after: of the profile each is judged by; the earlier crawl by
    the version it was first judged by.

    tools_changed: names of the tools that differ: monitor, axe-core, browser, image-reader.
    pages_kept: False when the pages of one of them were removed since: whether others were tested is not known.
    sites: id -> the site, as the later crawl that has it knew it; only those of `change.sites`.
    slugs: id -> name of the site's page in a report of the later crawl; missing when it is not in that crawl.
    earlier: id -> each site of the earlier crawl, under the profile as it is now.
    """

    before: Crawl
    after: Crawl
    version_before: str
    version_after: str
    tools_changed: tuple[str, ...]
    pages_kept: bool
    change: ShareChange
    sites: Mapping[int, Site]
    slugs: Mapping[int, str]
    earlier: Mapping[int, PastVerdict] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A share that others published, measured in another way.

    date: ISO date, or a year. share, interval: 0 to 1. sites: number tested, None when not published.
    population: of which websites ("Flemish government"). source: where it was published. method: a note on how.
    """

    date: str
    share: float
    population: str
    source: str
    method: str = ""
    interval: tuple[float, float] | None = None
    sites: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One finished crawl under one version of a profile. date: its start, ISO 8601 in UTC."""

    crawl_id: int
    date: str
    selection: Selection
    profile_version: str
    profile_digest: str
    share: Share


@dataclass(frozen=True, slots=True)
class Trend:
    """All finished crawls under a profile of this name, oldest first, and the figures of others, apart."""

    profile: str
    points: tuple[TrendPoint, ...]
    published: tuple[PublishedFigure, ...]
