"""What page scripts give back is read into records, and the scripts are checked against the same records."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import PageError
from results.model import Reason

SPEC = importlib.util.spec_from_file_location("answer_types", Path(__file__).parent / "answer_types.py")
assert SPEC is not None
assert SPEC.loader is not None
answer_types = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(answer_types)


@dataclass(frozen=True)
class Shape:
    name: str
    sides: tuple[int, ...]
    closed: bool | None


SCRIPT = PageScript("shape.js", TypeAdapter(Shape))


def test_an_answer_becomes_the_record_with_halves_of_characters_replaced() -> None:
    assert SCRIPT.read({"name": "a\ud800", "sides": [3, 4], "closed": None}) == Shape("a\ufffd", (3, 4), None)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, ": Input should be an object"),
        ({"name": "a", "sides": []}, "closed: Field required"),
        ({"name": 1, "sides": [], "closed": True}, "name: Input should be a valid string"),
        ({"name": "a", "sides": ["3"], "closed": True}, "sides.0: Input should be a valid integer"),
        ({"name": "a", "sides": [3], "closed": "yes"}, "closed: Input should be a valid boolean"),
    ],
)
def test_any_other_answer_means_that_the_checks_failed(answer: Any, said: str) -> None:
    with pytest.raises(PageError) as error:
        SCRIPT.read(answer)
    assert str(error.value).startswith(f"shape.js gave back something else: {said}")
    assert error.value.reason is Reason.CHECKS_FAILED


def test_the_types_that_scripts_are_checked_against_are_those_of_the_records() -> None:
    refresh = "refresh it with python tests/checks/answer_types.py"
    assert answer_types.FILE.read_text("utf-8") == answer_types.declarations(), refresh


def test_scripts_with_a_record_say_so_where_they_return() -> None:
    scripts = answer_types.page_scripts()
    assert {"SettleAnswer", "LinksAnswer", "FactsAnswer", "RunAxeAnswer", "RunChecksAnswer"} <= scripts.keys()
    folder = answer_types.FILE.parents[1]
    silent = [name for name, script in scripts.items() if name not in (folder / script.name).read_text("utf-8")]
    assert silent == []
