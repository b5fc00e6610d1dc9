"""The Atom feeds: valid, in the language of the reader, with what is new."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from report_templates.feeds import ENTRIES_OF_ALL, report_feed, site_feed
from report_templates.languages import load_language
from report_templates.views import crawl_view

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode("utf-8"))


def _said(feed: etree._Element, path: str) -> list[str]:
    return [str(found) for found in feed.xpath(path, namespaces=ATOM)]


def _check(feed: etree._Element) -> None:
    """What RFC 4287 asks of a feed and its entries (4.1.1, 4.1.2, 4.2.6, 4.2.7)."""
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang")
    entries = feed.findall("a:entry", ATOM)
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", ATOM)) == 1, name
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", element.findtext("a:id", "", ATOM))
        assert datetime.fromisoformat(element.findtext("a:updated", "", ATOM)).tzinfo
        assert len(element.xpath("a:link[@rel='alternate']", namespaces=ATOM)) == 1
    assert len(feed.xpath("a:link[@rel='self']", namespaces=ATOM)) == 1
    assert feed.findtext("a:author/a:name", "", ATOM)
    ids = _said(feed, "a:entry/a:id/text()")
    assert len(ids) == len(set(ids))


def test_every_feed_of_a_report_is_valid_and_leads_to_pages_that_exist(report_folder: Path) -> None:
    feeds = sorted(report_folder.rglob("feed.atom"))
    assert len(feeds) == 4 * 15
    for path in feeds:
        feed = _parsed(path.read_text("utf-8"))
        _check(feed)
        for href in _said(feed, "//a:link/@href"):
            assert (path.parent / urlsplit(href).path).resolve().is_file(), (path, href)


def test_the_feed_of_a_site_has_its_results_and_its_new_barriers_newest_first(measurement) -> None:
    site = measurement.site("site-1.vlaanderen.test")
    feed = _parsed(site_feed(measurement.report, site, load_language("nl")))
    titles = _said(feed, "a:entry/a:title/text()")
    assert titles[0] == "Website 1 van Dienst Mobiliteit: Niet basistoegankelijk"
    updated = _said(feed, "a:entry/a:updated/text()")
    assert updated == sorted(updated, reverse=True)
    newest, *_ = _said(feed, "a:entry/a:summary/text()")
    assert newest.replace("\u00a0", " ") == ("Niet basistoegankelijk. Score: 36,4 %.")


def test_new_barriers_are_named_and_those_of_a_first_measurement_are_not_new(measurement) -> None:
    site = measurement.site("site-1.vlaanderen.test")
    later = tuple(replace(each, first_seen="2026-11-21T22:00:00+00:00") for each in site.barriers[:2])
    feed = _parsed(site_feed(measurement.report, replace(site, barriers=later), load_language("en")))
    (entry,) = feed.xpath("a:entry[contains(a:title, 'new barriers')]", namespaces=ATOM)
    assert entry.findtext("a:title", "", ATOM) == "Website 1 van Dienst Mobiliteit: 2 new barriers"
    assert "Images without a text alternative" in entry.findtext("a:summary", "", ATOM)
    first = _parsed(site_feed(measurement.report, replace(site, followed=False), load_language("en")))
    assert not [title for title in _said(first, "a:entry/a:title/text()") if "barrier" in title]


def test_the_feed_of_the_report_has_the_share_and_the_sites_of_which_there_is_news(measurement) -> None:
    report = measurement.report
    report = replace(report, barriers=replace(report.barriers, new_by_site={5: 1, 6: 3}))
    feed = _parsed(report_feed(crawl_view(report), load_language("en")))
    _check(feed)
    titles = _said(feed, "a:entry/a:title/text()")
    assert titles[0] == "Measurement of 21 November 2026"
    assert "https://site-5.vlaanderen.test/: 1 new barrier" in titles
    assert "Website 6 van Kind en Zorg: 3 new barriers" in titles
    assert len(titles) == 1 + 9 + 2


def test_the_same_news_has_the_same_id_in_every_report_and_language(measurement) -> None:
    site = measurement.site("site-1.vlaanderen.test")
    one, other = (
        _said(_parsed(site_feed(measurement.report, site, load_language(code))), "//a:id/text()")
        for code in ("nl", "de")
    )
    assert one == other


def test_a_hostile_name_is_text_in_a_feed(measurement) -> None:
    feed = _parsed(site_feed(measurement.report, measurement.site("site-3.vlaanderen.test"), load_language("fr")))
    _check(feed)
    assert "<script>alert('x')</script>" in _said(feed, "a:title/text()")[0]
    assert "[U+202E]" in _said(feed, "a:title/text()")[0]


def test_a_feed_of_very_many_news_is_cut(measurement) -> None:
    report = measurement.report
    many = tuple(
        replace(report.sites[0], site=replace(report.sites[0].site, id=number, url=f"https://{number}.test/"))
        for number in range(ENTRIES_OF_ALL + 9)
    )
    news = dict.fromkeys(range(ENTRIES_OF_ALL + 9), 1)
    report = replace(report, sites=many, comparison=None, barriers=replace(report.barriers, new_by_site=news))
    feed = _parsed(report_feed(crawl_view(report), load_language("nl")))
    assert len(feed.findall("a:entry", ATOM)) == ENTRIES_OF_ALL


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_site_pages_and_the_first_page_lead_to_their_feed(report_folder: Path, language: str) -> None:
    folder = report_folder if language == "nl" else report_folder / language
    assert 'href="feed.atom"' in (folder / "index.html").read_text("utf-8")
    page = (folder / "sites" / "site-1.vlaanderen.test.html").read_text("utf-8")
    assert 'href="site-1.vlaanderen.test/feed.atom"' in page
