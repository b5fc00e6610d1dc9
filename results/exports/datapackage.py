"""The whole as one file: a Frictionless Data Package in a ZIP, tables and their data dictionary together."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from results.exports.csv import data_package, write_tables
from results.model import CrawlReport, SiteReport
from results.reporting.tables import TABLES


def export(report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> list[Path]:
    """One ZIP, named by the crawl."""
    description = data_package(report)
    made = folder / f"{description['name']}.zip"
    with TemporaryDirectory(dir=folder) as beside, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        write_tables(report, site_reports, Path(beside))
        package.writestr("datapackage.json", json.dumps(description, indent=2) + "\n")
        for name in TABLES:
            package.write(Path(beside) / f"{name}.csv", f"{name}.csv")
    return [made]
