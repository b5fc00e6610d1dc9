"""What readers learn of checks: their texts, and what they can find."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from results.model.verdicts import Standard


class Severity(StrEnum):
    """How badly a fault hinders who depends on what is missing. weight: in what to repair first."""

    ENDANGERS = "endangers"  # it can harm them
    STOPS = "stops"  # they cannot have the content or do the task
    HINDERS = "hinders"  # with much more trouble, or with help
    SLOWS = "slows"  # it costs them time

    @property
    def weight(self) -> int:
        return {Severity.ENDANGERS: 64, Severity.STOPS: 4, Severity.HINDERS: 2, Severity.SLOWS: 1}[self]


class Effort(StrEnum):
    """How much work a repair is. weight: in what to repair first."""

    SMALL = "small"  # an attribute, an element or a few words
    MEDIUM = "medium"  # a style or a behaviour, and what depends on it
    LARGE = "large"  # content is made anew, or a component or layout is built again

    @property
    def weight(self) -> int:
        return {Effort.SMALL: 1, Effort.MEDIUM: 2, Effort.LARGE: 4}[self]


@dataclass(frozen=True, slots=True)
class CheckText:
    """A check in words a webmaster understands, in one language.

    title: states what should be true ("Images have a text alternative"). fault: names what is wrong where it is not
    ("Images without a text alternative"); this is what failures, barriers and repairs are called.
    hindered: who is hindered and how. fix: the steps. wrong, right: HTML examples, may be empty.
    verify: how to test by hand. details: what the check said of an element (the message of a finding, or the id of an
    axe-core check) -> the same in words of this language; {names} stand for values that were measured.
    """

    title: str
    fault: str
    hindered: str
    fix: tuple[str, ...]
    wrong: str = ""
    right: str = ""
    verify: str = ""
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CheckDescription:
    """A check of the catalogue. criteria: WCAG success criteria, empty for best practice.

    clauses: EN 301 549. needs: letters a to i of Decision (EU) 2018/1524, Annex I, 1.3.2.
    only_asks: it never fails, only asks a person to look. texts: language -> text.
    of_statement: it judges the accessibility statement, which the law asks for and no success criterion does.
    severity, effort: of the fault it finds, and of its repair.
    """

    id: str
    engine: str
    criteria: tuple[str, ...]
    clauses: tuple[str, ...]
    needs: tuple[str, ...]
    best_practice: bool
    only_asks: bool
    texts: Mapping[str, CheckText]
    of_statement: bool = False
    severity: Severity = Severity.HINDERS
    effort: Effort = Effort.MEDIUM


@dataclass(frozen=True, slots=True)
class PublishedFailure:
    """A failure of WCAG that W3C published: https://www.w3.org/WAI/WCAG22/Techniques/failures/ID

    about: what W3C calls it, English. criteria: of levels A and AA. fails: checks that fail it in some of its forms.
    asks: checks that only point it out to a person. reason: why no check fails it, empty where one does.
    """

    id: str
    about: str
    criteria: tuple[str, ...]
    fails: tuple[str, ...]
    asks: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ActRule:
    """A rule of W3C's Accessibility Conformance Testing: https://www.w3.org/WAI/standards-guidelines/act/rules/ID/

    criteria: those its failed test cases are about. checks: those that answer it, in whole or in part.
    """

    id: str
    name: str
    criteria: tuple[str, ...]
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionDescription:
    """A success criterion. number: as in WCAG. name: English, as WCAG has it. level: A or AA. clause: EN 301 549.

    needs: letters a to i of Decision (EU) 2018/1524 with a primary relation. wcag_id: the identifier in WCAG's own
    addresses and in WCAG-EM reports ("non-text-content"). names: language -> its name in the translation of WCAG.
    """

    number: str
    name: str
    level: str
    clause: str
    needs: tuple[str, ...]
    wcag_id: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NeedCoverage:
    """Success criteria with a primary relation to a user need: with a check that can fail, of all."""

    touched: int
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the automatic checks reach of a standard's success criteria (levels A and AA).

    touched: with a check that can fail; it answers the criterion in part. asked: with checks that only ask a person.
    untouched: none. Each in order. needs: letter a to i -> coverage. not_available: checks that did not run, since
    nothing reads the words in pictures.
    """

    standard: Standard
    touched: tuple[str, ...]
    asked: tuple[str, ...]
    untouched: tuple[str, ...]
    needs: Mapping[str, NeedCoverage]
    not_available: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return len(self.touched) + len(self.asked) + len(self.untouched)
