"""The unit of work: what goes to whoever visits a site, and what comes back. Plain records, without the database.

A visit can be made in this process or on another machine; who stores what it gave is the same in both cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checks.visit import PageVisit
from crawler.pipeline.site_pictures import Known
from crawler.settings import Settings
from crawler.web.scopes import ScopeIndex
from results.model import FoundPage, ImageReading, Sample, Scope, Site, SiteDiscovery, TakenPicture


@dataclass(frozen=True, slots=True)
class VisitTerms:
    """What all visits of a crawl share. seed: of the crawl. scopes, registered: of every site registered or crawled."""

    settings: Settings
    seed: int
    scopes: Sequence[Scope]
    registered: ScopeIndex


@dataclass(frozen=True, slots=True)
class VisitOrder:
    """One site to visit. sample: drawn for this crawl. before: the sample it continues, None for a new site.

    carried: URL of a page that need not be visited -> what stands for its visit. pictured: barriers that have a
    picture. readings: digest of a file -> what was read in it before. rested: seconds since its host was last asked
    for something.
    """

    site: Site
    discovery: SiteDiscovery
    sample: Sample
    before: Sample | None
    carried: Mapping[str, PageVisit]
    pictured: frozenset[Known]
    readings: Mapping[bytes, ImageReading]
    rested: float


@dataclass(frozen=True, slots=True)
class VisitedSite:
    """What the visit gave. visits: of the pages that count, in order.

    sample, found, copies, ended: as in GrowingSample, at the end. pictures: of barriers that had none. readings: those
    to remember, as in VisitOrder.
    """

    visits: Sequence[PageVisit]
    sample: Sample
    found: Sequence[FoundPage]
    copies: Sequence[str]
    ended: str
    pictures: Sequence[TakenPicture]
    readings: Mapping[bytes, ImageReading]
