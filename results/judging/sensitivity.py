"""What a profile's choices decide: the share without each criterion, and at other thresholds. Pure.

A share that hangs on one criterion or on one threshold is a share to discuss; the tables say which, instead of
leaving it to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from results.judging.verdict import at_page_share, reaches, score_of
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
    return any(r.criterion == criterion.id and r.state in decided for verdict in tested for r in verdict.criteria)


def _without(criterion: BasicCriterion, tested: Sequence[SiteVerdict], profile: Profile) -> Sensitivity:
    gained = lost = accessible = 0
    for verdict in tested:
        before = verdict.verdict is Verdict.ACCESSIBLE
        score = score_of([result for result in verdict.criteria if result.criterion != criterion.id])
        blocked = any(check not in criterion.checks for check in verdict.blockers)
        after = reaches(score, profile) and not blocked
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
    """The share if a higher or lower score were asked, and if a criterion had to be met on more or fewer pages.

    The profile's own values are among them. Empty for a profile without a score.
    """
    if profile.rule != "score":
        return ()
    tested = [verdict for verdict in verdicts if verdict.verdict is not Verdict.NOT_TESTED]
    thresholds = sorted({*THRESHOLDS, profile.threshold})
    page_shares = sorted({*PAGE_SHARES, profile.page_share})
    return (
        *(_at(tested, profile, replace(profile, threshold=value), "threshold", value) for value in thresholds),
        *(_at(tested, profile, replace(profile, page_share=value), "page_share", value) for value in page_shares),
    )


def _at(tested: Sequence[SiteVerdict], profile: Profile, other: Profile, rule: str, value: float) -> SensitivityAt:
    before = [verdict.verdict is Verdict.ACCESSIBLE for verdict in tested]
    after = [
        reaches(score_of([at_page_share(result, other.page_share) for result in verdict.criteria]), other)
        and not verdict.blockers
        for verdict in tested
    ]
    return SensitivityAt(
        rule=rule,
        value=value,
        share=sum(after) / len(tested) if tested else None,
        gained=sum(new and not old for old, new in zip(before, after, strict=True)),
        lost=sum(old and not new for old, new in zip(before, after, strict=True)),
        current=value == (profile.threshold if rule == "threshold" else profile.page_share),
    )
