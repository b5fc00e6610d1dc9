"""Which user needs are hit, over all sites."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from results.model import CrawlReport, SiteVerdict, Verdict


@dataclass(frozen=True, slots=True)
class NeedCount:
    """A user need (letter a to i) and the tested sites on which a check that serves it failed."""

    need: str
    sites: int


def need_counts(report: CrawlReport) -> tuple[NeedCount, ...]:
    """By the failed checks of the first profile's criteria; most sites first, needs that are not hit left out."""
    verdicts = (summary.verdicts[report.profiles[0].name] for summary in report.sites)
    hit = Counter(need for verdict in verdicts for need in _needs(verdict, report))
    return tuple(NeedCount(need, sites) for need, sites in sorted(hit.items(), key=lambda each: (-each[1], each[0])))


def _needs(verdict: SiteVerdict, report: CrawlReport) -> set[str]:
    if verdict.verdict is Verdict.NOT_TESTED:
        return set()
    failed = {check for result in verdict.criteria for check in result.checks} & report.checks.keys()
    return {need for check in failed for need in report.checks[check].needs}
