from __future__ import annotations

import pytest

from report_templates.trend_chart import measured_chart, populations, trend_rows
from results.model import PublishedFigure, Selection, Share, Trend, TrendPoint

SHARE = Share("basic", 10, 5, 5, {}, 0.5, "census", None, (0.5, 0.5), 10)


def point(crawl: int, date: str, version: str = "1", selection: Selection = Selection.CENSUS) -> TrendPoint:
    return TrendPoint(crawl, f"{date}T04:00:00+00:00", selection, version, f"digest {version}", SHARE)


def trend(*points: TrendPoint) -> Trend:
    return Trend("basic", points, ())


def runs(found: Trend) -> list[int]:
    """Dots in each line that is drawn."""
    chart = measured_chart(trend_rows(found))
    assert chart is not None
    return [len(line.dots) for line in chart.lines]


WEEKLY = tuple(point(number, date) for number, date in enumerate(("2026-01-05", "2026-01-12", "2026-01-19"), start=1))


def test_crawls_at_the_usual_pace_are_one_line_from_end_to_end() -> None:
    chart = measured_chart(trend_rows(trend(*WEEKLY)))
    assert chart is not None
    assert [dot.x for dot in chart.dots] == [25.0, 500.0, 975.0]
    assert {dot.y for dot in chart.dots} == {50.0}
    assert [(len(line.dots), line.newest) for line in chart.lines] == [(3, True)]
    assert chart.versions == ()


def test_a_long_pause_is_a_gap_and_is_reported_in_the_table() -> None:
    found = trend(*WEEKLY, point(4, "2026-03-01"), point(5, "2026-03-08"))
    assert runs(found) == [3, 2]
    assert [row.after_pause for row in trend_rows(found)] == [False, False, False, True, False]


def test_another_version_of_the_profile_is_marked_and_not_joined() -> None:
    found = trend(*WEEKLY, point(4, "2026-01-26", "2"), point(5, "2026-02-02", "2"))
    chart = measured_chart(trend_rows(found))
    assert chart is not None
    assert runs(found) == [3, 2]
    assert chart.versions == (chart.dots[3].x,)
    assert [row.new_version for row in trend_rows(found)] == [False, False, False, True, False]


def test_an_old_crawl_judged_again_draws_a_second_line_without_a_mark_of_its_own() -> None:
    first, second, _third = WEEKLY
    found = trend(first, second, point(2, "2026-01-12", "2"), point(3, "2026-01-19", "2"))
    chart = measured_chart(trend_rows(found))
    assert chart is not None
    assert [(len(line.dots), line.newest) for line in chart.lines] == [(2, False), (2, True)]
    assert [row.new_version for row in trend_rows(found)] == [False, False, False, True]


@pytest.mark.parametrize("selection", [Selection.RANDOM, Selection.CHOSEN])
def test_sites_chosen_in_another_way_are_not_joined(selection: Selection) -> None:
    first, _second, third = WEEKLY
    assert runs(trend(first, point(2, "2026-01-12", selection=selection), third)) == [2]


def test_one_crawl_is_a_dot_in_the_middle_and_none_is_no_drawing() -> None:
    chart = measured_chart(trend_rows(trend(WEEKLY[0])))
    assert chart is not None
    assert (chart.dots[0].x, chart.lines) == (500.0, ())
    assert measured_chart(trend_rows(trend())) is None


def test_figures_of_others_are_apart_for_each_population_and_never_joined() -> None:
    flanders = PublishedFigure("2018", 0.44, "Flanders", "report", sites=150)
    belgium = PublishedFigure("2012", 0.126, "Belgium", "monitor", interval=(0.1, 0.2))
    found = populations([belgium, flanders])
    assert [population.name for population in found] == ["Belgium", "Flanders"]
    assert [population.chart.lines for population in found] == [(), ()]
    assert found[0].figures == ((belgium, (0.1, 0.2)),)
    ((_, computed),) = found[1].figures
    assert computed == pytest.approx((0.3630, 0.5200), abs=1e-4)
