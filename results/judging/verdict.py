"""Outcomes -> verdict of a site under a profile. Pure functions.

A criterion is met on a page when none of its checks failed there; cantTell never moves a verdict. It is met
on a site when it is met on at least `page_share` of the tested pages where it applies. The score is the
weighted share of the applicable criteria that are met (DESIGN.md 6; AnySurfer's QuickScan).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from results.model import (
    BasicCriterion,
    Blocker,
    CriterionResult,
    CriterionState,
    Outcome,
    Profile,
    Reason,
    SiteVerdict,
    Verdict,
)

# Against 0.7500000001 and its like: shares are ratios of small whole numbers.
_TOLERANCE = 1e-9
_NO_ANSWER = frozenset({Outcome.CANNOT_TELL, Outcome.UNTESTED})


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """What a verdict needs to know of one sampled page.

    role: why the page was chosen. reason: set when it was not tested.
    outcomes: check -> its outcomes on the page (failed and cantTell may both be there).
    counting: ids of failed checks that map to a success criterion (best practices left out).
    failed_regions: check -> landmarks of the elements it failed on.
    """

    role: str
    reason: Reason | None
    outcomes: dict[str, frozenset[Outcome]]
    counting: frozenset[str] = frozenset()
    failed_regions: dict[str, frozenset[str]] | None = None


def judge_site(
    site_id: int, profile: Profile, pages: Sequence[JudgedPage], reason: Reason | None = None
) -> SiteVerdict:
    """reason: why the site as a whole was not tested; then its pages are not looked at."""
    tested = [page for page in pages if page.reason is None]
    reason = reason or _untested_reason(pages, tested)
    if reason is not None:
        return SiteVerdict(
            site_id=site_id,
            profile=profile.name,
            profile_version=profile.version,
            profile_digest=profile.digest,
            verdict=Verdict.NOT_TESTED,
            reason=reason,
            criteria=tuple(CriterionResult(c.id, CriterionState.UNTESTED, c.weight) for c in profile.criteria),
            pages_planned=len(pages),
        )
    criteria = tuple(_judge_criterion(criterion, tested, profile.page_share) for criterion in profile.criteria)
    blockers = tuple(sorted({b.check for b in profile.blockers if any(_blocks(b, page) for page in tested)}))
    pages_failed = sum(bool(page.counting) for page in tested)
    score = score_of(criteria) if profile.rule == "score" else None
    return SiteVerdict(
        site_id=site_id,
        profile=profile.name,
        profile_version=profile.version,
        profile_digest=profile.digest,
        verdict=_verdict(profile, score, blockers, pages_failed),
        score=score,
        criteria=criteria,
        blockers=blockers,
        pages_planned=len(pages),
        pages_tested=len(tested),
        pages_failed=pages_failed,
    )


def common_reason(reasons: Iterable[Reason | None]) -> Reason:
    """The one reason all pages share, else `no-pages`."""
    counted = Counter(reason for reason in reasons if reason is not None)
    return next(iter(counted)) if len(counted) == 1 else Reason.NO_PAGES


def _untested_reason(pages: Sequence[JudgedPage], tested: Sequence[JudgedPage]) -> Reason | None:
    """Why nothing can be said of the site; None when some check came to an answer on some page."""
    if not tested:
        return common_reason(page.reason for page in pages)
    answered = any(not _NO_ANSWER.issuperset(found) for page in tested for found in page.outcomes.values())
    return None if answered else Reason.CHECKS_FAILED


def _judge_criterion(criterion: BasicCriterion, tested: Sequence[JudgedPage], page_share: float) -> CriterionResult:
    applies = 0
    failed_on = 0
    failed_checks: set[str] = set()
    says_nothing = True
    for page in tested:
        outcomes = {check: page.outcomes.get(check, frozenset()) for check in criterion.checks}
        failed = {check for check, found in outcomes.items() if Outcome.FAILED in found}
        passed = any(Outcome.PASSED in found for found in outcomes.values())
        if any(Outcome.INAPPLICABLE in found for found in outcomes.values()):
            says_nothing = False
        if failed or passed:
            applies += 1
        if failed:
            failed_on += 1
            failed_checks |= failed
    if not applies:
        state = CriterionState.UNTESTED if says_nothing else CriterionState.INAPPLICABLE
    else:
        state = _met_on(applies, failed_on, page_share)
    return CriterionResult(
        criterion=criterion.id,
        state=state,
        weight=criterion.weight,
        pages=applies,
        pages_failed=failed_on,
        checks=tuple(sorted(failed_checks)),
    )


def at_page_share(result: CriterionResult, page_share: float) -> CriterionResult:
    """As it would be if the criterion had to be met on another part of the pages where it applies."""
    return replace(result, state=_met_on(result.pages, result.pages_failed, page_share)) if result.pages else result


def _met_on(pages: int, failed: int, page_share: float) -> CriterionState:
    return CriterionState.MET if (pages - failed) / pages >= page_share - _TOLERANCE else CriterionState.NOT_MET


def _blocks(blocker: Blocker, page: JudgedPage) -> bool:
    if blocker.role and blocker.role != page.role:
        return False
    if Outcome.FAILED not in page.outcomes.get(blocker.check, frozenset()):
        return False
    return not blocker.region or blocker.region in (page.failed_regions or {}).get(blocker.check, frozenset())


def score_of(criteria: Sequence[CriterionResult]) -> float | None:
    """Weighted share of the criteria met, 0 to 1; None when none applied."""
    met = [c.weight for c in criteria if c.state is CriterionState.MET]
    not_met = [c.weight for c in criteria if c.state is CriterionState.NOT_MET]
    total = sum(met) + sum(not_met)
    return sum(met) / total if total else None


def reaches(score: float | None, profile: Profile) -> bool:
    """Whether a score is enough. No criterion applied (None): no failure was found, and none can be claimed."""
    return score is None or score >= profile.threshold - _TOLERANCE


def _verdict(profile: Profile, score: float | None, blockers: tuple[str, ...], pages_failed: int) -> Verdict:
    accessible = pages_failed == 0 if profile.rule == "no-failure" else reaches(score, profile)
    return Verdict.ACCESSIBLE if accessible and not blockers else Verdict.NOT_ACCESSIBLE
