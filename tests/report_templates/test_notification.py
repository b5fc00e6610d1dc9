from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import html

from report_templates.findings import text_in
from report_templates.languages import available_languages
from report_templates.notification import SiteNews, news_of, notification
from results.model import BarrierState, ChangePart, SiteChange, Verdict

LANGUAGES = ("nl", "fr", "de", "en")
ADDRESS = "https://monitor.example.org/report/"


def test_a_website_of_which_nothing_changed_is_no_news(measurement: Any) -> None:
    site = measurement.site("site-4.vlaanderen.test")
    report = unchanged(measurement)
    assert site.barriers == ()
    assert news_of(report, site) is None


def test_without_a_crawl_before_there_is_no_news(measurement: Any) -> None:
    site = measurement.site("site-3.vlaanderen.test")
    assert news_of(replace(measurement.report, comparison=None), site) is None
    assert news_of(measurement.report, replace(site, followed=False)) is None


def test_what_is_new_or_gone_is_news_and_what_persists_is_not(measurement: Any) -> None:
    report = unchanged(measurement)
    news = news_of(report, measurement.site("site-3.vlaanderen.test"))
    assert news is not None
    assert [each.state for each in news.new] == [BarrierState.NEW, BarrierState.RETURNED]
    assert [each.state for each in news.fixed] == [BarrierState.FIXED]
    assert (news.verdicts, news.direction) == (None, "changed")


def unchanged(measurement: Any) -> Any:
    """The report of a crawl in which no verdict changed."""
    comparison = measurement.report.comparison
    return replace(measurement.report, comparison=replace(comparison, change=replace(comparison.change, sites=())))


@pytest.mark.parametrize("part", [ChangePart.PROFILE, ChangePart.TOOLS, ChangePart.SAMPLE])
def test_a_verdict_that_changed_by_the_rule_the_tools_or_the_pages_is_no_news(
    measurement: Any, part: ChangePart
) -> None:
    comparison = measurement.report.comparison
    site = measurement.site("site-4.vlaanderen.test")
    change = SiteChange(site.summary.site.id, part, Verdict.NOT_ACCESSIBLE, Verdict.ACCESSIBLE)
    changed = replace(comparison, change=replace(comparison.change, sites=(change,)))
    assert news_of(replace(measurement.report, comparison=changed), site) is None


@pytest.mark.parametrize(
    ("before", "after", "new", "fixed", "direction"),
    [
        (Verdict.NOT_ACCESSIBLE, Verdict.ACCESSIBLE, 1, 0, "improved"),
        (Verdict.ACCESSIBLE, Verdict.NOT_ACCESSIBLE, 0, 1, "worsened"),
        (Verdict.ACCESSIBLE, Verdict.NOT_TESTED, 0, 0, "changed"),
        (None, None, 2, 0, "worsened"),
        (None, None, 0, 1, "improved"),
        (None, None, 1, 1, "changed"),
    ],
)
def test_the_subject_says_which_way_it_went(
    measurement: Any, before: Verdict | None, after: Verdict | None, new: int, fixed: int, direction: str
) -> None:
    site = measurement.site("site-3.vlaanderen.test")
    barrier = site.barriers[0]
    verdicts = (before, after) if before and after else None
    news = SiteNews(site, verdicts, (barrier,) * new, (barrier,) * fixed)
    assert news.direction == direction
    subjects = {code: notification(measurement.report, news, code, "", LANGUAGES).subject for code in LANGUAGES}
    assert len(set(subjects.values())) == len(LANGUAGES)


@pytest.mark.parametrize("language", available_languages())
def test_the_mail_names_faults_pages_and_where_to_read_on(measurement: Any, language: str) -> None:
    news = news_of(measurement.report, measurement.site("site-3.vlaanderen.test"))
    assert news is not None
    mail = notification(measurement.report, news, language, ADDRESS, LANGUAGES)
    folder = "" if language == LANGUAGES[0] else f"{language}/"
    link = f"https://monitor.example.org/report/{folder}sites/site-3.vlaanderen.test.html"
    fault = text_in(measurement.report.checks["color-contrast"], language)[1].fault
    page = html.fromstring(mail.html)
    assert page.xpath("//a/@href") == [link]
    assert {link, f"- {fault}"} <= set(mail.text.splitlines())
    assert fault in page.text_content()


def test_a_hostile_name_adds_no_header_no_markup_and_no_line(measurement: Any) -> None:
    site = measurement.site("site-3.vlaanderen.test")
    hostile = "A\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>\u202e"
    named = replace(site, summary=replace(site.summary, site=replace(site.summary.site, name=hostile)))
    news = news_of(measurement.report, named)
    assert news is not None
    mail = notification(measurement.report, news, "en", "", LANGUAGES)
    assert not set(mail.subject) & set("\r\n\u202e")
    assert mail.text.splitlines()[0].startswith("A Bcc: all@example.org <script>")
    assert html.fromstring(mail.html).xpath("//script") == []
