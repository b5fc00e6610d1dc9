from __future__ import annotations

from collections.abc import Mapping
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from results.change.split import Judged, paired_change, split_change
from results.judging.statistics import newcombe_interval, share_of
from results.model import ChangePart, PartOfChange, Reason, Selection, Share, SiteChange, SiteVerdict, Verdict

YES, NO, NOT_TESTED = Verdict.ACCESSIBLE, Verdict.NOT_ACCESSIBLE, Verdict.NOT_TESTED

verdicts = st.dictionaries(st.integers(1, 40), st.sampled_from(Verdict), max_size=40)
causes = st.dictionaries(st.integers(1, 40), st.sampled_from([ChangePart.TOOLS, ChangePart.SAMPLE]), max_size=40)


def share(found: Mapping[int, Verdict], selection: Selection = Selection.CENSUS, frame_size: int = 0) -> Share:
    made = (
        SiteVerdict(site, "basic", "1", "ab", verdict, Reason.TIMEOUT if verdict is NOT_TESTED else None)
        for site, verdict in found.items()
    )
    return share_of(made, "basic", selection, frame_size or len(found))


def judged(found: Mapping[int, Verdict]) -> Judged:
    return Judged(found, share(found))


@given(verdicts, verdicts, verdicts, causes)
def test_the_parts_always_add_up_to_the_change(
    before: dict[int, Verdict], rejudged: dict[int, Verdict], after: dict[int, Verdict], why: dict[int, ChangePart]
) -> None:
    found = split_change(judged(before), judged(after), rejudged, why)
    then, now = found.before.share, found.after.share
    assert (found.change is None) == (then is None or now is None)
    if then is not None and now is not None:
        assert found.change == pytest.approx(now - then, abs=1e-12)
    if found.parts:
        assert found.change is not None
        assert fsum(part.points for part in found.parts) == pytest.approx(found.change, abs=1e-12)
    elif found.change and share(rejudged).share is not None:
        raise AssertionError("a change without parts")


@given(verdicts, verdicts, causes)
def test_every_site_that_differs_is_in_one_part_and_no_other_is(
    before: dict[int, Verdict], after: dict[int, Verdict], why: dict[int, ChangePart]
) -> None:
    found = split_change(judged(before), judged(after), causes=why)
    listed = [change.site_id for change in found.sites]
    assert sorted(listed) == sorted(
        site for site in before.keys() | after.keys() if before.get(site) is not after.get(site)
    )
    if found.parts:
        assert sum(part.up + part.down for part in found.parts) == sum(
            (change.before if change.part in (ChangePart.LEFT, ChangePart.BECAME_UNTESTABLE) else change.after)
            in (YES, NO)
            for change in found.sites
        )


@given(verdicts, verdicts)
def test_turned_round_every_part_has_the_opposite_sign(before: dict[int, Verdict], after: dict[int, Verdict]) -> None:
    opposite = {
        ChangePart.IMPROVED: ChangePart.WORSENED,
        ChangePart.ENTERED: ChangePart.LEFT,
        ChangePart.BECAME_TESTABLE: ChangePart.BECAME_UNTESTABLE,
    }
    opposite |= {there: here for here, there in opposite.items()}
    there = {part.part: part.points for part in split_change(judged(before), judged(after)).parts}
    back = {opposite[part.part]: -part.points for part in split_change(judged(after), judged(before)).parts}
    assert back == pytest.approx(there, abs=1e-12)


@given(verdicts)
def test_nothing_changed_gives_no_parts(same: dict[int, Verdict]) -> None:
    found = split_change(judged(same), judged(same))
    assert found.parts == ()
    assert found.sites == ()
    assert found.change in (0.0, None)


def test_the_worked_example_of_the_method() -> None:
    """docs/method.md: 10 sites, then 11; 50.0 % becomes 60.0 %."""
    before = {n: YES if n <= 4 else NO for n in range(1, 9)} | {9: YES, 10: NO}
    after = before | {5: YES, 9: NOT_TESTED, 11: YES}
    found = split_change(judged(before), judged(after))
    assert found.change == 0.1
    assert found.parts == (
        PartOfChange(ChangePart.IMPROVED, 1, 0, pytest.approx(1 / 9)),
        PartOfChange(ChangePart.ENTERED, 1, 0, pytest.approx((1 - 5 / 9) / 10)),
        PartOfChange(ChangePart.BECAME_UNTESTABLE, 1, 0, pytest.approx(-(1 - 4 / 9) / 10)),
    )
    assert found.sites == (
        SiteChange(5, ChangePart.IMPROVED, NO, YES),
        SiteChange(11, ChangePart.ENTERED, None, YES),
        SiteChange(9, ChangePart.BECAME_UNTESTABLE, YES, NOT_TESTED),
    )


def test_a_new_profile_is_a_part_of_its_own() -> None:
    before, rejudged, after = {1: YES, 2: NO}, {1: NO, 2: NO}, {1: YES, 2: NO}
    found = split_change(judged(before), judged(after), rejudged)
    assert found.change == 0.0
    assert found.parts == (
        PartOfChange(ChangePart.IMPROVED, 1, 0, 0.5),
        PartOfChange(ChangePart.PROFILE, 0, 1, -0.5),
    )


def test_two_crawls_without_a_site_in_common_are_reported_half_and_half() -> None:
    found = split_change(judged({1: YES, 2: NO}), judged({3: YES}))
    assert found.parts == (
        PartOfChange(ChangePart.ENTERED, 1, 0, 0.25),
        PartOfChange(ChangePart.LEFT, 1, 1, 0.25),
    )
    assert found.paired is None


def test_without_a_tested_site_there_is_no_change_to_split() -> None:
    found = split_change(judged({1: NOT_TESTED}), judged({1: YES}))
    assert found.change is None
    assert found.parts == ()
    assert found.sites == (SiteChange(1, ChangePart.BECAME_TESTABLE, NOT_TESTED, YES),)


@given(verdicts, verdicts)
def test_the_paired_test_is_that_of_scipy_and_agrees_with_its_interval(
    before: dict[int, Verdict], after: dict[int, Verdict]
) -> None:
    found = paired_change(before, after)
    if found is None:
        return
    changed = found.improved + found.worsened
    assert found.p_value == pytest.approx(binomtest(found.improved, changed).pvalue if changed else 1.0)
    assert found.interval[0] <= found.change <= found.interval[1]
    assert (found.p_value < 0.05) == (not found.interval[0] <= 0 <= found.interval[1])


def test_two_random_samples_have_an_interval_of_their_difference_and_a_census_has_none() -> None:
    before, after = dict.fromkeys(range(66), YES) | dict.fromkeys(range(66, 150), NO), dict.fromkeys(range(150), YES)
    then, now = (share(found, Selection.RANDOM, 100_000) for found in (before, after))
    assert then.interval
    assert now.interval
    found = split_change(Judged(before, then), Judged(after, now))
    assert found.interval == newcombe_interval(0.44, then.interval, 1.0, now.interval)
    assert split_change(judged(before), judged(after)).interval is None
