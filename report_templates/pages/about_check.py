"""A page for each check: its texts, how many websites fail it, which, and examples of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_templates.addresses import check_page
from report_templates.fault_counts import SITES_SHOWN, FailingSite, FaultCount, Faults
from report_templates.views import CrawlView
from results.model import BarrierExample, BasicCriterion, CheckDescription, SiteSummary


@dataclass(frozen=True, slots=True)
class Example:
    """What was found on a website. url: the page it is on."""

    summary: SiteSummary
    found: BarrierExample


@dataclass(frozen=True, slots=True)
class AboutCheck:
    """decides: the lines of the profile it answers; asks: those for which it only asks a person."""

    check: CheckDescription
    count: FaultCount
    sites: Sequence[FailingSite]
    examples: tuple[Example, ...]
    decides: tuple[BasicCriterion, ...]
    asks: tuple[BasicCriterion, ...]

    @property
    def shown(self) -> Sequence[FailingSite]:
        return self.sites[:SITES_SHOWN]

    @property
    def not_shown(self) -> int:
        return max(len(self.sites) - SITES_SHOWN, 0)


def page_views(crawl: CrawlView) -> Iterator[tuple[str, AboutCheck]]:
    faults, report = Faults(crawl.report), crawl.report
    summaries = {summary.site.id: summary for summary in report.sites}
    for check in report.checks.values():
        if not check.texts:
            continue
        examples = (each for each in report.barriers.examples.get(check.id, ()) if each.site_id in summaries)
        yield (
            check_page(check.id),
            AboutCheck(
                check,
                faults.count(check),
                faults.sites_failing([check]),
                tuple(Example(summaries[each.site_id], each) for each in examples),
                tuple(line for line in crawl.profile.criteria if check.id in line.checks),
                tuple(line for line in crawl.profile.criteria if check.id in line.asks),
            ),
        )
