"""The one SQLite file: opening it, writing in transactions, storing repeated text once.

What is stored about registers, crawls and verdicts is in the `stored_*` modules beside this one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from results.model import CannotRun, WrongInput
from results.storage.digests import text_digest
from results.storage.migrations import migrations, unknown_steps

_CACHED_TEXTS = 50_000
_BUSY_SECONDS = 30
_PAGES_UNTIL_CHECKPOINT = 8_000  # of 4 KiB: what many sites change is then copied from the log once
_CACHE_KIB = 64 * 1024  # of pages in memory: texts are looked up all over the file


class StoreError(WrongInput):
    """The database cannot be used; the message names the file and what to do."""


class DatabaseNotWritten(CannotRun):
    """The disk is full, or does not take what is written. Nothing that was stored before is lost."""


class Store:
    """An open database. One connection, one thread; the process that crawls is the only writer."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._text_ids: dict[str, int] = {}
        self._check_ids: dict[str, int] = {}

    @property
    def path(self) -> Path:
        """Of the file."""
        return Path(self.execute("PRAGMA database_list").fetchone()[2])

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; one inside another too. Texts remembered inside it are forgotten with it."""
        connection = self.database.conn
        outermost = not connection.in_transaction
        if outermost:
            # Not deferred: once it has read, SQLite could no longer let it wait for another writer.
            connection.execute("BEGIN IMMEDIATE")
        try:
            with self.database.atomic():
                yield
            if outermost:
                connection.commit()
        except BaseException as error:
            self._text_ids.clear()
            self._check_ids = {}
            if outermost:
                connection.rollback()
                _refuse_full_disk(error, str(self.path))
            raise

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[sqlite3.Row]:
        """Rows by column name, streamed."""
        cursor = self.database.conn.cursor()
        cursor.row_factory = sqlite3.Row
        yield from cursor.execute(sql, parameters)

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Row | None:
        return next(self.rows(sql, parameters), None)

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Cursor:
        try:
            return self.database.conn.execute(sql, parameters)
        except UnicodeEncodeError:  # hardly ever, and so not looked for in each value first
            return self.database.conn.execute(sql, _storable(parameters))

    def execute_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        connection, all_rows = self.database.conn, list(rows)
        if not all_rows:
            return
        connection.execute("SAVEPOINT many")
        try:
            connection.executemany(sql, all_rows)
        except UnicodeEncodeError:
            connection.execute("ROLLBACK TO many")
            connection.executemany(sql, map(_storable, all_rows))
        connection.execute("RELEASE many")

    def text_id(self, value: str) -> int:
        """The row of `text` that holds this value, made if there is none. Inside a transaction only."""
        assert self.database.conn.in_transaction
        known = self._text_ids.get(value)
        if known is not None:
            return known
        stored, digest = storable(value), text_digest(value)
        found = self.execute("SELECT id FROM text WHERE digest = ? AND value = ?", (digest, stored)).fetchone()
        if found is None:
            cursor = self.execute("INSERT INTO text (digest, value) VALUES (?, ?)", (digest, stored))
            text_id = cursor.lastrowid
        else:
            text_id = found[0]
        assert isinstance(text_id, int)
        if len(self._text_ids) >= _CACHED_TEXTS:
            self._text_ids.clear()
        self._text_ids[value] = text_id
        return text_id

    def check_ids(self, names: Iterable[str]) -> Mapping[str, int]:
        """The numbers of all checks of this database, these among them; new ones get one. Inside a transaction only."""
        assert self.database.conn.in_transaction
        if not self._check_ids:
            self._check_ids = {row["name"]: row["id"] for row in self.rows("SELECT id, name FROM check_name")}
        new = set(names).difference(self._check_ids)
        if new:
            # Without gaps between the numbers: they are places in a text.
            self.execute_many("INSERT INTO check_name (name) VALUES (?)", [(name,) for name in sorted(new)])
            self._check_ids = {row["name"]: row["id"] for row in self.rows("SELECT id, name FROM check_name")}
        return self._check_ids


@contextmanager
def open_store(path: Path, *, create: bool = True) -> Iterator[Store]:
    """The database at `path`, brought to the current schema.

    Raises StoreError when it cannot be opened, is not ours, or is missing and `create` is False.
    """
    if not create and not path.exists():
        raise StoreError(missing_database(path))
    try:
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot open the database: {error}") from error
    try:
        yield Store(_prepared(connection, path))
    finally:
        connection.close()


def refuse_other_schema(path: Path) -> None:
    """For who only reads, and will not bring it to the current schema. Raises StoreError."""
    if not path.exists():
        raise StoreError(missing_database(path))
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            database = Database(connection)
            _check_ours(database, path)
            pending = migrations.pending(database)
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{path}: cannot use the database: {error}") from error
    if pending:
        raise StoreError(f"{path}: made by an older wadmon; bring it up to date with: wadmon database check")


def missing_database(path: Path) -> str:
    return f"{path}: no such database; make one with: wadmon --database {path} register import FILE.csv"


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    try:
        database = Database(connection)
        _check_ours(database, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_PAGES_UNTIL_CHECKPOINT}")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if migrations.pending(database):
            # With them on, a table could not be made anew: what points to it would be deleted with the old one.
            connection.execute("PRAGMA foreign_keys = OFF")
            migrations.apply(database)
        connection.execute("PRAGMA foreign_keys = ON")
    except sqlite3.DatabaseError as error:
        _refuse_full_disk(error, str(path))
        raise StoreError(f"{path}: cannot use the database: {error}") from error
    return database


def _check_ours(database: Database, path: Path) -> None:
    """Before anything is written: the journal mode alone would change another program's file."""
    theirs = set(database.table_names()) - {migrations.migrations_table}
    if theirs and not migrations.applied(database):
        raise StoreError(f"{path}: a database of another program (tables {', '.join(sorted(theirs)[:3])})")
    if newer := unknown_steps(database):
        raise StoreError(f"{path}: made by a newer wadmon ({', '.join(newer)}); update this one")


def _refuse_full_disk(error: BaseException, path: str) -> None:
    """Raises DatabaseNotWritten instead of what the disk's failure looks like to SQLite."""
    if not isinstance(error, sqlite3.OperationalError):
        return
    code = error.sqlite_errorcode & 0xFF  # without what kind of reading or writing it was
    why = {sqlite3.SQLITE_FULL: "the disk is full", sqlite3.SQLITE_IOERR: "the disk cannot be written or read"}.get(
        code
    )
    if why is not None:
        raise DatabaseNotWritten(
            f"{path}: {why}; what was stored before is kept. Make room and continue with: wadmon crawl --resume"
        ) from error


def storable(value: str) -> str:
    """Lone surrogates come from broken pages; SQLite takes UTF-8 only."""
    if value.isascii():  # most are, and asking is ten times as fast
        return value
    return value.encode("utf-8", "replace").decode("utf-8")


def _storable(parameters: Sequence[Any]) -> list[Any]:
    return [storable(value) if isinstance(value, str) else value for value in parameters]
