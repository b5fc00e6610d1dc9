"""A database opened for writing: by one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from results.storage.store import Store, StoreError, missing_database, open_store


@contextmanager
def writing(database: Path, *, create: bool = True) -> Iterator[Store]:
    """The database, with the lock that only one writer has.

    Raises filelock.Timeout when another has it, and StoreError when it is not there and not to be created.
    """
    if create:
        database.parent.mkdir(parents=True, exist_ok=True)
    elif not database.exists():
        raise StoreError(missing_database(database))
    with writer_lock(database), open_store(database) as store:
        yield store


def writer_lock(database: Path) -> FileLock:
    """Held by who writes; the system takes it back from a dead process."""
    return FileLock(f"{database}.lock", timeout=0)
