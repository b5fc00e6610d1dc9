"""What changed between two crawls, split so that the parts always add up. Pure functions; decisions/0019.

The share is a mean over the tested sites, so a change of it can be split without a rest. With r the share among the
sites tested both times, a site that is only in one of the crawls moves that crawl's share by (its verdict - r) / n,
and a site tested both times moves it by 1 / (sites tested both times) when its verdict changes. Exact fractions are
added; they become floating-point numbers at the very end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from results.judging.statistics import exact_interval, exact_sign_test, newcombe_interval
from results.model import ChangePart, PairedChange, PartOfChange, Share, ShareChange, SiteChange, Verdict

_UP: Mapping[Verdict, int] = {Verdict.ACCESSIBLE: 1, Verdict.NOT_ACCESSIBLE: 0}
_ORDER = tuple(ChangePart)
_WENT = frozenset({ChangePart.LEFT, ChangePart.BECAME_UNTESTABLE})
_CAME = frozenset({ChangePart.ENTERED, ChangePart.BECAME_TESTABLE})


@dataclass(frozen=True, slots=True)
class Judged:
    """One crawl under one profile. verdicts: site id -> verdict, of every site of the crawl."""

    verdicts: Mapping[int, Verdict]
    share: Share


def split_change(
    before: Judged,
    after: Judged,
    rejudged: Mapping[int, Verdict] | None = None,
    causes: Mapping[int, ChangePart] | None = None,
) -> ShareChange:
    """The change of the share from `before` to `after`, and the parts it is made of.

    rejudged: the verdicts of the earlier crawl under the profile of the later one, when that is another.
    causes: of sites whose verdict changed, what else did: ChangePart.TOOLS or SAMPLE; the others improved or worsened.
    """
    earlier = before.verdicts if rejudged is None else rejudged
    changes = [
        *_profile_changes(before.verdicts, earlier),
        *_site_changes(earlier, after.verdicts, causes or {}),
    ]
    return ShareChange(
        before=before.share,
        after=after.share,
        change=_change(before.verdicts, after.verdicts),
        parts=_parts(before.verdicts, earlier, after.verdicts, changes),
        paired=paired_change(earlier, after.verdicts),
        interval=_independent_interval(before, after),
        sites=tuple(sorted(changes, key=lambda change: (_ORDER.index(change.part), change.site_id))),
    )


def paired_change(before: Mapping[int, Verdict], after: Mapping[int, Verdict]) -> PairedChange | None:
    """Of the sites tested both times; None when there are none."""
    pairs = [(_UP[before[site]], _UP[after[site]]) for site in _tested(before) & _tested(after)]
    if not pairs:
        return None
    improved = sum(then < now for then, now in pairs)
    worsened = sum(then > now for then, now in pairs)
    changed, sites = improved + worsened, len(pairs)
    low, high = exact_interval(improved, changed) if changed else (0.5, 0.5)
    return PairedChange(
        sites=sites,
        improved=improved,
        worsened=worsened,
        change=(improved - worsened) / sites,
        interval=((2 * low - 1) * changed / sites, (2 * high - 1) * changed / sites),
        p_value=exact_sign_test(improved, worsened),
    )


def _tested(verdicts: Mapping[int, Verdict]) -> set[int]:
    return {site for site, verdict in verdicts.items() if verdict is not Verdict.NOT_TESTED}


def _mean(verdicts: Mapping[int, Verdict], sites: Iterable[int]) -> Fraction | None:
    values = [_UP[verdicts[site]] for site in sites]
    return Fraction(sum(values), len(values)) if values else None


def _change(before: Mapping[int, Verdict], after: Mapping[int, Verdict]) -> float | None:
    then, now = _mean(before, _tested(before)), _mean(after, _tested(after))
    return None if then is None or now is None else float(now - then)


def _profile_changes(before: Mapping[int, Verdict], rejudged: Mapping[int, Verdict]) -> Iterable[SiteChange]:
    for site in before.keys() | rejudged.keys():
        old, new = before.get(site), rejudged.get(site)
        if old is not new:
            yield SiteChange(site, ChangePart.PROFILE, old, new)


def _site_changes(
    before: Mapping[int, Verdict], after: Mapping[int, Verdict], causes: Mapping[int, ChangePart]
) -> Iterable[SiteChange]:
    for site in before.keys() | after.keys():
        old, new = before.get(site), after.get(site)
        part = _part(old, new, causes.get(site))
        if part is not None:
            yield SiteChange(site, part, old, new)


def _part(old: Verdict | None, new: Verdict | None, cause: ChangePart | None) -> ChangePart | None:
    """None when there is no news; a site that came or went without being tested is news all the same."""
    if old is None:
        return ChangePart.ENTERED
    if new is None:
        return ChangePart.LEFT
    if old is new:
        return None
    if old is Verdict.NOT_TESTED:
        return ChangePart.BECAME_TESTABLE
    if new is Verdict.NOT_TESTED:
        return ChangePart.BECAME_UNTESTABLE
    return cause or (ChangePart.IMPROVED if new is Verdict.ACCESSIBLE else ChangePart.WORSENED)


def _parts(
    before: Mapping[int, Verdict],
    earlier: Mapping[int, Verdict],
    after: Mapping[int, Verdict],
    changes: Iterable[SiteChange],
) -> tuple[PartOfChange, ...]:
    """A row a part that has a site, in the order of ChangePart; none when there is no change to split."""
    tested_then, tested_now = _tested(earlier), _tested(after)
    both = tested_then & tested_now
    original, then, now = _mean(before, _tested(before)), _mean(earlier, tested_then), _mean(after, tested_now)
    if original is None or then is None or now is None:
        return ()
    # Without a site in common all of the change is coming and going; half of it is put down to each.
    middle = (then + now) / 2
    common_then = _mean(earlier, both) or Fraction() if both else middle
    common_now = _mean(after, both) or Fraction() if both else middle
    up: Counter[ChangePart] = Counter()
    down: Counter[ChangePart] = Counter()
    for change in changes:
        verdict = change.before if change.part in _WENT else change.after
        up[change.part] += verdict is Verdict.ACCESSIBLE
        down[change.part] += verdict is Verdict.NOT_ACCESSIBLE

    def points(part: ChangePart) -> Fraction:
        if part is ChangePart.PROFILE:
            return then - original
        if part in _WENT:
            return -_pull(up[part], down[part], common_then, len(tested_then))
        if part in _CAME:
            return _pull(up[part], down[part], common_now, len(tested_now))
        return Fraction(up[part] - down[part], len(both)) if both else Fraction()

    return tuple(PartOfChange(part, up[part], down[part], float(points(part))) for part in ChangePart if part in up)


def _pull(up: int, down: int, share: Fraction, tested: int) -> Fraction:
    """How far these sites move a share of `tested` sites away from `share`, that of the others."""
    return Fraction(up - (up + down) * share) / tested


def _independent_interval(before: Judged, after: Judged) -> tuple[float, float] | None:
    """Of the difference, when both were drawn at random; in a census nothing was left to chance."""
    if before.share.interval is None or after.share.interval is None:
        return None
    assert before.share.share is not None
    assert after.share.share is not None
    return newcombe_interval(before.share.share, before.share.interval, after.share.share, after.share.interval)
