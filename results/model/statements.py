"""What the accessibility statement of a site says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StatementState(StrEnum):
    """Whether a site has an accessibility statement (Directive (EU) 2016/2102, Article 7)."""

    FOUND = "found"
    INCOMPLETE = "incomplete"  # a page about the accessibility of the site, without the parts that make a statement
    MISSING = "missing"  # no link to one on the tested pages
    UNREADABLE = "unreadable"  # linked, but not read: an error, robots.txt, or words that are not known


class ConformanceStatus(StrEnum):
    """What a statement says of itself, in the words of Implementing Decision (EU) 2018/1523."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    UNSTATED = "unstated"


class StatementPart(StrEnum):
    """What the model of Implementing Decision (EU) 2018/1523 asks of every statement."""

    STATUS = "status"
    DATE = "date"
    FEEDBACK = "feedback"
    ENFORCEMENT = "enforcement"


@dataclass(frozen=True, slots=True)
class AccessibilityStatement:
    """What the accessibility statement of a site says, or a page in its place.

    url: where it is, or where links to it lead when it could not be read. language: primary subtag of what it is
    read as. evidence: the sentence that states the status; where none does, one that may in other words, or nothing.
    standard: as cited ("WCAG 2.1 AA"), or empty.
    prepared_on, reviewed_on: ISO dates, or empty; the first of the month where only a month is named.
    method: how the site was evaluated: self, third-party, other, or empty when it does not say.
    feedback: ways to report a problem: mail, form, phone. enforcement: it names whom to complain to.
    linked_from: tested pages that link to it, of `pages` tested pages.
    hook: country of the national format that was recognised (lu, pl, it, dk, nl, fr), or empty.
    """

    site_id: int
    state: StatementState
    url: str = ""
    language: str = ""
    status: ConformanceStatus = ConformanceStatus.UNSTATED
    evidence: str = ""
    standard: str = ""
    prepared_on: str = ""
    reviewed_on: str = ""
    method: str = ""
    feedback: tuple[str, ...] = ()
    enforcement: bool = False
    linked_from_home: bool = False
    linked_from: int = 0
    pages: int = 0
    hook: str = ""

    @property
    def lacking(self) -> tuple[StatementPart, ...]:
        """Parts that were not recognised, in the order of the model; of what was not read, none is said to lack."""
        if self.state not in (StatementState.FOUND, StatementState.INCOMPLETE):
            return ()
        there = {
            StatementPart.STATUS: self.status is not ConformanceStatus.UNSTATED,
            StatementPart.DATE: bool(self.prepared_on or self.reviewed_on),
            StatementPart.FEEDBACK: bool(self.feedback),
            StatementPart.ENFORCEMENT: self.enforcement,
        }
        return tuple(part for part, is_there in there.items() if not is_there)
