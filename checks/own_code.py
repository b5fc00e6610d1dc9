"""Which checks these are, to the letter: a page that was tested by others is tested again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

_FOLDERS = ("checks", "results.page_words")
_SUFFIXES = (".py", ".js", ".toml")
# What people read about a check, and how outcomes are weighed: no page is another by it.
_TEXTS = frozenset({"axe_rules", "profiles"})
_LIBRARIES = ("lxml", "pikepdf", "pillow", "playwright", "py3langid", "w3lib")  # what checks read pages with


@cache
def code_digest() -> str:
    """Of the code and data of all checks, and of the versions of what they read pages with."""
    digest = hashlib.blake2b(digest_size=12)
    for name, data in (*_files(), *((name, metadata.version(name).encode()) for name in _LIBRARIES)):
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _files() -> Iterator[tuple[str, bytes]]:
    for folder in _FOLDERS:
        yield from _below(resources.files(folder), folder)


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            if entry.name not in _TEXTS:
                yield from _below(entry, path)
        elif entry.name.endswith(_SUFFIXES) and not (name == "checks/rules" and entry.name.endswith(".toml")):
            yield path, entry.read_bytes()
