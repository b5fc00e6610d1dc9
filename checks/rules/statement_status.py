"""The statement says how far the site complies: fully, partially or not (Decision (EU) 2018/1523, Annex, section 1).

Fails where no word of it could be about that; where one could, a person has to read it.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.check import Found, StatementCheck
from results.model import AccessibilityStatement, ConformanceStatus, Outcome, StatementState


def _judge(statement: AccessibilityStatement, _visited_on: str) -> Iterable[Found]:
    if statement.state is not StatementState.FOUND:
        return
    stated = statement.status is not ConformanceStatus.UNSTATED
    if stated:
        yield Found(Outcome.PASSED)
    else:
        yield Found(
            # What reads like a status, but is none we know, is kept as evidence.
            Outcome.CANNOT_TELL if statement.evidence else Outcome.FAILED,
            measured={"sentence": statement.evidence},
            message="the statement says not how far the website complies",
        )


CHECK = StatementCheck("statement-status", (), _judge)
