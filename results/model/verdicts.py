"""Profiles, and the verdicts under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
class MaterialFailure:
    """When a failure of one of these checks stops a person on a page: a measure on what was stored of it.

    at_least: elements on the page that are as the rest says, those of all the checks together.
    regions: landmarks the element must be in, except_regions: must not be in; empty means any, none.
    below: measured value -> it is lower than this. equals: measured value -> it is this.
    """

    checks: tuple[str, ...]
    at_least: int = 1
    regions: tuple[str, ...] = ()
    except_regions: tuple[str, ...] = ()
    below: Mapping[str, float] = field(default_factory=dict)
    equals: Mapping[str, str | float] = field(default_factory=dict)

    @property
    def any_element(self) -> bool:
        return not (self.regions or self.except_regions or self.below or self.equals)


@dataclass(frozen=True, slots=True)
class CriterionText:
    """A criterion in words, in one language. Values in braces are set in where it is shown.

    title: what should be true. fault: what is wrong, with the pages where it is as {where}; no sentence of its own.
    measure: which of its failures stop a person. stops: a sentence without its full stop, that one did on most pages;
    they are its {where}. The last three may be empty.
    """

    title: str
    fault: str = ""
    measure: str = ""
    stops: str = ""


@dataclass(frozen=True, slots=True)
class BasicCriterion:
    """One line of a profile. checks: ids of the checks that answer it; empty when only a person can.

    weight: in the score; 0 for what the law asks beside it, which is shown and never in it.
    asks: checks about it that never fail, only point out where a person must look; they decide nothing.
    machine: fully, partly, or not: how much of the criterion automatic checks can answer.
    criteria: WCAG success criteria behind it. texts: language -> text.
    material: any of these makes a failure material. A criterion with some is essential: failing so on most pages, it
    decides alone.
    """

    id: str
    weight: float
    checks: tuple[str, ...]
    criteria: tuple[str, ...]
    machine: str
    asks: tuple[str, ...] = ()
    material: tuple[MaterialFailure, ...] = ()
    texts: Mapping[str, CriterionText] = field(default_factory=dict)

    @property
    def principle(self) -> str:
        """The principle of WCAG its first success criterion is under, 1 to 4; "law" where it has none."""
        return self.criteria[0][0] if self.criteria else "law"


@dataclass(frozen=True, slots=True)
class Blocker:
    """A failure of this check, on a page of this role and in this landmark, alone decides the verdict.

    role and region: empty means anywhere.
    """

    check: str
    role: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class ProfileText:
    """A profile in words, in one language. Values in braces are set in where it is shown; all but `name` may be empty.

    accessible, not_accessible: the verdicts. share_one, share_other: of {tested} sites, {accessible} meet it; "other"
    for a plural. only_accessible, only_not_accessible: when a single site was tested. beside: heading of its share
    beside the headline. shut_out: why a site does not meet it whatever its score; {stops} is that of the criterion.
    """

    name: str
    accessible: str = ""
    not_accessible: str = ""
    share_one: str = ""
    share_other: str = ""
    only_accessible: str = ""
    only_not_accessible: str = ""
    beside: str = ""
    shut_out: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named, versioned rule that turns outcomes into a verdict.

    rule: "score" (weighted share of applicable criteria met >= threshold) or "no-failure" (no failed
        A/AA check on any sampled page).
    threshold, page_share: between 0 and 1; a criterion is met on a site when it is met on at least
        page_share of the tested pages where it applies.
    digest: SHA-256 of the profile file.
    most: a site of which more than this part of the tested pages fails one essential criterion materially is not
        accessible, whatever its score. least_pages: tested pages without which there is no verdict, unless the site has
        fewer. texts: language -> text.
    """

    name: str
    version: str
    rule: str
    threshold: float
    page_share: float
    criteria: tuple[BasicCriterion, ...]
    blockers: tuple[Blocker, ...]
    digest: str
    most: float = 0.5
    least_pages: int = 1
    texts: Mapping[str, ProfileText] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """A criterion on one site. pages: tested pages where it applies; pages_failed: of those, where it failed.

    checks: the checks that failed. pages_material: pages where it failed materially.
    """

    criterion: str
    state: CriterionState
    weight: float
    pages: int = 0
    pages_failed: int = 0
    checks: tuple[str, ...] = ()
    pages_material: int = 0


@dataclass(frozen=True, slots=True)
class SiteVerdict:
    """A site under a profile.

    reason: set when not tested. score: 0 to 1, None when not tested or when the profile has no score.
    blockers: checks whose failure alone decided.
    pages_planned, pages_tested, pages_failed: pages of the sample; with any failed A/AA check.
    documents_tested: of the pages tested, those that are documents (PDF).
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
    documents_tested: int = 0

    @property
    def web_pages_tested(self) -> int:
        return self.pages_tested - self.documents_tested
