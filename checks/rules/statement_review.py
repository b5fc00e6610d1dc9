"""The statement was reviewed in the past year (Decision (EU) 2018/1523, recital 3 and note xiii).

Only asks: the date may be that of another part of the page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from checks.check import Found, StatementCheck
from results.model import AccessibilityStatement, Outcome, StatementState

_DAYS = 366


def _judge(statement: AccessibilityStatement, visited_on: str) -> Iterable[Found]:
    last = max(statement.prepared_on, statement.reviewed_on)
    if statement.state is StatementState.FOUND and last:
        age = (date.fromisoformat(visited_on) - date.fromisoformat(last)).days
        old = age > _DAYS
        yield Found(
            Outcome.CANNOT_TELL if old else Outcome.PASSED,
            measured={"last": last, "days": age},
            message="the statement was last reviewed over a year ago" if old else "",
        )


CHECK = StatementCheck("statement-review", (), _judge, only_asks=True)
