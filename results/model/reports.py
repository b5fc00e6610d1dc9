"""What a report shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from results.model.audits import Finding, Outcome, PageAudit
from results.model.barriers import Barrier, BarrierSummary
from results.model.carrying import CarriedPages, Retest
from results.model.checks import CheckDescription, Coverage, CriterionDescription
from results.model.confirmations import EngineAgreement
from results.model.crawls import Crawl
from results.model.discovery import SiteDiscovery
from results.model.over_time import CrawlComparison, PastVerdict, Trend
from results.model.register import Organisation, Site, Visits
from results.model.reviewed_exceptions import ReviewedException
from results.model.sampling import PlannedPage, Sample, SampleComparison
from results.model.shares import GroupShare, Sensitivity, SensitivityAt, Share
from results.model.statements import AccessibilityStatement
from results.model.verdicts import Profile, SiteVerdict


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """A site's line in the list. verdicts: profile -> verdict. failures: failed elements on all pages.

    slug: name of its page, unique in the report, stable from crawl to crawl.
    statement: None when no page of the site could be tested. ended: how the search for its pages did, as in
    SiteDiscovery. failed_checks: check -> failed elements on all pages; good practices too, which `failures` leaves
    out. last_tested: when the last crawl began in which it could be tested, this one or one before; empty: never.
    """

    site: Site
    slug: str
    verdicts: Mapping[str, SiteVerdict]
    failures: int
    statement: AccessibilityStatement | None = None
    ended: str = "complete"
    failed_checks: Mapping[str, int] = field(default_factory=dict)
    last_tested: str = ""


@dataclass(frozen=True, slots=True)
class SampledPage:
    """A page of the sample with what the visit gave. failed, cannot_tell: checks, best practice left out."""

    planned: PlannedPage
    audit: PageAudit
    failed: tuple[str, ...]
    cannot_tell: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageFindings:
    """One check's findings on one page; count is exact, findings may be fewer."""

    url: str
    count: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckFindings:
    """One check's findings on one site, pages with most elements first. outcome: failed or cantTell."""

    check: str
    outcome: Outcome
    count: int
    pages: tuple[PageFindings, ...]


@dataclass(frozen=True, slots=True)
class SiteReport:
    """All a webmaster needs of one site. findings: failures, most pages first, then cantTell.

    best_practices: failed best-practice checks, apart; they never count.
    barriers: what to repair first, first; then those fixed since the crawl before, and those not seen.
    followed: an earlier crawl saw the site, so that "new" means something. exceptions: of this site.
    joined: crawl -> when it started, for the crawls in which pages of the sample joined it.
    history: the crawls in which its verdict or score became another one, oldest first, under the first profile.
    """

    summary: SiteSummary
    discovery: SiteDiscovery
    sample: Sample
    pages: tuple[SampledPage, ...]
    findings: tuple[CheckFindings, ...]
    best_practices: tuple[CheckFindings, ...]
    barriers: tuple[Barrier, ...] = ()
    followed: bool = False
    exceptions: tuple[ReviewedException, ...] = ()
    joined: Mapping[int, str] = field(default_factory=dict)
    comparison: SampleComparison | None = None
    history: tuple[PastVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who answers for a report. feedback: e-mail address or URL to report a barrier. All may be empty.

    enforcement_body, enforcement_url: whom to complain to (Directive (EU) 2016/2102, article 9), and where.
    """

    name: str = ""
    feedback: str = ""
    enforcement_body: str = ""
    enforcement_url: str = ""


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """One crawl, judged. The first profile is the one the headline speaks of.

    shares: profile -> share of all sites, as measured. All else is under the first profile.
    exceptions: all that were ever made. accepted_shares: profile -> share if those that count are accepted; empty
    when none counts.
    groups: level, country, language or tag:NAME -> shares; only where there is more than one group.
    at_thresholds: the share at other thresholds. comparison: with the crawl before; None when there is none.
    criteria: number -> each success criterion of the crawl's standard. publisher: of the report.
    doubtful: check -> sites with something of it that a person must look at.
    organisations: name -> what the register knows of it. labels: of a column of the register (organisation,
    policy_domain, level, service), a value -> language -> what it is called in that language.
    visits: site id -> visits, of the sites of which the register knows them. carried: pages that were not tested again.
    wrong_retests: pages tested although nothing of them had changed, of which a check said something else.
    agreement: of each other browser that was asked about barriers of the crawl.
    """

    crawl: Crawl
    profiles: tuple[Profile, ...]
    shares: Mapping[str, Share]
    by_policy_domain: tuple[GroupShare, ...]
    by_organisation: tuple[GroupShare, ...]
    sites: tuple[SiteSummary, ...]
    checks: Mapping[str, CheckDescription]
    coverage: Coverage
    sensitivity: tuple[Sensitivity, ...]
    barriers: BarrierSummary = field(default_factory=lambda: BarrierSummary())  # noqa: PLW0108 - defined below
    exceptions: tuple[ReviewedException, ...] = ()
    accepted_shares: Mapping[str, Share] = field(default_factory=dict)
    groups: Mapping[str, tuple[GroupShare, ...]] = field(default_factory=dict)
    at_thresholds: tuple[SensitivityAt, ...] = ()
    comparison: CrawlComparison | None = None
    trend: Trend | None = None
    criteria: Mapping[str, CriterionDescription] = field(default_factory=dict)
    publisher: Publisher = field(default_factory=Publisher)
    doubtful: Mapping[str, int] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    visits: Mapping[int, Visits] = field(default_factory=dict)
    agreement: tuple[EngineAgreement, ...] = ()
    carried: CarriedPages | None = None
    wrong_retests: tuple[Retest, ...] = ()
