"""JSON Lines: a file a table, an object a row, in the order of the columns. Numbers and booleans keep their type."""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path

from results.model import CrawlReport, SiteReport
from results.reporting.tables import TABLES, all_rows


def export(report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> list[Path]:
    """A table without rows is an empty file."""
    paths = {name: folder / f"{name}.jsonl" for name in TABLES}
    columns = {table.name: [column.name for column in table.columns] for table in TABLES.values()}
    with ExitStack() as open_files:
        files = {name: open_files.enter_context(path.open("w", encoding="utf-8")) for name, path in paths.items()}
        for name, row in all_rows(report, site_reports):
            files[name].write(json.dumps(dict(zip(columns[name], row, strict=True)), ensure_ascii=True) + "\n")
    return list(paths.values())
