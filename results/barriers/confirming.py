"""Whether what another browser found on a page is the barrier that was found there before. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from results.barriers.component import signature_of
from results.model import Barrier, CheckOutcome, Confirmation, Finding, Outcome, PageAudit

ELEMENT_GONE = "element-gone"
FAILED_ELSEWHERE = "failed-elsewhere"
NOT_FOUND_AGAIN = "not-found-again"


def compare(barrier: Barrier, audit: PageAudit, *, there: bool) -> tuple[Confirmation, str]:
    """The answer, and what was said: see `BarrierConfirmation`.

    audit: of the page of the barrier's example, in the other browser. there: the element of the example is on it.
    """
    answers = [each for each in audit.outcomes if each.check == barrier.check]
    if _has(barrier, answers, Outcome.FAILED):
        return Confirmation.AGREE, Outcome.FAILED
    if why := _why_not_asked(audit, answers, there=there):
        return Confirmation.NOT_REPRODUCIBLE, why
    if _has(barrier, answers, Outcome.CANNOT_TELL):
        return Confirmation.DIFFER, Outcome.CANNOT_TELL
    failed = any(each.outcome is Outcome.FAILED for each in answers)
    return Confirmation.DIFFER, FAILED_ELSEWHERE if failed else answers[0].outcome


def _why_not_asked(audit: PageAudit, answers: Sequence[CheckOutcome], *, there: bool) -> str:
    """Empty when the check said something of the element."""
    if audit.reason is not None:
        return audit.reason
    if not answers or any(each.outcome is Outcome.UNTESTED for each in answers):
        return Outcome.UNTESTED
    return "" if there else ELEMENT_GONE


def _has(barrier: Barrier, answers: Iterable[CheckOutcome], outcome: Outcome) -> bool:
    """Whether one of the findings with this outcome is of the barrier's element or component."""
    found = (finding for each in answers if each.outcome is outcome for finding in each.findings)
    signatures = {barrier.component, signature_of(barrier.finding)}
    return any(_is_element(finding, barrier) or signature_of(finding) in signatures for finding in found)


def _is_element(finding: Finding, barrier: Barrier) -> bool:
    return finding.selector == barrier.finding.selector
