from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from results.barriers.stored_barriers import save_barriers, site_barriers
from results.crawls.stored_audits import get_pages
from results.crawls.stored_discoveries import get_discovery, get_sample
from results.crawls.stored_statements import get_statements
from results.judging.stored_verdicts import get_verdicts, judge_crawl
from results.register.stored_sites import registered_sites
from results.storage.migrations import migrations
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
        "statement", "choice",
        "barrier", "barrier_state", "barrier_site", "exception", "published_figure", "stratum", "stratum_site",
        "sample_left", "sample_comparison", "site_history", "site_alias", "site_search", "host", "host_link",
        "candidate", "rejection",
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


# A database and what the functions of its version read from it: three crawls, the last one under way; pages that
# came, changed, went and came back; sites that could not be tested; text as hostile pages write it.
OLD = Path(__file__).with_name("migrations")
SAID = json.loads((OLD / "version_2.json").read_text("utf-8"))


@pytest.fixture(params=[1, 2])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    shutil.copy(OLD / "version_2.sqlite", path)
    if request.param == 1:
        _undo_version_2(path)
    return path


def test_a_database_of_an_older_version_says_the_same_as_before(old: Path, basic: Any, strict: Any) -> None:
    had_statements = "statement" in dict(schema(old))
    other = replace(basic, criteria=basic.criteria[:2], version="2", digest="ef" * 32)
    with open_store(old) as store:
        said = {str(crawl): _said(store, crawl, [basic, strict, other]) for crawl in (1, 2, 3)}
        assert list(store.rows("PRAGMA foreign_key_check")) == []
        assert {name for name in store.database.table_names() if name.startswith("old_")} == set()
    expected = {crawl: dict(parts) for crawl, parts in SAID.items()}
    if not had_statements:
        for parts in expected.values():
            parts["statements"] = {}
    for crawl, parts in expected.items():
        for name, part in parts.items():
            assert _asked(said[crawl][name], part) == part, (crawl, name)


def _asked(said: Any, then: Any) -> Any:
    """Without the fields that records have gained since."""
    if isinstance(said, dict) and isinstance(then, dict):
        return {key: _asked(value, then[key]) for key, value in said.items() if key in then}
    if isinstance(said, list) and isinstance(then, list) and len(said) == len(then):
        return [_asked(*pair) for pair in zip(said, then, strict=True)]
    return said


def _said(store: Store, crawl: int, profiles: Sequence[Any]) -> Any:
    sites = [site.id for site in registered_sites(store)]
    shares = "SELECT * FROM share_by_crawl WHERE crawl = ? ORDER BY profile, profile_version"
    outcomes = "SELECT site_id, check_id, outcome, count FROM check_outcomes WHERE crawl_id = ?"
    said = {
        "discoveries": {site: _dict(get_discovery(store, crawl, site)) for site in sites},
        "samples": {site: _dict(get_sample(store, crawl, site)) for site in sites},
        "pages": {site: [[_dict(a), _dict(b)] for a, b in get_pages(store, crawl, site)] for site in sites},
        "verdicts": {
            profile.digest[:2]: {site: _dict(v) for site, v in get_verdicts(store, crawl, profile).items()}
            for profile in profiles
        },
        "statements": {site: _dict(statement) for site, statement in get_statements(store, crawl).items()},
        "shares": [tuple(row) for row in store.rows(shares, (crawl,))],
        "outcomes": sorted((tuple(row) for row in store.rows(outcomes, (crawl,))), key=lambda row: repr(list(row))),
    }
    return json.loads(json.dumps(said))


def _dict(record: Any) -> Any:
    return asdict(record) if record is not None else None


def test_what_did_not_change_between_the_crawls_of_an_old_database_is_stored_once(old: Path) -> None:
    with open_store(old) as store:
        visits = store.row("SELECT count(*) AS visits, count(DISTINCT page_result_id) AS results FROM visit")
        found = store.row(
            "SELECT (SELECT sum(pages) FROM discovery) AS found, count(*) AS kept, count(until_crawl) AS ended"
            " FROM found_page"
        )
        # bad gave the same twice. Of half, a page came, one went, one changed, and all went back: 3 rows end, and 2.
        assert (tuple(visits), tuple(found)) == ((17, 8), (25, 20, 5))


def test_a_judgement_of_an_old_crawl_gives_the_verdicts_it_had(old: Path, basic: Any, strict: Any) -> None:
    with open_store(old) as store:
        before = [get_verdicts(store, 1, profile) for profile in (basic, strict)]
        judge_crawl(store, 1, [basic, strict])
        assert [get_verdicts(store, 1, profile) for profile in (basic, strict)] == before


def test_a_migration_that_is_killed_leaves_the_old_database(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: rows_of(old, name) for name, sql in schema(old) if sql.startswith("CREATE TABLE")}
    with monkeypatch.context() as broken:
        broken.setattr("results.storage.migrations.version_3.VIEWS", "CREATE VIEW crawl AS SELECT 1;\n")
        with pytest.raises(StoreError, match="already"), open_store(old):
            pass
    del before[migrations.migrations_table]  # version 2 may have been added, for it was done
    assert {name: rows_of(old, name) for name in before} == before
    with open_store(old) as store:
        assert get_sample(store, 1, 1) is not None


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
