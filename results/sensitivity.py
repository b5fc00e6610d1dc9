"""What each criterion of a profile decides: the share with and without it. Pure.

A share that hangs on one criterion is a share to discuss; the table says which, instead of leaving it to be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from results.model import BasicCriterion, CriterionState, Profile, Sensitivity, SiteVerdict, Verdict
from results.verdict import reaches, score_of


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
