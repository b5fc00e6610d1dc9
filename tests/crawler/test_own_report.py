"""The report, judged by the monitor that made it."""

from __future__ import annotations

import csv
import io
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from report_templates.render import render_report
from results.model import Publisher
from tests.report_templates.conftest import build_measurement

OPEN = {"WADMON_ALLOW_PRIVATE": "true", "WADMON_DELAY": "0"}
DUTCH_ONLY = ("index.html", "method.html")
"""Pages looked at in the other languages too."""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@dataclass(frozen=True, slots=True)
class ServedReport:
    folder: Path
    url: str


@pytest.fixture(scope="module")
def served(browser_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedReport]:
    """A report with every kind of page, of sites that write what hostile pages write."""
    folder = tmp_path_factory.mktemp("served") / "report"
    measurement = build_measurement()
    publisher = Publisher("Agency", "report@agency.test", "Ombudsman", "https://ombudsman.test/")
    render_report(replace(measurement.report, publisher=publisher), measurement.sites, folder, ("nl", "en", "fr", "de"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield ServedReport(folder, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()


def kinds(folder: Path) -> list[str]:
    """Of each kind of page the longest two, which have most in them; in Dutch."""
    pages = [path.relative_to(folder) for path in folder.rglob("*.html")]
    found: dict[tuple[str, ...], list[str]] = {}
    for path in sorted(pages, key=lambda path: -(folder / path).stat().st_size):
        if path.parts[0] not in ("en", "fr", "de"):
            alike = found.setdefault(kind_of(path), [])
            alike += [path.as_posix()][: 2 - len(alike)]
    return [page for alike in found.values() for page in alike]


def kind_of(path: Path) -> tuple[str, ...]:
    """A page directly in the folder is a kind of its own, apart from numbered ones; any other is one of its folder."""
    name = path.stem.partition("-")[0] if len(path.parts) != 2 else ""
    return (path.parts[0] if len(path.parts) > 1 else "", str(len(path.parts)), name)


@pytest.mark.slow
def test_every_kind_of_page_passes_all_checks(served: ServedReport, wadmon: Any) -> None:
    pages = [*kinds(served.folder), *(f"{code}/{name}" for code in ("en", "fr", "de") for name in DUTCH_ONLY)]
    answer = wadmon.call("check", "--format", "jsonl", *(served.url + page for page in pages), **OPEN)
    told = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [page["url"] for page in told] == [served.url + page for page in pages], answer.stderr
    failed = {
        page["url"].removeprefix(served.url): [
            (found["check"], found["elements"]) for found in page["findings"] if found["outcome"] == "failed"
        ]
        for page in told
    }
    assert failed == {page: [] for page in pages}
    assert {page["reason"] for page in told} == {None}


@pytest.mark.slow
def test_a_crawl_of_it_finds_no_failure_under_the_strict_profile(served: ServedReport, wadmon: Any) -> None:
    (wadmon.folder / "register.csv").write_text(f"url,name,language\n{served.url},The report,nl\n", "utf-8")
    assert wadmon.call("register", "import", "register.csv", **OPEN).returncode == 0
    crawled = wadmon.call("crawl", "--pages", "12", **OPEN)
    assert crawled.returncode == 0, crawled.stderr
    verdicts = wadmon.call("verdicts", "--profile", "strict", "--format", "csv")
    [row] = csv.DictReader(io.StringIO(verdicts.stdout))
    assert (row["profile"], row["verdict"]) == ("strict", "accessible"), verdicts.stdout
