"""The register of accessibility statements."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from report_templates.pages.statement_register import StatementRow, page_views, statement_counts, statement_rows
from report_templates.site_lists import SITES_ON_A_PAGE
from report_templates.views import crawl_view
from results.model import ConformanceStatus, StatementState


def _words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.fixture
def register(report_folder: Path) -> html.HtmlElement:
    return html.document_fromstring((report_folder / "en" / "statement_register.html").read_text("utf-8"))


def test_every_tested_site_is_in_it_and_what_is_contradicted_comes_first(register: html.HtmlElement) -> None:
    rows = [[_words(cell) for cell in row] for row in register.cssselect(".sites tbody tr")]
    assert len(rows) == 12
    assert rows[0][2:] == [
        "found",
        "fully compliant",
        "contradicted: failures on 4 success criteria",
        "3 Mar 2026",
        "by e-mail and with a form",
    ]
    assert [row[2] for row in rows[6:]] == [
        "none found",
        "a page that lacks parts of a statement",
        "linked, but could not be read",
        *["found"] * 3,
    ]
    assert rows[6][3:] == ["–"] * 4
    unknown = ["no compliance status recognised", "failures on 4 success criteria", "not recognised", "not recognised"]
    assert unknown in [row[3:] for row in rows]


def test_the_counts_add_up_to_all_sites(register: html.HtmlElement) -> None:
    states, statuses, attention = (
        [[_words(cell) for cell in row] for row in table.cssselect("tbody tr, tfoot tr")]
        for table in register.cssselect(".funnel")
    )
    assert [row[1] for row in states] == ["9", "1", "1", "1", "2", "14"]
    assert [row[1] for row in statuses] == ["6", "2", "0", "1", "9"]
    assert [row[1] for row in attention] == ["6", "0", "1", "1"]
    assert "9 of the 12 websites tested have an accessibility statement." in _words(register)


def test_a_statement_is_old_when_its_last_date_is_more_than_a_year_before_the_measurement(measurement) -> None:
    row = next(row for row in statement_rows(measurement.report) if row.statement.reviewed_on)
    for reviewed, old in (("2025-11-20", True), ("2025-11-21", False), ("", True)):
        changed = replace(row, statement=replace(row.statement, reviewed_on=reviewed))
        assert changed.old is old, reviewed
    assert row.day == date(2026, 11, 21)
    undated = replace(row, statement=replace(row.statement, reviewed_on="", prepared_on=""))
    assert not undated.old


@pytest.mark.parametrize(
    ("state", "status", "failed", "contradicted"),
    [
        (StatementState.FOUND, ConformanceStatus.FULL, 1, True),
        (StatementState.FOUND, ConformanceStatus.FULL, 0, False),
        (StatementState.FOUND, ConformanceStatus.PARTIAL, 9, False),
        (StatementState.INCOMPLETE, ConformanceStatus.FULL, 1, False),
    ],
)
def test_only_a_claim_of_full_compliance_is_contradicted_by_a_failure(
    measurement, state, status, failed, contradicted
) -> None:
    summary = measurement.report.sites[0]
    statement = replace(summary.statement, state=state, status=status)
    assert StatementRow(summary, statement, failed, date(2026, 11, 21)).contradicted is contradicted


def test_a_long_register_goes_on_on_further_pages_and_is_counted_once(measurement) -> None:
    sites = tuple(
        replace(measurement.report.sites[0], slug=f"site-{number:04}") for number in range(SITES_ON_A_PAGE + 3)
    )
    pages = dict(page_views(crawl_view(replace(measurement.report, sites=sites))))
    first, second = pages["statement_register.html"], pages["statement_register-2.html"]
    assert (len(first.rows), len(second.rows)) == (SITES_ON_A_PAGE, 3)
    assert second.counts is None
    assert first.counts == statement_counts([*first.rows, *second.rows], len(sites))
