"""What a profile's choices decide: the share without each criterion, at other thresholds, and by other measures. Pure.

A share that hangs on one criterion or on one threshold is a share to discuss; the tables say which, instead of
leaving it to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from results.judging.verdict import at_page_share, is_accessible, score_of
from results.model import (
    BasicCriterion,
    CriterionState,
    Profile,
    Sensitivity,
    SensitivityAt,
    SiteVerdict,
    Verdict,
)

THRESHOLDS = (0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 1.0)
PAGE_SHARES = (0.5, 0.75, 0.8, 0.9, 0.95, 1.0)
MOSTS = (0.0, 0.25, 0.5, 0.75, 1.0)  # more than all pages: no essential criterion decides


def sensitivity(verdicts: Iterable[SiteVerdict], profile: Profile) -> tuple[Sensitivity, ...]:
    """A row a criterion that was met or not met on some site, most changed verdicts first.

    Empty for a profile without a score: there, no criterion decides by its weight.
    """
    if profile.rule != "score":
        return ()
    tested = [verdict for verdict in verdicts if verdict.verdict is not Verdict.NOT_TESTED]
    rows = [_without(criterion, tested, profile) for criterion in profile.criteria if _is_decided(criterion, tested)]
    return tuple(sorted(rows, key=lambda row: (-(row.gained + row.lost), row.criterion)))


def _is_decided(criterion: BasicCriterion, tested: Sequence[SiteVerdict]) -> bool:
    decided = (CriterionState.MET, CriterionState.NOT_MET)
    return criterion.weight > 0 and any(
        r.criterion == criterion.id and r.state in decided for verdict in tested for r in verdict.criteria
    )


def _without(criterion: BasicCriterion, tested: Sequence[SiteVerdict], profile: Profile) -> Sensitivity:
    gained = lost = accessible = 0
    for verdict in tested:
        before = verdict.verdict is Verdict.ACCESSIBLE
        kept = tuple(result for result in verdict.criteria if result.criterion != criterion.id)
        blockers = tuple(check for check in verdict.blockers if check not in criterion.checks)
        after = is_accessible(replace(verdict, criteria=kept, score=score_of(kept), blockers=blockers), profile)
        accessible += after
        gained += after and not before
        lost += before and not after
    return Sensitivity(
        criterion=criterion.id,
        share=accessible / len(tested) if tested else None,
        gained=gained,
        lost=lost,
    )


def sensitivity_at(verdicts: Iterable[SiteVerdict], profile: Profile) -> tuple[SensitivityAt, ...]:
    """The share if a higher or lower score were asked; if a criterion had to be met on more or fewer pages; if "most
    pages" were another part of them, for failures that are material and for failures of any kind.

    The profile's own values are among them. Empty for a profile without a score.
    """
    if profile.rule != "score":
        return ()
    tested = [verdict for verdict in verdicts if verdict.verdict is not Verdict.NOT_TESTED]
    rows = [
        *(_at(tested, profile, "threshold", value) for value in sorted({*THRESHOLDS, profile.threshold})),
        *(_at(tested, profile, "page_share", value) for value in sorted({*PAGE_SHARES, profile.page_share})),
    ]
    if any(criterion.material for criterion in profile.criteria):
        mosts = sorted({*MOSTS, profile.most})
        rows += [_at(tested, profile, rule, value) for rule in ("most", "most_of_any") for value in mosts]
    return tuple(rows)


def _at(tested: Sequence[SiteVerdict], profile: Profile, rule: str, value: float) -> SensitivityAt:
    other = _with(profile, rule, value)
    before = [verdict.verdict is Verdict.ACCESSIBLE for verdict in tested]
    after = [is_accessible(_under(verdict, other, of_any=rule == "most_of_any"), other) for verdict in tested]
    return SensitivityAt(
        rule=rule,
        value=value,
        share=sum(after) / len(tested) if tested else None,
        gained=sum(new and not old for old, new in zip(before, after, strict=True)),
        lost=sum(old and not new for old, new in zip(before, after, strict=True)),
        current=rule != "most_of_any" and other == profile,
    )


def _with(profile: Profile, rule: str, value: float) -> Profile:
    if rule == "threshold":
        return replace(profile, threshold=value)
    return replace(profile, page_share=value) if rule == "page_share" else replace(profile, most=value)


def _under(verdict: SiteVerdict, profile: Profile, *, of_any: bool) -> SiteVerdict:
    """The same pages under another page share. of_any: every failure of an essential criterion counts as material."""
    essential = {criterion.id for criterion in profile.criteria if criterion.material}
    results = [at_page_share(result, profile.page_share) for result in verdict.criteria]
    if of_any:
        results = [replace(r, pages_material=r.pages_failed) if r.criterion in essential else r for r in results]
    return replace(verdict, criteria=tuple(results), score=score_of(results))
