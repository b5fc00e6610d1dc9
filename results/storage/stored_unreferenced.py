"""Rows that are stored once for all, and that nothing points to any more: counted, and removed.

What points where is asked of the schema itself, so that a table that is added later is not forgotten.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

# In this order: removing a row may leave those below it without one that points to them.
SHARED = ("page_result", "page", "choice", "outcome", "finding_set", "finding", "text")

# Of these, rows belong to what they point to.
_OWNERS = {"outcome": ("page_result_id", "page_result"), "finding": ("finding_set_id", "finding_set")}


def sweep(connection: sqlite3.Connection) -> dict[str, int]:
    """Removes them; table -> rows removed. Inside a transaction, and with foreign keys off.

    With foreign keys on, SQLite would read all tables for each text it removes, to see that nothing points to it.
    """
    assert connection.in_transaction
    assert not connection.execute("PRAGMA foreign_keys").fetchone()[0]
    return {
        table: connection.execute(f"DELETE FROM {table} WHERE {_is_unreferenced(connection, table)}").rowcount  # noqa: S608
        for table in SHARED
    }


def count_unreferenced(connection: sqlite3.Connection) -> dict[str, int]:
    """Table -> rows that `sweep` would remove; those it would remove only after others are not counted."""
    return {table: _count(connection, table, _is_unreferenced(connection, table)) for table in SHARED}


def _count(connection: sqlite3.Connection, table: str, condition: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()  # noqa: S608 - our tables
    return int(row[0])


def _is_unreferenced(connection: sqlite3.Connection, table: str) -> str:
    if table in _OWNERS:
        column, owner = _OWNERS[table]
        return f"{column} NOT IN (SELECT id FROM {owner})"  # noqa: S608 - names of our tables
    used = " UNION ".join(
        f"SELECT {column} FROM {child} WHERE {column} IS NOT NULL"  # noqa: S608 - names of our tables
        for child, column in _pointing_to(connection, table)
    )
    return f"id NOT IN ({used})"


def _pointing_to(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """(table, column) of every foreign key that leads to this table."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (child,) in tables:
        for key in connection.execute(f"PRAGMA foreign_key_list('{child}')"):
            if key[2] == table:
                yield child, key[3]
