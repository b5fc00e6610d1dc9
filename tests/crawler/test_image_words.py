"""The words in pictures from crawl to crawl, by the command line; and what is said where nothing reads them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.checks.drawn_pictures import PICTURES

PAGE = """<!doctype html><html lang="en"><head><title>Town of Testegem, {0}</title></head><body><main><h1>{0}</h1>
<p>Welcome to the town. <a href="/b">Another page</a> <a href="/a">and one more</a>.</p>
<p><img src="/market.png" alt="" width="600" height="160"></p></main></body></html>"""


@pytest.fixture
def site() -> Iterator[str]:
    """Three pages with one poster of which no text says the words."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {"/": "Home", "/a": "Events", "/b": "News"}
            is_picture = self.path == "/market.png"
            self.send_response(200 if is_picture or self.path in pages else 404)
            self.send_header("Content-Type", "image/png" if is_picture else "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(PICTURES["market.png"] if is_picture else PAGE.format(pages.get(self.path, "?")).encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def crawl(wadmon: Any, site: str, **environment: str) -> str:
    """What it said on the way."""
    (wadmon.folder / "sites.csv").write_text(f"url,name\n{site},Testegem\n", "utf-8")
    wadmon.call("register", "import", "sites.csv")
    result = wadmon.call("crawl", "--delay", "0", WADMON_ALLOW_PRIVATE="true", **environment)
    assert result.returncode == 0, result.stderr
    return str(result.stderr)


def rows(wadmon: Any, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(wadmon.database)) as connection, connection:
        return connection.execute(sql).fetchall()


FAILED = "SELECT count(*), measured FROM findings_now WHERE \"check\" = 'image-text-alt' GROUP BY measured"


@pytest.mark.usefixtures("browser_path")
def test_a_picture_on_three_pages_is_read_once_and_not_again_in_the_next_crawl(wadmon: Any, site: str) -> None:
    assert "not available" not in crawl(wadmon, site)
    [(pages, measured)] = rows(wadmon, FAILED)
    assert pages == 3
    assert "Summer market Saturday 14 June" in measured
    assert rows(wadmon, "SELECT crawl_id, length(digest) FROM image_words") == [(1, 12)]

    # What is known is believed.
    rows(wadmon, "UPDATE image_words SET reading = replace(reading, 'Summer', 'Winter')")
    crawl(wadmon, site, WADMON_CARRY_CRAWLS="1")
    [(pages, measured)] = rows(wadmon, FAILED)
    assert (pages, "Winter market Saturday 14 June" in measured) == (3, True)
    assert rows(wadmon, "SELECT crawl_id, length(digest) FROM image_words") == [(2, 12)]


@pytest.mark.usefixtures("browser_path")
def test_where_nothing_reads_pictures_that_is_said_once_and_the_checks_are_not_there(wadmon: Any, site: str) -> None:
    said = crawl(wadmon, site, WADMON_IMAGES_READ="0")
    assert said.count("not available: the checks that read the words in pictures") == 1
    checks = {check for (check,) in rows(wadmon, "SELECT check_id FROM crawl_check")}
    assert {"image-of-text", "image-text-alt", "image-as-label"} & checks == {"image-of-text"}
    assert rows(wadmon, FAILED) == []
    assert rows(wadmon, "SELECT * FROM image_words") == []

    told = wadmon.call("checks", "coverage", "--language", "nl", WADMON_IMAGES_READ="0").stdout
    [line] = [line for line in told.splitlines() if line.startswith("Niet beschikbaar")]
    assert line.endswith(": image-as-label, image-text-alt")
    assert "Niet beschikbaar" not in wadmon.call("checks", "coverage", "--language", "nl").stdout
