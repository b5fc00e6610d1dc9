from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from results.judging.sensitivity import sensitivity, sensitivity_at
from results.judging.verdict import Failure, JudgedPage, judge_pages, judge_site
from results.model import (
    BasicCriterion,
    Blocker,
    MaterialFailure,
    Outcome,
    Profile,
    Reason,
    Sensitivity,
    SensitivityAt,
    Verdict,
)

CRITERIA = tuple(BasicCriterion(name, weight, (name,), (), "partly") for name, weight in (("a", 3), ("b", 2), ("c", 1)))
BASIC = Profile("basic", "1", "score", 0.75, 0.9, CRITERIA, (Blocker("b"),), "ab" * 32)
STRICT = Profile("strict", "1", "no-failure", 1.0, 1.0, (), (), "cd" * 32)


def page(**outcomes: Outcome) -> JudgedPage:
    failed = frozenset(check for check, outcome in outcomes.items() if outcome is Outcome.FAILED)
    return JudgedPage("home", None, {check: frozenset({outcome}) for check, outcome in outcomes.items()}, failed)


def test_a_criterion_that_alone_keeps_sites_out_comes_first() -> None:
    sites = [
        page(a=Outcome.FAILED, b=Outcome.PASSED, c=Outcome.PASSED),
        page(a=Outcome.FAILED, b=Outcome.PASSED, c=Outcome.PASSED),
        page(a=Outcome.PASSED, b=Outcome.PASSED, c=Outcome.FAILED),
        JudgedPage("home", Reason.TIMEOUT, {}),
    ]
    rows = sensitivity([judge_site(n, BASIC, [site]) for n, site in enumerate(sites)], BASIC)
    assert rows == (
        Sensitivity("a", share=2 / 3, gained=2, lost=1),
        Sensitivity("b", share=1 / 3, gained=0, lost=0),
        Sensitivity("c", share=1 / 3, gained=0, lost=0),
    )


def test_a_criterion_that_spoke_of_no_site_and_a_profile_without_a_score_have_no_rows() -> None:
    verdicts = [judge_site(1, BASIC, [page(a=Outcome.PASSED, b=Outcome.INAPPLICABLE)])]
    assert [row.criterion for row in sensitivity(verdicts, BASIC)] == ["a"]
    assert sensitivity([judge_site(1, STRICT, [page(a=Outcome.FAILED)])], STRICT) == ()
    assert sensitivity([], BASIC) == ()


outcomes = st.sampled_from([Outcome.PASSED, Outcome.FAILED, Outcome.INAPPLICABLE, Outcome.CANNOT_TELL])


@given(st.lists(st.builds(page, a=outcomes, b=outcomes, c=outcomes), min_size=1, max_size=6))
def test_a_row_is_what_judging_again_without_the_criterion_gives(sites: list[JudgedPage]) -> None:
    verdicts = [judge_site(n, BASIC, [site]) for n, site in enumerate(sites)]
    tested = [n for n, verdict in enumerate(verdicts) if verdict.verdict is not Verdict.NOT_TESTED]
    for row in sensitivity(verdicts, BASIC):
        kept = tuple(criterion for criterion in CRITERIA if criterion.id != row.criterion)
        blockers = tuple(blocker for blocker in BASIC.blockers if blocker.check != row.criterion)
        without = replace(BASIC, criteria=kept, blockers=blockers)
        again = [judge_pages(n, without, [sites[n]]).verdict is Verdict.ACCESSIBLE for n in tested]
        before = [verdicts[n].verdict is Verdict.ACCESSIBLE for n in tested]
        assert row.share == sum(again) / len(tested)
        assert row.gained == sum(a and not b for a, b in zip(again, before, strict=True))
        assert row.lost == sum(b and not a for a, b in zip(again, before, strict=True))


@given(st.lists(st.lists(st.builds(page, a=outcomes, b=outcomes, c=outcomes), max_size=4), min_size=1, max_size=6))
def test_another_threshold_is_what_judging_again_under_it_gives(sites: list[list[JudgedPage]]) -> None:
    before = [judge_site(n, BASIC, pages) for n, pages in enumerate(sites)]
    tested = [n for n, verdict in enumerate(before) if verdict.verdict is not Verdict.NOT_TESTED]
    rows = sensitivity_at(before, BASIC)
    assert [row.value for row in rows if row.current] == [BASIC.threshold, BASIC.page_share]
    for row in rows:
        other = replace(BASIC, **{row.rule: row.value})
        then = {n for n in tested if before[n].verdict is Verdict.ACCESSIBLE}
        now = {n for n in tested if judge_site(n, other, sites[n]).verdict is Verdict.ACCESSIBLE}
        share = len(now) / len(tested) if tested else None
        current = row.value == getattr(BASIC, row.rule)
        assert row == SensitivityAt(row.rule, row.value, share, len(now - then), len(then - now), current)


ESSENTIAL = replace(
    BASIC, blockers=(), criteria=(replace(CRITERIA[0], material=(MaterialFailure(("a",), at_least=2),)), *CRITERIA[1:])
)
places = st.integers(1, 2).map(lambda count: {"a": Failure(count)})
pages = st.builds(replace, st.builds(page, a=outcomes, b=outcomes, c=outcomes), failures=places)


@given(st.lists(st.lists(pages, max_size=4), min_size=1, max_size=6))
def test_another_most_is_what_judging_again_under_it_gives_for_material_failures_and_for_any(
    sites: list[list[JudgedPage]],
) -> None:
    before = [judge_site(n, ESSENTIAL, pages) for n, pages in enumerate(sites)]
    tested = [n for n, verdict in enumerate(before) if verdict.verdict is not Verdict.NOT_TESTED]
    of_any = replace(
        ESSENTIAL, criteria=(replace(CRITERIA[0], material=(MaterialFailure(("a",)),)), *ESSENTIAL.criteria[1:])
    )
    rows = [row for row in sensitivity_at(before, ESSENTIAL) if row.rule.startswith("most")]
    assert [(row.rule, row.value) for row in rows] == [
        (rule, value) for rule in ("most", "most_of_any") for value in (0.0, 0.25, 0.5, 0.75, 1.0)
    ]
    assert [(row.rule, row.value) for row in rows if row.current] == [("most", ESSENTIAL.most)]
    for row in rows:
        other = replace(of_any if row.rule == "most_of_any" else ESSENTIAL, most=row.value)
        now = {n for n in tested if judge_site(n, other, sites[n]).verdict is Verdict.ACCESSIBLE}
        then = {n for n in tested if before[n].verdict is Verdict.ACCESSIBLE}
        assert row.share == (len(now) / len(tested) if tested else None)
        assert (row.gained, row.lost) == (len(now - then), len(then - now))


def test_a_criterion_that_is_not_in_the_score_has_no_row() -> None:
    beside = replace(BASIC, criteria=(*CRITERIA[:2], replace(CRITERIA[2], weight=0)))
    verdicts = [judge_site(1, beside, [page(a=Outcome.PASSED, b=Outcome.PASSED, c=Outcome.FAILED)])]
    assert [row.criterion for row in sensitivity(verdicts, beside)] == ["a", "b"]


def test_a_profile_without_a_score_has_no_thresholds() -> None:
    assert sensitivity_at([judge_site(1, STRICT, [page(a=Outcome.FAILED)])], STRICT) == ()
