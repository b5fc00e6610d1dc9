"""Profiles, and the verdicts under them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from results.model.audits import Reason


class Standard(StrEnum):
    """A version of EN 301 549, with the WCAG version in it; decides which criteria count."""

    V3_2_1 = "en301549-3.2.1"  # WCAG 2.1: what the Directive asks today
    V4_1_1 = "en301549-4.1.1"  # WCAG 2.2

    @property
    def wcag(self) -> str:
        return "2.1" if self is Standard.V3_2_1 else "2.2"


class Verdict(StrEnum):
    """Under a profile, on the sampled pages; never a proof of conformance."""

    ACCESSIBLE = "accessible"
    NOT_ACCESSIBLE = "not_accessible"
    NOT_TESTED = "not_tested"


class CriterionState(StrEnum):
    """A basic criterion on one site."""

    MET = "met"  # no failure found on enough of the pages where it applies
    NOT_MET = "not_met"
    INAPPLICABLE = "inapplicable"  # nothing on the tested pages that it speaks of
    UNTESTED = "untested"  # nothing could be said


@dataclass(frozen=True, slots=True)
class BasicCriterion:
    """One line of a profile. checks: ids of the checks that answer it; empty when only a person can.

    asks: checks about it that never fail, only point out where a person must look; they decide nothing.
    machine: fully, partly, or not: how much of the criterion automatic checks can answer.
    criteria: WCAG success criteria behind it.
    """

    id: str
    weight: float
    checks: tuple[str, ...]
    criteria: tuple[str, ...]
    machine: str
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocker:
    """A failure of this check, on a page of this role and in this landmark, alone decides the verdict.

    role and region: empty means anywhere.
    """

    check: str
    role: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named, versioned rule that turns outcomes into a verdict.

    rule: "score" (weighted share of applicable criteria met >= threshold) or "no-failure" (no failed
        A/AA check on any sampled page).
    threshold, page_share: between 0 and 1; a criterion is met on a site when it is met on at least
        page_share of the tested pages where it applies.
    digest: SHA-256 of the profile file.
    """

    name: str
    version: str
    rule: str
    threshold: float
    page_share: float
    criteria: tuple[BasicCriterion, ...]
    blockers: tuple[Blocker, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A criterion on one site. pages: tested pages where it applies; pages_failed: of those, where it failed.

    checks: the checks that failed.
    """

    criterion: str
    state: CriterionState
    weight: float
    pages: int = 0
    pages_failed: int = 0
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteVerdict:
    """A site under a profile.

    reason: set when not tested. score: 0 to 1, None when not tested or when the profile has no score.
    blockers: checks whose failure alone decided.
    pages_planned, pages_tested, pages_failed: pages of the sample; with any failed A/AA check.
    """

    site_id: int
    profile: str
    profile_version: str
    profile_digest: str
    verdict: Verdict
    reason: Reason | None = None
    score: float | None = None
    criteria: tuple[CriterionResult, ...] = ()
    blockers: tuple[str, ...] = ()
    pages_planned: int = 0
    pages_tested: int = 0
    pages_failed: int = 0
