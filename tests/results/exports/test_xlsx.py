from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from results.exports import xlsx
from results.model import CrawlReport, SiteReport
from results.reporting.tables import TABLES, all_rows

Records = tuple[CrawlReport, list[SiteReport]]


def test_every_table_is_a_sheet_with_its_rows_and_the_first_sheet_says_what_columns_mean(
    records: Records, folder: Path
) -> None:
    (path,) = xlsx.export(*records, folder)
    book = CalamineWorkbook.from_path(path)
    assert book.sheet_names == ["columns", *TABLES]
    counts = dict.fromkeys(TABLES, 1)
    for name, _ in all_rows(*records):
        counts[name] += 1
    assert {name: len(book.get_sheet_by_name(name).to_python()) for name in TABLES} == counts
    dictionary = book.get_sheet_by_name("columns").to_python()
    assert dictionary[1] == ["shares", "crawl", "integer", "Number of the crawl"]
    assert len(dictionary) == 1 + sum(len(table.columns) for table in TABLES.values())


def test_text_like_a_formula_is_text(records: Records, folder: Path) -> None:
    (path,) = xlsx.export(*records, folder)
    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("sites").to_python()
    assert any(str(row[2]).startswith("=cmd|") for row in rows)
    with zipfile.ZipFile(path) as book:
        sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not any(b"<f>" in book.read(name) or b"<hyperlink" in book.read(name) for name in sheets)


def test_more_rows_than_a_sheet_holds_go_on_in_a_second_sheet(
    records: Records, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 10)
    (path,) = xlsx.export(*records, folder)
    book = CalamineWorkbook.from_path(path)
    first, second = (book.get_sheet_by_name(name).to_python() for name in ("findings", "findings 2"))
    assert (len(first), len(second)) == (10, 10)
    assert first[0] == second[0]
