"""A database opened for writing: by one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from results.model import CannotRun
from results.storage.store import Store, StoreError, missing_database, open_store


class DatabaseInUse(CannotRun):
    """Another process has the lock; the message names its file."""


@contextmanager
def writing(database: Path, *, create: bool = True) -> Iterator[Store]:
    """The database, with the lock that only one writer has.

    Raises DatabaseInUse when another has it, and StoreError when it is not there and not to be created.
    """
    if create:
        database.parent.mkdir(parents=True, exist_ok=True)
    elif not database.exists():
        raise StoreError(missing_database(database))
    with writer_lock(database), open_store(database) as store:
        yield store


@contextmanager
def writer_lock(database: Path) -> Iterator[None]:
    """Held by who writes; the system takes it back from a dead process. Raises DatabaseInUse."""
    lock = FileLock(f"{database}.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise DatabaseInUse(f"another wadmon is writing this database ({error.lock_file})") from error
    try:
        yield
    finally:
        lock.release()
