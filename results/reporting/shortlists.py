"""Which websites deserve the time of people: to screen by hand, to show to a panel of users, to nominate. Pure."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from results.model import (
    ConformanceStatus,
    CrawlReport,
    GroupShare,
    PastVerdict,
    SiteSummary,
    SiteVerdict,
    StatementState,
    Verdict,
)

MOST_VISITED = 20
PANEL = 12
NOMINEES = 5
# A score so near to what the profile asks is borderline; a rise so large is no chance.
NEAR, RISE = 0.10, 0.05
# An organisation with fewer tested websites is no example for others.
LEAST_SITES = 3


class Award(StrEnum):
    """Codes are in exports; never rename one."""

    BEST_WEBSITE = "best-website"
    MOST_IMPROVED = "most-improved"
    BEST_ORGANISATION = "best-organisation"


class Why(StrEnum):
    """Why something is on a list. Codes are in exports; never rename one."""

    VISITS = "visits"  # value: visits a month
    VISITS_OF_ORGANISATION = "visits-of-organisation"  # of all its websites together
    BORDERLINE = "borderline"  # value: its score
    ROSE = "rose"  # value: how much the score rose
    MEETS_NOW = "meets-now"  # and did not in the crawl before
    SCORE = "score"  # value
    NO_FAILURE = "no-failure"  # value: tested pages
    CRITERIA_FAILED = "criteria-failed"  # value: success criteria on which a check failed
    STATEMENT = "statement"  # it has one, that nothing found contradicts
    SHARE = "share"  # value: its share; of the organisation's websites


@dataclass(frozen=True, slots=True)
class Because:
    """value: what `why` says it is, 0 where it has none."""

    why: Why
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Listed:
    """A website on a list. rank: from 1."""

    rank: int
    summary: SiteSummary
    verdict: SiteVerdict
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class NominatedOrganisation:
    rank: int
    group: GroupShare
    reasons: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class Shortlists:
    """seed: repeats the draw of the panel. candidates: borderline or improved websites it was drawn from."""

    most_visited: tuple[Listed, ...]
    panel: tuple[Listed, ...]
    candidates: int
    seed: int
    websites: Mapping[Award, tuple[Listed, ...]]
    organisations: tuple[NominatedOrganisation, ...]


def shortlists(report: CrawlReport) -> Shortlists:
    candidates = _candidates(report)
    return Shortlists(
        _most_visited(report),
        _panel(report, candidates),
        len(candidates),
        report.crawl.seed,
        {Award.BEST_WEBSITE: _best_websites(report), Award.MOST_IMPROVED: _most_improved(report)},
        _best_organisations(report),
    )


def _verdict(report: CrawlReport, summary: SiteSummary) -> SiteVerdict:
    return summary.verdicts[report.profiles[0].name]


def _most_visited(report: CrawlReport) -> tuple[Listed, ...]:
    visited = [site for site in report.sites if site.site.id in report.visits]
    visited.sort(key=lambda site: (-report.visits[site.site.id].per_month, site.slug))
    listed = []
    for rank, site in enumerate(visited[:MOST_VISITED], start=1):
        visits = report.visits[site.site.id]
        why = Why.VISITS_OF_ORGANISATION if visits.of_organisation else Why.VISITS
        listed.append(Listed(rank, site, _verdict(report, site), (Because(why, visits.per_month),)))
    return tuple(listed)


def _candidates(report: CrawlReport) -> dict[int, tuple[Because, ...]]:
    """Site id -> why a panel of users would learn from it."""
    found = {}
    for site in report.sites:
        verdict = _verdict(report, site)
        if verdict.score is None:
            continue
        reasons = []
        if abs(verdict.score - report.profiles[0].threshold) <= NEAR:
            reasons.append(Because(Why.BORDERLINE, verdict.score))
        reasons += _improvement(report, site)
        if reasons:
            found[site.site.id] = tuple(reasons)
    return found


def _improvement(report: CrawlReport, site: SiteSummary) -> list[Because]:
    before = _before(report, site)
    verdict = _verdict(report, site)
    if before is None or before.verdict is Verdict.NOT_TESTED or verdict.verdict is Verdict.NOT_TESTED:
        return []
    reasons = []
    if verdict.verdict is Verdict.ACCESSIBLE and before.verdict is Verdict.NOT_ACCESSIBLE:
        reasons.append(Because(Why.MEETS_NOW))
    if verdict.score is not None and before.score is not None and verdict.score - before.score >= RISE:
        reasons.append(Because(Why.ROSE, verdict.score - before.score))
    return reasons


def _before(report: CrawlReport, site: SiteSummary) -> PastVerdict | None:
    return report.comparison.earlier.get(site.site.id) if report.comparison else None


def _panel(report: CrawlReport, candidates: Mapping[int, tuple[Because, ...]]) -> tuple[Listed, ...]:
    """One website of each policy domain in turn, and as many borderline ones as improved ones; drawn by the seed."""
    draw = random.Random(f"panel/{report.crawl.seed}/{report.crawl.id}")  # noqa: S311 - repeatable, not secret
    by_domain: dict[str, list[SiteSummary]] = {}
    for site in sorted((site for site in report.sites if site.site.id in candidates), key=lambda site: site.slug):
        by_domain.setdefault(site.site.policy_domain, []).append(site)
    for sites in by_domain.values():
        draw.shuffle(sites)
    domains = sorted(by_domain)
    draw.shuffle(domains)
    chosen: list[SiteSummary] = []
    borderline = 0
    while len(chosen) < PANEL and any(by_domain.values()):
        for domain in domains:
            if len(chosen) == PANEL or not by_domain[domain]:
                continue
            wanted = 2 * borderline <= len(chosen)
            site = _next_of(by_domain[domain], candidates, borderline=wanted)
            borderline += _is_borderline(candidates[site.site.id])
            chosen.append(site)
    return tuple(
        Listed(rank, site, _verdict(report, site), candidates[site.site.id])
        for rank, site in enumerate(chosen, start=1)
    )


def _next_of(
    sites: list[SiteSummary], candidates: Mapping[int, tuple[Because, ...]], *, borderline: bool
) -> SiteSummary:
    """Takes the first of the wanted kind off the list, or the first."""
    places = (place for place, site in enumerate(sites) if _is_borderline(candidates[site.site.id]) is borderline)
    return sites.pop(next(places, 0))


def _is_borderline(reasons: Sequence[Because]) -> bool:
    return reasons[0].why is Why.BORDERLINE


def _may_be_nominated(report: CrawlReport, site: SiteSummary) -> bool:
    """It meets the profile, and has a statement that does not claim more than was found."""
    if _verdict(report, site).verdict is not Verdict.ACCESSIBLE or site.statement is None:
        return False
    claims_all = site.statement.status is ConformanceStatus.FULL
    return site.statement.state is StatementState.FOUND and not (claims_all and _criteria_failed(report, site))


def _criteria_failed(report: CrawlReport, site: SiteSummary) -> int:
    failed = site.failed_checks.keys() & report.checks.keys()
    return len({number for check in failed for number in report.checks[check].criteria})


def _best_websites(report: CrawlReport) -> tuple[Listed, ...]:
    sites = [site for site in report.sites if _may_be_nominated(report, site)]
    sites.sort(
        key=lambda site: (
            -(_verdict(report, site).score or 0),
            _criteria_failed(report, site),
            -_verdict(report, site).pages_tested,
            site.slug,
        )
    )
    return tuple(_nominee(report, site, rank, []) for rank, site in enumerate(sites[:NOMINEES], start=1))


def _most_improved(report: CrawlReport) -> tuple[Listed, ...]:
    improved = {site.slug: _improvement(report, site) for site in report.sites if _may_be_nominated(report, site)}
    rises = {
        slug: next((each.value for each in reasons if each.why is Why.ROSE), 0.0)
        for slug, reasons in improved.items()
        if reasons
    }
    sites = [site for site in report.sites if site.slug in rises]
    sites.sort(key=lambda site: (-rises[site.slug], _criteria_failed(report, site), site.slug))
    return tuple(
        _nominee(report, site, rank, improved[site.slug]) for rank, site in enumerate(sites[:NOMINEES], start=1)
    )


def _nominee(report: CrawlReport, site: SiteSummary, rank: int, reasons: list[Because]) -> Listed:
    verdict, failed = _verdict(report, site), _criteria_failed(report, site)
    found = [*reasons]
    if verdict.score is not None:
        found.append(Because(Why.SCORE, verdict.score))
    found.append(Because(Why.CRITERIA_FAILED, failed) if failed else Because(Why.NO_FAILURE, verdict.pages_tested))
    return Listed(rank, site, verdict, (*found, Because(Why.STATEMENT)))


def _best_organisations(report: CrawlReport) -> tuple[NominatedOrganisation, ...]:
    """Of those with enough tested websites, all that could be tested: most of them accessible first."""
    groups = [
        group
        for group in report.by_organisation
        if group.name and group.share.share and group.share.accessible + group.share.not_accessible >= LEAST_SITES
    ]
    groups.sort(key=lambda group: (-(group.share.share or 0), -group.share.accessible, group.name))
    return tuple(
        NominatedOrganisation(rank, group, (Because(Why.SHARE, group.share.share or 0.0),))
        for rank, group in enumerate(groups[:NOMINEES], start=1)
    )
