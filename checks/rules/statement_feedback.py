"""The statement says how to report a problem: by mail, form or phone (Decision (EU) 2018/1523, Annex, section 1).

Only asks: an address may be written in a way that is not recognised.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.check import Found, StatementCheck
from results.model import AccessibilityStatement, Outcome, StatementState


def _judge(statement: AccessibilityStatement, _visited_on: str) -> Iterable[Found]:
    if statement.state is StatementState.FOUND:
        yield Found(
            Outcome.PASSED if statement.feedback else Outcome.CANNOT_TELL,
            message="" if statement.feedback else "no mail address, form or phone number in the statement",
        )


CHECK = StatementCheck("statement-feedback", (), _judge, only_asks=True)
