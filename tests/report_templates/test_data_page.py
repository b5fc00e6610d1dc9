"""The figures as files, with what they mean; and what the method page says of settings and words."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

from lxml import html

from report_templates.render import render_report
from results.exports.csv import export
from results.reporting.tables import TABLES


def _page(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text("utf-8"))


def test_the_files_are_those_of_the_csv_export_of_the_tables_that_are_small(
    measurement, report_folder: Path, tmp_path: Path
) -> None:
    export(measurement.report, measurement.sites, tmp_path)
    beside = {path.name: path.read_bytes() for path in (report_folder / "data").iterdir()}
    assert beside.keys() == {f"{name}.csv" for name in TABLES} - {"pages.csv", "findings.csv", "barriers.csv"}
    assert beside == {name: (tmp_path / name).read_bytes() for name in beside}


def test_every_table_and_column_is_explained_and_every_download_is_there(report_folder: Path) -> None:
    page = _page(report_folder / "fr" / "data.html")
    explained = {
        table.cssselect("caption")[0].get("id").removeprefix("columns-"): [
            cell.text_content() for cell in table.cssselect("tbody th")
        ]
        for table in page.cssselect("table")
    }
    assert explained == {table.name: [column.name for column in table.columns] for table in TABLES.values()}
    for link in page.cssselect(".downloads a"):
        file = (report_folder / "fr" / link.get("href")).resolve()
        assert file.is_file()
        with file.open(encoding="utf-8-sig", newline="") as opened:
            assert next(csv.reader(opened)) == explained[file.stem]


def test_the_method_says_the_settings_that_decide_and_no_others(measurement, tmp_path: Path) -> None:
    settings = {"pages": "0", "delay": "0.5", "proxy": "http://user:secret@proxy.test", "smtp_url": "smtp://x:y@z"}
    report = replace(measurement.report, crawl=replace(measurement.report.crawl, settings=settings))
    render_report(report, measurement.sites, tmp_path / "out", ("en",))
    page = _page(tmp_path / "out" / "method.html")
    (caption,) = page.cssselect("#settings-caption")
    rows = [[cell.text_content().split() for cell in row] for row in caption.getparent().cssselect("tbody tr")]
    assert [(row[0][-1], row[1]) for row in rows] == [("pages", ["0"]), ("delay", ["0.5"])]
    assert "secret" not in page.text_content()


def test_the_method_explains_its_words_and_its_limits(report_folder: Path) -> None:
    page = _page(report_folder / "method.html")
    words = {term.text for term in page.cssselect(".glossary dt")}
    assert {"Drempel", "Steekproef", "Controle", "Profiel", "Aandeel"} <= words
    assert len(page.cssselect("section[aria-labelledby=limits] li")) == 5


def test_the_history_of_a_site_has_a_row_where_something_changed_newest_first(report_folder: Path) -> None:
    page = _page(report_folder / "en" / "sites" / "site-2.vlaanderen.test.html")
    (caption,) = page.cssselect("#history-caption")
    rows = [
        [" ".join(cell.text_content().split()) for cell in row] for row in caption.getparent().cssselect("tbody tr")
    ]
    assert rows == [
        ["21 November 2026", "Meets the basic level", "77.8%", "2026.1"],
        ["7 November 2026", "Does not meet the basic level", "35.0%", "2026.0"],
        ["24 October 2026", "Does not meet the basic level", "20.0%", "2026.0"],
    ]
