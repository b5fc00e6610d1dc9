"""Lists of websites: what is in a row, how they are cut, and the pages of organisations and policy domains."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from report_templates.addresses import organisation_page, policy_domain_page
from report_templates.environment import environment_for
from report_templates.site_lists import GROUPS_ON_A_PAGE, SITES_ON_A_PAGE, SiteRow, group_parts, site_parts
from report_templates.views import crawl_view
from results.model import ChangePart, PastVerdict, Verdict


def _page(folder: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((folder / name).read_text("utf-8"))


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _rows(page: html.HtmlElement) -> list[list[str]]:
    return [[_words(cell) for cell in row] for row in page.cssselect(".sites tbody tr")]


def test_a_row_has_result_score_change_and_when_it_was_last_tested(report_folder: Path) -> None:
    rows = _rows(_page(report_folder, "en/sites.html"))
    assert rows[1] == [
        "Website 2 van Kind en Zorg https://site-2.vlaanderen.test/",
        "Kind en Zorg",
        "Meets the basic level",
        "77.8%",
        "Improved +42.8",
        "21 Nov 2026",
        "No failure found",
    ]
    assert [row[4] for row in rows[:3]] == ["New in the measurement", "Improved +42.8", "+1.4"]
    assert [row[2:6] for row in rows[-2:]] == [
        ["Not tested stopped by a bot check", "–", "Could no longer be tested", "14 Nov 2026"],
        ["Not tested unreachable", "–", "Could no longer be tested", "never"],
    ]


def test_without_an_earlier_measurement_there_is_no_column_of_changes(measurement, tmp_path: Path) -> None:
    report = replace(measurement.report, comparison=None)
    text = environment_for("en").get_template("lists.html.jinja").module
    rows = [SiteRow(site, site.verdicts["basic"], None) for site in report.sites[:1]]
    here = type("Here", (), {"to": staticmethod(str), "site": staticmethod(str)})
    table = html.fromstring(str(text.sites("t", "Websites", rows, crawl_view(report), here)))
    assert [_words(cell) for cell in table.cssselect("thead th")] == [
        "Website",
        "Organisation",
        "Basic accessibility",
        "Score",
        "Last tested",
        "No failure at all",
    ]


@pytest.mark.parametrize(
    ("then", "now", "turn"),
    [
        (Verdict.ACCESSIBLE, Verdict.ACCESSIBLE, None),
        (Verdict.NOT_ACCESSIBLE, Verdict.ACCESSIBLE, ChangePart.IMPROVED),
        (Verdict.ACCESSIBLE, Verdict.NOT_ACCESSIBLE, ChangePart.WORSENED),
        (Verdict.NOT_TESTED, Verdict.NOT_ACCESSIBLE, ChangePart.BECAME_TESTABLE),
        (Verdict.ACCESSIBLE, Verdict.NOT_TESTED, ChangePart.BECAME_UNTESTABLE),
        (None, Verdict.ACCESSIBLE, ChangePart.ENTERED),
    ],
)
def test_the_turn_of_a_site_is_that_of_its_verdict(measurement, then, now, turn) -> None:
    summary = measurement.report.sites[0]
    verdict = replace(summary.verdicts["basic"], verdict=now)
    before = None if then is None else PastVerdict(6, "2026-11-14T22:00:00+00:00", "1", then, None)
    assert SiteRow(summary, verdict, before).turn is turn


def test_lists_are_cut_into_pages_that_name_each_other(measurement) -> None:
    crawl = crawl_view(measurement.report)
    sites = measurement.report.sites[:1] * (2 * SITES_ON_A_PAGE + 1)
    parts = dict(site_parts(crawl, sites, "sites.html"))
    assert list(parts) == ["sites.html", "sites-2.html", "sites-3.html"]
    assert [len(part.rows) for part in parts.values()] == [SITES_ON_A_PAGE, SITES_ON_A_PAGE, 1]
    assert {part.addresses for part in parts.values()} == {("sites.html", "sites-2.html", "sites-3.html")}
    groups = measurement.report.by_organisation[:1] * (GROUPS_ON_A_PAGE + 1)
    assert [len(part.groups) for _, part in group_parts(groups, "x.html")] == [GROUPS_ON_A_PAGE, 1]
    assert [address for address, _ in site_parts(crawl, (), "sites.html")] == ["sites.html"]


def test_an_organisation_has_a_page_with_its_share_and_its_sites(report_folder: Path) -> None:
    page = _page(report_folder, organisation_page("Agentschap Water"))
    text = _words(page.get_element_by_id("content"))
    assert "100,0 % Van de 3 geteste websites zijn er 3 basistoegankelijk." in text.replace("\u00a0", " ")
    facts = [_words(fact) for fact in page.cssselect(".facts dd")]
    assert facts == ["Regionaal", "Omgeving", "Milieubescherming"]
    assert [row[0].split(" https")[0] for row in _rows(page)] == [
        f"Website {number} van Agentschap Water" for number in (4, 8, 12)
    ]


def test_a_policy_domain_has_a_page_with_its_share_and_its_sites(report_folder: Path) -> None:
    page = _page(report_folder, "fr/" + policy_domain_page("Omgeving"))
    assert page.cssselect("h1")[0].text == "Environnement"
    assert "Les sites appartiennent à 1 organisation." in _words(page.get_element_by_id("content"))
    assert len(_rows(page)) == 3


def test_names_of_the_register_are_shown_in_the_language_of_the_reader(report_folder: Path) -> None:
    for language, domain in (("fr", "Environnement"), ("de", "Umwelt"), ("en", "Omgeving")):
        page = _page(report_folder, f"{language}/index.html")
        (table,) = page.cssselect("#policy-domains-caption")[0].iterancestors("table")
        assert domain in [_words(cell) for cell in table.cssselect("tbody th")]
    assert "Ville de Beekdorp" in _words(_page(report_folder, "fr/organisations.html"))
    assert "Ville de Beekdorp" in _words(_page(report_folder, "fr/sites/site-7.vlaanderen.test.html"))
    assert "Stad Beekdorp" in _words(_page(report_folder, "organisations.html"))


@pytest.mark.parametrize(
    ("value", "column", "label"),
    [
        ("local", "level", "Lokaal"),
        ("health", "service", "Gezondheid"),
        ("parish", "level", "parish"),
        ("Omgeving", "policy_domain", "Omgeving"),
        ("", "policy_domain", ""),
    ],
)
def test_known_values_of_the_register_have_words_and_others_stay_as_they_are(value, column, label) -> None:
    labels = {"policy_domain": {"Omgeving": {"fr": "Environnement"}}}
    assert environment_for("nl").filters["label"](value, column, labels) == label
