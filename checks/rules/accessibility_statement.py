"""The site has an accessibility statement (Directive (EU) 2016/2102, Article 7; Decision (EU) 2018/1523).

Fails where no tested page links to one, and where the page in its place has neither a word about compliance nor about
whom to complain to, without which it is no statement. A page that has some of it, and one that cannot be read, a person
has to look at.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.check import Found, StatementCheck
from results.model import AccessibilityStatement, Outcome, StatementState

_OUTCOMES = {
    StatementState.FOUND: Outcome.PASSED,
    StatementState.INCOMPLETE: Outcome.CANNOT_TELL,
    StatementState.MISSING: Outcome.FAILED,
    StatementState.UNREADABLE: Outcome.CANNOT_TELL,
}
_MESSAGES = {
    StatementState.FOUND: "",
    StatementState.INCOMPLETE: "a page about accessibility lacks parts of a statement",
    StatementState.MISSING: "no tested page links to an accessibility statement",
    StatementState.UNREADABLE: "there may be a statement, but it could not be read",
}


def _judge(statement: AccessibilityStatement, _visited_on: str) -> Iterable[Found]:
    measured: dict[str, str | int] = {"url": statement.url, "pages": statement.pages}
    outcome = _OUTCOMES[statement.state]
    if statement.state is StatementState.INCOMPLETE:
        measured["lacking"] = " ".join(statement.lacking)
        # What reads like a status, but is none we know, is kept as evidence.
        outcome = outcome if statement.evidence or statement.enforcement else Outcome.FAILED
    yield Found(
        outcome,
        measured=measured,
        message=_MESSAGES[statement.state],
    )


CHECK = StatementCheck("accessibility-statement", (), _judge)
