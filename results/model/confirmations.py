"""What another browser engine said of barriers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Confirmation(StrEnum):
    """Whether another browser finds what was found. Codes are stored; never rename one."""

    AGREE = "agree"  # the same check fails there on the same component of the same page
    DIFFER = "differ"  # the element is there, and the check does not fail on it
    NOT_REPRODUCIBLE = "not-reproducible"  # not to be had there, or not found again in the crawl's own browser either


@dataclass(frozen=True, slots=True)
class BarrierConfirmation:
    """Of one barrier in one crawl. browser: its name ("Firefox"); version: of it.

    said: the outcome of the check there (EARL; "failed-elsewhere": on other elements), or why there was none: a
    `Reason`, "element-gone", or "not-found-again" in the crawl's own browser. asked_at: ISO 8601.
    """

    browser: str
    version: str
    answer: Confirmation
    said: str
    asked_at: str


@dataclass(frozen=True, slots=True)
class CheckAgreement:
    """Barriers of one check that another browser was asked about, by its answer."""

    check: str
    agree: int
    differ: int
    not_reproducible: int

    @property
    def compared(self) -> int:
        """Those about which it could say something."""
        return self.agree + self.differ


@dataclass(frozen=True, slots=True)
class EngineAgreement:
    """How far another browser agrees with the crawl's, over the barriers that were drawn. checks: most compared first.

    A draw takes as many of a rare check as of a frequent one: the sums say nothing of all barriers.
    """

    browser: str
    version: str
    checks: tuple[CheckAgreement, ...]

    @property
    def agree(self) -> int:
        return sum(each.agree for each in self.checks)

    @property
    def compared(self) -> int:
        return sum(each.compared for each in self.checks)

    @property
    def not_reproducible(self) -> int:
        return sum(each.not_reproducible for each in self.checks)
