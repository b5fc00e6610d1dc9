"""The list of websites is complete without script; with it, it is filtered and sorted, on whatever page a site is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from report_templates.pages.sites import static_files
from report_templates.views import crawl_view

LANGUAGES = ("nl", "en", "fr", "de")


def _words(text: str) -> str:
    return " ".join(text.split())


def _rows(page: Any) -> list[str]:
    return [_words(row) for row in page.locator(".sites tbody tr").all_inner_texts()]


@pytest.fixture
def listing(browser: Any, report_folder: Path) -> Iterator[Any]:
    """The English list; what goes wrong on the page fails the test."""
    page, problems = browser.new_page(viewport={"width": 1280, "height": 900}), []
    page.on("console", lambda message: problems.append(message.text))
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((report_folder / "en" / "sites.html").as_uri())
    yield page
    page.close()
    assert problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_made_by_the_script_say_what_the_page_said_in_each_language(
    browser: Any, report_folder: Path, language: str
) -> None:
    page = browser.new_page()
    page.goto(((report_folder if language == "nl" else report_folder / language) / "sites.html").as_uri())
    of_status = page.locator(".sites tbody .badge").evaluate_all("badges => badges.map(badge => badge.className)")
    before = list(zip(of_status, _rows(page), strict=True))
    for status in ("accessible", "not_accessible", "not_tested"):
        page.select_option("#filter-status", status)
        kind = f"badge {status.replace('_', '-')}"
        expect(page.locator(f".sites tbody .badge:not([class='{kind}'])")).to_have_count(0)
        assert _rows(page) == [row for badge, row in before if badge == kind]
    page.close()


def test_a_name_is_found_without_accents_and_capitals_and_counted(listing: Any) -> None:
    listing.get_by_label("Name, address or organisation").fill("WEBSITE 7 beekdörp")
    listing.get_by_text("1 website found.").wait_for()
    assert [row.partition(" https")[0] for row in _rows(listing)] == ["Website 7 van Stad Beekdorp"]
    listing.get_by_role("link", name="Website 7 van Stad Beekdorp").click()
    assert listing.url.endswith("/en/sites/site-7.vlaanderen.test.html")


def test_what_is_found_is_ordered_as_asked_and_what_is_not_known_comes_last(listing: Any) -> None:
    listing.get_by_label("Order").select_option("Lowest score first")
    listing.get_by_text("14 websites found.").wait_for()
    scores = [found[1] for row in _rows(listing) if (found := re.search(r"(\d+\.\d)%", row))]
    assert scores == ["36.4"] * 6 + ["77.8"] * 6
    assert ["Not tested" in row for row in _rows(listing)[12:]] == [True, True]


def test_a_hostile_name_is_text(listing: Any) -> None:
    listing.get_by_label("Name, address or organisation").fill("alert")
    listing.get_by_text("1 website found.").wait_for()
    assert "<script>alert('x')</script>" in _rows(listing)[0]
    assert "[U+202E]" in _rows(listing)[0]


def test_all_is_there_again_when_it_is_asked_for(listing: Any) -> None:
    before = _rows(listing)
    listing.get_by_label("Name, address or organisation").fill("nothing is called this")
    listing.get_by_text("0 websites found.").wait_for()
    assert _rows(listing) == []
    listing.get_by_role("button", name="Show all again").click()
    expect(listing.locator("#site-filter-count")).to_have_text("")
    assert _rows(listing) == before


def test_the_keyboard_alone_is_enough_and_enter_leads_nowhere_else(listing: Any) -> None:
    address = listing.url
    listing.get_by_role("searchbox").focus()
    listing.keyboard.type("site-9")
    listing.keyboard.press("Enter")
    listing.get_by_text("1 website found.").wait_for()
    assert listing.url == address
    for expected in ("filter-status", "filter-order"):
        listing.keyboard.press("Tab")
        assert listing.evaluate("document.activeElement.id") == expected


def test_a_site_on_another_page_of_the_list_is_found(browser: Any, many_sites_folder: Path) -> None:
    page = browser.new_page()
    page.goto((many_sites_folder / "sites.html").as_uri())
    assert page.locator("nav.pagination").first.is_visible()
    page.get_by_role("searchbox").fill("site-202.")
    page.get_by_text("1 website gevonden.").wait_for()
    assert not page.locator("nav.pagination").first.is_visible()
    assert page.locator(".sites tbody a").first.get_attribute("href") == "sites/site-202.vlaanderen.test.html"
    page.close()


def test_without_script_nothing_is_shown_that_does_not_work(browser: Any, report_folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((report_folder / "sites.html").as_uri())
    assert not page.locator("#site-filter").is_visible()
    assert page.locator(".sites tbody tr").count() == 14
    context.close()


def test_the_data_is_plain_ascii_and_has_a_line_a_site(measurement: Any) -> None:
    ((name, text),) = static_files(crawl_view(measurement.report), "fr")
    assert name == "sites_data.fr.js"
    assert text.isascii()
    values = json.loads(text.removeprefix("globalThis.wadmonSites = ").removesuffix(";\n"))
    assert len(values) == 14
    assert values[1] == [
        "Website 2 van Kind en Zorg",
        "https://site-2.vlaanderen.test/",
        "site-2.vlaanderen.test",
        "Kind en Zorg",
        "organisations/kind-en-zorg-4de2c8.html",
        "accessible",
        "",
        0.7778,
        values[1][8],
        "improved",
        "2026-11-21",
        ["accessible"],
    ]
