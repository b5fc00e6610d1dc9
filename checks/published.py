"""What W3C publishes beside WCAG, and which checks answer it: the failures (F1, F2...) and the ACT rules."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from results.model import ActRule, PublishedFailure


@cache
def load_failures() -> tuple[PublishedFailure, ...]:
    """The failures of levels A and AA that are not obsolete, in the order of their numbers."""
    return tuple(
        PublishedFailure(
            id=identifier,
            about=entry["about"],
            criteria=tuple(entry["criteria"]),
            fails=tuple(entry["fails"]),
            asks=tuple(entry["asks"]),
            reason=entry.get("reason", ""),
        )
        for identifier, entry in _read("failures.toml").items()
    )


@cache
def load_act_rules() -> tuple[ActRule, ...]:
    """The ACT rules with test cases for levels A and AA, in the order of their names."""
    return tuple(
        ActRule(identifier, entry["name"], tuple(entry["criteria"]), tuple(entry["checks"]))
        for identifier, entry in _read("act_rules.toml").items()
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("checks") / name).read_text("utf-8"))
