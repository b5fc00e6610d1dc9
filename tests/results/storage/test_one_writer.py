from __future__ import annotations

from pathlib import Path

import pytest

from results.storage.one_writer import DatabaseInUse, writer_lock, writing


def test_while_one_writes_another_is_told_which_lock_it_waits_for_and_afterwards_it_may(tmp_path: Path) -> None:
    database = tmp_path / "a.db"

    with (
        writing(database),
        pytest.raises(DatabaseInUse, match=rf"another wadmon is writing this database \({database}\.lock\)"),
        writing(database),
    ):
        pass
    with writer_lock(database):
        pass
