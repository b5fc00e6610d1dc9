from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from results.storage.migrations import migrations, version_1
from results.storage.migrations.script import run_script, statements
from results.storage.store import Store, StoreError, open_store


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
        "text", "organisation", "site", "crawl", "crawl_site", "discovery", "found_page", "sample", "page", "visit",
        "page_result", "outcome", "finding_set", "finding", "check_name", "crawl_check", "profile", "verdict",
        "statement", "choice", "confirmation",
        "barrier", "barrier_state", "barrier_picture", "barrier_site", "exception", "published_figure", "stratum",
        "stratum_site", "sample_left", "sample_comparison", "site_history", "site_alias", "site_search", "host",
        "host_link", "candidate", "rejection", "image_words", "retest", "site_memory",
    }  # fmt: skip
    assert set(store.database.view_names()) == {
        "share_by_crawl", "share_by_policy_domain", "share_by_policy_domain_now", "sites_now",
        "criterion_results", "check_outcomes", "pages_now",
        "findings_now", "failures_now", "found_pages_now", "statements_now",
        "barriers_now", "barriers_fixed", "barriers_most_sites_have", "exceptions_now", "candidates_now",
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
        "sample",
        "visit",
        "outcome",
        "finding",
        "verdict",
        "statement",
        "barrier_state",
        "image_words",
        "retest",
        "site_memory",
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
        broken.setattr(
            "results.storage.migrations.version_1.SCRIPT", "CREATE TABLE text (id);\nCREATE TABLE text (id);\n"
        )
        with pytest.raises(StoreError, match="already exists"), open_store(path):
            pass
    assert "text" not in dict(schema(path))
    with open_store(path) as store:
        assert "verdict" in store.database.table_names()


def test_a_later_step_that_is_killed_leaves_the_database_as_it_was_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "t.db"
    with open_store(path) as store, store.transaction():
        store.text_id("kept")
    before = schema(path)
    script = "ALTER TABLE text ADD COLUMN note TEXT NOT NULL DEFAULT '';\nCREATE VIEW crawl AS SELECT 1;\n"
    with monkeypatch.context() as broken:
        broken.setattr("results.storage.store.migrations", _with_a_step(script))
        with pytest.raises(StoreError, match="already"), open_store(path):
            pass
        assert schema(path) == before
        broken.setattr("results.storage.store.migrations", _with_a_step(script.splitlines()[0]))
        with open_store(path) as store:
            assert [tuple(row) for row in store.rows("SELECT value, note FROM text")] == [("kept", "")]


def _with_a_step(script: str) -> Migrations:
    """The steps there are, and one more."""
    steps = Migrations("wadmon")
    steps(name="version_1")(version_1.migrate)
    steps(name="version_2")(lambda db: run_script(db, script))
    return steps


def test_semicolons_in_triggers_texts_and_comments_end_no_statement() -> None:
    trigger = "CREATE TRIGGER x AFTER INSERT ON y BEGIN\n    DELETE FROM z;\nEND;"
    script = f"-- a; comment;\nCREATE TABLE y (a TEXT DEFAULT ';');\n{trigger}\n-- the end\n"
    first = "-- a; comment;\nCREATE TABLE y (a TEXT DEFAULT ';');"
    assert list(statements(script)) == [first, trigger]


def test_a_script_that_ends_within_a_statement_is_refused() -> None:
    with pytest.raises(ValueError, match="ends within a statement: 'CREATE TABLE y'"):
        list(statements("CREATE TABLE y"))


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
