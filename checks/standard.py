"""Which checks run under a version of the standard, and which criteria they count for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from checks.check import Check
from checks.criteria import is_part_of
from results.model import Standard


def select(checks: Mapping[str, tuple[str, ...]], standard: Standard) -> dict[str, tuple[str, ...]]:
    """check -> its criteria of this standard; a check of other criteria only is left out, best practice is not."""
    kept = {check: tuple(n for n in criteria if is_part_of(n, standard)) for check, criteria in checks.items()}
    return {check: criteria for check, criteria in kept.items() if criteria or not checks[check]}


def fitted(checks: Iterable[Check], standard: Standard) -> tuple[Check, ...]:
    """The checks that run, each with its criteria of the standard only."""
    checks = tuple(checks)
    criteria = select({check.id: check.criteria for check in checks}, standard)
    return tuple(replace(check, criteria=criteria[check.id]) for check in checks if check.id in criteria)
