"""Geometry of the trend: each crawl a dot, a line where the same rule was applied at the usual pace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median

from results.model import PublishedFigure, Selection, Trend, TrendPoint
from results.reporting.share_tables import computed_interval

WIDTH, HEIGHT, MARGIN = 1000.0, 100.0, 25.0
# A pause so much longer than usual that what happened in it is not known.
LONG_PAUSE = 2.5


@dataclass(frozen=True, slots=True)
class Dot:
    """x: 0 to 1000. y and the ends of interval and bounds: 0 (all accessible) to 100 (none). kind: measured, count."""

    x: float
    y: float
    kind: str
    interval: tuple[float, float] | None = None
    bounds: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """Dots that may be joined. newest: judged by the version of the profile that the last crawl was judged by last."""

    dots: tuple[Dot, ...]
    newest: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """lines: runs of dots that may be joined. versions: x where another version of the profile began."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    versions: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TrendRow:
    """after_pause: more time than usual went by before it. new_version: the profile is another than before."""

    point: TrendPoint
    after_pause: bool
    new_version: bool


@dataclass(frozen=True, slots=True)
class Population:
    """The figures others published about one population."""

    name: str
    chart: Chart
    figures: tuple[tuple[PublishedFigure, tuple[float, float] | None], ...]


def trend_rows(trend: Trend) -> tuple[TrendRow, ...]:
    """A row a point, oldest first."""
    times = {point.crawl_id: _moment(point.date) for point in trend.points}
    pauses = dict(zip(list(times)[1:], (later - earlier for earlier, later in pairwise(times.values())), strict=True))
    usual = median(pauses.values()) if pauses else 0.0
    rows, version, seen = [], "", 0
    for point in trend.points:
        # Of one crawl, the first version is the one it was published by; the others were added later.
        first = point.crawl_id != seen
        rows.append(
            TrendRow(
                point,
                after_pause=first and pauses.get(point.crawl_id, 0.0) > LONG_PAUSE * usual,
                new_version=first and bool(version) and point.profile_digest != version,
            )
        )
        if first:
            version, seen = point.profile_digest, point.crawl_id
    return tuple(rows)


def measured_chart(rows: Sequence[TrendRow]) -> Chart | None:
    """None when nothing was ever tested."""
    place = _places([_moment(row.point.date) for row in rows])
    dots = {id(row): _dot(row.point, place(_moment(row.point.date))) for row in rows}
    lines: dict[tuple[str, Selection], list[list[Dot]]] = {}
    for row in rows:
        runs = lines.setdefault((row.point.profile_digest, row.point.selection), [[]])
        dot = dots[id(row)]
        if row.after_pause or dot is None:
            for every in lines.values():
                every.append([])
        if dot is not None and dot.kind == "measured":
            runs[-1].append(dot)
    drawn = tuple(dot for dot in dots.values() if dot is not None)
    if not drawn:
        return None
    return Chart(
        drawn,
        tuple(
            Line(tuple(run), newest=digest == rows[-1].point.profile_digest)
            for (digest, _), runs in lines.items()
            for run in runs
            if len(run) > 1
        ),
        tuple(place(_moment(row.point.date)) for row in rows if row.new_version),
    )


def populations(figures: Sequence[PublishedFigure]) -> tuple[Population, ...]:
    """Each with its own drawing; dots are not joined, for each may be another method."""
    names = dict.fromkeys(figure.population for figure in figures)
    return tuple(_population(name, [figure for figure in figures if figure.population == name]) for name in names)


def _population(name: str, figures: Sequence[PublishedFigure]) -> Population:
    place = _places([_moment(figure.date) for figure in figures])
    known = tuple((figure, figure.interval or computed_interval(figure)) for figure in figures)
    dots = tuple(
        Dot(place(_moment(figure.date)), _height(figure.share), "measured", _heights(interval))
        for figure, interval in known
    )
    return Population(name, Chart(dots, (), ()), known)


def _dot(point: TrendPoint, x: float) -> Dot | None:
    share = point.share
    if share.share is None:
        return None
    kind = "count" if point.selection is Selection.CHOSEN else "measured"
    return Dot(x, _height(share.share), kind, _heights(share.interval), _heights(share.bounds))


class _places:  # noqa: N801 - used like a function
    """Moment -> x, the first and the last at the two ends."""

    def __init__(self, moments: Sequence[float]) -> None:
        self._first, self._last = min(moments, default=0.0), max(moments, default=0.0)

    def __call__(self, moment: float) -> float:
        if self._first == self._last:
            return WIDTH / 2
        part = (moment - self._first) / (self._last - self._first)
        return round(MARGIN + part * (WIDTH - 2 * MARGIN), 2)


def _moment(date: str) -> float:
    """Seconds; a year is its first day."""
    if len(date) == len("2018"):
        return datetime(int(date), 1, 1, tzinfo=UTC).timestamp()
    moment = datetime.fromisoformat(date)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _height(share: float) -> float:
    return round(HEIGHT * (1 - share), 2)


def _heights(ends: tuple[float, float] | None) -> tuple[float, float] | None:
    return (_height(ends[0]), _height(ends[1])) if ends else None
