from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.judging.statistics import Z_95, share_of, wilson_interval
from results.judging.stored_strata import get_strata, save_strata
from results.judging.stored_verdicts import judge_crawl
from results.judging.stratified import stratified_share
from results.model import Profile, Reason, Selection, SiteVerdict, Stratum, Verdict
from results.reporting.stored_report import crawl_share, share_by

ANSWERS: dict[str, tuple[Verdict, Reason | None]] = {
    "a": (Verdict.ACCESSIBLE, None),
    "n": (Verdict.NOT_ACCESSIBLE, None),
    "-": (Verdict.NOT_TESTED, Reason.TIMEOUT),
}

# (websites registered beyond those drawn, answers)
samples = st.lists(st.tuples(st.integers(0, 300), st.text("an-", min_size=1, max_size=12)), min_size=1, max_size=6)


def share(*strata: tuple[int, str]) -> Any:
    """(registered, a letter for each site drawn)."""
    verdicts, made = {}, []
    for number, (registered, letters) in enumerate(strata):
        sites = tuple(range(100 * number, 100 * number + len(letters)))
        verdicts |= {site: ANSWERS[letter] for site, letter in zip(sites, letters, strict=True)}
        made.append(Stratum(str(number), registered, sites))
    return stratified_share(verdicts, made, "basic", sum(registered for registered, _ in strata))


def test_the_worked_example_of_the_method() -> None:
    """docs/method.md: 18 of 900 and 10 of 100."""
    found = share((900, "a" * 6 + "n" * 12), (100, "a" * 8 + "n" * 2))
    assert found.method == "stratified"
    assert found.share == pytest.approx(0.38)
    variance = 0.81 * (1 - 18 / 900) * (6 / 18) * (12 / 18) / 17 + 0.01 * (1 - 10 / 100) * 0.8 * 0.2 / 9
    effective = 0.38 * 0.62 / variance
    for end in found.interval:  # where Wilson's test of the share just does not reject
        assert abs(0.38 - end) == pytest.approx(Z_95 * (end * (1 - end) / effective) ** 0.5, abs=1e-12)
    assert (found.accessible, found.not_accessible, found.registered, found.frame_size) == (14, 14, 28, 1000)


@given(st.lists(st.tuples(st.integers(20, 300), st.text("an", min_size=2, max_size=12)), min_size=2, max_size=6))
def test_the_weighted_share_is_the_weighted_mean(strata: Sequence[tuple[int, str]]) -> None:
    values = [letter == "a" for _, letters in strata for letter in letters]
    weights = [registered / len(letters) for registered, letters in strata for _ in letters]
    assert share(*strata).share == pytest.approx(np.average(values, weights=weights))


@given(samples)
def test_whatever_was_drawn_the_share_lies_in_its_interval_and_bounds(sample: list[tuple[int, str]]) -> None:
    found = share(*((len(letters) + more, letters) for more, letters in sample))
    assert found.registered == found.accessible + found.not_accessible + sum(found.not_tested.values())
    if found.share is None:
        assert found.method == "none"
        return
    low, high = found.interval
    assert 0 <= low <= found.share + 1e-12
    assert found.share - 1e-12 <= high <= 1
    assert 0 <= found.bounds[0] <= found.share <= found.bounds[1] <= 1


def test_strata_with_fewer_than_two_tested_are_joined_with_the_smallest_other() -> None:
    assert share((500, "aann"), (30, "a--"), (100, "nnna")) == replace(
        share((500, "aann"), (130, "a--nnna")), registered=11
    )
    assert share((500, "a"), (30, "n")).method == "wilson"


def test_strata_that_are_all_or_nothing_are_not_taken_for_certain() -> None:
    found = share((50, "aaaaa"), (50, "nnnnn"))
    assert found.share == 0.5
    assert found.interval == wilson_interval(5, 10, 100)


def test_strata_that_were_tested_whole_leave_nothing_to_estimate() -> None:
    found = share((3, "aan"), (2, "nn"))
    assert found.share == pytest.approx(0.4)
    assert found.interval == (found.share, found.share)


def test_a_single_stratum_is_a_simple_random_sample() -> None:
    found = share((100, "aaann-"))
    verdicts = [replace(_verdict(), verdict=v, reason=r) for v, r in (ANSWERS[letter] for letter in "aaann-")]
    assert found == share_of(verdicts, "basic", Selection.RANDOM, 100)


def _verdict() -> SiteVerdict:
    return SiteVerdict(1, "basic", "1", "", Verdict.ACCESSIBLE)


def test_the_strata_are_kept_with_the_crawl_and_weigh_its_share(
    store: Any, inputs: CrawlInputs, stored: Any, basic: Profile
) -> None:
    """The sites of the stored crawl, as if they had been drawn; without audits none could be tested."""
    crawl = start_crawl(store, replace(inputs, selection=Selection.RANDOM, register_size=1000))
    ids = [site.id for site in inputs.sites]
    strata = (Stratum("local", 900, tuple(ids[:3])), Stratum("state", 100, tuple(ids[3:])))
    save_strata(store, crawl.id, strata)
    judge_crawl(store, crawl.id, [basic])
    finish_crawl(store, crawl.id)
    assert get_strata(store, crawl.id) == strata
    assert get_strata(store, stored.crawl.id) == ()
    assert crawl_share(store, crawl, basic).method == "none"
    assert {group.share.interval for group in share_by(store, crawl, basic, "level")} == {None}
