"""How badly the fault a check finds hinders a person, and how much work a repair is: data beside the checks' texts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

from results.model import Effort, Severity


def severity_of(criteria: Sequence[str], own: Mapping[str, Any]) -> Severity:
    """own: what the check's file has above its texts. Raises ValueError for a level that there is not."""
    if "severity" in own:
        return Severity(own["severity"])
    if not criteria:
        return Severity(_defaults()["kind"]["best_practice"]["severity"])
    levels = (_level(number, "severity", Severity.HINDERS) for number in criteria)
    return max((Severity(level) for level in levels), key=lambda level: level.weight)


def effort_of(criteria: Sequence[str], own: Mapping[str, Any], *, document: bool) -> Effort:
    """As `severity_of`; document: the check judges a document, not a web page."""
    if "effort" in own:
        return Effort(own["effort"])
    if document or not criteria:
        return Effort(_defaults()["kind"]["document" if document else "best_practice"]["effort"])
    levels = (_level(number, "effort", Effort.MEDIUM) for number in criteria)
    return max((Effort(level) for level in levels), key=lambda level: level.weight)


def _level(number: str, kind: str, otherwise: str) -> str:
    return next((level for level, numbers in _defaults()[kind].items() if number in numbers), otherwise)


@cache
def _defaults() -> Mapping[str, Any]:
    return tomllib.loads((resources.files("checks") / "priorities.toml").read_text("utf-8"))
