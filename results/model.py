"""The records that pass between the folders; everything here is frozen and imports nothing of ours.

The words are those of Directive (EU) 2016/2102, EN 301 549, WCAG-EM and EARL. A record says what was
seen, never what to show: texts for readers are made in `report_templates`, from codes stored here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """EARL 1.0 outcome values (http://www.w3.org/ns/earl#)."""

    PASSED = "passed"
    FAILED = "failed"
    CANNOT_TELL = "cantTell"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Reason(StrEnum):
    """Why a page or a site could not be tested. Codes are stored; never rename one."""

    UNREACHABLE = "unreachable"  # name does not resolve, connection refused or reset, TLS failure
    TIMEOUT = "timeout"  # no complete answer within the time limit
    HTTP_ERROR = "http-error"  # status 400 and up, other than those below
    LOGIN = "login"  # 401, or a sign-in form instead of the page asked for
    ACCESS_DENIED = "access-denied"  # 403, or a page that says so behind another status
    CHALLENGE = "challenge"  # a bot challenge or CAPTCHA instead of the page
    PARKED = "parked"  # a domain for sale, or the hoster's default page
    ERROR_PAGE = "error-page"  # "page not found" or "server error" behind status 200
    NOT_HTML = "not-html"  # PDF, image, feed, download
    EMPTY = "empty"  # no text and no control on the page after it settled
    ROBOTS = "robots"  # robots.txt asks not to visit
    ROBOTS_UNREACHABLE = "robots-unreachable"  # robots.txt answers 5xx or nothing: RFC 9309, 2.3.1.4
    OTHER_SITE = "other-site"  # redirects to a site that is registered itself
    OUT_OF_SCOPE = "out-of-scope"  # redirects to a host that is not the site's
    PRIVATE_ADDRESS = "private-address"  # loopback, private or link-local, not allowed by the settings
    CRASHED = "crashed"  # the browser's page crashed
    CHECKS_FAILED = "checks-failed"  # the page loaded but the checks could not run on it
    TOO_LARGE = "too-large"  # more bytes than the cap
    UNREADABLE_DOCUMENT = "unreadable-document"  # damaged, behind a password, or no PDF behind such an address
    NO_PAGES = "no-pages"  # no page of the site could be tested, for more than one reason
    INTERRUPTED = "interrupted"  # the crawl ended before this site's turn


class Standard(StrEnum):
    """A version of EN 301 549, with the WCAG version in it; decides which criteria count."""

    V3_2_1 = "en301549-3.2.1"  # WCAG 2.1: what the Directive asks today
    V4_1_1 = "en301549-4.1.1"  # WCAG 2.2

    @property
    def wcag(self) -> str:
        return "2.1" if self is Standard.V3_2_1 else "2.2"


class Verdict(StrEnum):
    """Under a profile, on the sampled pages; never a proof of conformance."""

    ACCESSIBLE = "accessible"
    NOT_ACCESSIBLE = "not_accessible"
    NOT_TESTED = "not_tested"


class CriterionState(StrEnum):
    """A basic criterion on one site."""

    MET = "met"  # no failure found on enough of the pages where it applies
    NOT_MET = "not_met"
    INAPPLICABLE = "inapplicable"  # nothing on the tested pages that it speaks of
    UNTESTED = "untested"  # nothing could be said


class StatementState(StrEnum):
    """Whether a site has an accessibility statement (Directive (EU) 2016/2102, Article 7)."""

    FOUND = "found"
    MISSING = "missing"  # no link to one on the tested pages
    UNREADABLE = "unreadable"  # linked, but not read: an error, robots.txt, another host, or words that are not known


class ConformanceStatus(StrEnum):
    """What a statement says of itself, in the words of Implementing Decision (EU) 2018/1523."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    UNSTATED = "unstated"


class Selection(StrEnum):
    """How the sites of a crawl were chosen from the register; decides which interval is honest."""

    CENSUS = "census"  # every site of the register
    RANDOM = "random"  # a simple random sample of the register
    CHOSEN = "chosen"  # named by a person


@dataclass(frozen=True, slots=True)
class Scope:
    """Which URLs belong to a site.

    hosts: host names, lower case, with the port when it is not the scheme's own.
    path_prefix: begins and ends with "/"; "/" is the whole host.
    """

    hosts: tuple[str, ...]
    path_prefix: str = "/"


@dataclass(frozen=True, slots=True)
class Site:
    """A website with an owner, as the register has it.

    id: row in the register; 0 before it is stored.
    url: canonical start URL.
    level: state, regional, local, public-law, or empty.
    country: ISO 3166-1 alpha-2, or empty. language: BCP 47 tag of the main language, or empty.
    tags: every other column of the imported list, name -> value.
    """

    url: str
    id: int = 0
    name: str = ""
    organisation: str = ""
    policy_domain: str = ""
    level: str = ""
    country: str = ""
    language: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page discovery knows of.

    url: canonical. depth: links from the start page; sitemap entries have 1.
    source: start, link, sitemap, redirect, rendered (a link only the browser saw), or panel (of the sample before).
    status: HTTP status, None when the page was not fetched. content_type: without parameters.
    link_texts: distinct texts of links to it, at most 5, at most 100 characters each.
    forms, tables, media, password_fields: number in the static HTML (search boxes are not forms).
    skeleton: short hash of the page's structure; equal for pages made from one template. Empty if unknown.
    found_on: URL of the page with the first link to it. translation_of: URL of the page that says it says the same
        in another language. language: of the markup, else as links to it or its URL say.
    """

    url: str
    depth: int = 0
    source: str = "link"
    status: int | None = None
    content_type: str = ""
    title: str = ""
    language: str = ""
    link_texts: tuple[str, ...] = ()
    forms: int = 0
    tables: int = 0
    media: int = 0
    password_fields: int = 0
    skeleton: str = ""
    bytes: int = 0
    found_on: str = ""
    translation_of: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """One hop. status: 301, 302, 303, 307 or 308; 0 for a hop made by the page itself."""

    url: str
    to: str
    status: int


@dataclass(frozen=True, slots=True)
class SiteDiscovery:
    """What discovery found on one site.

    reason: why nothing could be found; None when at least the start page was found.
    detail: the technical message behind the reason, English, at most 300 characters.
    final_url: where the start URL led.
    dropped: name of the rule -> number of URLs it left out ("off-scope", "robots", "cap/pages", ...).
    robots: found, none, or unreachable. crawl_delay: seconds robots.txt asks for, 0 when it asks nothing.
    ended: complete, or the cap that ended it (pages, time, bytes).
    seconds: wall time. requests: HTTP requests made.
    """

    site_id: int
    pages: tuple[FoundPage, ...] = ()
    reason: Reason | None = None
    detail: str = ""
    final_url: str = ""
    redirects: tuple[Redirect, ...] = ()
    dropped: Mapping[str, int] = field(default_factory=dict)
    robots: str = "none"
    crawl_delay: float = 0.0
    ended: str = "complete"
    seconds: float = 0.0
    requests: int = 0


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page of the sample.

    role: why it was chosen: home, contact, help, legal, login, sitemap, search, statement, feedback,
        form, table, media, service, service-health and the like, language (another one), appearance, document
        (a PDF), random, or all (every page of a small site).
    clause: letter of Decision (EU) 2018/1524, Annex I, 3.2 that it satisfies (a to g); empty if none.
    evidence: the link text, URL part or markup that decided.
    tenure: new, panel (it was in the sample before), or rotating (drawn in place of a random page that made way).
    since: crawl in which it joined the sample; 0 for the crawl the sample belongs to.
    """

    url: str
    role: str
    clause: str = ""
    evidence: str = ""
    tenure: str = "new"
    since: int = 0


@dataclass(frozen=True, slots=True)
class Sample:
    """The pages chosen on a site; the first is the home page.

    frame_size: pages the choice was made from. missing_clauses: letters no page was found for.
    size: pages by the size of the site, documents apart; 0 when the number was set. layouts: distinct skeletons found.
    layout_pages: pages more because of these. growth: pages more because random pages of crawls before failed in ways
        that the chosen ones did not.
    left: pages of the sample before that are not in this one.
    """

    site_id: int
    seed: int
    pages: tuple[PlannedPage, ...]
    frame_size: int
    missing_clauses: tuple[str, ...] = ()
    size: int = 0
    layouts: int = 0
    layout_pages: int = 0
    growth: int = 0
    left: tuple[LeftPage, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One element a check failed on or could not tell about.

    selector: CSS; " >>> " enters a frame or a shadow root. snippet: the element's HTML, shortened.
    measured: what the check measured, as a JSON object of plain values (contrast ratio, colours, ...).
    message: the check's own sentence, English; for a person who wants the technical detail.
    region: the landmark the element is in: banner, navigation, main, complementary, contentinfo, form,
        search, region, or empty.
    """

    check: str
    outcome: Outcome
    selector: str
    snippet: str
    measured: str = "{}"
    message: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What one check says of one page.

    criteria: WCAG success criteria; empty for best practice. count: elements with this outcome.
    findings: at most the cap of the settings; count is exact.
    """

    check: str
    outcome: Outcome
    criteria: tuple[str, ...] = ()
    count: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PageAudit:
    """What one visit to one page gave.

    reason: None when the page was tested. detail: the technical message, English.
    final_url: where the browser ended. http_status: of the final document; None without an answer.
    settled: quiet, or limit when the page never stopped changing within the limit; empty if not loaded.
    load_seconds, settle_seconds, check_seconds: wall time of the three parts.
    outcomes: a check may have two (failed on some elements, cantTell on others).
    parts_not_tested: frames and the like that the checks could not enter, with why.
    links: (URL, text) of in-page links in the rendered page; filled on the home page only.
    """

    url: str
    reason: Reason | None = None
    detail: str = ""
    final_url: str = ""
    http_status: int | None = None
    title: str = ""
    language: str = ""
    settled: str = ""
    load_seconds: float = 0.0
    settle_seconds: float = 0.0
    check_seconds: float = 0.0
    outcomes: tuple[CheckOutcome, ...] = ()
    parts_not_tested: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    audited_at: str = ""

    @property
    def tested(self) -> bool:
        return self.reason is None


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """What the accessibility statement of a site says.

    url: where it is, or where links to it lead when it could not be read. language: primary subtag of what it is
    read as. evidence: the sentence that states the status; where none does, one that may in other words, or nothing.
    standard: as cited ("WCAG 2.1 AA"), or empty.
    prepared_on, reviewed_on: ISO dates, or empty; the first of the month where only a month is named.
    method: how the site was evaluated: self, third-party, other, or empty when it does not say.
    feedback: ways to report a problem: mail, form, phone. enforcement: it names whom to complain to.
    linked_from: tested pages that link to it, of `pages` tested pages.
    hook: country of the national format that was recognised (lu, pl, it, dk, nl, fr), or empty.
    """

    site_id: int
    state: StatementState
    url: str = ""
    language: str = ""
    status: ConformanceStatus = ConformanceStatus.UNSTATED
    evidence: str = ""
    standard: str = ""
    prepared_on: str = ""
    reviewed_on: str = ""
    method: str = ""
    feedback: tuple[str, ...] = ()
    enforcement: bool = False
    linked_from_home: bool = False
    linked_from: int = 0
    pages: int = 0
    hook: str = ""


@dataclass(frozen=True, slots=True)
class BasicCriterion:
    """One line of a profile. checks: ids of the checks that answer it; empty when only a person can.

    asks: checks about it that never fail, only point out where a person must look; they decide nothing.
    machine: fully, partly, or not: how much of the criterion automatic checks can answer.
    criteria: WCAG success criteria behind it.
    """

    id: str
    weight: float
    checks: tuple[str, ...]
    criteria: tuple[str, ...]
    machine: str
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocker:
    """A failure of this check, on a page of this role and in this landmark, alone decides the verdict.

    role and region: empty means anywhere.
    """

    check: str
    role: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named, versioned rule that turns outcomes into a verdict.

    rule: "score" (weighted share of applicable criteria met >= threshold) or "no-failure" (no failed
        A/AA check on any sampled page).
    threshold, page_share: between 0 and 1; a criterion is met on a site when it is met on at least
        page_share of the tested pages where it applies.
    digest: SHA-256 of the profile file.
    """

    name: str
    version: str
    rule: str
    threshold: float
    page_share: float
    criteria: tuple[BasicCriterion, ...]
    blockers: tuple[Blocker, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A criterion on one site. pages: tested pages where it applies; pages_failed: of those, where it failed.

    checks: the checks that failed.
    """

    criterion: str
    state: CriterionState
    weight: float
    pages: int = 0
    pages_failed: int = 0
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteVerdict:
    """A site under a profile.

    reason: set when not tested. score: 0 to 1, None when not tested or when the profile has no score.
    blockers: checks whose failure alone decided.
    pages_planned, pages_tested, pages_failed: pages of the sample; with any failed A/AA check.
    """

    site_id: int
    profile: str
    profile_version: str
    profile_digest: str
    verdict: Verdict
    reason: Reason | None = None
    score: float | None = None
    criteria: tuple[CriterionResult, ...] = ()
    blockers: tuple[str, ...] = ()
    pages_planned: int = 0
    pages_tested: int = 0
    pages_failed: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """The share of accessible sites, with all that is needed to check it.

    registered = accessible + not_accessible + sum(not_tested.values()), always.
    share: accessible / (accessible + not_accessible), 0 to 1; None when no site was tested.
    method: "census" (all sites, no sampling interval), "wilson" (random sample, finite-population
        corrected), "stratified" (random samples within groups, weighted; so `share` is not the ratio of the counts),
        "count" (chosen sites: no interval), or "none" (nothing tested).
    interval: 95 %, (low, high); None unless method is "wilson" or "stratified".
    bounds: the share if every site not tested were not accessible / were accessible.
    frame_size: sites in the register the selection was made from.
    """

    profile: str
    registered: int
    accessible: int
    not_accessible: int
    not_tested: Mapping[Reason, int]
    share: float | None
    method: str
    interval: tuple[float, float] | None
    bounds: tuple[float, float] | None
    frame_size: int


@dataclass(frozen=True, slots=True)
class Tools:
    """What a crawl was measured with. axe_source: npm, fallback, or setting. browser: name and version."""

    monitor_version: str
    axe_version: str
    axe_sha256: str
    axe_source: str
    browser: str
    browser_sandbox: bool


@dataclass(frozen=True, slots=True)
class Crawl:
    """One pass over the register. Times are ISO 8601 in UTC; finished_at is empty while it runs.

    settings: name -> value as text, as they were. register_size: sites in the register at the start.
    """

    id: int
    started_at: str
    finished_at: str
    seed: int
    selection: Selection
    register_size: int
    tools: Tools
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CheckText:
    """A check in words a webmaster understands, in one language.

    title: states what should be true ("Images have a text alternative").
    hindered: who is hindered and how. fix: the steps. wrong, right: HTML examples, may be empty.
    verify: how to test by hand.
    """

    title: str
    hindered: str
    fix: tuple[str, ...]
    wrong: str = ""
    right: str = ""
    verify: str = ""


@dataclass(frozen=True, slots=True)
class CheckDescription:
    """A check of the catalogue. criteria: WCAG success criteria, empty for best practice.

    clauses: EN 301 549. needs: letters a to i of Decision (EU) 2018/1524, Annex I, 1.3.2.
    only_asks: it never fails, only asks a person to look. texts: language -> text.
    """

    id: str
    engine: str
    criteria: tuple[str, ...]
    clauses: tuple[str, ...]
    needs: tuple[str, ...]
    best_practice: bool
    only_asks: bool
    texts: Mapping[str, CheckText]


@dataclass(frozen=True, slots=True)
class NeedCoverage:
    """Success criteria with a primary relation to a user need: with a check that can fail, of all."""

    touched: int
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the automatic checks reach of a standard's success criteria (levels A and AA).

    touched: with a check that can fail; it answers the criterion in part. asked: with checks that only ask a person.
    untouched: none. Each in order. needs: letter a to i -> coverage.
    """

    standard: Standard
    touched: tuple[str, ...]
    asked: tuple[str, ...]
    untouched: tuple[str, ...]
    needs: Mapping[str, NeedCoverage]

    @property
    def total(self) -> int:
        return len(self.touched) + len(self.asked) + len(self.untouched)


@dataclass(frozen=True, slots=True)
class SiteSummary:
    """A site's line in the list. verdicts: profile -> verdict. failures: failed elements on all pages.

    slug: name of its page, unique in the report, stable from crawl to crawl.
    statement: None when no page of the site could be tested.
    """

    site: Site
    slug: str
    verdicts: Mapping[str, SiteVerdict]
    failures: int
    statement: AccessibilityStatement | None = None


@dataclass(frozen=True, slots=True)
class GroupShare:
    """The share within a group of sites. name: the policy domain or organisation; may be empty."""

    name: str
    share: Share


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The share if a profile had not this criterion. gained, lost: sites accessible only without it, only with it."""

    criterion: str
    share: float | None
    gained: int
    lost: int


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


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """One crawl, judged. The first profile is the one the headline speaks of.

    shares: profile -> share of all sites, as measured. All else is under the first profile.
    exceptions: all that were ever made. accepted_shares: profile -> share if those that count are accepted; empty
    when none counts.
    groups: level, country, language or tag:NAME -> shares; only where there is more than one group.
    at_thresholds: the share at other thresholds. comparison: with the crawl before; None when there is none.
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


# Results over time: what changed between two crawls, the trend, figures published before.


class ChangePart(StrEnum):
    """Why the share differs between two crawls. A changed site is in one part, or in PROFILE and one other."""

    IMPROVED = "improved"  # tested both times, accessible now, seen on the same pages with the same tools
    WORSENED = "worsened"
    ENTERED = "entered"  # tested now, not in the earlier crawl
    LEFT = "left"  # tested then, not in the later crawl
    BECAME_TESTABLE = "became_testable"  # in both crawls, could not be tested then
    BECAME_UNTESTABLE = "became_untestable"
    PROFILE = "profile"  # the earlier crawl gives another verdict under the later profile
    TOOLS = "tools"  # verdict changed while monitor, axe-core or browser did: site and tool cannot be told apart
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
    """A site with something to tell: its verdict changed, it came, or it went. None: not in that crawl."""

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
class CrawlComparison:
    """Two crawls side by side. version_before, version_after: of the profile each is judged by; the earlier crawl by
    the version it was first judged by.

    tools_changed: names of the tools that differ: monitor, axe-core, browser.
    pages_kept: False when the pages of one of them were removed since: whether others were tested cannot be told.
    sites: id -> the site, as the later crawl that has it knew it; only those of `change.sites`.
    slugs: id -> name of the site's page in a report of the later crawl; missing when it is not in that crawl.
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


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A share that others published, measured in another way.

    date: ISO date, or a year. share, interval: 0 to 1. sites: number tested, None when not told.
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


@dataclass(frozen=True, slots=True)
class SensitivityAt:
    """The share if the profile asked another score ("threshold") or another part of the pages ("page_share").

    gained, lost: sites accessible only there, only under the profile as it is. current: the profile's own value.
    """

    rule: str
    value: float
    share: float | None
    gained: int
    lost: int
    current: bool


@dataclass(frozen=True, slots=True)
class RandomPages:
    """What the pages drawn at random say of the pages that were not opened.

    frame: pages they were drawn from. tested, failed: of the drawn pages.
    bound: with 95 % confidence, no larger part of the frame has a failure that the checks can find.
    """

    frame: int
    tested: int
    failed: int
    bound: float


# Barriers: findings with one cause on one site, followed from crawl to crawl.


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
class Barrier:
    """Findings with one cause on one site: the same check on the same component, on however many pages.

    id: row in the database, the same in every crawl. component: signature of the element (`results/components.py`).
    finding: an example; page: where it is. third_party: whose frame or widget it is in, or empty.
    instances: elements found. elements: of these, different ones (a link in every footer is one). pages: with it.
    All three are 0 when it is not there. exact: False when elements of several components were found on a page
    beyond those stored; then the instances are all those of the check, shared out by what was stored.
    pages_before: pages with it when it was last seen before this crawl, of which pages_again were tested again now.
    first_seen, last_seen: the crawls, and when they started. best_practice: its check answers no success criterion.
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
class BarrierSummary:
    """The barriers of all sites of a crawl: failures of success criteria only.

    there = new + persisting + returned. fixed: there the crawl before, gone now. most_common: most sites first.
    followed: False when no earlier crawl tested any of these sites, so that "new" says nothing yet.
    """

    there: int = 0
    new: int = 0
    returned: int = 0
    fixed: int = 0
    most_common: tuple[CommonBarrier, ...] = ()
    followed: bool = False


@dataclass(frozen=True, slots=True)
class Stratum:
    """A group of the register that sites were drawn from. registered: sites in it. sites: ids of those drawn."""

    name: str
    registered: int
    sites: tuple[int, ...]


# Reviewed exceptions: what a person looked at and accepts for a time.


class ExceptionState(StrEnum):
    """Of an exception, on the day of a crawl. Only those that count change the share beside the measured one."""

    COUNTS = "counts"
    EXPIRED = "expired"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class ReviewedException:
    """A failure a person looked at and accepts until a day. It is shown in every report, and never hides a finding.

    site: URL. page: URL of the only page it is about, or empty. barrier: the only barrier, or None.
    added_at, removed_at: ISO times; removed_at and removed_by are empty while it stands. expires_on: ISO date, the last
    day it counts.
    """

    id: int
    site_id: int
    site: str
    check: str
    reason: str
    author: str
    added_at: str
    expires_on: str
    page: str = ""
    barrier: int | None = None
    removed_at: str = ""
    removed_by: str = ""

    def state(self, day: str) -> ExceptionState:
        """day: of the crawl, ISO date."""
        if self.removed_at:
            return ExceptionState.REMOVED
        return ExceptionState.COUNTS if self.expires_on >= day[:10] else ExceptionState.EXPIRED


# The panel: how a sample follows from the one before.


@dataclass(frozen=True, slots=True)
class LeftPage:
    """A page that was in the sample before.

    reason: gone (an error status), redirect, not-html, not-found (no link or sitemap leads to it any more, or
        robots.txt forbids it now), rotated (a random page that made way for another), no-census (the site is too large
        now to test every page), or smaller (the sample is).
    target: where a redirect leads.
    """

    url: str
    role: str
    reason: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class SampleComparison:
    """WCAG-EM step 4: do random pages show kinds of failures that the chosen pages do not?

    structured, random: tested pages of the two parts. only_random: checks that failed on random pages only.
    """

    site_id: int
    structured: int
    random: int
    only_random: tuple[str, ...] = ()


# Finding sites: hosts that were visited, and the candidates for the register among them.


@dataclass(frozen=True, slots=True)
class HostLink:
    """Links from a visited host to another. host: with the port if need be. url: where the first one leads.

    text: of the first link that has one. count: links on the pages read.
    """

    host: str
    url: str
    text: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A part of a host that is made from another template than the host's home page: a site of its own.

    url: where it begins, ends with "/". reason: what differs, English.
    """

    url: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class HostVisit:
    """What one visit to one host gave.

    reason: None when the home page was read; then the page is at final_url. detail: technical message.
    resolved: its name has an address (behind a proxy: the proxy reached it).
    leads_to: URL on another host that the home page redirects to; the visit ends there.
    canonical: URL on another host that the home page names as its own address. alternates: the same page
        in other languages on other hosts.
    content: hash of the home page's text without digits, empty when it has little.
    template: hashes of the structure of header, navigation and footer. navigation: hashes of where its links lead.
    statement: URL of the accessibility statement. named: (where, organisation) for each known organisation it names;
        where is statement, imprint, meta or title.
    signs: texts the scope asks for, in places that say whose site it is. contrary: texts of sites of others, anywhere.
    links: to other hosts. urls: distinct URLs seen. pages, requests: read and made. robots: found, none, unreachable.
    """

    host: str
    reason: Reason | None = None
    detail: str = ""
    resolved: bool = True
    status: int | None = None
    final_url: str = ""
    leads_to: str = ""
    canonical: str = ""
    alternates: tuple[str, ...] = ()
    title: str = ""
    language: str = ""
    words: int = 0
    content: str = ""
    template: tuple[int, ...] = ()
    navigation: tuple[int, ...] = ()
    statement: str = ""
    named: tuple[tuple[str, str], ...] = ()
    signs: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    links: tuple[HostLink, ...] = ()
    parts: tuple[OwnPart, ...] = ()
    urls: int = 0
    pages: int = 0
    requests: int = 0
    robots: str = "none"


class CandidateState(StrEnum):
    """What was decided about a candidate."""

    WAITING = "waiting"  # for a person
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MERGED = "merged"  # another address of a registered site


@dataclass(frozen=True, slots=True)
class Candidate:
    """A site that was found and may belong in the register.

    rule: of the scope, that took it for a government's. own_site: why it is a site of its own, English.
    organisation, organisation_from: the owner that the evidence suggests, and which evidence.
    linked_from: hosts of government sites that link to it; registered_from: those of registered sites among them.
    link_texts: of these links, at most 5. also_at: addresses folded into it, each with why.
    reason: of the decision. decided_by: person, rule NAME, or empty.
    """

    url: str
    state: CandidateState
    rule: str
    own_site: str
    title: str = ""
    language: str = ""
    final_url: str = ""
    statement: str = ""
    organisation: str = ""
    organisation_from: str = ""
    level: str = ""
    linked_from: int = 0
    registered_from: int = 0
    link_texts: tuple[str, ...] = ()
    also_at: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    decided_by: str = ""
    found_at: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Funnel:
    """One search for sites, from URLs to the register. Each host is in exactly one place:

    hosts = sum(left_out) + unresolved + sum(not_live) + sum(out_of_scope) + registered + folded + proposed hosts,
    and proposed + own_parts = waiting + accepted + rejected + merged.

    urls: distinct URLs on the pages of each host, added up. left_out, not_live, out_of_scope: by reason.
    registered: hosts of sites that were registered before. folded: other addresses of another host here.
    own_parts: parts of hosts that are sites of their own.
    """

    urls: int
    hosts: int
    left_out: Mapping[str, int]
    unresolved: int
    not_live: Mapping[str, int]
    out_of_scope: Mapping[str, int]
    registered: int
    folded: int
    proposed: int
    own_parts: int
    waiting: int
    accepted: int
    rejected: int
    merged: int


class Service(StrEnum):
    """Services of Decision (EU) 2018/1524, Annex I, 2.2.4."""

    SOCIAL_PROTECTION = "social-protection"
    HEALTH = "health"
    TRANSPORT = "transport"
    EDUCATION = "education"
    EMPLOYMENT_AND_TAXES = "employment-and-taxes"
    ENVIRONMENTAL_PROTECTION = "environmental-protection"
    RECREATION_AND_CULTURE = "recreation-and-culture"
    HOUSING_AND_COMMUNITY = "housing-and-community-amenities"
    PUBLIC_ORDER_AND_SAFETY = "public-order-and-safety"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A public sector body. policy_domain and level are those of its sites that have none of their own.

    domains: registered names that belong to it alone. other_names: by which pages may call it.
    visits_per_month: of its websites together; None when not known. contact: e-mail address or URL.
    """

    name: str
    policy_domain: str = ""
    level: str = ""
    services: tuple[Service, ...] = ()
    visits_per_month: int | None = None
    contact: str = ""
    language: str = ""
    domains: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    tags: Mapping[str, str] = field(default_factory=dict)
    id: int = 0


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """What became of a registered site between two crawls. kind: vanished, moved, parked, login or back."""

    site: Site
    kind: str
    before: str
    now: str
