"""The share of accessible sites and how sure it is. Pure functions.

Wilson, E. B. (1927), "Probable inference, the law of succession, and statistical inference"; with the
finite-population correction n* = n(N-1)/(N-n) for samples from a small register.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import sqrt

from results.model import Reason, Selection, Share, SiteVerdict, Verdict

Z_95 = 1.959963984540054


def wilson_interval(successes: int, n: int, population: int | None = None, z: float = Z_95) -> tuple[float, float]:
    """Interval for a proportion from `successes` of `n`; `population` applies the finite-population correction.

    Raises ValueError when n is not between 1 and population, or successes not between 0 and n.
    """
    if not 0 <= successes <= n or n < 1 or (population is not None and n > population):
        raise ValueError(f"no interval for {successes} of {n} (population {population})")
    p = successes / n
    if population is not None:
        if population == n:
            return p, p
        n_effective = n * (population - 1) / (population - n)
    else:
        n_effective = float(n)
    spread = z * z / n_effective
    centre = (p + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(p * (1 - p) / n_effective + z * z / (4 * n_effective**2))
    # The exact ends at 0 and n are 0 and 1; floating point misses them by an ulp.
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return low, high


def share_of(verdicts: Iterable[SiteVerdict], profile: str, selection: Selection, frame_size: int) -> Share:
    """The share under one profile. frame_size: sites in the register the selection was made from."""
    counted: Counter[Verdict] = Counter()
    not_tested: Counter[Reason] = Counter()
    for verdict in verdicts:
        counted[verdict.verdict] += 1
        if verdict.verdict is Verdict.NOT_TESTED:
            assert verdict.reason is not None
            not_tested[verdict.reason] += 1
    accessible, not_accessible = counted[Verdict.ACCESSIBLE], counted[Verdict.NOT_ACCESSIBLE]
    registered, tested = counted.total(), accessible + not_accessible
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
