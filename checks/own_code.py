"""Which checks these are, to the letter: a page that was tested by others is tested again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath

_FOLDERS = ("checks", "results.page_words")
_SUFFIXES = (".py", ".js", ".toml")
# What people read about a check, and how outcomes are weighed: no page is another by it.
_TEXTS = frozenset({"axe_rules", "profiles"})
_LIBRARIES = ("lxml", "pikepdf", "pillow", "playwright", "py3langid", "w3lib")  # what checks read pages with


@cache
def code_digest() -> str:
    """Of the code and data of all checks, and of the versions of what they read pages with."""
    files = (file for file in files_below(_FOLDERS, _SUFFIXES) if not _is_text(PurePosixPath(file[0])))
    return digest_of((*files, *((name, metadata.version(name).encode()) for name in _LIBRARIES)))


def digest_of(parts: Iterable[tuple[str, bytes]]) -> str:
    """Name and bytes of each, in their order -> 24 hexadecimal digits."""
    digest = hashlib.blake2b(digest_size=12)
    for name, data in parts:
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def files_below(packages: Iterable[str], suffixes: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file of these packages, and of those in them, that ends so."""
    for package in packages:
        yield from _below(resources.files(package), package, tuple(suffixes))


def _below(folder: Traversable, name: str, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, path, suffixes)
        elif entry.name.endswith(suffixes):
            yield path, entry.read_bytes()


def _is_text(path: PurePosixPath) -> bool:
    in_texts = not _TEXTS.isdisjoint(path.parts[1:-1])
    return in_texts or (path.parent == PurePosixPath("checks/rules") and path.suffix == ".toml")
