"""Which success criteria and which user needs the automatic checks touch, and which need a person."""

from __future__ import annotations

from collections.abc import Mapping

from checks.available import available
from checks.criteria import SUCCESS_CRITERIA, is_part_of
from checks.rules import own_checks
from checks.standard import fitted
from results.model import CheckDescription, Coverage, NeedCoverage, Standard

NEEDS = "abcdefghi"  # Decision (EU) 2018/1524, Annex I, 1.3.2


def coverage(checks: Mapping[str, CheckDescription], standard: Standard) -> Coverage:
    """Best practices are left out: they answer no criterion."""
    able_to_fail = {number for check in checks.values() if not check.only_asks for number in check.criteria}
    asking = {number for check in checks.values() for number in check.criteria}
    could_run = fitted(own_checks(), standard)
    without_reading = {check.id for check in available(could_run, reading=False)}
    numbers = [number for number in SUCCESS_CRITERIA if is_part_of(number, standard)]
    return Coverage(
        standard=standard,
        touched=tuple(number for number in numbers if number in able_to_fail),
        asked=tuple(number for number in numbers if number in asking - able_to_fail),
        untouched=tuple(number for number in numbers if number not in asking),
        needs={need: _need(need, numbers, able_to_fail) for need in NEEDS},
        not_available=tuple(c.id for c in could_run if c.id not in without_reading and c.id not in checks),
    )


def _need(need: str, numbers: list[str], able_to_fail: set[str]) -> NeedCoverage:
    related = [number for number in numbers if need in SUCCESS_CRITERIA[number].needs]
    return NeedCoverage(touched=sum(number in able_to_fail for number in related), total=len(related))
