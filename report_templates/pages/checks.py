"""All checks, with the number of websites that fail each: the way to the page of a check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_templates.fault_counts import FaultCount, Faults
from report_templates.views import CrawlView


@dataclass(frozen=True, slots=True)
class AllChecks:
    """failing: of success criteria, that some website fails, most websites first. clean: that none fails.

    asking: that never fail and only ask a person. practices: what the law does not ask.
    """

    failing: Sequence[FaultCount]
    clean: Sequence[FaultCount]
    asking: Sequence[FaultCount]
    practices: Sequence[FaultCount]


def page_view(crawl: CrawlView) -> AllChecks:
    faults = Faults(crawl.report)
    counts = [faults.count(check) for check in crawl.report.checks.values() if check.texts]
    counts.sort(key=lambda count: (-count.sites, -count.places, -count.doubtful, count.check.id))
    practices = [count for count in counts if count.check.best_practice]
    deciding = [count for count in counts if not count.check.best_practice and not count.check.only_asks]
    return AllChecks(
        [count for count in deciding if count.sites],
        [count for count in deciding if not count.sites],
        [count for count in counts if count.check.only_asks and not count.check.best_practice],
        practices,
    )
