"""The criteria of a profile, over all sites and on one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from report_templates.findings import anchor_for, is_of_statement
from results.model import (
    BasicCriterion,
    CheckDescription,
    CriterionResult,
    CriterionState,
    Outcome,
    Profile,
    SiteReport,
    SiteSummary,
    SiteVerdict,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class CriterionCount:
    """A basic criterion over all tested sites: how many sites are in each state."""

    criterion: BasicCriterion
    not_met: int
    met: int
    inapplicable: int
    untested: int

    @property
    def applicable(self) -> int:
        return self.met + self.not_met


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A basic criterion on one site.

    checks: those that failed, with what leads to what they found: a page in the folder of the site ("x.html"), an
    anchor on the site's own page ("#x"), or nothing.
    """

    criterion: BasicCriterion
    result: CriterionResult | None
    checks: tuple[tuple[str, str], ...]

    @property
    def principle(self) -> str:
        return self.criterion.principle

    @property
    def state(self) -> CriterionState:
        return self.result.state if self.result else CriterionState.UNTESTED


def criterion_counts(profile: Profile, sites: Sequence[SiteSummary]) -> tuple[CriterionCount, ...]:
    states: dict[str, Counter[CriterionState]] = {criterion.id: Counter() for criterion in profile.criteria}
    for site in sites:
        verdict = site.verdicts.get(profile.name)
        if verdict is None or verdict.verdict is Verdict.NOT_TESTED:
            continue
        for result in verdict.criteria:
            states.setdefault(result.criterion, Counter())[result.state] += 1
    counts = (
        CriterionCount(
            criterion,
            states[criterion.id][CriterionState.NOT_MET],
            states[criterion.id][CriterionState.MET],
            states[criterion.id][CriterionState.INAPPLICABLE],
            states[criterion.id][CriterionState.UNTESTED],
        )
        for criterion in profile.criteria
    )
    return tuple(sorted(counts, key=lambda count: -count.not_met))


def criterion_lines(
    profile: Profile, verdict: SiteVerdict, one: SiteReport, checks: Mapping[str, CheckDescription]
) -> tuple[CriterionLine, ...]:
    """In the order of the profile."""
    results = {result.criterion: result for result in verdict.criteria}
    on_their_own_page = {found.check for found in one.findings if found.outcome is Outcome.FAILED}
    beside_the_statement = {found.check for found in one.best_practices if is_of_statement(found.check, checks)}

    def place(check: str) -> str:
        anchor = anchor_for("failed", check)
        if check in on_their_own_page:
            return f"{anchor}.html"
        return f"#{anchor}" if check in beside_the_statement else ""

    return tuple(
        CriterionLine(
            criterion,
            results.get(criterion.id),
            tuple((check, place(check)) for check in results[criterion.id].checks) if criterion.id in results else (),
        )
        for criterion in profile.criteria
    )
