"""The report carries an accessibility statement of its own, which the monitor's own reader understands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from checks.facts import Link, PageFacts
from checks.statement import read_statement
from report_templates.render import render_report
from results.model import AccessibilityStatement, ConformanceStatus, Publisher, StatementState

HOME, URL = "https://monitor.test/", "https://monitor.test/accessibility.html"
LANGUAGES = ("nl", "fr", "de", "en")
PUBLISHER = Publisher("Agentschap Toegankelijk", "meld@agentschap.test", "Ombudsdienst", "https://ombuds.test/klacht")
DATES = {"nl": "22 november 2026", "fr": "22 novembre 2026", "de": "22. November 2026", "en": "22 November 2026"}


@pytest.fixture(scope="module")
def folder(measurement: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("statement") / "report"
    render_report(replace(measurement.report, publisher=PUBLISHER), measurement.sites, folder, LANGUAGES)
    return folder


def _page(folder: Path, language: str, name: str) -> Any:
    place = folder if language == "nl" else folder / language
    return html.fromstring((place / name).read_text("utf-8"))


def _facts(page: Any, language: str, url: str, role: str) -> PageFacts:
    content = page.get_element_by_id("content")
    text = "\n".join(" ".join(block.text_content().split()) for block in content.iter("h1", "h2", "h3", "p", "li"))
    links = tuple(
        Link(link.get("href") if ":" in link.get("href") else HOME + link.get("href"), link.text_content(), region)
        for region, part in (("main", content), ("contentinfo", page.cssselect("footer")[0]))
        for link in part.iter("a")
    )
    heading = page.cssselect("h1")[0].text_content()
    return PageFacts(url, url, role, title=heading, text=text, language=language, heading=heading, links=links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_all_that_the_monitor_looks_for_in_a_statement(folder: Path, language: str) -> None:
    page = _page(folder, language, "accessibility.html")
    home = replace(_facts(_page(folder, language, "index.html"), language, HOME, "home"), text="")
    found = read_statement(1, [home, _facts(page, language, URL, "statement")], {})
    assert replace(found, evidence="") == AccessibilityStatement(
        1, StatementState.FOUND, URL, language, ConformanceStatus.PARTIAL, "", found.standard, "2026-11-22", "",
        "self", ("mail",), enforcement=True, linked_from_home=True, linked_from=2, pages=2,
    )  # fmt: skip
    assert "EN 301 549" in found.standard
    text = page.get_element_by_id("content").text_content()
    assert PUBLISHER.name in text
    assert DATES[language] in text
    links = {link.get("href"): link.text_content().strip() for link in page.get_element_by_id("content").iter("a")}
    assert links == {"mailto:meld@agentschap.test": PUBLISHER.feedback, PUBLISHER.enforcement_url: "Ombudsdienst"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_it(folder: Path, language: str) -> None:
    for name in ("index.html", "method.html", "sites/site-3.vlaanderen.test/failed-image-alt.html"):
        path = (folder if language == "nl" else folder / language) / name
        targets = {
            (path.parent / link.get("href")).resolve() for link in _page(folder, language, name).cssselect("footer a")
        }
        assert (folder if language == "nl" else folder / language).resolve() / "accessibility.html" in targets


def test_what_the_settings_do_not_say_is_said_to_be_missing(report_folder: Path) -> None:
    page = _page(report_folder, "nl", "accessibility.html")
    text = page.get_element_by_id("content").text_content()
    assert "gaf niet op hoe een drempel erin gemeld kan worden" in text
    assert "gaf niet op wie klachten behandelt" in text
    assert list(page.get_element_by_id("content").iter("a")) == []


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "Balie 3"])
def test_what_is_no_address_is_no_link(measurement: Any, tmp_path: Path, target: str) -> None:
    publisher = replace(PUBLISHER, feedback=target, enforcement_url=target)
    render_report(replace(measurement.report, publisher=publisher), measurement.sites, tmp_path / "report", ("nl",))
    content = _page(tmp_path / "report", "nl", "accessibility.html").get_element_by_id("content")
    assert list(content.iter("a")) == []
    assert target in content.text_content()
