"""The checks in words: criteria, EN 301 549 clauses, user needs, and texts in every language that has a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from checks.criteria import SUCCESS_CRITERIA
from results.model import CheckDescription, CheckText

ENGINE = "axe-core"


def describe_checks(criteria: Mapping[str, tuple[str, ...]]) -> dict[str, CheckDescription]:
    """`criteria`: check id -> WCAG success criteria, empty for best practice.

    A check that has no text (of another axe-core version) is described without one.
    """
    texts = load_texts()
    return {
        check: CheckDescription(
            id=check,
            engine=ENGINE,
            criteria=numbers,
            clauses=tuple(SUCCESS_CRITERIA[n].clause for n in numbers if n in SUCCESS_CRITERIA),
            needs=tuple(sorted({need for n in numbers if n in SUCCESS_CRITERIA for need in SUCCESS_CRITERIA[n].needs})),
            best_practice=not numbers,
            texts={language: entries[check] for language, entries in texts.items() if check in entries},
        )
        for check, numbers in criteria.items()
    }


@cache
def load_texts() -> Mapping[str, Mapping[str, CheckText]]:
    """Language -> check id -> text; a language is one TOML file."""
    folder = resources.files("checks") / "texts"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    return {
        Path(file.name).stem: {
            check: CheckText(
                title=entry["title"],
                hindered=entry["hindered"],
                fix=tuple(entry["fix"]),
                wrong=entry.get("wrong", ""),
                right=entry.get("right", ""),
                verify=entry["verify"],
            )
            for check, entry in tomllib.loads(file.read_text("utf-8")).items()
        }
        for file in files
    }
