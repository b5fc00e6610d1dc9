"""What a check said of one element, in the reader's language: the words of the check with what it measured set in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from report_templates.languages import SOURCE_LANGUAGE, Language
from results.model import CheckDescription, Finding

_MOST_SENTENCES = 3
_LARGEST = 1e12  # a page may let anything be measured; what is larger is no measurement
_NAME = re.compile(r"\{([\w -]+)\}")
_RATIO = re.compile(r"(\d{1,2}(?:\.\d{1,4})?):1")


def detail(finding: Finding, description: CheckDescription | None, language: Language) -> str:
    """Empty when the check has no words for it in this language."""
    text = description.texts.get(language.code) if description else None
    if text is None or not finding.message:
        return ""
    measured = measured_values(finding.measured)
    reasons = str(measured.get("reasons", "")).split() or [finding.message]
    patterns = dict.fromkeys(filter(None, (_pattern(reason, text.details) for reason in reasons)))
    sentences = list(filter(None, (_filled(pattern, measured, language) for pattern in patterns)))
    if not sentences and language.code == SOURCE_LANGUAGE:
        return finding.message  # it is written in English
    return " ".join(sentences[:_MOST_SENTENCES])


def measured_values(text: str) -> Mapping[str, object]:
    """The page has a hand in what was measured, so anything may be in it."""
    try:
        measured = json.loads(text)
    except ValueError:
        return {}
    return measured if isinstance(measured, dict) else {}


def _pattern(reason: str, details: Mapping[str, str]) -> str:
    """The words for exactly this, for what it begins with (the message goes on with figures), or for the axe check."""
    if reason in details:
        return details[reason]
    beginnings = (reason[:at] for at in reversed(range(len(reason))) if reason[at] in " :,")
    return next((details[beginning] for beginning in beginnings if beginning in details), "")


def _filled(pattern: str, measured: Mapping[str, object], language: Language) -> str:
    """Empty when something that the sentence names was not measured."""
    names = _NAME.findall(pattern)
    if any(not isinstance(measured.get(name), str | int | float) for name in names):
        return ""
    return _NAME.sub(lambda found: _as_written(measured[found[1]], language), pattern)


def _as_written(value: object, language: Language) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return language.number(value) if abs(value) < _LARGEST else str(value)
    ratio = _RATIO.fullmatch(str(value))
    return f"{language.number(float(ratio[1]))}:1" if ratio else str(value)
