"""`wadmon view`: Datasette itself answers, with our metadata, over a database that cannot be written through it."""

from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.error import HTTPError

import pytest
from sqlite_utils import Migrations

from results.storage.description import describe_database
from results.storage.store import open_store
from tests.crawler.three_crawls import write_three_crawls


@pytest.fixture
def seen(wadmon: Any) -> Iterator[str]:
    """The address of the view."""
    write_three_crawls(wadmon.database)
    process = wadmon.start("view", "--port", "0")
    try:
        said = []
        while not (addresses := re.findall(r"http://127\.0\.0\.1:\d+", "".join(said))):
            line = process.stderr.readline()
            assert line, said
            said.append(line)
        yield addresses[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return str(answer.read().decode())


def test_the_view_describes_the_tables_answers_the_queries_and_writes_nothing(seen: str) -> None:
    metadata = json.loads(get(f"{seen}/-/metadata.json"))
    described = metadata["databases"]["wadmon"]
    assert described["tables"]["share_by_crawl"]["description"].startswith(
        "The share for each crawl and profile version"
    )
    for query in describe_database().queries:
        answer = json.loads(get(f"{seen}/wadmon/{query.name}.json?_shape=objects"))
        assert answer["ok"], query
    rows = json.loads(get(f"{seen}/wadmon/share_by_crawl.json?_shape=array"))
    assert {row["crawl"] for row in rows} == {1, 2}
    with pytest.raises(HTTPError):
        get(f"{seen}/wadmon.json?sql=DELETE+FROM+crawl")
    assert len(json.loads(get(f"{seen}/wadmon/crawl.json?_shape=array"))) == 3


def test_every_table_and_view_is_described_and_every_query_is_valid(wadmon: Any) -> None:
    described = describe_database()
    with open_store(wadmon.database) as store:
        names = {*store.database.table_names(), *store.database.view_names()} - {"_sqlite_migrations"}
    assert set(described.tables) == names
    assert len(described.queries) >= 6
    with closing(sqlite3.connect(wadmon.database)) as connection:
        for query in described.queries:
            connection.execute(query.sql)


def test_a_database_of_an_older_version_is_not_changed_by_looking_at_it(
    wadmon: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_three_crawls(wadmon.database)
    later = Migrations("wadmon")
    for name in ("version_1", "version_2"):
        later(name=name)(lambda database: None)
    monkeypatch.setattr("results.storage.store.migrations", later)
    before = wadmon.database.read_bytes()
    refused = wadmon.call("view")
    assert (refused.returncode, "made by an older wadmon" in refused.stderr) == (2, True)
    assert wadmon.database.read_bytes() == before


def test_without_datasette_the_view_says_how_to_install_it(wadmon: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    refused = wadmon.call("view")
    assert refused.returncode == 3
    assert refused.stderr == "Error: wadmon view needs Datasette; install it with: uv tool install '.[view]'\n"


def test_a_port_that_is_taken_ends_the_view_with_an_error(seen: str, wadmon: Any) -> None:
    port = seen.rpartition(":")[2]
    ended = subprocess.run(
        wadmon.command("view", "--port", port), cwd=wadmon.folder, capture_output=True, encoding="utf-8", timeout=60,
        check=False,
    )  # fmt: skip
    assert (ended.returncode, "Datasette ended with status" in ended.stderr) == (3, True)
