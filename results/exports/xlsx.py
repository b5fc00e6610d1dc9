"""One workbook for a spreadsheet: a sheet a table, headers that filter, and what each column means on the first sheet.

Written row by row, so that memory does not grow with the crawl. Text is written as text, never as a formula or a link.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import xlsxwriter

from results.model import CrawlReport, SiteReport
from results.reporting.tables import TABLES, Row, Table, all_rows

_MOST_ROWS = 1_048_576  # of a sheet, its header among them
_LONGEST_CELL = 32_767
_NO_TEXT_IS_MORE = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def export(report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> list[Path]:
    """One file, named by the crawl. A table with more rows than a sheet holds goes on in a second sheet."""
    path = folder / f"wad-monitor-crawl-{report.crawl.id}.xlsx"
    workbook = xlsxwriter.Workbook(str(path), _NO_TEXT_IS_MORE)
    bold = workbook.add_format({"bold": True})
    _write_dictionary(workbook, bold)
    sheets = {table.name: _Sheets(workbook, bold, table) for table in TABLES.values()}
    for name, row in all_rows(report, site_reports):
        sheets[name].write(row)
    for each in sheets.values():
        each.finish()
    workbook.close()
    return [path]


class _Sheets:
    """A table, on as many sheets as it takes."""

    def __init__(self, workbook: xlsxwriter.Workbook, bold: Any, table: Table) -> None:
        self._workbook, self._bold, self._table = workbook, bold, table
        self._number = 0
        self._begin()

    def _begin(self) -> None:
        self._number += 1
        suffix = f" {self._number}" if self._number > 1 else ""
        self._sheet = self._workbook.add_worksheet(f"{self._table.name}{suffix}")
        self._sheet.freeze_panes(1, 0)
        self._sheet.write_row(0, 0, [column.name for column in self._table.columns], self._bold)
        self._rows = 1

    def write(self, row: Row) -> None:
        if self._rows == _MOST_ROWS:
            self.finish()
            self._begin()
        for column, value in enumerate(row):
            _write_cell(self._sheet, self._rows, column, value)
        self._rows += 1

    def finish(self) -> None:
        self._sheet.autofilter(0, 0, self._rows - 1, len(self._table.columns) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        text = value.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")
        if text:
            sheet.write_string(row, column, text[:_LONGEST_CELL])
    elif value is not None:
        sheet.write(row, column, value)


def _write_dictionary(workbook: xlsxwriter.Workbook, bold: Any) -> None:
    sheet = workbook.add_worksheet("columns")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, ["table", "column", "type", "meaning"], bold)
    lines = ((table.name, column) for table in TABLES.values() for column in table.columns)
    for row, (name, column) in enumerate(lines, 1):
        sheet.write_row(row, 0, [name, column.name, column.type, column.meaning])
