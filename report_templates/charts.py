"""Geometry of the drawings; partials/charts.html.jinja draws them as inline SVG, always beside their data."""

from __future__ import annotations

from dataclasses import dataclass

from results.model import Share

WIDTH = 1000.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the bar of all sites. kind: accessible, not-accessible or not-tested. x, width: 0 to 1000."""

    kind: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Scale:
    """The share between 0 and 100 %, with what it could be. All values 0 to 1000."""

    share: float
    interval: tuple[float, float] | None
    bounds: tuple[float, float] | None


def funnel(share: Share) -> tuple[Segment, ...]:
    """The three parts that make up all registered sites, in order; parts without a site are left out."""
    counts = (
        ("accessible", share.accessible),
        ("not-accessible", share.not_accessible),
        ("not-tested", sum(share.not_tested.values())),
    )
    segments = []
    before = 0
    for kind, count in counts:
        if count:
            segments.append(Segment(kind, count, _part(before, share.registered), _part(count, share.registered)))
        before += count
    return tuple(segments)


def scale(share: Share) -> Scale | None:
    if share.share is None:
        return None
    return Scale(share.share * WIDTH, _stretched(share.interval), _stretched(share.bounds))


def _part(count: int, total: int) -> float:
    return round(WIDTH * count / total, 2)


def _stretched(pair: tuple[float, float] | None) -> tuple[float, float] | None:
    return (pair[0] * WIDTH, pair[1] * WIDTH) if pair else None
