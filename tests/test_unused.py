"""What only a test calls is not needed: a name a module defines is used by the program."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDERS = ("crawler", "checks", "results", "report_templates")
BY_NAME = {"AxeBuildHook"}  # found by the build


def unused(root: Path) -> list[str]:
    """Functions, classes and constants of modules that are named nowhere else in the program, templates included.

    What has a decorator is registered by it, as a command is.
    """
    sources = {path: path.read_text("utf-8") for path in _files(root)}
    named = Counter(word for text in sources.values() for word in re.findall(r"\w+", text))
    return [
        f"{path.relative_to(root).as_posix()}: {name} is used by no module"
        for path, text in sources.items()
        if path.suffix == ".py"
        for name in _defined(ast.parse(text))
        if named[name] == 1 and name not in BY_NAME
    ]


def _files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*") if path.suffix in (".py", ".jinja"))
    yield from (path for path in (root / "pyproject.toml",) if path.exists())


def _defined(module: ast.Module) -> Iterator[str]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.decorator_list:
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def test_no_name_is_defined_that_the_program_does_not_use() -> None:
    found = unused(ROOT)
    assert not found, "\n" + "\n".join(found)


def test_a_name_that_nothing_uses_is_found(tmp_path: Path) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "new.py").write_text("USED = 1\nspare = USED\ndef also_spare(): ...\n", "utf-8")
    assert unused(tmp_path) == [
        "checks/new.py: spare is used by no module",
        "checks/new.py: also_spare is used by no module",
    ]
