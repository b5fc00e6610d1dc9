"""A page for each success criterion: what it is called, for whom it is, which checks look at it, who fails it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_templates.addresses import criterion_page
from report_templates.fault_counts import SITES_SHOWN, FailingSite, FaultCount, Faults
from report_templates.pages.success_criteria import CriterionReach, reaches
from report_templates.views import CrawlView
from results.model import BasicCriterion


@dataclass(frozen=True, slots=True)
class AboutSuccessCriterion:
    """lines: of the profile, that are about it. counts: its checks, those most websites fail first."""

    reach: CriterionReach
    lines: tuple[BasicCriterion, ...]
    counts: tuple[FaultCount, ...]
    sites: Sequence[FailingSite]

    @property
    def shown(self) -> Sequence[FailingSite]:
        return self.sites[:SITES_SHOWN]

    @property
    def not_shown(self) -> int:
        return max(len(self.sites) - SITES_SHOWN, 0)


def page_views(crawl: CrawlView) -> Iterator[tuple[str, AboutSuccessCriterion]]:
    faults = Faults(crawl.report)
    for reach in reaches(crawl, faults):
        number = reach.criterion.number
        checks = [each for each in crawl.report.checks.values() if number in each.criteria and each.texts]
        counts = sorted(map(faults.count, checks), key=lambda count: (-count.sites, -count.places, count.check.id))
        yield (
            criterion_page(number),
            AboutSuccessCriterion(
                reach,
                tuple(line for line in crawl.profile.criteria if number in line.criteria),
                tuple(counts),
                faults.sites_failing(checks),
            ),
        )
