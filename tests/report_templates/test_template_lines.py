"""Templates read as text: lines of a length that can be read, and sentences as such, in `trans` and not in code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from report_templates.environment import FOLDER

LINE = 160
EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
SENTENCE = re.compile(r'"[^"]+ [^"]*[.?!]"')


def unreadable(template: str) -> Iterator[str]:
    """Lines that are too long, and sentences inside an expression, with their line."""
    for number, line in enumerate(template.splitlines(), start=1):
        if len(line) > LINE:
            yield f"{number}: {len(line)} characters, at most {LINE}"
    for expression in EXPRESSION.finditer(template):
        for sentence in SENTENCE.findall(expression.group(1)):
            number = template.count("\n", 0, expression.start()) + 1
            yield f"{number}: a sentence inside an expression, not in {{% trans %}}: {sentence}"


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.jinja")), ids=lambda path: path.name)
def test_a_template_can_be_read(path: Path) -> None:
    assert list(unreadable(path.read_text("utf-8"))) == []


def test_what_cannot_be_read_is_found() -> None:
    assert list(unreadable("<p>\n" + "x" * 161 + '\n{{ _("Nothing was found.") if a\nelse _("Nothing") }}')) == [
        "2: 161 characters, at most 160",
        '3: a sentence inside an expression, not in {% trans %}: "Nothing was found."',
    ]
