"""How many websites fail a check, a success criterion or a line of the profile, and which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from report_templates.findings import anchor_for
from results.model import CheckDescription, CrawlReport, Profile, SiteSummary, Verdict

SITES_SHOWN = 100


@dataclass(frozen=True, slots=True)
class FailingSite:
    """A website with the number of places. page: where all of them are, in the folder of websites, or empty."""

    summary: SiteSummary
    places: int
    page: str


@dataclass(frozen=True, slots=True)
class FaultCount:
    """A check over all tested websites. sites: that fail it. doubtful: with places a person must look at."""

    check: CheckDescription
    sites: int
    tested: int
    places: int
    doubtful: int

    @property
    def part(self) -> float:
        return self.sites / self.tested if self.tested else 0.0


@dataclass(frozen=True)
class Faults:
    """All that is counted by check, made once a report."""

    report: CrawlReport

    @property
    def profile(self) -> Profile:
        return self.report.profiles[0]

    @cached_property
    def tested(self) -> Sequence[SiteSummary]:
        name = self.profile.name
        return [site for site in self.report.sites if site.verdicts[name].verdict is not Verdict.NOT_TESTED]

    @cached_property
    def by_check(self) -> Mapping[str, Sequence[tuple[SiteSummary, int]]]:
        """Check -> tested websites that fail it with the places, most places first."""
        found: dict[str, list[tuple[SiteSummary, int]]] = {}
        for site in self.tested:
            for check, places in site.failed_checks.items():
                found.setdefault(check, []).append((site, places))
        return {check: sorted(sites, key=lambda each: (-each[1], each[0].slug)) for check, sites in found.items()}

    def count(self, check: CheckDescription) -> FaultCount:
        sites = self.by_check.get(check.id, ())
        places = sum(places for _, places in sites)
        return FaultCount(check, len(sites), len(self.tested), places, self.report.doubtful.get(check.id, 0))

    def sites_failing(self, checks: Sequence[CheckDescription]) -> tuple[FailingSite, ...]:
        """Websites that fail any of these checks, most places first."""
        places: dict[str, int] = {}
        worst: dict[str, tuple[int, str]] = {}
        summaries: dict[str, SiteSummary] = {}
        for check in checks:
            for summary, number in self.by_check.get(check.id, ()):
                summaries[summary.slug] = summary
                places[summary.slug] = places.get(summary.slug, 0) + number
                worst[summary.slug] = max(worst.get(summary.slug, (0, "")), (number, _page(summary, check)))
        ordered = sorted(places, key=lambda slug: (-places[slug], slug))
        return tuple(FailingSite(summaries[slug], places[slug], worst[slug][1]) for slug in ordered)


def _page(summary: SiteSummary, check: CheckDescription) -> str:
    """Good practices are together on one page, what the law asks of a statement on the website's own."""
    if check.of_statement:
        return f"{summary.slug}.html#{anchor_for('failed', check.id)}"
    if check.best_practice:
        return f"{summary.slug}/practices.html#{anchor_for('practice', check.id)}"
    return f"{summary.slug}/{anchor_for('failed', check.id)}.html"
