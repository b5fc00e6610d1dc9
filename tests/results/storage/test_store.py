from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from results.model import Site
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, StoreError, open_store


def texts(store: Store) -> dict[int, str]:
    return {row["id"]: row["value"] for row in store.rows("SELECT id, value FROM text")}


def open_and_close(path: Path, *, create: bool = True) -> None:
    with open_store(path, create=create):
        pass


def store_and_fail(store: Store, value: str) -> None:
    with store.transaction():
        store.text_id(value)
        raise KeyboardInterrupt


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Root may write anywhere: be nobody for the while."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    yield
    os.seteuid(before)


def test_equal_text_is_stored_once(store: Store) -> None:
    with store.transaction():
        ids = [store.text_id(value) for value in ("a", "b", "a", "")]
    assert texts(store) == {ids[0]: "a", ids[1]: "b", ids[3]: ""}
    assert ids[0] == ids[2]


def test_text_is_found_again_by_a_later_process(tmp_path: Path) -> None:
    ids = []
    for _ in range(2):
        with open_store(tmp_path / "t.db") as store, store.transaction():
            ids.append(store.text_id("again"))
    assert ids[0] == ids[1]


@pytest.mark.parametrize("value", ["", "\x00", "a\x00b", "é漢😀\u202e", "\r\n\t", "x" * 100_000, "\ufeff\uffff"])
def test_text_comes_back_as_it_was(store: Store, value: str) -> None:
    with store.transaction():
        text_id = store.text_id(value)
    assert texts(store)[text_id] == value


def test_lone_surrogates_become_question_marks(store: Store) -> None:
    with store.transaction():
        ids = [store.text_id("a\ud800b"), store.text_id("a\ud800b"), store.text_id("a?b")]
    assert texts(store) == {ids[0]: "a?b"}
    assert len(set(ids)) == 1


def test_lone_surrogates_outside_the_text_table_are_stored_too(store: Store) -> None:
    import_sites(store, [Site("https://a.test/", name="a\ud800", tags={"note": "\udfff"})])
    (site,) = registered_sites(store)
    assert (site.name, site.tags) == ("a?", {"note": "?"})


def test_a_failed_transaction_leaves_nothing(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        store_and_fail(store, "gone")
    assert texts(store) == {}


def test_text_of_a_failed_transaction_is_stored_again_when_it_returns(store: Store) -> None:
    with pytest.raises(KeyboardInterrupt):
        store_and_fail(store, "returns")
    with store.transaction():
        text_id = store.text_id("returns")
    assert texts(store) == {text_id: "returns"}


def test_a_failed_transaction_forgets_its_text_also_when_the_cache_was_full(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("results.storage.store._CACHED_TEXTS", 3)
    with store.transaction():
        for value in "abc":
            store.text_id(value)
    with pytest.raises(KeyboardInterrupt):
        store_and_fail(store, "returns")  # the cache is emptied first, and is smaller afterwards than before
    with store.transaction():
        text_id = store.text_id("returns")
    assert texts(store)[text_id] == "returns"


def test_an_inner_transaction_that_fails_leaves_the_outer_ones_work(store: Store) -> None:
    with store.transaction():
        store.text_id("outer")
        with pytest.raises(KeyboardInterrupt):
            store_and_fail(store, "inner")
        store.text_id("after")
    assert set(texts(store).values()) == {"outer", "after"}


def test_a_transaction_that_reads_first_can_still_write(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with open_store(path) as store:
        other = sqlite3.connect(path, timeout=0)
        with store.transaction():
            assert texts(store) == {}
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("INSERT INTO organisation (name) VALUES ('other')")
            store.text_id("written")
        other.execute("INSERT INTO organisation (name) VALUES ('other')")
        other.close()


def test_text_outside_a_transaction_is_a_mistake_that_shows(store: Store) -> None:
    with pytest.raises(AssertionError):
        store.text_id("would be lost")


def test_foreign_keys_are_enforced(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError), store.transaction():
        store.execute("INSERT INTO crawl_site VALUES (99, 99, 99)")


def test_readers_are_not_blocked_by_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with open_store(path) as writer, open_store(path) as reader, writer.transaction():
        writer.text_id("not committed")
        assert texts(reader) == {}


def test_a_missing_file_is_refused_unless_it_may_be_made(tmp_path: Path) -> None:
    path = tmp_path / "missing.db"
    with pytest.raises(StoreError, match=r"missing\.db: no such database; make one with: wadmon"):
        open_and_close(path, create=False)
    assert not path.exists()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear reader, " * 100)
    with pytest.raises(StoreError, match=r"letter\.db: cannot use the database: file is not a database"):
        open_and_close(path)
    assert path.read_bytes() == b"Dear reader, " * 100


@pytest.mark.parametrize("theirs", ["photos", "_sqlite_migrations"])
def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path, theirs: str) -> None:
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as foreign:
        foreign.execute("CREATE TABLE photos (id)")
        if theirs != "photos":
            foreign.execute("CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set, name, applied_at)")
            foreign.execute("INSERT INTO _sqlite_migrations VALUES (1, 'photos', 'first', '')")
    foreign.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"photos\.db: a database of another program .*photos"):
        open_and_close(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["photos.db"]


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot open the database"):
        open_and_close(tmp_path)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no-folder/t\.db: cannot open the database"):
        open_and_close(tmp_path / "no-folder" / "t.db")


@pytest.mark.usefixtures("unprivileged")
def test_a_folder_that_cannot_be_written_is_refused() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        path.chmod(0o555)
        with pytest.raises(StoreError, match=r"t\.db: cannot open the database"):
            open_and_close(path / "t.db")
        path.chmod(0o755)
