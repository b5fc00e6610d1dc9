"""The pages of checks and criteria: what they ask, how many websites fail them, which, and examples."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from checks.catalogue import describe_criteria
from report_templates.fault_counts import SITES_SHOWN, Faults
from report_templates.pages.about_check import page_views
from report_templates.views import crawl_view
from results.model import Standard


def _page(folder: Path, name: str) -> html.HtmlElement:
    return html.document_fromstring((folder / name).read_text("utf-8"))


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def _row(row: html.HtmlElement) -> list[str]:
    return [_words(cell) for cell in row]


def test_a_check_has_all_its_texts_and_how_many_tested_sites_fail_it(report_folder: Path) -> None:
    page = _page(report_folder, "checks/image-alt.html")
    text = _words(page.get_element_by_id("content"))
    for said in (
        "Afbeeldingen zonder tekstalternatief",
        "Gevonden op 6 van de 12 geteste websites. 252 plaatsen in totaal.",
        "Eis: Afbeeldingen hebben een tekstalternatief",
        "Wie de afbeelding niet ziet en een schermlezer gebruikt, weet niet wat erop staat.",
        "Geef een afbeelding die niets zegt een leeg alt.",
        '<img src="kaart.png" alt="Kaart van Gent met de drie loketten">',
        "Zet de afbeeldingen in uw browser uit en lees de pagina.",
        "9.1.1.1",
    ):
        assert said in text
    assert page.get("lang") == "nl"


def test_a_check_lists_the_sites_that_fail_it_and_leads_to_what_was_found_there(report_folder: Path) -> None:
    page = _page(report_folder, "en/checks/image-alt.html")
    rows = page.cssselect("table tbody tr")
    assert [row.cssselect("td")[0].text for row in rows] == ["42"] * 6
    links = [row.cssselect("a")[0].get("href") for row in rows]
    assert links[0] == "../sites/site-1.vlaanderen.test/failed-image-alt.html"
    assert len(set(links)) == 6
    practice = _page(report_folder, "en/checks/region.html").cssselect("table tbody a")[0].get("href")
    assert practice == "../sites/site-1.vlaanderen.test/practices.html#practice-region"
    statement = _page(report_folder, "en/checks/accessibility-statement.html").cssselect("table tbody a")[0].get("href")
    assert statement == "../sites/site-2.vlaanderen.test.html#failed-accessibility-statement"


def test_a_check_shows_examples_of_the_measurement(report_folder: Path) -> None:
    examples = _page(report_folder, "en/checks/image-alt.html").cssselect(".elements > li")
    assert len(examples) == 2
    assert _words(examples[1]).startswith(
        'Website 1 van Dienst Mobiliteit In the header <img src="/logo-1.svg" class="logo">'
    )


def test_a_text_the_reader_has_not_is_marked_as_english(report_folder: Path) -> None:
    heading = _page(report_folder, "fr/checks/label.html").cssselect("h1")[0]
    assert (heading.text, heading.get("lang")) == ("Form fields without a label", "en")


def test_what_most_sites_fail_is_first_among_all_checks(report_folder: Path) -> None:
    page = _page(report_folder, "en/checks.html")
    failing, practices, _ = page.cssselect("table")
    assert [_row(row) for row in failing.cssselect("tbody tr")] == [
        ["Text with too little contrast with its background", "1.4.3", "12", "144"],
        ["Images without a text alternative", "1.1.1", "6", "252"],
        ["Form fields without a label", "1.3.1, 4.1.2", "6", "18"],
    ]
    assert [_row(row)[0] for row in practices.cssselect("tbody tr")] == [
        "Content outside the landmarks",
        "No link to the accessibility statement",
    ]


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("nl", "Niet-tekstuele content"),
        ("fr", "Contenu non textuel"),
        ("de", "Nicht-Text-Inhalt"),
        ("en", "Non-text Content"),
    ],
)
def test_a_success_criterion_has_its_name_in_the_language_of_the_reader(
    report_folder: Path, language: str, name: str
) -> None:
    folder = report_folder if language == "nl" else report_folder / language
    assert _words(_page(folder, "criteria/1.1.1.html").cssselect("h1")[0]) == f"1.1.1 {name}"


def test_every_success_criterion_has_a_name_in_each_language_of_the_report() -> None:
    for standard in Standard:
        for criterion in describe_criteria(standard).values():
            assert set(criterion.names) == {"nl", "fr", "de"}, criterion.number
            assert all(criterion.names.values()), criterion.number


def test_a_success_criterion_counts_a_site_once_whatever_number_of_its_checks_fail(report_folder: Path) -> None:
    text = _words(_page(report_folder, "en/criteria/4.1.2.html").get_element_by_id("content"))
    assert "A check failed on 6 of the 12 websites tested." in text
    rows = _page(report_folder, "en/success_criteria.html").cssselect("tbody tr")
    said = {_row(row)[0]: _row(row)[1:] for row in rows if len(row) > 1}
    assert said["1.1.1 Non-text Content"] == ["A", "find a part of the failures", "6"]
    assert said["1.2.1 Audio-only and Video-only (Prerecorded)"] == ["A", "none: only a person can test this", "–"]
    assert said["4.1.1 Parsing"] == ["A", "nothing to test: every page in HTML meets it", "–"]
    assert len(said) == 50


def test_a_line_of_the_profile_says_how_it_counts_and_who_does_not_meet_it(report_folder: Path) -> None:
    page = _page(report_folder, "en/criteria/images.html")
    text = _words(page.get_element_by_id("content"))
    assert "6 of the 12 tested websites where it applies do not meet it." in text
    assert "Weight in the score 2" in text
    assert _row(page.cssselect("table")[-1].cssselect("tbody tr")[0]) == [
        "Website 1 van Dienst Mobiliteit",
        "6",
        "7",
    ]
    by_hand = _words(_page(report_folder, "en/criteria/keyboard.html").get_element_by_id("content"))
    assert "Only a person can test this." in by_hand


def test_barriers_and_criteria_of_a_site_lead_to_the_pages_of_the_check_and_the_criterion(report_folder: Path) -> None:
    page = _page(report_folder, "sites/site-1.vlaanderen.test.html")
    targets = {link.get("href") for link in page.cssselect("a")}
    assert {"../checks/image-alt.html", "../criteria/images.html"} <= targets
    fault = _page(report_folder, "sites/site-1.vlaanderen.test/failed-image-alt.html")
    assert "../../checks/image-alt.html" in {link.get("href") for link in fault.cssselect("a")}


def test_of_many_failing_sites_those_with_most_places_are_shown_and_the_rest_is_counted(measurement) -> None:
    site = measurement.report.sites[0]
    sites = tuple(
        replace(site, slug=f"site-{number:03}", failed_checks={"image-alt": number + 1})
        for number in range(SITES_SHOWN + 20)
    )
    report = replace(measurement.report, sites=sites)
    pages = dict(page_views(crawl_view(report)))
    about = pages["checks/image-alt.html"]
    assert (about.shown[0].places, len(about.shown), about.not_shown) == (SITES_SHOWN + 20, SITES_SHOWN, 20)


def test_a_site_that_was_not_tested_fails_nothing(measurement) -> None:
    untested = replace(measurement.report.sites[-1], failed_checks={"image-alt": 3})
    faults = Faults(replace(measurement.report, sites=(untested,)))
    assert faults.count(measurement.report.checks["image-alt"]).sites == 0
