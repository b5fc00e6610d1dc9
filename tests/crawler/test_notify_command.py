from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.crawler.three_crawls import write_three_crawls


@pytest.fixture
def crawled(wadmon: Any) -> Any:
    """Of the second crawl, the failures of bad are made new."""
    write_three_crawls(wadmon.database)
    with closing(sqlite3.connect(wadmon.database)) as connection, connection:
        connection.execute("UPDATE barrier SET first_crawl_id = 2")
    return wadmon


def test_a_dry_run_says_who_would_get_what_and_writes_nothing(crawled: Any) -> None:
    answer = crawled.call("notify")
    assert answer.returncode == 0
    assert answer.stdout.splitlines() == ["https://bad.test/  worsened  no address"]
    assert "nothing sent; --send sends them" in answer.stderr
    assert list(crawled.folder.glob("*.eml")) == []


def test_sending_needs_a_sender_and_a_server(crawled: Any) -> None:
    without_sender = crawled.call("notify", "--send")
    assert (without_sender.returncode, "set mail_from in wadmon.toml" in without_sender.stderr) == (2, True)
    without_server = crawled.call("notify", "--send", WADMON_MAIL_FROM="monitor@example.org")
    assert (without_server.returncode, "set smtp_url in wadmon.toml" in without_server.stderr) == (2, True)
