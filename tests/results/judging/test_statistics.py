from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, hypergeom

from results.judging.statistics import (
    exact_interval,
    exact_sign_test,
    failing_bound,
    newcombe_interval,
    random_pages,
    share_of,
    wilson_interval,
)
from results.model import (
    PageAudit,
    PlannedPage,
    RandomPages,
    Reason,
    Sample,
    SampledPage,
    Selection,
    Share,
    SiteVerdict,
    Verdict,
)

GRID = [(k, n) for n in (1, 2, 3, 5, 10, 37, 150, 800, 16_539) for k in sorted({0, 1, n // 7, n // 2, n - 1, n})]


def verdicts(accessible: int, not_accessible: int, *reasons: Reason) -> list[SiteVerdict]:
    answers = [(Verdict.ACCESSIBLE, None)] * accessible + [(Verdict.NOT_ACCESSIBLE, None)] * not_accessible
    answers += [(Verdict.NOT_TESTED, reason) for reason in reasons]
    return [SiteVerdict(number, "basic", "1", "ab", *answer) for number, answer in enumerate(answers)]


counts = st.integers(0, 60)
many_verdicts = st.builds(
    lambda a, n, r: verdicts(a, n, *r), counts, counts, st.lists(st.sampled_from(Reason), max_size=60)
)


@pytest.mark.parametrize(("successes", "n"), GRID)
def test_wilson_equals_scipy(successes: int, n: int) -> None:
    theirs = binomtest(successes, n).proportion_ci(method="wilson")
    assert wilson_interval(successes, n) == pytest.approx((theirs.low, theirs.high), abs=1e-12)


@pytest.mark.parametrize(
    ("share", "n", "percent"),
    [
        (0.44, 150, (36.3, 52.0)),
        (0.487, 150, (40.8, 56.6)),
        (0.487, 300, (43.1, 54.3)),
        (0.126, 380, (9.6, 16.3)),
        (0.005, 800, (0.2, 1.3)),
    ],
)
def test_wilson_gives_the_intervals_of_published_shares(share: float, n: int, percent: tuple[float, float]) -> None:
    """Flanders 2018; 2017 if 150 or 300 websites were tested; Belgium 2012; 4 of 800 in the first EU reports."""
    low, high = wilson_interval(share * n, n)
    assert (round(100 * low, 1), round(100 * high, 1)) == percent


@pytest.mark.parametrize(("successes", "n"), GRID)
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_the_exact_interval_equals_scipy(successes: int, n: int, confidence: float) -> None:
    theirs = binomtest(successes, n).proportion_ci(confidence, method="exact")
    assert exact_interval(successes, n, confidence) == pytest.approx((theirs.low, theirs.high), abs=1e-10)


@pytest.mark.parametrize("improved", [0, 1, 2, 5, 20, 63, 400])
@pytest.mark.parametrize("worsened", [0, 1, 3, 5, 21, 300])
def test_the_sign_test_is_the_exact_test_of_mcnemar(improved: int, worsened: int) -> None:
    """McNemar's exact test is the two-sided binomial test of the pairs that differ."""
    theirs = binomtest(improved, improved + worsened).pvalue if improved + worsened else 1.0
    assert exact_sign_test(improved, worsened) == pytest.approx(theirs, rel=1e-9)


@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_the_interval_of_a_difference_is_the_published_one(
    one: tuple[int, int], other: tuple[int, int], published: tuple[float, float]
) -> None:
    """Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10."""
    (after, m), (before, n) = one, other
    found = newcombe_interval(before / n, wilson_interval(before, n), after / m, wilson_interval(after, m))
    assert tuple(round(end, 4) for end in found) == published


@pytest.mark.parametrize("frame", [5, 12, 50, 163])
@pytest.mark.parametrize("tested", [1, 2, 3, 5])
@pytest.mark.parametrize("failed", [0, 1, 2])
def test_the_bound_is_the_largest_that_scipy_does_not_find_surprising(frame: int, tested: int, failed: int) -> None:
    if failed > tested:
        return
    possible = range(failed, frame - (tested - failed) + 1)
    likely = [m for m in possible if hypergeom.cdf(failed, frame, m, tested) >= 0.05 - 1e-12]
    assert failing_bound(failed, tested, frame) == max(likely) / frame


@pytest.mark.parametrize(("clean", "percent"), [(10, 25.9), (30, 9.5), (100, 3.0)])
def test_clean_pages_of_very_many_leave_about_three_in_k(clean: int, percent: float) -> None:
    assert failing_bound(0, clean) == pytest.approx(1 - 0.05 ** (1 / clean), abs=1e-12)
    assert round(100 * failing_bound(0, clean), 1) == percent
    assert failing_bound(0, clean, 10**6) == pytest.approx(failing_bound(0, clean), abs=1e-4)


@given(st.integers(1, 30).flatmap(lambda k: st.tuples(st.integers(0, k), st.just(k), st.integers(k, 400))))
def test_the_bound_is_not_below_what_was_seen_and_exact_when_all_was(case: tuple[int, int, int]) -> None:
    failed, tested, frame = case
    assert failed / frame <= failing_bound(failed, tested, frame) <= (frame - tested + failed) / frame
    assert failing_bound(failed, tested, tested) == failed / tested
    assert failing_bound(failed, tested, frame) <= failing_bound(min(failed + 1, tested), tested, frame)


@pytest.mark.parametrize(("failed", "tested", "frame"), [(0, 0, None), (2, 1, None), (-1, 1, None), (0, 3, 2)])
def test_no_bound_from_impossible_counts(failed: int, tested: int, frame: int | None) -> None:
    with pytest.raises(ValueError, match="no bound"):
        failing_bound(failed, tested, frame)


def test_only_tested_pages_that_were_drawn_at_random_speak_for_the_others() -> None:
    def page(role: str, *failed: str, reason: Reason | None = None) -> SampledPage:
        return SampledPage(PlannedPage("https://a.test/", role), PageAudit("https://a.test/", reason), failed, ())

    pages = (
        page("home", "image-alt"), page("contact"), page("document", "pdf-title"), page("random"),
        page("random", "label"), page("random", reason=Reason.TIMEOUT),
    )  # fmt: skip
    sample = Sample(1, 1, (), frame_size=52)
    assert random_pages(sample, pages) == RandomPages(50, 2, 1, failing_bound(1, 2, 50))
    assert random_pages(sample, pages[:3]) is None


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(case: tuple[int, int]) -> None:
    successes, n = case
    low, high = wilson_interval(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    assert (low == 0) == (successes == 0)
    assert (high == 1) == (successes == n)


@given(
    st.integers(2, 2000).flatmap(
        lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(n, 3 * n), st.integers(1, 1000))
    )
)
def test_a_smaller_register_makes_surer(case: tuple[int, int, int, int]) -> None:
    """Narrower the larger the part that was seen: from nothing to correct for, to nothing left to estimate."""
    successes, n, population, more = case
    low, high = wilson_interval(successes, n, population)
    wider_low, wider_high = wilson_interval(successes, n, population + more)
    widest_low, widest_high = wilson_interval(successes, n)
    tolerance = 1e-12
    assert widest_low <= wider_low + tolerance <= low + 2 * tolerance
    assert high <= wider_high + tolerance <= widest_high + 2 * tolerance
    assert low <= successes / n <= high


def test_the_correction_is_that_of_the_effective_sample_size() -> None:
    """n* = n(N-1)/(N-n): 100 of 397 are as sure as 4/3 times as many of very many."""
    population = 397
    assert 100 * (population - 1) / (population - 100) == pytest.approx(400 / 3)
    assert wilson_interval(30, 100, population) == pytest.approx(_wilson_of_share(0.3, 400 / 3), abs=1e-12)


def _wilson_of_share(p: float, n: float) -> tuple[float, float]:
    """The roots of (p - x)^2 = z^2 x(1-x)/n, which is how Wilson defines the interval."""
    z_squared = 1.959963984540054**2
    a, b, c = 1 + z_squared / n, -(2 * p + z_squared / n), p * p
    root = (b * b - 4 * a * c) ** 0.5
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def test_all_of_a_register_leaves_nothing_to_estimate() -> None:
    assert wilson_interval(3, 10, 10) == (0.3, 0.3)
    assert wilson_interval(1, 1, 1) == (1.0, 1.0)


def test_a_very_large_register_needs_no_correction() -> None:
    assert wilson_interval(30, 100, 10**12) == pytest.approx(wilson_interval(30, 100), abs=1e-9)


@pytest.mark.parametrize(("successes", "n", "population"), [(0, 0, None), (-1, 5, None), (6, 5, None), (1, 5, 4)])
def test_impossible_counts_are_refused(successes: int, n: int, population: int | None) -> None:
    with pytest.raises(ValueError, match="no interval"):
        wilson_interval(successes, n, population)


def test_a_census_has_no_sampling_interval() -> None:
    found = share_of(
        verdicts(3, 1, Reason.TIMEOUT, Reason.LOGIN, Reason.TIMEOUT), "basic", Selection.CENSUS, frame_size=7
    )
    assert found == Share(
        "basic", 7, 3, 1, {Reason.LOGIN: 1, Reason.TIMEOUT: 2}, 0.75, "census", None, (3 / 7, 6 / 7), 7
    )


def test_a_random_sample_has_the_corrected_interval_of_the_sites_tested() -> None:
    found = share_of(verdicts(30, 70, *[Reason.TIMEOUT] * 20), "basic", Selection.RANDOM, frame_size=397)
    assert found == Share(
        "basic", 120, 30, 70, {Reason.TIMEOUT: 20}, 0.3, "wilson", wilson_interval(30, 100, 397), (0.25, 50 / 120), 397
    )


def test_chosen_sites_are_counted_only() -> None:
    found = share_of(verdicts(1, 1), "basic", Selection.CHOSEN, frame_size=100)
    assert found == Share("basic", 2, 1, 1, {}, 0.5, "count", None, (0.5, 0.5), 100)


@pytest.mark.parametrize("selection", Selection)
def test_without_a_tested_site_there_is_no_share(selection: Selection) -> None:
    found = share_of(verdicts(0, 0, Reason.LOGIN), "basic", selection, frame_size=5)
    assert found == Share("basic", 1, 0, 0, {Reason.LOGIN: 1}, None, "none", None, (0.0, 1.0), 5)


@pytest.mark.parametrize("selection", Selection)
def test_without_a_site_there_is_nothing(selection: Selection) -> None:
    assert share_of([], "basic", selection, 0) == Share("basic", 0, 0, 0, {}, None, "none", None, None, 0)


@given(many_verdicts, st.sampled_from(Selection), st.integers(0, 500))
def test_the_figures_add_up_whatever_happened(found: list[SiteVerdict], selection: Selection, frame: int) -> None:
    share = share_of(found, "basic", selection, frame)
    assert share.registered == len(found) == share.accessible + share.not_accessible + sum(share.not_tested.values())
    assert all(share.not_tested.values())
    assert (share.bounds is None) == (not found)
    assert (share.share is None) == (share.method == "none") == (share.accessible + share.not_accessible == 0)
    assert (share.interval is not None) == (share.method == "wilson")
    if share.share is not None:
        assert share.bounds is not None
        assert 0 <= share.bounds[0] <= share.share <= share.bounds[1] <= 1
        assert (share.bounds[0] == share.share == share.bounds[1]) == (not share.not_tested) or share.share in (0, 1)
    if share.share is not None and share.interval is not None:
        assert share.interval[0] <= share.share <= share.interval[1]


@given(many_verdicts, st.sampled_from(Selection))
def test_the_order_of_the_sites_does_not_matter(found: list[SiteVerdict], selection: Selection) -> None:
    turned = list(reversed(found))
    assert share_of(turned, "basic", selection, 500) == share_of(found, "basic", selection, 500)
    assert list(share_of(turned, "basic", selection, 500).not_tested) == sorted({v.reason for v in found if v.reason})
