"""Reviewed exceptions -> the verdict of a site if they are accepted. Pure functions; what was measured stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from results.barriers.observing import signature_on
from results.judging.verdict import FailedElement, Failure, JudgedPage
from results.model import CheckOutcome, Outcome, PageAudit, PlannedPage, Reason, ReviewedException

Page = tuple[PlannedPage, PageAudit | None]


def accepted_pages(
    pages: Sequence[Page], exceptions: Sequence[ReviewedException], components: Mapping[int, str]
) -> tuple[Page, ...]:
    """The pages of one site without the failures that are accepted; all else as it was found.

    exceptions: those that count. components: barrier -> signature of its component, of the barriers they name.
    A check with no other failure on a page has passed there.
    """
    return tuple((planned, audit and _accepted(planned, audit, exceptions, components)) for planned, audit in pages)


def judged_pages(pages: Sequence[Page]) -> tuple[JudgedPage, ...]:
    """What a verdict needs to know of the pages of a sample."""
    return tuple(
        _judged(planned, audit) if audit else JudgedPage(planned.role, Reason.INTERRUPTED, {})
        for planned, audit in pages
    )


def _accepted(
    planned: PlannedPage,
    audit: PageAudit,
    exceptions: Sequence[ReviewedException],
    components: Mapping[int, str],
) -> PageAudit:
    of_page = [each for each in exceptions if each.page in ("", planned.url)]
    outcomes: list[CheckOutcome] = []
    for answer in audit.outcomes:
        of_check = [each for each in of_page if each.check == answer.check]
        if answer.outcome is not Outcome.FAILED or not of_check:
            outcomes.append(answer)
        elif any(each.barrier is None for each in of_check):
            outcomes.append(_passed(answer))
        else:
            signatures = {components.get(each.barrier or 0) for each in of_check}
            outcomes.append(_without(answer, planned, signatures))
    return replace(audit, outcomes=tuple(outcomes))


def _without(answer: CheckOutcome, planned: PlannedPage, signatures: set[str | None]) -> CheckOutcome:
    """Elements that were not stored are taken to be of the components of those that were, as in `barriers`."""
    left = tuple(finding for finding in answer.findings if signature_on(finding, planned) not in signatures)
    if answer.findings and not left:
        return _passed(answer)
    return replace(answer, count=answer.count - len(answer.findings) + len(left), findings=left)


def _passed(answer: CheckOutcome) -> CheckOutcome:
    return CheckOutcome(answer.check, Outcome.PASSED, answer.criteria)


def _judged(planned: PlannedPage, audit: PageAudit) -> JudgedPage:
    outcomes: dict[str, frozenset[Outcome]] = {}
    failures: dict[str, Failure] = {}
    for answer in audit.outcomes:
        outcomes[answer.check] = outcomes.get(answer.check, frozenset()) | {answer.outcome}
        if answer.outcome is Outcome.FAILED:
            elements = tuple(FailedElement(finding.region, finding.measured) for finding in answer.findings)
            failures[answer.check] = Failure(answer.count, elements)
    failed = (answer for answer in audit.outcomes if answer.outcome is Outcome.FAILED and answer.criteria)
    counting = frozenset(answer.check for answer in failed)
    return JudgedPage(planned.role, audit.reason, outcomes, counting, failures, audit.unstyled)
