"""A script of SQL, run inside the transaction of a step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database


def run_script(db: Database, script: str) -> None:
    """Statement by statement, because `executescript` would commit the step's transaction."""
    for statement in statements(script):
        db.execute(statement)


def statements(script: str) -> Iterator[str]:
    """A semicolon inside a trigger, a text or a comment ends none. Raises ValueError when the last one has no end."""
    lines: list[str] = []
    for line in script.splitlines():
        lines.append(line)
        text = "\n".join(lines)
        if sqlite3.complete_statement(text):
            yield text
            lines.clear()
    if any(line.strip() and not line.lstrip().startswith("--") for line in lines):
        raise ValueError(f"the script ends within a statement: {lines[0]!r}")
