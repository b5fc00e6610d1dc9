"""Functions fit on a screen and files in a head: what is larger has more than one job."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("crawler", "checks", "results", "report_templates")
SUFFIXES = (".py", ".js", ".css", ".jinja")
LINES_A_FILE, LINES_A_FUNCTION = 350, 50

DATA = ("report_templates/wording.py",)
"""Tables of texts. TOML, SQL and catalogues are not looked at."""


def files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in SUFFIXES and path.relative_to(root).as_posix() not in DATA:
                yield path


def too_large(root: Path) -> list[str]:
    """One line for each file and each Python function that is; ESLint looks at those of JavaScript."""
    found = []
    for path in files(root):
        name, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
        lines = len(text.splitlines())
        if lines > LINES_A_FILE:
            found.append(f"{name}: {lines} lines, at most {LINES_A_FILE}: split it by what its parts do")
        if path.suffix == ".py":
            found += [
                f"{name}:{function.lineno}: {function.name} has {length} lines, at most {LINES_A_FUNCTION}"
                for function in ast.walk(ast.parse(text))
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
                and (length := (function.end_lineno or 0) - function.lineno + 1) > LINES_A_FUNCTION
            ]
    return found


def test_no_file_and_no_function_is_too_large() -> None:
    found = too_large(ROOT)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x = 1\n" * 351, "checks/new.py: 351 lines, at most 350: split it by what its parts do"),
        ("def f():\n" + "    x = 1\n" * 50, "checks/new.py:1: f has 51 lines, at most 50"),
    ],
    ids=["file", "function"],
)
def test_what_is_too_large_is_named_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "new.py").write_text(text, "utf-8")
    assert too_large(tmp_path) == [message]
