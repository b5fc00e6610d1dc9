from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from results.migrations import migrations
from results.model import AccessibilityStatement, StatementState
from results.store import Store, StoreError, open_store
from results.stored_barriers import save_barriers, site_barriers
from results.stored_statements import get_statement, save_statement


def schema(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    connection.close()
    return rows


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with open_store(path):
        first = schema(path)
    with open_store(path):
        assert schema(path) == first


def test_every_table_and_view_of_the_schema_is_there(store: Store) -> None:
    tables = set(store.database.table_names()) - {migrations.migrations_table}
    assert tables == {
        "text", "organisation", "site", "crawl", "crawl_site", "discovery", "found_page", "sample", "page", "outcome",
        "finding", "crawl_check", "profile", "verdict", "criterion_result", "statement",
        "barrier", "barrier_state", "barrier_site", "exception",
    }  # fmt: skip
    assert set(store.database.view_names()) == {
        "share_by_crawl", "check_outcomes", "findings_now", "statements_now", "barriers_now", "barriers_fixed",
        "barriers_most_sites_have", "exceptions_now",
    }  # fmt: skip


def test_every_view_can_be_read(store: Store) -> None:
    for view in store.database.view_names():
        assert list(store.rows(f"SELECT * FROM {view}")) == []


def test_every_foreign_key_leads_to_a_table_that_has_its_columns(store: Store) -> None:
    assert list(store.rows("PRAGMA foreign_key_check")) == []


def test_what_a_foreign_key_points_from_is_indexed_where_deleting_cascades(store: Store) -> None:
    """Deleting one crawl of many must not read every table for every row."""
    for table in (
        "crawl_site",
        "discovery",
        "found_page",
        "sample",
        "page",
        "outcome",
        "finding",
        "verdict",
        "statement",
        "barrier_state",
    ):
        leading = {
            tuple(column["name"] for column in store.rows(f"PRAGMA index_info('{index['name']}')"))
            for index in store.rows(f"PRAGMA index_list('{table}')")
        }
        parents: dict[int, list[str]] = {}
        for key in store.rows(f"PRAGMA foreign_key_list('{table}')"):
            if key["on_delete"] == "CASCADE":
                parents.setdefault(key["id"], []).append(key["from"])
        for columns in parents.values():
            assert any(set(index[: len(columns)]) == set(columns) for index in leading), (table, columns)


def test_a_migration_that_fails_leaves_no_table_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.db"
    with monkeypatch.context() as broken:
        broken.setattr("results.migrations.version_1.SCRIPT", "CREATE TABLE text (id);\nCREATE TABLE text (id);\n")
        with pytest.raises(StoreError, match="already exists"), open_store(path):
            pass
    assert "text" not in dict(schema(path))
    with open_store(path) as store:
        assert "verdict" in store.database.table_names()


def test_a_database_of_version_1_keeps_its_data_and_takes_statements(stored: Any, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    stored.store.database.conn.execute("VACUUM INTO ?", (str(old),))
    _undo_version_2(old)
    before = {name: rows_of(old, name) for name, sql in schema(old) if sql.startswith("CREATE TABLE")}
    assert before["page"]

    good = stored.site_id("good")
    statement = AccessibilityStatement(good, StatementState.MISSING, pages=2)
    with open_store(old) as store:
        save_statement(store, stored.crawl.id, good, statement)
        assert get_statement(store, stored.crawl.id, good) == statement

    unchanged = before.keys() - {migrations.migrations_table, "text"}
    assert {name: rows_of(old, name) for name in unchanged} == {name: before[name] for name in unchanged}


def _undo_version_2(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("DROP VIEW statements_now")
    connection.execute("DROP TABLE statement")
    connection.execute(f"DELETE FROM {migrations.migrations_table} WHERE name = 'version_2'")
    connection.commit()
    connection.close()


def test_a_database_without_barriers_keeps_its_data_and_takes_them(stored: Any, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    stored.store.database.conn.execute("VACUUM INTO ?", (str(old),))
    _undo_version_4(old)
    before = {name: rows_of(old, name) for name, sql in schema(old) if sql.startswith("CREATE TABLE")}
    assert "barrier" not in before

    bad = stored.site_id("bad")
    pages = list(zip(stored.samples[bad].pages, stored.audits[bad], strict=True))
    with open_store(old) as store:
        save_barriers(store, stored.crawl.id, bad, pages)
        assert site_barriers(store, stored.crawl.id, bad)

    unchanged = before.keys() - {migrations.migrations_table, "text"}
    assert {name: rows_of(old, name) for name in unchanged} == {name: before[name] for name in unchanged}


def _undo_version_4(path: Path) -> None:
    connection = sqlite3.connect(path)
    for view in ("exceptions_now", "barriers_most_sites_have", "barriers_fixed", "barriers_now"):
        connection.execute(f"DROP VIEW {view}")
    for table in ("exception", "barrier_site", "barrier_state", "barrier"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute(f"DELETE FROM {migrations.migrations_table} WHERE name = 'version_4'")
    connection.commit()
    connection.close()


def rows_of(path: Path, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    rows = sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
    connection.close()
    return rows


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with open_store(path):
        pass
    database = Database(path)
    database[migrations.migrations_table].insert({"migration_set": "wadmon", "name": "version_99", "applied_at": ""})
    database.conn.commit()
    database.close()
    refused = pytest.raises(StoreError, match=r"t\.db: made by a newer wadmon \(version_99\); update this one")
    with refused, open_store(path):
        pass
