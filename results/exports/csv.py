"""CSV files (RFC 4180, UTF-8 with BOM so that spreadsheets read the letters right), described by datapackage.json.

Text from pages is defused: a cell that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from results.model import CrawlReport, SiteReport
from results.reporting.spreadsheet_cells import defused
from results.reporting.tables import SCHEMA_VERSION, TABLES, Table, all_rows


def export(report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> list[Path]:
    """A file a table, and their description. A table without rows has its header."""
    write_tables(report, site_reports, folder)
    description = folder / "datapackage.json"
    description.write_text(json.dumps(data_package(report), indent=2) + "\n", "utf-8")
    return [*(folder / f"{name}.csv" for name in TABLES), description]


def write_tables(report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> None:
    with ExitStack() as open_files:
        writers = {}
        for table in TABLES.values():
            path = folder / f"{table.name}.csv"
            writer = csv.writer(open_files.enter_context(path.open("w", encoding="utf-8-sig", newline="")))
            writer.writerow(column.name for column in table.columns)
            writers[table.name] = writer
        for name, row in all_rows(report, site_reports):
            writers[name].writerow(_cell(value) for value in row)


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else defused(value)


def data_package(report: CrawlReport) -> dict[str, Any]:
    """Frictionless Data Package: https://specs.frictionlessdata.io/data-package/"""
    return {
        "profile": "tabular-data-package",
        "name": f"wad-monitor-crawl-{report.crawl.id}",
        "title": f"Accessibility of websites, crawl {report.crawl.id}",
        "version": SCHEMA_VERSION,
        "created": report.crawl.finished_at,
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    fields = [{"name": column.name, "type": column.type, "description": column.meaning} for column in table.columns]
    key = {"primaryKey": list(table.key)} if table.key else {}
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "path": f"{table.name}.csv",
        "title": table.row,
        "encoding": "utf-8-sig",
        "schema": {"fields": fields, "missingValues": [""], **key},
    }
