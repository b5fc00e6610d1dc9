from __future__ import annotations

import json
from pathlib import Path

from results.exports.jsonl import export
from results.model import CrawlReport, SiteReport
from results.reporting.tables import TABLES, all_rows


def test_every_row_of_every_table_reads_back_with_its_types(
    records: tuple[CrawlReport, list[SiteReport]], folder: Path
) -> None:
    made = export(*records, folder)
    assert made == [folder / f"{name}.jsonl" for name in TABLES]
    rows = [json.loads(line) for path in made for line in path.read_text("utf-8").splitlines()]
    by_table: dict[str, list[object]] = {name: [] for name in TABLES}
    for name, row in all_rows(*records):
        by_table[name].append(dict(zip([each.name for each in TABLES[name].columns], row, strict=True)))
    assert rows == [row for name in TABLES for row in by_table[name]]
    assert len(rows) > 30
