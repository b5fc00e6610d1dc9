"""Which axe-core is used: the pinned one from npm, else the older one inside a Python package."""

from __future__ import annotations

import hashlib
import importlib.util
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from results.model import CannotRun

HERE = Path(__file__).resolve().parent
CARRIER = "axe_playwright_python"  # only its data file is used: its own runner tests the top frame alone


class AxeFileError(CannotRun):
    """There is no axe-core to use; the message is one line that says why."""


@dataclass(frozen=True, slots=True)
class AxeFile:
    """One axe.min.js. source: npm, fallback, or setting. version: from its header. sha256: hexadecimal."""

    path: Path
    source: str
    version: str
    sha256: str

    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")


def find_axe(axe_path: str = "") -> AxeFile:
    """The axe-core to use. axe_path: the setting of that name; when it is set, no other is tried."""
    if axe_path:
        return read_axe_file(Path(axe_path).expanduser(), "setting")
    for path, source in known_places():
        if path.is_file():
            return read_axe_file(path, source)
    raise AxeFileError("axe-core is not installed: run `python checks/engines/fetch.py`, or set axe_path")


def known_places() -> Iterator[tuple[Path, str]]:
    yield HERE / "axe.min.js", "npm"  # in the wheel
    yield HERE.parents[1] / "node_modules/axe-core/axe.min.js", "npm"  # in the source tree
    carrier = importlib.util.find_spec(CARRIER)  # does not import it
    if carrier and carrier.submodule_search_locations:
        yield Path(carrier.submodule_search_locations[0]) / "axe.min.js", "fallback"


def read_axe_file(path: Path, source: str) -> AxeFile:
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise AxeFileError(message) from None
    header = re.match(rb"/\*! axe v(\d+\.\d+\.\d+\S*)", content)
    if header is None:
        message = f"{path}: is not axe-core: it does not begin with `/*! axe v`"
        raise AxeFileError(message)
    return AxeFile(path, source, header[1].decode("ascii", "replace"), hashlib.sha256(content).hexdigest())
