"""Which success criteria and which user needs the automatic checks touch, and which need a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from results.model import CheckDescription

# WCAG 2.1, levels A and AA: what EN 301 549 V3.2.1, clause 9, asks of web pages.
# fmt: off - a guideline a line
SUCCESS_CRITERIA = frozenset(
    (
        "1.1.1",
        "1.2.1",
        "1.2.2",
        "1.2.3",
        "1.2.4",
        "1.2.5",
        "1.3.1",
        "1.3.2",
        "1.3.3",
        "1.3.4",
        "1.3.5",
        "1.4.1",
        "1.4.2",
        "1.4.3",
        "1.4.4",
        "1.4.5",
        "1.4.10",
        "1.4.11",
        "1.4.12",
        "1.4.13",
        "2.1.1",
        "2.1.2",
        "2.1.4",
        "2.2.1",
        "2.2.2",
        "2.3.1",
        "2.4.1",
        "2.4.2",
        "2.4.3",
        "2.4.4",
        "2.4.5",
        "2.4.6",
        "2.4.7",
        "2.5.1",
        "2.5.2",
        "2.5.3",
        "2.5.4",
        "3.1.1",
        "3.1.2",
        "3.2.1",
        "3.2.2",
        "3.2.3",
        "3.2.4",
        "3.3.1",
        "3.3.2",
        "3.3.3",
        "3.3.4",
        "4.1.1",
        "4.1.2",
        "4.1.3",
    )
)
# fmt: on
NEEDS = "abcdefghi"


@dataclass(frozen=True, slots=True)
class Coverage:
    """touched, untouched: success criteria in order. needs: letter -> number of checks."""

    touched: tuple[str, ...]
    untouched: tuple[str, ...]
    needs: Mapping[str, int]

    @property
    def total(self) -> int:
        return len(self.touched) + len(self.untouched)


def coverage(checks: Mapping[str, CheckDescription]) -> Coverage:
    """Best practices are left out: they answer no criterion."""
    counted = [check for check in checks.values() if not check.best_practice]
    touched = SUCCESS_CRITERIA.intersection(c for check in counted for c in check.criteria)
    return Coverage(
        _in_order(touched),
        _in_order(SUCCESS_CRITERIA - touched),
        {need: sum(need in check.needs for check in counted) for need in NEEDS},
    )


def _in_order(criteria: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(criteria, key=lambda number: [int(part) for part in number.split(".")]))
