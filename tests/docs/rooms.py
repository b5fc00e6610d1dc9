"""The rooms of the project, and which of them each imports: read from the code, as the test of imports reads it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tests.test_architecture import FOLDERS, imports


@dataclass(frozen=True, slots=True)
class Room:
    """A folder, or a folder in one. purpose: the first sentence of its package. imports: other rooms, by name."""

    name: str
    purpose: str
    imports: tuple[str, ...]


def rooms(root: Path) -> Iterator[Room]:
    """In the order of the folders, each before those inside it."""
    packages = [path.parent.relative_to(root) for folder in FOLDERS for path in (root / folder).rglob("__init__.py")]
    names = sorted({PurePosixPath(*path.parts[:2]).as_posix() for path in packages})
    for folder in FOLDERS:
        for name in (each for each in names if each == folder or each.startswith(f"{folder}/")):
            yield Room(name, _purpose(root / name / "__init__.py"), tuple(sorted(_imported(root, name, names))))


def _purpose(package: Path) -> str:
    text = ast.get_docstring(ast.parse(package.read_text("utf-8"))) or ""
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())


def _imported(root: Path, room: str, names: list[str]) -> set[str]:
    found = set()
    for path in _modules(root / room, inside="/" in room):
        file = PurePosixPath(path.relative_to(root).as_posix())
        for each in imports(path.read_text("utf-8"), file):
            found.add(_room_of(each.module, names))
    return found - {"", room}


def _modules(folder: Path, *, inside: bool) -> Iterator[Path]:
    """Of a folder itself only what is in no room of its own."""
    yield from sorted(folder.rglob("*.py") if inside else folder.glob("*.py"))


def _room_of(module: str, names: list[str]) -> str:
    parts = module.split(".")
    return next((name for name in ("/".join(parts[:2]), parts[0]) if name in names), "")
