"""`wadmon exceptions` and `wadmon barriers`, on the crawl of the demonstration web."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.commands.errors import BAD_INPUT, DONE

SITE = "http://www.klinikum-waldau.example/"
DAY = (date.today() + timedelta(days=100)).isoformat()  # noqa: DTZ011 - the day where the test runs


@pytest.fixture
def copy(finished_crawl: Any, tmp_path: Path) -> Any:
    return finished_crawl.wadmon.copy_to(tmp_path)


def _barriers(wadmon: Any, *arguments: str) -> list[dict[str, Any]]:
    answer = wadmon.call("barriers", "--format", "json", *arguments)
    assert answer.returncode == DONE, answer.stderr
    found = json.loads(answer.stdout)
    assert isinstance(found, list)
    return found


def test_the_barriers_of_one_site_are_those_of_its_findings(finished_crawl: Any) -> None:
    found = _barriers(finished_crawl.wadmon, "--site", SITE)
    assert {each["state"] for each in found} == {"new"}
    assert {each["site"] for each in found} == {SITE}
    assert any(each["outcome"] == "failed" and each["check"] == "image-alt" for each in found)
    assert all(1 <= each["elements"] <= each["instances"] for each in found)


def test_of_all_sites_those_on_most_pages_come_first(finished_crawl: Any) -> None:
    found = _barriers(finished_crawl.wadmon, "--limit", "5")
    pages = [each["pages"] for each in found]
    assert len(pages) == 5
    assert pages == sorted(pages, reverse=True)


def test_barriers_as_text_and_as_csv_are_the_same_barriers(finished_crawl: Any) -> None:
    found = _barriers(finished_crawl.wadmon, "--site", SITE)
    table = finished_crawl.wadmon.call("barriers", "--site", SITE, "--format", "csv").stdout.splitlines()
    assert [int(row["barrier"]) for row in csv.DictReader(table)] == [each["id"] for each in found]
    text = finished_crawl.wadmon.call("barriers", "--site", SITE).stdout.splitlines()
    assert [int(line.split()[0]) for line in text[::2]] == [each["id"] for each in found]


def test_an_exception_is_added_listed_shown_and_taken_back(copy: Any) -> None:
    barrier = _barriers(copy, "--site", SITE)[0]
    added = copy.call(
        "exceptions", "add", "--site", SITE, "--barrier", str(barrier["id"]), "--reason", "Exempt: a logo",
        "--author", "An Peeters", "--expires", DAY,
    )  # fmt: skip
    assert (added.returncode, added.stdout) == (
        DONE,
        f"exception 1: {barrier['check']} on {SITE}, until {DAY}\n",
    )
    listed = json.loads(copy.call("exceptions", "list", "--format", "json").stdout)
    assert [(e["reason"], e["author"], e["barrier"], e["state"]) for e in listed] == [
        ("Exempt: a logo", "An Peeters", barrier["id"], "counts")
    ]
    assert copy.call("report", "--out", "report", "--language", "en").returncode == DONE
    assert "Exempt: a logo" in (copy.folder / "report" / "method.html").read_text("utf-8")
    assert "If the reviewed exceptions are accepted" in (copy.folder / "report" / "index.html").read_text("utf-8")
    assert "If the reviewed exceptions are accepted: " in copy.call("share").stdout
    share = json.loads(copy.call("share", "--format", "json").stdout)
    assert share["exceptions_accepted"]["registered"] == share["registered"]
    assert copy.call("export", "csv", "--out", "csv").returncode == DONE
    assert ',basic,"all, reviewed exceptions accepted",' in (copy.folder / "csv" / "shares.csv").read_text("utf-8")

    assert copy.call("exceptions", "remove", "1", "--author", "Bo").returncode == DONE
    assert "(removed, Bo)" in copy.call("exceptions", "list").stdout
    assert copy.call("report", "--out", "report", "--language", "en").returncode == DONE
    assert "Exempt: a logo" in (copy.folder / "report" / "method.html").read_text("utf-8")
    assert "If the reviewed exceptions" not in (copy.folder / "report" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("--check", "image-alt", "--expires", "soon"),
            "--expires soon: write a day as 2027-06-30, or a length as 26w or 90d",
        ),
        (("--check", "image-alt", "--expires", "9999w"), "--expires 9999w: between today and three years"),
        (("--check", "image-alt", "--expires", "2001-01-01"), "--expires 2001-01-01: between today and three years"),
        (("--check", "image-altt", "--expires", "26w"), "--check image-altt: no crawl had such a check"),
        (("--expires", "26w"), "say which failures: --check ID or --barrier N"),
        (("--barrier", "999999", "--expires", "26w"), "--barrier 999999: not a barrier of"),
        (("--check", "image-alt", "--page", "no url", "--expires", "26w"), "--page no url: not an http"),
    ],
)
def test_a_wrong_exception_is_reported_in_one_line_and_nothing_is_stored(
    copy: Any, arguments: tuple[str, ...], message: str
) -> None:
    result = copy.call("exceptions", "add", "--site", SITE, "--reason", "x", *arguments)
    assert result.returncode == BAD_INPUT
    assert result.stderr.startswith(f"Error: {message}")
    assert copy.call("exceptions", "list").stdout == "no exceptions\n"


def test_one_that_is_not_there_cannot_be_taken_back(copy: Any) -> None:
    result = copy.call("exceptions", "remove", "7")
    assert (result.returncode, result.stderr.splitlines()[-1]) == (
        BAD_INPUT,
        "Error: there is no exception 7 that stands; see: wadmon exceptions list",
    )
