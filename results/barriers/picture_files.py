"""The pictures of barriers: files in a folder beside the database, each named by what is in it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

_NAME = re.compile(r"[0-9a-f]{32}\.webp")


def pictures_folder(database: Path) -> Path:
    return database.with_name(f"{database.name}.pictures")


@dataclass(frozen=True, slots=True)
class PictureFiles:
    """Equal pictures are one file. A file of which the database says nothing is of no use, and does no harm."""

    folder: Path

    def path(self, name: str) -> Path:
        """Where the file of this name is, if it is there. Raises ValueError for what is no such name."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a picture")
        return self.folder / name[:2] / name

    def has(self, name: str) -> bool:
        return self.path(name).is_file()

    def write(self, image: bytes) -> str:
        """Its name. Whole or not at all, whoever is killed meanwhile. Raises OSError."""
        name = f"{hashlib.blake2b(image, digest_size=16).hexdigest()}.webp"
        path = self.path(name)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            partial = path.with_name(f".{name}.{uuid4().hex}")
            partial.write_bytes(image)
            partial.replace(path)
        return name

    def others(self, names: set[str]) -> Iterator[Path]:
        """Files in the folder that are none of these, unfinished ones among them."""
        for path in self.folder.glob("??/*"):
            if path.name not in names and path.is_file():
                yield path
