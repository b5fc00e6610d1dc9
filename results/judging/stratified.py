"""The share of a register from a sample that was drawn within strata. Pure; docs/method.md says how.

p = sum of W_h p_h, with W_h the stratum's part of the register; its variance (Cochran 1977, 5.2, with the
finite-population correction of each stratum) gives the size of a simple random sample that would be as sure, and that
size goes into Wilson's interval.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from results.judging.statistics import share_from_counts, wilson_interval, wilson_of_share
from results.model import Reason, Selection, Share, Stratum, Verdict

LEAST = 2


@dataclass(frozen=True, slots=True)
class _Counts:
    """A stratum, or several collapsed into one."""

    registered: int
    drawn: int
    accessible: int
    not_accessible: int

    @property
    def tested(self) -> int:
        return self.accessible + self.not_accessible

    @property
    def share(self) -> float:
        return self.accessible / self.tested

    def with_(self, other: _Counts) -> _Counts:
        return _Counts(
            self.registered + other.registered,
            self.drawn + other.drawn,
            self.accessible + other.accessible,
            self.not_accessible + other.not_accessible,
        )


def stratified_share(
    verdicts: Mapping[int, tuple[Verdict, Reason | None]], strata: Sequence[Stratum], profile: str, frame_size: int
) -> Share:
    """Weighted by the strata's parts of the register; "wilson" without weights where only one stratum is left."""
    plain = share_from_counts(Counter(verdicts.values()), profile, Selection.RANDOM, frame_size)
    counts = collapsed(_counts(stratum, verdicts) for stratum in strata)
    if len(counts) < LEAST or plain.share is None:
        return plain
    registered = sum(stratum.registered for stratum in counts)
    weights = [stratum.registered / registered for stratum in counts]
    share = sum(weight * stratum.share for weight, stratum in zip(weights, counts, strict=True))
    low = sum(w * s.accessible / s.drawn for w, s in zip(weights, counts, strict=True))
    high = sum(w * (s.drawn - s.not_accessible) / s.drawn for w, s in zip(weights, counts, strict=True))
    return Share(
        profile=profile,
        registered=plain.registered,
        accessible=plain.accessible,
        not_accessible=plain.not_accessible,
        not_tested=plain.not_tested,
        share=share,
        method="stratified",
        interval=_interval(share, weights, counts),
        bounds=(min(low, share), max(high, share)),
        frame_size=frame_size,
    )


def collapsed(strata: Iterable[_Counts]) -> list[_Counts]:
    """Strata with fewer than two tested sites joined with the smallest other, until none is left (or only one)."""
    left = sorted(strata, key=lambda stratum: (stratum.tested, stratum.registered))
    while len(left) > 1 and left[0].tested < LEAST:
        smallest, *others = left
        partner = min(others, key=lambda stratum: stratum.registered)
        others.remove(partner)
        left = sorted([*others, smallest.with_(partner)], key=lambda stratum: (stratum.tested, stratum.registered))
    return left


def _counts(stratum: Stratum, verdicts: Mapping[int, tuple[Verdict, Reason | None]]) -> _Counts:
    found = Counter(verdicts[site][0] for site in stratum.sites if site in verdicts)
    return _Counts(stratum.registered, found.total(), found[Verdict.ACCESSIBLE], found[Verdict.NOT_ACCESSIBLE])


def _interval(share: float, weights: Sequence[float], strata: Sequence[_Counts]) -> tuple[float, float]:
    variance = sum(
        weight**2 * (1 - s.tested / s.registered) * s.share * (1 - s.share) / (s.tested - 1)
        for weight, s in zip(weights, strata, strict=True)
    )
    if all(s.tested == s.registered for s in strata):
        return share, share
    if variance == 0:
        # Every stratum is all or nothing, which does not make it certain: as one simple random sample.
        tested = sum(s.tested for s in strata)
        return wilson_interval(share * tested, tested, sum(s.registered for s in strata))
    return wilson_of_share(share, share * (1 - share) / variance)
