"""All success criteria, with the number of websites on which something of each failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_templates.fault_counts import Faults
from report_templates.views import CrawlView
from results.model import CriterionDescription

# Every page in HTML meets it, says W3C; WCAG 2.2 has it no more.
PARSING = "4.1.1"


@dataclass(frozen=True, slots=True)
class CriterionReach:
    """A success criterion. reach: touched (a check can fail), asked (checks only ask a person), untouched, or settled
    (nothing to test).

    sites: tested websites on which a check of it failed.
    """

    criterion: CriterionDescription
    reach: str
    sites: int
    tested: int

    @property
    def part(self) -> float:
        return self.sites / self.tested if self.tested else 0.0

    @property
    def principle(self) -> str:
        return self.criterion.number[0]


def page_view(crawl: CrawlView) -> Sequence[CriterionReach] | None:
    """None when the crawl's standard is not known."""
    return reaches(crawl, Faults(crawl.report)) or None


def reaches(crawl: CrawlView, faults: Faults) -> list[CriterionReach]:
    report = crawl.report
    return [
        CriterionReach(
            criterion,
            _reach(crawl, criterion.number),
            len(faults.sites_failing([each for each in report.checks.values() if criterion.number in each.criteria])),
            len(faults.tested),
        )
        for criterion in report.criteria.values()
    ]


def _reach(crawl: CrawlView, number: str) -> str:
    coverage = crawl.report.coverage
    if number == PARSING:
        return "settled"
    if number in coverage.touched:
        return "touched"
    return "asked" if number in coverage.asked else "untouched"
