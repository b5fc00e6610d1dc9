"""`wadmon checks`: the catalogue on the terminal and as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crawler.commands.errors import BAD_INPUT, DONE

pytestmark = pytest.mark.usefixtures("browser_path")  # axe-core is asked in it which rules it has


def test_every_check_is_listed_on_a_line_with_its_criteria_and_title(wadmon: Any) -> None:
    listed = wadmon.call("checks", "list")
    described = json.loads(wadmon.call("checks", "list", "--format", "json").stdout)

    lines = listed.stdout.splitlines()
    assert listed.returncode == DONE
    assert [line.split()[0] for line in lines] == sorted(check["id"] for check in described)
    [contrast] = [line for line in lines if line.startswith("color-contrast ")]
    assert contrast.split(maxsplit=5)[1:5] == ["axe-core", "can", "fail", "1.4.3"]
    assert {check["engine"] for check in described} == {"axe-core", "wad-monitor"}


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_a_check_is_shown_in_the_language_asked_for(wadmon: Any, language: str) -> None:
    described = json.loads(wadmon.call("checks", "show", "pdf-tagged", "--format", "json").stdout)
    shown = wadmon.call("checks", "show", "pdf-tagged", "--language", language).stdout

    text = described["texts"][language]
    assert shown.splitlines()[0] == f"{text['title']} (pdf-tagged, wad-monitor)"
    assert "EN 301 549 10.1.3.1" in shown
    assert all(part in shown for part in (text["hindered"], *text["fix"], text["verify"]))


def test_an_unknown_check_is_reported_with_what_is_near(wadmon: Any) -> None:
    result = wadmon.call("checks", "show", "image-alts")

    assert (result.returncode, result.stdout) == (BAD_INPUT, "")
    assert "no check image-alts; near: image-alt" in result.stderr


def test_coverage_names_every_criterion_of_the_standard_once(wadmon: Any) -> None:
    for standard, total in (("en301549-3.2.1", 50), ("en301549-4.1.1", 56)):
        reached = json.loads(wadmon.call("checks", "coverage", "--format", "json", WADMON_STANDARD=standard).stdout)
        numbers = [*reached["touched"], *reached["asked"], *reached["untouched"]]
        assert (reached["standard"], len(numbers), len(set(numbers))) == (standard, total, total)
    assert "2.5.8" in reached["touched"]  # axe-core's target-size, which runs under WCAG 2.2 only

    output = wadmon.call("checks", "coverage").stdout
    assert output.startswith("Automatic checks can find failures of ")
    assert "(h) no flashes that can cause seizures" in output
