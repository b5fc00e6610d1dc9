"""The share of accessible sites and how sure it is. Pure functions.

Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference"; with the
finite-population correction n* = n(N-1)/(N-n) for samples from a small register. Newcombe, R. G. (1998), "Interval
estimation for the difference between independent proportions", method 10. McNemar's test in its exact form, and the
interval of Clopper and Pearson (1934), which agrees with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import comb, exp, lgamma, log, log1p, sqrt

from results.model import RandomPages, Reason, Sample, SampledPage, Selection, Share, SiteVerdict, Verdict

Z_95 = 1.959963984540054
_LAST_DIGITS = 1e-15


def wilson_interval(successes: float, n: int, population: int | None = None, z: float = Z_95) -> tuple[float, float]:
    """Interval for a proportion from `successes` of `n`; `population` applies the finite-population correction.

    successes: not always whole, where only a rounded share was published.
    Raises ValueError when n is not between 1 and population, or successes not between 0 and n.
    """
    if not 0 <= successes <= n or n < 1 or (population is not None and n > population):
        raise ValueError(f"no interval for {successes} of {n} (population {population})")
    if population == n:
        return successes / n, successes / n
    return wilson_of_share(successes / n, n if population is None else n * (population - 1) / (population - n), z)


def wilson_of_share(share: float, n: float, z: float = Z_95) -> tuple[float, float]:
    """Interval for a share that is as sure as `n` of very many drawn at random; `n` need not be whole."""
    spread = z * z / n
    centre = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / n + z * z / (4 * n**2))
    # The exact ends at 0 and 1 are 0 and 1; floating point misses them by an ulp.
    low = 0.0 if share == 0 else max(0.0, centre - half)
    high = 1.0 if share == 1 else min(1.0, centre + half)
    return low, high


def newcombe_interval(
    before: float, before_interval: tuple[float, float], after: float, after_interval: tuple[float, float]
) -> tuple[float, float]:
    """95 % interval of after - before, from two independent shares and their Wilson intervals."""
    change = after - before
    low = change - sqrt((after - after_interval[0]) ** 2 + (before_interval[1] - before) ** 2)
    high = change + sqrt((after_interval[1] - after) ** 2 + (before - before_interval[0]) ** 2)
    return max(-1.0, low), min(1.0, high)


def exact_sign_test(improved: int, worsened: int) -> float:
    """McNemar's test, exact and two-sided: how often a fair coin divides the changed sites at least as unevenly."""
    changed, fewer = improved + worsened, min(improved, worsened)
    term = tail = 1
    for k in range(fewer):
        term = term * (changed - k) // (k + 1)
        tail += term
    return min(1.0, 2 * tail / (1 << changed))


def exact_interval(successes: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Clopper-Pearson. Raises ValueError when n is less than 1, or successes not between 0 and n."""
    if not 0 <= successes <= n or n < 1:
        raise ValueError(f"no interval for {successes} of {n}")
    tail = (1 - confidence) / 2
    low = 0.0 if successes == 0 else _beta_quantile(tail, successes, n - successes + 1)
    high = 1.0 if successes == n else _beta_quantile(1 - tail, successes + 1, n - successes)
    return low, high


def failing_bound(failed: int, tested: int, frame: int | None = None) -> float:
    """With 95 % confidence no larger part of the `frame` fails, when `failed` of `tested` drawn at random do.

    frame: how many they were drawn from, themselves included: exact, from the hypergeometric distribution. None:
    very many; then 0 of k leaves 1 - 0.05^(1/k), about 3/k. Raises ValueError when the counts are impossible.
    """
    if not 0 <= failed <= tested or tested < 1 or (frame is not None and frame < tested):
        raise ValueError(f"no bound for {failed} of {tested} (drawn from {frame})")
    if frame is None:
        return 1.0 if failed == tested else _beta_quantile(0.95, failed + 1, tested - failed)
    # The largest number of failing ones in the frame under which so few in the draw are not yet surprising.
    low, high = failed, frame - (tested - failed)
    while low < high:
        middle = (low + high + 1) // 2
        if _drawn_at_most(failed, tested, middle, frame) * 20 >= comb(frame, tested):
            low = middle
        else:
            high = middle - 1
    return low / frame


def random_pages(sample: Sample, pages: Sequence[SampledPage]) -> RandomPages | None:
    """What the pages drawn at random say of the others of their site; None when none of them was tested."""
    chosen = sum(page.planned.role not in ("random", "document") for page in pages)
    tested = [page for page in pages if page.planned.role == "random" and page.audit.tested]
    if not tested:
        return None
    frame = max(sample.frame_size - chosen, len(tested))
    failed = sum(bool(page.failed) for page in tested)
    return RandomPages(frame, len(tested), failed, failing_bound(failed, len(tested), frame))


def _drawn_at_most(failed: int, tested: int, failing: int, frame: int) -> int:
    """Draws of `tested` from `frame` with at most `failed` of the `failing` ones."""
    return sum(comb(failing, k) * comb(frame - failing, tested - k) for k in range(failed + 1))


def _beta_quantile(probability: float, a: int, b: int) -> float:
    """Where the regularised incomplete beta function reaches `probability`; by bisection, to the last digits."""
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if _beta(middle, a, b) < probability:
            low = middle
        else:
            high = middle


def _beta(x: float, a: int, b: int) -> float:
    """The regularised incomplete beta function, 0 < x < 1; continued fraction (NIST DLMF 8.17.22)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    # Lentz's method; a denominator never comes to 0 for whole a, b and x on this side.
    fraction = numerator = 1.0
    denominator = 0.0
    for step in range(1, 100_000):
        m = step // 2
        if step % 2:
            factor = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            factor = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        denominator = 1 / (1 + factor * denominator)
        numerator = 1 + factor / numerator
        fraction *= numerator * denominator
        if abs(numerator * denominator - 1) < _LAST_DIGITS:
            break
    return front / fraction


def share_of(verdicts: Iterable[SiteVerdict], profile: str, selection: Selection, frame_size: int) -> Share:
    """The share under one profile. frame_size: sites in the register the selection was made from."""
    counts: Counter[tuple[Verdict, Reason | None]] = Counter((found.verdict, found.reason) for found in verdicts)
    return share_from_counts(counts, profile, selection, frame_size)


def share_from_counts(
    counts: Mapping[tuple[Verdict, Reason | None], int], profile: str, selection: Selection, frame_size: int
) -> Share:
    """The same from the number of sites with each verdict and reason."""
    accessible = counts.get((Verdict.ACCESSIBLE, None), 0)
    not_accessible = counts.get((Verdict.NOT_ACCESSIBLE, None), 0)
    not_tested = {reason: number for (_, reason), number in counts.items() if reason is not None}
    tested = accessible + not_accessible
    registered = tested + sum(not_tested.values())
    method = "none" if not tested else _METHODS[selection]
    return Share(
        profile=profile,
        registered=registered,
        accessible=accessible,
        not_accessible=not_accessible,
        not_tested=dict(sorted(not_tested.items())),
        share=accessible / tested if tested else None,
        method=method,
        interval=wilson_interval(accessible, tested, max(frame_size, tested)) if method == "wilson" else None,
        bounds=(accessible / registered, (registered - not_accessible) / registered) if registered else None,
        frame_size=frame_size,
    )


_METHODS = {Selection.CENSUS: "census", Selection.RANDOM: "wilson", Selection.CHOSEN: "count"}
