"""The site has an accessibility statement (Directive (EU) 2016/2102, Article 7; Decision (EU) 2018/1523).

Fails where no tested page links to one; who links to one that cannot be read is asked to look.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.check import Found, StatementCheck
from results.model import AccessibilityStatement, Outcome, StatementState

_OUTCOMES = {
    StatementState.FOUND: Outcome.PASSED,
    StatementState.MISSING: Outcome.FAILED,
    StatementState.UNREADABLE: Outcome.CANNOT_TELL,
}
_MESSAGES = {
    StatementState.FOUND: "",
    StatementState.MISSING: "no tested page links to an accessibility statement",
    StatementState.UNREADABLE: "there may be a statement, but it could not be read",
}


def _judge(statement: AccessibilityStatement, _visited_on: str) -> Iterable[Found]:
    yield Found(
        _OUTCOMES[statement.state],
        measured={"url": statement.url, "pages": statement.pages},
        message=_MESSAGES[statement.state],
    )


CHECK = StatementCheck("accessibility-statement", (), _judge)
