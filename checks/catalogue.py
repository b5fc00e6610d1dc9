"""The checks in words: criteria, EN 301 549 clauses, user needs, and texts in every language that has a file."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from checks.check import DocumentCheck, StatementCheck
from checks.criteria import SUCCESS_CRITERIA, is_part_of
from checks.engines.axe_core import ONLY_ASK
from checks.priorities import effort_of, severity_of
from checks.rules import own_checks
from results.model import CheckDescription, CheckText, CriterionDescription, Standard

AXE = "axe-core"
OWN = "wad-monitor"


def describe_checks(criteria: Mapping[str, tuple[str, ...]]) -> dict[str, CheckDescription]:
    """`criteria`: check id -> WCAG success criteria, empty for best practice.

    A check that has no text (of another axe-core version) is described without one.
    """
    texts = load_texts()
    own = {check.id: check for check in own_checks()}
    return {
        check: CheckDescription(
            id=check,
            engine=OWN if check in own else AXE,
            criteria=numbers,
            clauses=_clauses(numbers, document=isinstance(own.get(check), DocumentCheck)),
            needs=tuple(sorted({need for n in numbers if n in SUCCESS_CRITERIA for need in SUCCESS_CRITERIA[n].needs})),
            best_practice=not numbers,
            only_asks=own[check].only_asks if check in own else check in ONLY_ASK,
            texts={language: entries[check] for language, entries in texts.items() if check in entries},
            of_statement=isinstance(own.get(check), StatementCheck),
            severity=severity_of(numbers, _files().get(check, {})),
            effort=effort_of(numbers, _files().get(check, {}), document=isinstance(own.get(check), DocumentCheck)),
        )
        for check, numbers in criteria.items()
    }


def describe_criteria(standard: Standard) -> dict[str, CriterionDescription]:
    """Number -> each success criterion of the standard, in the order of WCAG."""
    return {
        each.number: CriterionDescription(
            number=each.number,
            name=each.name,
            level=each.level,
            clause=each.clause,
            needs=tuple(each.needs),
            wcag_id=each.wcag_id,
            names={language: names[each.number] for language, names in _criterion_names().items()},
        )
        for each in SUCCESS_CRITERIA.values()
        if is_part_of(each.number, standard)
    }


@cache
def _criterion_names() -> Mapping[str, Mapping[str, str]]:
    """Language -> number -> name."""
    return tomllib.loads((resources.files("checks") / "criterion_names.toml").read_text("utf-8"))


def _clauses(numbers: Iterable[str], *, document: bool) -> tuple[str, ...]:
    """EN 301 549 asks the criteria of web pages in clause 9, of documents in clause 10."""
    clauses = [SUCCESS_CRITERIA[number].clause for number in numbers if number in SUCCESS_CRITERIA]
    return tuple(f"10{clause.removeprefix('9')}" if document else clause for clause in clauses)


@cache
def load_texts() -> Mapping[str, Mapping[str, CheckText]]:
    """Language -> check id -> text.

    axe_rules/x-y.toml has the texts of axe-core's rule x-y in all languages, rules/x_y.toml those of our check x-y.
    What axe-core says of an element is said by checks that its rules share: engines/axe_reasons.toml.
    """
    reasons = tomllib.loads((resources.files("checks") / "engines" / "axe_reasons.toml").read_text("utf-8"))
    own = {check.id for check in own_checks()}
    texts: dict[str, dict[str, CheckText]] = {}
    for check, file in _files().items():
        for language, entry in file.items():
            if isinstance(entry, dict):
                details = entry.get("details", {}) if check in own else reasons.get(language, {})
                texts.setdefault(language, {})[check] = _text(entry, details)
    return texts


@cache
def _files() -> Mapping[str, Mapping[str, Any]]:
    """Check id -> what its file has: a table a language, and above them what priorities.toml says otherwise."""
    folder = resources.files("checks")
    axe = {Path(file.name).stem: file for file in _toml_files(folder / "axe_rules")}
    own = {Path(file.name).stem.replace("_", "-"): file for file in _toml_files(folder / "rules")}
    return {check: tomllib.loads(file.read_text("utf-8")) for check, file in (axe | own).items()}


def _toml_files(folder: Traversable) -> list[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def _text(entry: Mapping[str, Any], details: Mapping[str, str]) -> CheckText:
    return CheckText(
        title=entry["title"],
        fault=entry["fault"],
        hindered=entry["hindered"],
        fix=tuple(entry["fix"]),
        wrong=entry.get("wrong", "").strip(),
        right=entry.get("right", "").strip(),
        verify=entry["verify"],
        details=details,
    )
