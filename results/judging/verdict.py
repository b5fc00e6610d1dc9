"""Outcomes -> verdict of a site under a profile. Pure functions.

A criterion is met on a page when none of its checks failed there; cantTell never moves a verdict. It is met
on a site when it is met on at least `page_share` of the tested pages where it applies. The score is the
weighted share of the applicable criteria that are met (DESIGN.md 6; AnySurfer's QuickScan). An essential criterion
that fails materially on most of the tested pages decides alone, and so does a blocker.

Most of the *tested* pages, not of those where the criterion applies: a page where it comes to apply by a failure that
is not material would be one more of the latter, and a site could get better by it (decision 24).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from results.model import (
    BasicCriterion,
    Blocker,
    CriterionResult,
    CriterionState,
    MaterialFailure,
    Outcome,
    Profile,
    Reason,
    SiteVerdict,
    Verdict,
)

# Against 0.7500000001 and its like: shares are ratios of small whole numbers.
_TOLERANCE = 1e-9
_HOME, _DOCUMENT = "home", "document"
# Addresses that proved to be no page of the site: it has fewer pages than were found.
_NO_PAGE_OF_THE_SITE = frozenset({Reason.NOT_HTML, Reason.OTHER_SITE, Reason.OUT_OF_SCOPE})


@dataclass(frozen=True, slots=True)
class FailedElement:
    """What is stored of an element that decides whether its failure is material. measured: a JSON object."""

    region: str
    measured: str = "{}"


@dataclass(frozen=True, slots=True)
class Failure:
    """One check's failure on one page. count: elements, exact; `elements` may be fewer."""

    count: int = 1
    elements: tuple[FailedElement, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedPage:
    """What a verdict needs to know of one sampled page.

    role: why the page was chosen. reason: set when it was not tested.
    outcomes: check -> its outcomes on the page (failed and cantTell may both be there).
    counting: ids of failed checks that map to a success criterion (best practices left out).
    failures: check -> what is stored of its failure; of the checks of which a profile asks more than that they failed.
    unstyled: most of its style sheets did not come.
    """

    role: str
    reason: Reason | None
    outcomes: Mapping[str, frozenset[Outcome]]
    counting: frozenset[str] = frozenset()
    failures: Mapping[str, Failure] = field(default_factory=dict)
    unstyled: bool = False


def judge_site(
    site_id: int,
    profile: Profile,
    pages: Sequence[JudgedPage],
    reason: Reason | None = None,
    pages_found: int | None = None,
) -> SiteVerdict:
    """reason: why the site as a whole was not tested; then its pages are not looked at.

    pages: of the sample. pages_found: on the site; None when that is the sample.
    """
    tested = [page for page in pages if page.reason is None]
    reason = reason or _untested_reason(profile, pages, tested, pages_found)
    if reason is None:
        verdict = replace(judge_pages(site_id, profile, tested), pages_planned=len(pages))
        if not _says_nothing(profile, verdict, tested):
            return verdict
    return SiteVerdict(
        site_id=site_id,
        profile=profile.name,
        profile_version=profile.version,
        profile_digest=profile.digest,
        verdict=Verdict.NOT_TESTED,
        reason=reason or Reason.CHECKS_FAILED,
        criteria=tuple(CriterionResult(c.id, CriterionState.UNTESTED, c.weight) for c in profile.criteria),
        pages_planned=len(pages),
    )


def watched_checks(profile: Profile) -> frozenset[str]:
    """The checks of which the profile asks more than that they failed."""
    asked = {check for criterion in profile.criteria for measure in criterion.material for check in measure.checks}
    return frozenset(asked | {blocker.check for blocker in profile.blockers if blocker.region})


def judge_pages(site_id: int, profile: Profile, tested: Sequence[JudgedPage]) -> SiteVerdict:
    """What tested pages show, however few they are."""
    criteria = tuple(_judge_criterion(criterion, tested, profile.page_share) for criterion in profile.criteria)
    blockers = tuple(sorted({b.check for b in profile.blockers if any(_blocks(b, page) for page in tested)}))
    verdict = SiteVerdict(
        site_id=site_id,
        profile=profile.name,
        profile_version=profile.version,
        profile_digest=profile.digest,
        verdict=Verdict.ACCESSIBLE,
        score=score_of(criteria) if profile.rule == "score" else None,
        criteria=criteria,
        blockers=blockers,
        pages_planned=len(tested),
        pages_tested=len(tested),
        pages_failed=sum(bool(page.counting) for page in tested),
        documents_tested=sum(page.role == _DOCUMENT for page in tested),
    )
    return verdict if is_accessible(verdict, profile) else replace(verdict, verdict=Verdict.NOT_ACCESSIBLE)


def is_accessible(verdict: SiteVerdict, profile: Profile) -> bool:
    """By its score, pages and blockers, whatever verdict it has."""
    if verdict.blockers:
        return False
    if profile.rule == "no-failure":
        return verdict.pages_failed == 0
    return reaches(verdict.score, profile) and not shutting_out(verdict, profile)


def shutting_out(verdict: SiteVerdict, profile: Profile) -> tuple[CriterionResult, ...]:
    """The essential criteria that fail materially on most tested web pages, on most pages first."""
    most = profile.most * verdict.web_pages_tested + _TOLERANCE
    found = [result for result in verdict.criteria if result.pages_material > most]
    return tuple(sorted(found, key=lambda result: (-result.pages_material, -result.weight)))


def common_reason(reasons: Iterable[Reason | None]) -> Reason:
    """The one reason all pages share, else `no-pages`."""
    counted = Counter(reason for reason in reasons if reason is not None)
    return next(iter(counted)) if len(counted) == 1 else Reason.NO_PAGES


def _untested_reason(
    profile: Profile, pages: Sequence[JudgedPage], tested: Sequence[JudgedPage], found: int | None
) -> Reason | None:
    """Why the pages are no ground for a verdict."""
    if not tested:
        return common_reason(page.reason for page in pages)
    if not any(page.role == _HOME for page in tested):
        return Reason.HOME_NOT_TESTED
    of_the_site = [page for page in pages if page.role != _DOCUMENT]
    there = len(of_the_site) if found is None else max(found, len(of_the_site))
    there -= sum(page.reason in _NO_PAGE_OF_THE_SITE for page in of_the_site)
    enough = min(profile.least_pages, there)
    shown = [page for page in of_the_site if page.reason is None]
    if len(shown) < enough:
        return Reason.TOO_FEW_PAGES
    return Reason.INCOMPLETE if 2 * sum(page.unstyled for page in shown) > len(shown) else None


def _says_nothing(profile: Profile, verdict: SiteVerdict, tested: Sequence[JudgedPage]) -> bool:
    """Whether no check came to an answer that the profile asks for."""
    if verdict.blockers:
        return False
    if profile.rule == "no-failure":
        # A failed best practice is no answer, or it could make an untested site accessible.
        answers = (found for page in tested for found in page.outcomes.values())
        return not verdict.pages_failed and not any({Outcome.PASSED, Outcome.INAPPLICABLE} & each for each in answers)
    return not any(result.weight and result.state is not CriterionState.UNTESTED for result in verdict.criteria)


def _judge_criterion(criterion: BasicCriterion, tested: Sequence[JudgedPage], page_share: float) -> CriterionResult:
    applies = failed_on = material_on = 0
    failed_checks: set[str] = set()
    seen: set[Outcome] = set()
    for page in tested:
        outcomes = {check: page.outcomes.get(check, frozenset()) for check in criterion.checks}
        failed = {check for check, found in outcomes.items() if Outcome.FAILED in found}
        passed = any(Outcome.PASSED in found for found in outcomes.values())
        seen.update(*outcomes.values())
        applies += bool(failed or passed)
        failed_on += bool(failed)
        failed_checks |= failed
        material_on += bool(failed) and any(_is_met(measure, page) for measure in criterion.material)
    if applies:
        state = _met_on(applies, failed_on, page_share)
    else:
        answered = Outcome.INAPPLICABLE in seen and Outcome.UNTESTED not in seen
        state = CriterionState.INAPPLICABLE if answered else CriterionState.UNTESTED
    return CriterionResult(
        criterion=criterion.id,
        state=state,
        weight=criterion.weight,
        pages=applies,
        pages_failed=failed_on,
        checks=tuple(sorted(failed_checks)),
        pages_material=material_on,
    )


def _is_met(measure: MaterialFailure, page: JudgedPage) -> bool:
    """Whether enough of the failures on the page are as the measure says."""
    failed = [check for check in measure.checks if Outcome.FAILED in page.outcomes.get(check, frozenset())]
    if measure.any_element:
        elements = sum(max(page.failures[check].count, 1) if check in page.failures else 1 for check in failed)
    else:
        stored = (element for check in failed if check in page.failures for element in page.failures[check].elements)
        elements = sum(_is_such(element, measure) for element in stored)
    return elements >= measure.at_least


def _is_such(element: FailedElement, measure: MaterialFailure) -> bool:
    if measure.regions and element.region not in measure.regions:
        return False
    if element.region in measure.except_regions:
        return False
    if not measure.below and not measure.equals:
        return True
    measured = json.loads(element.measured)
    values = {name: measured.get(name) for name in measure.below}
    return all(
        isinstance(value, int | float) and value < measure.below[name] - _TOLERANCE for name, value in values.items()
    ) and all(measured.get(name) == value for name, value in measure.equals.items())


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
    elements = page.failures[blocker.check].elements if blocker.check in page.failures else ()
    return not blocker.region or any(element.region == blocker.region for element in elements)


def heaviest_fault(verdict: SiteVerdict) -> CriterionResult | None:
    """The criterion not met with the largest weight; of several, that which fails on the largest part of the pages."""
    not_met = [result for result in verdict.criteria if result.state is CriterionState.NOT_MET]
    return max(not_met, key=lambda result: (result.weight, result.pages_failed / result.pages), default=None)


def weight_met(criteria: Sequence[CriterionResult]) -> tuple[float, float]:
    """Weight of the criteria met, and of all that apply."""
    met = sum(result.weight for result in criteria if result.state is CriterionState.MET)
    not_met = sum(result.weight for result in criteria if result.state is CriterionState.NOT_MET)
    return met, met + not_met


def score_of(criteria: Sequence[CriterionResult]) -> float | None:
    """Weighted share of the criteria met, 0 to 1; None when none applied."""
    met, total = weight_met(criteria)
    return met / total if total else None


def reaches(score: float | None, profile: Profile) -> bool:
    """Whether a score is enough. No criterion applied (None): no failure was found, and none can be claimed."""
    return score is None or score >= profile.threshold - _TOLERANCE
