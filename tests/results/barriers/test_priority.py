"""What to repair first: people hindered x pages cured / work."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from results.barriers.priority import Priority, different_faults_first, priority_of, repair_order
from results.model import Barrier, BarrierState, CheckDescription, Effort, Finding, Outcome, Severity

severities = st.sampled_from(list(Severity))
efforts = st.sampled_from(list(Effort))
priorities = st.builds(
    Priority,
    st.lists(st.sampled_from("abcdefghi"), unique=True).map(tuple),
    severities,
    st.integers(min_value=1, max_value=200),
    efforts,
)


def _check(needs: str, severity: Severity, effort: Effort) -> CheckDescription:
    return CheckDescription(
        "x", "axe-core", ("1.1.1",), (), tuple(needs), best_practice=False, only_asks=False, texts={},
        severity=severity, effort=effort,
    )  # fmt: skip


def test_the_score_is_people_hindered_times_pages_cured_by_work() -> None:
    priority = priority_of(_check("abgi", Severity.STOPS, Effort.MEDIUM), 5)
    assert (priority.hindered, priority.score) == (16, 40.0)


def test_a_fault_without_a_user_need_of_the_law_still_ranks_by_its_pages() -> None:
    one, two = (priority_of(_check("", Severity.SLOWS, Effort.SMALL), pages) for pages in (1, 2))
    assert 0 < one.score < two.score


def test_a_check_without_description_ranks_as_what_slows_with_medium_work() -> None:
    assert priority_of(None, 4) == Priority((), Severity.SLOWS, 4, Effort.MEDIUM)


@given(priorities)
def test_every_factor_moves_the_score_in_its_own_direction(one: Priority) -> None:
    assert one.score > 0
    assert replace(one, pages=one.pages + 1).score > one.score
    assert all(
        replace(one, severity=other).score > one.score for other in Severity if other.weight > one.severity.weight
    )
    assert all(replace(one, effort=other).score < one.score for other in Effort if other.weight > one.effort.weight)


def _barrier(id_: int, pages: int, *, instances: int = 1, third_party: str = "", check: str = "x") -> Barrier:
    finding = Finding("x", Outcome.FAILED, "p", "<p>")
    return Barrier(
        id_, check, Outcome.FAILED, "p", finding, "http://a.test/", BarrierState.NEW, 1, 1, "", "",
        instances=instances, pages=pages, third_party=third_party,
    )  # fmt: skip


def test_what_cures_most_for_the_least_work_is_repaired_first_and_what_only_its_maker_can_repair_last() -> None:
    easy, hard = _check("a", Severity.STOPS, Effort.SMALL), _check("a", Severity.STOPS, Effort.LARGE)
    ranked = [
        (_barrier(5, pages=3), easy),
        (_barrier(6, pages=9, instances=20), hard),
        (_barrier(1, pages=9, instances=9), hard),
        (_barrier(2, pages=9, instances=9), hard),
        (_barrier(3, pages=1), None),
        (_barrier(4, pages=99, third_party="A map"), easy),
    ]
    found = [ranked[at] for at in (3, 0, 5, 2, 4, 1)]
    assert sorted(found, key=lambda each: repair_order(*each)) == ranked


def test_the_places_to_begin_with_show_different_faults_and_the_others_keep_their_order() -> None:
    checks = ("focus", "focus", "focus", "name", "focus", "map", "title")
    ranked = [
        _barrier(id_, pages=9, check=check, third_party="A map" if check == "map" else "")
        for id_, check in enumerate(checks)
    ]
    assert [barrier.id for barrier in different_faults_first(ranked, 3)] == [0, 3, 6, 1, 2, 4, 5]


@given(st.lists(st.sampled_from("abc"), max_size=9), st.integers(min_value=0, max_value=5))
def test_putting_different_faults_first_loses_no_barrier(checks: list[str], places: int) -> None:
    ranked = [_barrier(id_, pages=1, check=check) for id_, check in enumerate(checks)]
    first = different_faults_first(ranked, places)
    assert sorted(first, key=ranked.index) == ranked
    assert len({barrier.check for barrier in first[:places]}) == min(places, len(set(checks)))
