from __future__ import annotations

from dataclasses import replace

import pytest

from checks.check import StatementCheck
from checks.rules.accessibility_statement import CHECK as PRESENT
from checks.rules.statement_feedback import CHECK as FEEDBACK
from checks.rules.statement_review import CHECK as REVIEW
from checks.rules.statement_status import CHECK as STATUS
from results.model import AccessibilityStatement, ConformanceStatus, Outcome, StatementState

FOUND = AccessibilityStatement(
    1, StatementState.FOUND, "https://a.example/s", "nl", ConformanceStatus.PARTIAL, "Voldoet gedeeltelijk.",
    prepared_on="2025-11-30", feedback=("mail",),
)  # fmt: skip
MISSING = AccessibilityStatement(1, StatementState.MISSING)
UNREADABLE = AccessibilityStatement(1, StatementState.UNREADABLE, "https://a.example/s")
POLICY = replace(FOUND, state=StatementState.INCOMPLETE, status=ConformanceStatus.UNSTATED, evidence="")
SILENT = replace(FOUND, status=ConformanceStatus.UNSTATED, evidence="", feedback=(), prepared_on="")


def said(check: StatementCheck, statement: AccessibilityStatement, on: str = "2026-11-22") -> list[Outcome]:
    return [found.outcome for found in check.judge(statement, on)]


@pytest.mark.parametrize(
    ("check", "statement", "outcome"),
    [
        (PRESENT, FOUND, Outcome.PASSED),
        (PRESENT, MISSING, Outcome.FAILED),
        (PRESENT, UNREADABLE, Outcome.CANNOT_TELL),
        (PRESENT, POLICY, Outcome.FAILED),
        (PRESENT, replace(POLICY, evidence="We willen conform zijn."), Outcome.CANNOT_TELL),
        (PRESENT, replace(POLICY, enforcement=True), Outcome.CANNOT_TELL),
        (STATUS, FOUND, Outcome.PASSED),
        (STATUS, SILENT, Outcome.FAILED),
        (STATUS, replace(SILENT, evidence="We willen conform zijn."), Outcome.CANNOT_TELL),
        (FEEDBACK, FOUND, Outcome.PASSED),
        (FEEDBACK, SILENT, Outcome.CANNOT_TELL),
        (REVIEW, FOUND, Outcome.PASSED),
        (REVIEW, replace(FOUND, prepared_on="2025-11-20"), Outcome.CANNOT_TELL),
        (REVIEW, replace(FOUND, prepared_on="2020-11-20", reviewed_on="2026-03-03"), Outcome.PASSED),
    ],
)
def test_what_a_statement_says_is_judged(
    check: StatementCheck, statement: AccessibilityStatement, outcome: Outcome
) -> None:
    assert said(check, statement) == [outcome]


@pytest.mark.parametrize("check", [STATUS, FEEDBACK, REVIEW])
@pytest.mark.parametrize("statement", [MISSING, UNREADABLE, POLICY])
def test_of_a_statement_that_is_none_or_was_not_read_nothing_is_said(
    check: StatementCheck, statement: AccessibilityStatement
) -> None:
    assert said(check, statement) == []


def test_what_a_page_in_the_place_of_a_statement_lacks_is_measured() -> None:
    (found,) = PRESENT.judge(POLICY, "2026-11-22")
    assert found.measured == {"url": "https://a.example/s", "pages": 0, "lacking": "status enforcement"}


def test_without_a_date_the_age_is_not_judged() -> None:
    assert said(REVIEW, SILENT) == []
