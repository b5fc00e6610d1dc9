"""Shares, their trend and their change as rows under named columns; shares are 0 to 1, unrounded. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from results.judging.statistics import wilson_interval
from results.model import CrawlComparison, PublishedFigure, Share, Trend, TrendPoint

SHARES = (
    "crawl", "profile", "group", "name", "registered", "accessible", "not_accessible", "not_tested", "share",
    "method", "interval_low", "interval_high", "bound_low", "bound_high",
)  # fmt: skip
# kind: measured, or published (another method). interval_from: sampling, published, or computed (from the number of
# sites, as if they had been drawn at random).
TREND = (
    "kind", "date", "crawl", "profile", "profile_version", "profile_digest", "selection", "registered", "accessible",
    "not_accessible", "not_tested", "share", "method", "interval_low", "interval_high", "interval_from", "bound_low",
    "bound_high", "sites", "population", "source", "note",
)  # fmt: skip


def share_row(crawl_id: int, group: str, name: str, share: Share) -> Sequence[Any]:
    """group: all, or what the sites are grouped by; name: of the group."""
    return (
        crawl_id, share.profile, group, name, share.registered, share.accessible, share.not_accessible,
        sum(share.not_tested.values()), share.share, share.method, *(share.interval or (None, None)),
        *(share.bounds or (None, None)),
    )  # fmt: skip


def trend_rows(trend: Trend) -> Iterator[Sequence[Any]]:
    """Measured, oldest first, then published."""
    for point in trend.points:
        yield _measured(trend.profile, point)
    for figure in trend.published:
        yield _published(figure)


def change_rows(comparison: CrawlComparison) -> Iterator[Sequence[Any]]:
    """The parts, and the change they add up to."""
    change = comparison.change
    about = (
        comparison.before.id, comparison.after.id, change.after.profile, comparison.version_before,
        comparison.version_after,
    )  # fmt: skip
    for part in change.parts:
        yield (*about, part.part, part.up, part.down, part.points)
    yield (*about, "change", None, None, change.change)


def changed_site_rows(comparison: CrawlComparison) -> Iterator[Sequence[Any]]:
    for change in comparison.change.sites:
        site = comparison.sites[change.site_id]
        yield (
            comparison.before.id, comparison.after.id, comparison.change.after.profile, site.url, site.name,
            change.part, change.before, change.after,
        )  # fmt: skip


def computed_interval(figure: PublishedFigure) -> tuple[float, float] | None:
    """Wilson's, from the number of sites, where none was published: as sure as a random sample of that size."""
    if figure.interval is not None or figure.sites is None:
        return None
    return wilson_interval(figure.share * figure.sites, figure.sites)


def _measured(profile: str, point: TrendPoint) -> Sequence[Any]:
    share = point.share
    return (
        "measured", point.date, point.crawl_id, profile, point.profile_version, point.profile_digest, point.selection,
        share.registered, share.accessible, share.not_accessible, sum(share.not_tested.values()), share.share,
        share.method, *(share.interval or (None, None)), "sampling" if share.interval else None,
        *(share.bounds or (None, None)), share.accessible + share.not_accessible, None, None, None,
    )  # fmt: skip


def _published(figure: PublishedFigure) -> Sequence[Any]:
    computed = computed_interval(figure)
    interval_from = "published" if figure.interval else "computed" if computed else None
    return (
        "published", figure.date, *(None,) * 9, figure.share, None, *(figure.interval or computed or (None, None)),
        interval_from, None, None, figure.sites, figure.population, figure.source, figure.method,
    )  # fmt: skip
