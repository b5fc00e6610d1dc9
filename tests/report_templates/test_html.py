"""Every page is valid HTML and CSS, said by the Nu HTML Checker of W3C."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

import report_templates

CHECKER = Path(report_templates.__file__).parents[1] / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
KNOWN = ".*“vector-effect”.*"  # of SVG 2, which its checker of CSS does not know


@pytest.fixture(scope="module")
def checker() -> list[str]:
    java = shutil.which("java")
    if java is None:
        pytest.skip("the Nu HTML Checker needs Java (Debian and Ubuntu: apt-get install default-jre-headless)")
    if not CHECKER.is_file():
        pytest.skip(f"no {CHECKER}: npm install --ignore-scripts fetches it")
    return [java, "-Xmx512m", "-jar", str(CHECKER), "--format", "json", "--filterpattern", KNOWN]


def errors(checker: list[str], folder: Path) -> list[tuple[str, str]]:
    """Page and message of each."""
    done = subprocess.run(
        [*checker, "--errors-only", "--also-check-css", "--skip-non-html", str(folder)],
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    return [(message["url"], message["message"]) for message in json.loads(done.stderr)["messages"]]


@pytest.mark.slow
def test_no_page_of_a_report_has_an_error(checker: list[str], report_folder: Path) -> None:
    assert errors(checker, report_folder) == []


@pytest.mark.slow
def test_the_checker_finds_an_error_where_there_is_one(checker: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><html lang=en><title>A</title><p><div></p>", "utf-8")
    (tmp_path / "b.css").write_text("p { colour: red }", "utf-8")
    assert {page.rpartition("/")[2] for page, _ in errors(checker, tmp_path)} == {"a.html", "b.css"}
