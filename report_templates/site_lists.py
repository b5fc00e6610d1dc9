"""Lists of websites and of groups of them, cut into pages that stay small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_templates.views import CrawlView
from results.model import ChangePart, GroupShare, PastVerdict, SiteSummary, SiteVerdict, Verdict

SITES_ON_A_PAGE = 200
GROUPS_ON_A_PAGE = 400


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A website in a list. before: what it was in the measurement before; None when it was not in it."""

    summary: SiteSummary
    verdict: SiteVerdict
    before: PastVerdict | None

    @property
    def points(self) -> float | None:
        """How much the score rose, -1 to 1; None when it has no score now or had none before."""
        if self.before is None or self.before.score is None or self.verdict.score is None:
            return None
        return self.verdict.score - self.before.score

    @property
    def turn(self) -> ChangePart | None:
        """What became of its verdict, whatever the cause."""
        if self.before is None:
            return ChangePart.ENTERED
        then, now = self.before.verdict, self.verdict.verdict
        if then is now:
            return None
        if then is Verdict.NOT_TESTED:
            return ChangePart.BECAME_TESTABLE
        if now is Verdict.NOT_TESTED:
            return ChangePart.BECAME_UNTESTABLE
        return ChangePart.IMPROVED if now is Verdict.ACCESSIBLE else ChangePart.WORSENED


@dataclass(frozen=True, slots=True)
class SitesPart:
    """One page of a list of websites. number: from 1. addresses: of all its pages. total: websites on all of them."""

    rows: Sequence[SiteRow]
    number: int
    addresses: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True)
class GroupsPart:
    """One page of a list of organisations or policy domains; as SitesPart."""

    groups: Sequence[GroupShare]
    number: int
    addresses: tuple[str, ...]
    total: int


def site_rows(crawl: CrawlView, sites: Sequence[SiteSummary]) -> tuple[SiteRow, ...]:
    earlier = crawl.report.comparison.earlier if crawl.report.comparison else {}
    return tuple(SiteRow(site, site.verdicts[crawl.profile.name], earlier.get(site.site.id)) for site in sites)


def site_parts(crawl: CrawlView, sites: Sequence[SiteSummary], first: str) -> Iterator[tuple[str, SitesPart]]:
    """first: address of the first page; the others are numbered after it."""
    addresses = addresses_of(first, len(sites), SITES_ON_A_PAGE)
    for number, address in enumerate(addresses, start=1):
        part = sites[(number - 1) * SITES_ON_A_PAGE : number * SITES_ON_A_PAGE]
        yield address, SitesPart(site_rows(crawl, part), number, addresses, len(sites))


def group_parts(groups: Sequence[GroupShare], first: str) -> Iterator[tuple[str, GroupsPart]]:
    addresses = addresses_of(first, len(groups), GROUPS_ON_A_PAGE)
    for number, address in enumerate(addresses, start=1):
        part = groups[(number - 1) * GROUPS_ON_A_PAGE : number * GROUPS_ON_A_PAGE]
        yield address, GroupsPart(part, number, addresses, len(groups))


def addresses_of(first: str, items: int, size: int) -> tuple[str, ...]:
    """Of the pages of a list: one at least."""
    stem = first.removesuffix(".html")
    return (first, *(f"{stem}-{number}.html" for number in range(2, -(-items // size) + 1)))
