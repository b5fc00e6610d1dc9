"""The figures as files to download, with what every table and column means."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from report_templates.views import CrawlView
from results.reporting.spreadsheet_cells import defused
from results.reporting.tables import SCHEMA_VERSION, TABLES, Table, all_rows

OF_PAGES = ("pages", "findings", "barriers")
"""Tables with a row a page or an element: too large to publish of all websites; `wadmon export` writes them."""


@dataclass(frozen=True, slots=True)
class DataPage:
    """downloads: tables that are beside the report. others: those that are not."""

    schema_version: str
    downloads: Sequence[Table]
    others: Sequence[Table]


def page_view(crawl: CrawlView) -> DataPage:  # noqa: ARG001 - the same of every crawl
    return DataPage(
        SCHEMA_VERSION,
        [table for name, table in TABLES.items() if name not in OF_PAGES],
        [TABLES[name] for name in OF_PAGES],
    )


def shared_files(crawl: CrawlView) -> Iterator[tuple[str, str]]:
    """CSV as `wadmon export csv` writes it, in the folder data/; the same in every language."""
    texts = {name: io.StringIO(newline="") for name in TABLES if name not in OF_PAGES}
    writers = {name: csv.writer(text) for name, text in texts.items()}
    for name, writer in writers.items():
        writer.writerow(column.name for column in TABLES[name].columns)
    for name, row in all_rows(crawl.report, ()):
        writers[name].writerow(map(_cell, row))
    for name, text in texts.items():
        # Spreadsheets read the letters right by the mark at the beginning.
        yield f"data/{name}.csv", "\ufeff" + text.getvalue()


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else defused(value)
