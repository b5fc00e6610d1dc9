"""Whether what another browser found is the barrier that was found before."""

from __future__ import annotations

import pytest

from results.barriers.component import signature_of
from results.barriers.confirming import compare
from results.model import (
    Barrier,
    BarrierState,
    CheckOutcome,
    Confirmation,
    Finding,
    Outcome,
    PageAudit,
    Reason,
)

AGREE, DIFFER, NOT_REPRODUCIBLE = Confirmation
URL = "https://a.test/"


def finding(selector: str, snippet: str, outcome: Outcome = Outcome.FAILED) -> Finding:
    return Finding("image-alt", outcome, selector, snippet, region="main")


LOGO = finding("#logo", '<img id="logo" class="logo" src="/a.png">')
BARRIER = Barrier(
    7, "image-alt", Outcome.FAILED, signature_of(LOGO), LOGO, URL, BarrierState.NEW, 1, 1, "2026-11-22", "2026-11-22"
)


def audit(outcome: Outcome, *findings: Finding) -> PageAudit:
    return PageAudit(URL, outcomes=(CheckOutcome("image-alt", outcome, ("1.1.1",), len(findings), findings),))


@pytest.mark.parametrize(
    ("seen", "answer"),
    [
        (audit(Outcome.FAILED, LOGO), (AGREE, "failed")),
        (audit(Outcome.FAILED, finding("img", '<img class="logo" src="/b.png">')), (AGREE, "failed")),
        (audit(Outcome.FAILED, finding("#map", '<img class="map">')), (DIFFER, "failed-elsewhere")),
        (audit(Outcome.CANNOT_TELL, finding("#logo", "<img>", Outcome.CANNOT_TELL)), (DIFFER, "cantTell")),
        (audit(Outcome.PASSED), (DIFFER, "passed")),
        (audit(Outcome.INAPPLICABLE), (DIFFER, "inapplicable")),
        (audit(Outcome.UNTESTED), (NOT_REPRODUCIBLE, "untested")),
        (PageAudit(URL), (NOT_REPRODUCIBLE, "untested")),
        (PageAudit(URL, Reason.TIMEOUT), (NOT_REPRODUCIBLE, "timeout")),
    ],
)
def test_the_same_failure_of_the_same_component_agrees_and_what_was_not_asked_says_nothing(
    seen: PageAudit, answer: tuple[Confirmation, str]
) -> None:
    assert compare(BARRIER, seen, there=True) == answer


def test_an_element_that_is_gone_is_no_disagreement() -> None:
    assert compare(BARRIER, audit(Outcome.PASSED), there=False) == (NOT_REPRODUCIBLE, "element-gone")
    assert compare(BARRIER, audit(Outcome.FAILED, LOGO), there=False) == (AGREE, "failed")
