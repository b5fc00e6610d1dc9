"""What is kept for how long: details (pages and findings) take the space, figures (verdicts and shares) hardly any."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from results.crawls.stored_crawls import now
from results.storage.store import Store
from results.storage.stored_unreferenced import sweep


@dataclass(frozen=True, slots=True)
class Pruned:
    """details_of: crawls whose pages and findings were removed. all_of: crawls that were removed altogether.

    rows: table -> rows removed. bytes_free: in the file, for what is written next.
    """

    details_of: tuple[int, ...]
    all_of: tuple[int, ...]
    rows: Mapping[str, int]
    bytes_free: int


class _DryRun(Exception):
    """Ends the transaction that only tried."""


def prune(store: Store, details_before: datetime | None, figures_before: datetime | None, *, dry_run: bool) -> Pruned:
    """Removes the details, or all, of crawls that finished before these times; None: of none. All or nothing.

    A crawl that is not finished is left alone, and so is the last that is finished, however old. dry_run: everything
    is done and undone again, so that it gives exactly what would be.
    """
    last = store.execute("SELECT max(id) FROM crawl WHERE finished_at <> ''").fetchone()[0]
    all_of = _crawls(store, figures_before, last)
    details_of = [
        crawl for crawl in _crawls(store, details_before, last) if crawl not in all_of and _has_details(store, crawl)
    ]
    pruned: Pruned | None = None
    with _without_foreign_keys(store), suppress(_DryRun), store.transaction():
        pruned = Pruned(
            tuple(details_of), tuple(all_of), _remove(store, details_of, all_of), _bytes_free(store.database.conn)
        )
        if dry_run:
            _undo()
    assert pruned is not None
    return pruned


def _undo() -> None:
    raise _DryRun


def _remove(store: Store, details_of: Sequence[int], all_of: Sequence[int]) -> dict[str, int]:
    rows = {"visit": 0, "found_page": 0, "image_words": 0}
    for crawl in (*all_of, *details_of):
        rows["image_words"] += store.execute("DELETE FROM image_words WHERE crawl_id = ?", (crawl,)).rowcount
        store.execute("DELETE FROM site_memory WHERE crawl_id = ?", (crawl,))
        rows["visit"] += store.execute("DELETE FROM visit WHERE crawl_id = ?", (crawl,)).rowcount
        store.execute("UPDATE crawl SET details_removed_at = ? WHERE id = ?", (now(), crawl))
    rows["found_page"] += store.execute(_FOUND_FOR_NO_CRAWL).rowcount
    for crawl in all_of:
        _keep_barriers(store, crawl)
    connection = store.database.conn
    for table, column in _of_a_crawl(connection):
        for crawl in all_of:
            removed = store.execute(f"DELETE FROM {table} WHERE {column} = ?", (crawl,)).rowcount  # noqa: S608
            rows[table] = rows.get(table, 0) + removed
    return rows | sweep(connection)


def _keep_barriers(store: Store, crawl: int) -> None:
    """What is known of barriers from before a crawl that goes holds from the next crawl that stays."""
    row = store.row("SELECT min(id) AS next FROM crawl WHERE id > ?", (crawl,))
    assert row is not None  # the last finished crawl always stays
    store.execute(
        "DELETE FROM barrier_state WHERE crawl_id = ?1"
        " AND barrier_id IN (SELECT barrier_id FROM barrier_state WHERE crawl_id = ?2)",
        (crawl, row["next"]),
    )
    for table, column in (
        ("barrier_state", "crawl_id"),
        ("barrier", "first_crawl_id"),
        ("barrier", "last_crawl_id"),
        ("barrier_site", "first_crawl_id"),
        ("barrier_site", "crawl_id"),
    ):
        store.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (row["next"], crawl))  # noqa: S608


def shrink(store: Store) -> None:
    """Gives the free space back to the disk. Needs as much again while it runs."""
    store.database.conn.execute("VACUUM")


# Rows that ended, and that hold for no crawl whose pages are still there.
_FOUND_FOR_NO_CRAWL = """
DELETE FROM found_page WHERE until_crawl IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM crawl WHERE id >= from_crawl AND id < until_crawl AND details_removed_at = '')
"""


def _crawls(store: Store, before: datetime | None, last: int | None) -> list[int]:
    """Finished before this time, but for the last one."""
    if before is None:
        return []
    finished = store.rows("SELECT id, finished_at FROM crawl WHERE finished_at <> '' ORDER BY id")
    return [row["id"] for row in finished if row["id"] != last and datetime.fromisoformat(row["finished_at"]) < before]


def _has_details(store: Store, crawl_id: int) -> bool:
    row = store.row("SELECT details_removed_at FROM crawl WHERE id = ?", (crawl_id,))
    return row is not None and not row["details_removed_at"]


def _of_a_crawl(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """(table, column) of all that is deleted with a crawl, those furthest below it first."""
    found = [("crawl", "id")]
    for table, column in found:
        for child, key_column, target in _cascading(connection, table):
            pair = (child, key_column)
            if target == column and pair not in found:
                found.append(pair)  # the loop comes to it
    return found[::-1]


def _cascading(connection: sqlite3.Connection, parent: str) -> Iterator[tuple[str, str, str]]:
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    for (table,) in tables:
        for key in connection.execute(f"PRAGMA foreign_key_list('{table}')").fetchall():
            _, _, to_table, column, target, _, on_delete, _ = key
            if to_table == parent and on_delete == "CASCADE":
                yield table, column, target


# What is below a row is removed by name: with foreign keys on, each text would be looked for in all tables.
@contextmanager
def _without_foreign_keys(store: Store) -> Iterator[None]:
    store.database.conn.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        store.database.conn.execute("PRAGMA foreign_keys = ON")


def _bytes_free(connection: sqlite3.Connection) -> int:
    free, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_size"))
    return int(free) * int(size)
