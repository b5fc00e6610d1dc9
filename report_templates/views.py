"""What each kind of page shows, taken from the records; the same in every language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from report_templates.barriers import BarriersView, ExceptionLine, barriers_view, exception_lines
from report_templates.charts import Scale, Segment, funnel, scale
from report_templates.criterion_views import (
    CriterionCount,
    CriterionLine,
    criterion_counts,
    criterion_lines,
)
from report_templates.findings import (
    CheckBlock,
    PageLink,
    check_blocks,
    collected,
    is_best_practice,
    is_of_statement,
    page_links,
)
from report_templates.need_views import NeedCount, need_counts
from report_templates.trend_chart import Chart, Population, TrendRow, measured_chart, populations, trend_rows
from results.judging.statistics import random_pages
from results.model import (
    AccessibilityStatement,
    BasicCriterion,
    ChangePart,
    CheckDescription,
    CommonBarrier,
    ConformanceStatus,
    Crawl,
    CrawlReport,
    Outcome,
    PageAudit,
    Profile,
    RandomPages,
    Reason,
    SampledPage,
    Share,
    SiteChange,
    SiteReport,
    SiteVerdict,
    Tools,
)

DOCUMENT_NAMES = (
    ("pdf", "PDF"),
    ("wordprocessing", "Word"),
    ("msword", "Word"),
    ("spreadsheetml", "Excel"),
    ("ms-excel", "Excel"),
    ("presentationml", "PowerPoint"),
    ("ms-powerpoint", "PowerPoint"),
    ("opendocument", "OpenDocument"),
    ("rtf", "RTF"),
    ("epub", "EPUB"),
)
GROUPS_ON_THE_INDEX = 50
COMMON_BARRIERS = 15


@dataclass(frozen=True, slots=True)
class CrawlView:
    """All pages that speak of the whole crawl.

    reasons: why sites were not tested, most sites first.
    """

    report: CrawlReport
    profile: Profile
    share: Share
    segments: tuple[Segment, ...]
    scale: Scale | None
    reasons: tuple[tuple[Reason, int], ...]
    counts: tuple[CriterionCount, ...]

    @property
    def other_shares(self) -> tuple[tuple[Profile, Share], ...]:
        return tuple((profile, self.report.shares[profile.name]) for profile in self.report.profiles[1:])

    @property
    def criteria(self) -> tuple[CriterionCount, ...]:
        """Those of the score."""
        return tuple(count for count in self.counts if count.criterion.weight)

    @property
    def beside(self) -> tuple[CriterionCount, ...]:
        """What is asked beside the score."""
        return tuple(count for count in self.counts if not count.criterion.weight)

    @property
    def essential(self) -> bool:
        """Whether the profile has criteria that decide alone."""
        return any(criterion.material for criterion in self.profile.criteria)

    def criterion(self, name: str) -> BasicCriterion:
        return next(criterion for criterion in self.profile.criteria if criterion.id == name)

    @property
    def trend_rows(self) -> tuple[TrendRow, ...]:
        return trend_rows(self.report.trend) if self.report.trend else ()

    @property
    def trend_chart(self) -> Chart | None:
        return measured_chart(self.trend_rows)

    @property
    def has_intervals(self) -> bool:
        return any(row.point.share.interval for row in self.trend_rows)

    @property
    def populations(self) -> tuple[Population, ...]:
        return populations(self.report.trend.published) if self.report.trend else ()

    @property
    def changed_sites(self) -> tuple[tuple[ChangePart, tuple[SiteChange, ...]], ...]:
        """By part, in the order of the parts."""
        changes = self.report.comparison.change.sites if self.report.comparison else ()
        parts = dict.fromkeys(change.part for change in changes)
        return tuple((part, tuple(change for change in changes if change.part is part)) for part in parts)

    @property
    def organisations_apart(self) -> bool:
        return len(self.report.by_organisation) > GROUPS_ON_THE_INDEX

    @property
    def domains_apart(self) -> bool:
        return len(self.report.by_policy_domain) > GROUPS_ON_THE_INDEX

    @property
    def accepted_share(self) -> Share | None:
        return self.report.accepted_shares.get(self.profile.name)

    @property
    def common_barriers(self) -> Sequence[CommonBarrier]:
        return self.report.barriers.most_common[:COMMON_BARRIERS]

    @property
    def needs(self) -> tuple[NeedCount, ...]:
        return need_counts(self.report)

    @property
    def exceptions(self) -> tuple[ExceptionLine, ...]:
        return exception_lines(self.report.exceptions, self.report.crawl.started_at)

    @property
    def on_one_day(self) -> bool:
        return self.report.crawl.started_at[:10] == self.report.crawl.finished_at[:10]

    @property
    def user_agent(self) -> str:
        return user_agent(self.report.crawl)

    @property
    def not_tested(self) -> int:
        return sum(self.share.not_tested.values())


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page of the sample."""

    link: PageLink
    page: SampledPage


@dataclass(frozen=True, slots=True)
class StatementView:
    """The accessibility statement beside what was found. criteria_failed: success criteria with a failure.

    failures: the checks of the statement that failed.
    """

    statement: AccessibilityStatement
    criteria_failed: int
    failures: tuple[CheckBlock, ...]

    @property
    def claims_too_much(self) -> bool:
        return self.statement.status is ConformanceStatus.FULL and self.criteria_failed > 0


@dataclass(frozen=True, slots=True)
class SiteView:
    """The pages of one site. reasons: why pages were not tested, each once, most pages first.

    failures, for_a_person, best_practices: checks with all that was found, for pages in the folder of the site.
    """

    site_report: SiteReport
    profile: Profile
    verdict: SiteVerdict
    other_verdicts: tuple[tuple[Profile, SiteVerdict], ...]
    failures: tuple[CheckBlock, ...]
    for_a_person: tuple[CheckBlock, ...]
    best_practices: tuple[CheckBlock, ...]
    criteria: tuple[CriterionLine, ...]
    pages: tuple[PageLine, ...]
    reasons: tuple[tuple[Reason, int], ...]
    user_agent: str
    statement: StatementView | None
    random_pages: RandomPages | None
    barriers: BarriersView

    @property
    def failures_without_barrier(self) -> tuple[CheckBlock, ...]:
        """Failed checks of which no barrier is known: in a crawl that was stored before barriers were followed."""
        known = {line.barrier.check for line in self.barriers.there}
        return tuple(block for block in self.failures if block.check not in known)

    @property
    def weighed(self) -> tuple[CriterionLine, ...]:
        """The criteria of the score."""
        return tuple(line for line in self.criteria if line.criterion.weight)

    @property
    def beside(self) -> tuple[CriterionLine, ...]:
        """What is asked beside the score."""
        return tuple(line for line in self.criteria if not line.criterion.weight)

    @property
    def pages_not_tested(self) -> tuple[PageLine, ...]:
        return tuple(line for line in self.pages if not line.page.audit.tested)

    @property
    def documents(self) -> tuple[tuple[str, int], ...]:
        """Documents found, by the name of their type, most first."""
        types = (page.content_type for page in self.site_report.discovery.pages)
        names = (name for kind in types for part, name in DOCUMENT_NAMES if part in kind)
        return tuple(Counter(names).most_common())

    @property
    def languages(self) -> tuple[tuple[str, int], ...]:
        """Languages of the pages found, by their codes, most pages first; none when there is only one."""
        codes = (page.language.partition("-")[0].lower() for page in self.site_report.discovery.pages)
        counted = Counter(code for code in codes if code.isascii() and code.isalpha())
        return tuple(counted.most_common()) if len(counted) > 1 else ()

    @property
    def pages_with_parts_not_tested(self) -> tuple[PageLine, ...]:
        return tuple(line for line in self.pages if line.page.audit.parts_not_tested)


@dataclass(frozen=True, slots=True)
class CheckedPagesView:
    """The stand-alone page over pages that were checked on request; there is no verdict."""

    audits: tuple[tuple[PageLink, PageAudit], ...]
    failures: tuple[CheckBlock, ...]
    for_a_person: tuple[CheckBlock, ...]
    best_practices: tuple[CheckBlock, ...]
    tools: Tools

    @property
    def tested(self) -> int:
        return sum(audit.tested for _, audit in self.audits)


def crawl_view(report: CrawlReport) -> CrawlView:
    profile = report.profiles[0]
    share = report.shares[profile.name]
    return CrawlView(
        report,
        profile,
        share,
        funnel(share),
        scale(share),
        tuple(sorted(share.not_tested.items(), key=lambda item: -item[1])),
        criterion_counts(profile, report.sites),
    )


def site_view(report: CrawlReport, one: SiteReport) -> SiteView:
    verdicts = one.summary.verdicts
    profile = report.profiles[0]
    urls = [page.planned.url for page in one.pages]
    links = page_links(urls, one.summary.site.url)
    # What was found in full is on pages in the folder of the site, below the page with the list.
    from_below = page_links(urls, one.summary.site.url, f"../{one.summary.slug}.html")
    failed = [found for found in one.findings if found.outcome is Outcome.FAILED]
    doubtful = [found for found in one.findings if found.outcome is Outcome.CANNOT_TELL]
    practices = [found for found in one.best_practices if not is_of_statement(found.check, report.checks)]
    return SiteView(
        one,
        profile,
        verdicts[profile.name],
        tuple((other, verdicts[other.name]) for other in report.profiles[1:] if other.name in verdicts),
        check_blocks(failed, report.checks, from_below, "failed"),
        check_blocks(doubtful, report.checks, from_below, "person"),
        check_blocks(practices, report.checks, from_below, "practice"),
        criterion_lines(profile, verdicts[profile.name], one, report.checks),
        tuple(PageLine(links[page.planned.url], page) for page in one.pages),
        _reasons(page.audit for page in one.pages),
        user_agent(report.crawl),
        _statement_view(report, one, links),
        random_pages(one.sample, one.pages),
        barriers_view(report, one, links),
    )


def checked_pages_view(
    audits: Sequence[PageAudit], checks: Mapping[str, CheckDescription], tools: Tools
) -> CheckedPagesView:
    """A page that was checked twice is shown as it was the last time."""
    audits = tuple({audit.url: audit for audit in audits}.values())
    links = page_links([audit.url for audit in audits])
    failed = collected(audits, Outcome.FAILED)
    return CheckedPagesView(
        tuple((links[audit.url], audit) for audit in audits),
        check_blocks((f for f in failed if not is_best_practice(f.check, checks)), checks, links, "failed"),
        check_blocks(
            (f for f in collected(audits, Outcome.CANNOT_TELL) if not is_best_practice(f.check, checks)),
            checks,
            links,
            "person",
        ),
        check_blocks((f for f in failed if is_best_practice(f.check, checks)), checks, links, "practice"),
        tools,
    )


def user_agent(crawl: Crawl) -> str:
    """What administrators have to allow: how the monitor names itself, or nothing when that is not known."""
    contact = crawl.settings.get("contact_url")
    return f"wad-monitor/{crawl.tools.monitor_version} (+{contact})" if contact else ""


def _statement_view(report: CrawlReport, one: SiteReport, links: Mapping[str, PageLink]) -> StatementView | None:
    """None when no page of the site could be tested."""
    if one.summary.statement is None:
        return None
    failed = {found.check for found in one.findings if found.outcome is Outcome.FAILED}
    criteria = {number for check in failed & report.checks.keys() for number in report.checks[check].criteria}
    about_it = (found for found in one.best_practices if is_of_statement(found.check, report.checks))
    return StatementView(one.summary.statement, len(criteria), check_blocks(about_it, report.checks, links, "failed"))


def _reasons(audits: Iterable[PageAudit]) -> tuple[tuple[Reason, int], ...]:
    return tuple(Counter(audit.reason for audit in audits if audit.reason is not None).most_common())
