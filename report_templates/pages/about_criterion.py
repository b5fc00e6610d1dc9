"""A page for each line of the profile: what it asks, how it counts, which checks answer it, who does not meet it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_templates.addresses import criterion_page
from report_templates.criterion_views import CriterionCount
from report_templates.fault_counts import SITES_SHOWN, FaultCount, Faults
from report_templates.views import CrawlView
from results.model import BasicCriterion, CriterionResult, CriterionState, SiteSummary


@dataclass(frozen=True, slots=True)
class SiteNotMeeting:
    summary: SiteSummary
    result: CriterionResult


@dataclass(frozen=True, slots=True)
class AboutCriterion:
    """sites: that do not meet it, most failing pages first. counts, asking: its checks."""

    criterion: BasicCriterion
    count: CriterionCount
    counts: tuple[FaultCount, ...]
    asking: tuple[FaultCount, ...]
    sites: Sequence[SiteNotMeeting]

    @property
    def shown(self) -> Sequence[SiteNotMeeting]:
        return self.sites[:SITES_SHOWN]

    @property
    def not_shown(self) -> int:
        return max(len(self.sites) - SITES_SHOWN, 0)


def page_views(crawl: CrawlView) -> Iterator[tuple[str, AboutCriterion]]:
    faults, checks = Faults(crawl.report), crawl.report.checks
    not_meeting = _not_meeting(faults)
    for count in crawl.counts:
        line = count.criterion
        answering = [faults.count(checks[check]) for check in line.checks if check in checks and checks[check].texts]
        asking = [faults.count(checks[check]) for check in line.asks if check in checks and checks[check].texts]
        yield (
            criterion_page(line.id),
            AboutCriterion(
                line,
                count,
                tuple(sorted(answering, key=lambda each: (-each.sites, -each.places, each.check.id))),
                tuple(sorted(asking, key=lambda each: (-each.doubtful, each.check.id))),
                not_meeting.get(line.id, ()),
            ),
        )


def _not_meeting(faults: Faults) -> dict[str, list[SiteNotMeeting]]:
    """Line of the profile -> the tested websites that do not meet it."""
    found: dict[str, list[SiteNotMeeting]] = {}
    for site in faults.tested:
        for result in site.verdicts[faults.profile.name].criteria:
            if result.state is CriterionState.NOT_MET:
                found.setdefault(result.criterion, []).append(SiteNotMeeting(site, result))
    for sites in found.values():
        sites.sort(key=lambda each: (-each.result.pages_failed, each.summary.slug))
    return found
