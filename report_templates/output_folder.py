"""A folder that is replaced as a whole, so that readers never see half a report."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from results.model import WrongInput

MARK = Path("static", "report.css")


class NotAReportError(WrongInput, ValueError):
    """The folder to write holds something that is not a report, and must not be thrown away."""


@contextmanager
def replaced_folder(out: Path) -> Iterator[Path]:
    """Gives a new folder beside `out` to write in; it takes the place of `out` when the block ends well."""
    out = out.resolve()
    if out.exists() and not _may_be_replaced(out):
        raise NotAReportError(f"{out} exists and is not a report; choose a new or empty folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f".{out.name}.{uuid4().hex}.unfinished")
    unfinished.mkdir()
    try:
        yield unfinished
        _swap(unfinished, out)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _may_be_replaced(out: Path) -> bool:
    return out.is_dir() and ((out / MARK).is_file() or not any(out.iterdir()))


def _swap(finished: Path, out: Path) -> None:
    """Two renames: the old report is only removed when the new one is in place."""
    if not out.exists():
        finished.rename(out)
        return
    old = out.with_name(f".{out.name}.{uuid4().hex}.old")
    out.rename(old)
    try:
        finished.rename(out)
    except OSError:
        old.rename(out)
        raise
    shutil.rmtree(old)
