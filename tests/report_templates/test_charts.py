from hypothesis import given
from hypothesis import strategies as st

from report_templates.charts import Scale, funnel, scale
from results.model import Reason, Share


def share(accessible, not_accessible, not_tested):
    tested = accessible + not_accessible
    total = tested + not_tested
    return Share(
        "basic",
        total,
        accessible,
        not_accessible,
        {Reason.TIMEOUT: not_tested} if not_tested else {},
        accessible / tested if tested else None,
        "census",
        None,
        (accessible / total, (accessible + not_tested) / total) if total else None,
        total,
    )


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_parts_of_the_bar_are_all_sites_side_by_side(accessible, not_accessible, not_tested):
    counted = share(accessible, not_accessible, not_tested)
    segments = funnel(counted)
    assert sum(segment.count for segment in segments) == counted.registered
    position = 0.0
    for segment in segments:
        assert abs(segment.x - position) < 0.02
        position += segment.width
    assert not segments or abs(position - 1000) < 0.05


def test_the_scale_runs_from_nothing_to_everything():
    assert scale(share(6, 6, 4)) == Scale(500.0, None, (375.0, 625.0))
    assert scale(share(0, 0, 4)) is None
