"""A copy of the database as it is now, while others read and write it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from results.model import CannotRun

_PAGES_A_STEP = 4_096


class BackupError(CannotRun):
    """No copy was made; the message says why. A copy that was there before is still there."""


def back_up(database: Path, copy: Path, report: Callable[[float], None]) -> int:
    """Bytes of the copy, which is checked before it takes its name. report: is given the share that is done, 0 to 1.

    Raises BackupError.
    """
    if not database.is_file():
        raise BackupError(f"{database}: no such database")
    if copy.exists():
        if copy.samefile(database):
            raise BackupError(f"{copy}: that is the database itself")
        if not _is_ours(copy):
            raise BackupError(f"{copy}: exists, and is no database of wadmon; choose another name")
    partial = copy.with_name(copy.name + ".partial")
    partial.unlink(missing_ok=True)
    try:
        _copy(database, partial, report)
        size = partial.stat().st_size
        partial.replace(copy)
    except (sqlite3.Error, OSError) as error:
        raise BackupError(f"{copy}: cannot make the copy: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return size


def _copy(database: Path, partial: Path, report: Callable[[float], None]) -> None:
    with (
        closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(partial)) as target,
    ):
        # What is written from now on is not seen: else SQLite would begin anew at each commit of a crawl.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        source.backup(
            target,
            pages=_PAGES_A_STEP,
            progress=lambda _, remaining, total: report(1 - remaining / total if total else 1.0),
            sleep=0,
        )
        wrong = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        if wrong != "ok":
            raise BackupError(f"{database}: is damaged, and so would be the copy: {wrong}; see wadmon database check")
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without others beside it
    with partial.open("rb") as written:
        os.fsync(written.fileno())


def _is_ours(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    except sqlite3.Error:
        return False
    return {"crawl", "site", "verdict"} <= names
