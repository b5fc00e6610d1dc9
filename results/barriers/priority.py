"""What to repair first: people hindered x pages cured / work. Pure. See decisions/0038-what-to-repair-first.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from results.model import Barrier, CheckDescription, Effort, Severity


@dataclass(frozen=True, slots=True)
class Priority:
    """The factors of one repair. needs: user needs (letters a to i) that are hit. pages: tested pages it cures."""

    needs: tuple[str, ...]
    severity: Severity
    pages: int
    effort: Effort

    @property
    def hindered(self) -> int:
        """A fault of a check without success criteria has no user need of the law; it hinders someone all the same."""
        return max(len(self.needs), 1) * self.severity.weight

    @property
    def score(self) -> float:
        return self.hindered * self.pages / self.effort.weight


def priority_of(check: CheckDescription | None, pages: int) -> Priority:
    """check: None for one that has no description any more; it ranks as what slows, of medium work."""
    if check is None:
        return Priority((), Severity.SLOWS, pages, Effort.MEDIUM)
    return Priority(check.needs, check.severity, pages, check.effort)


def repair_order(barrier: Barrier, check: CheckDescription | None) -> tuple[bool, float, int, int]:
    """Sorts barriers that are there: the most urgent repair first, what only its maker can repair last."""
    score = priority_of(check, barrier.pages).score
    return bool(barrier.third_party), -score, -barrier.instances, barrier.id


def different_faults_first(ranked: Sequence[Barrier], places: int) -> list[Barrier]:
    """The same barriers, so many of them from different checks in front where there are: who has repaired one
    invisible focus needs no word about the next, and has ten minutes for two faults more.

    ranked: by `repair_order`, which all others keep.
    """
    best: dict[str, Barrier] = {}
    for barrier in ranked:
        if not barrier.third_party:
            best.setdefault(barrier.check, barrier)
    first = list(best.values())[:places]
    return [*first, *(barrier for barrier in ranked if barrier not in first)]
