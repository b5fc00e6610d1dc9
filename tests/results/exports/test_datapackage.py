from __future__ import annotations

import zipfile
from pathlib import Path

from frictionless import Package

from results.exports.datapackage import export
from results.model import CrawlReport, SiteReport
from results.reporting.tables import TABLES


def test_the_package_is_one_file_that_its_own_library_finds_valid(
    records: tuple[CrawlReport, list[SiteReport]], folder: Path
) -> None:
    (made,) = export(*records, folder)
    assert made == folder / "wad-monitor-crawl-1.zip"
    assert list(folder.iterdir()) == [made]
    with zipfile.ZipFile(made) as package:
        assert sorted(package.namelist()) == sorted(["datapackage.json", *(f"{name}.csv" for name in TABLES)])
        package.extractall(folder / "unpacked")
    report = Package(folder / "unpacked" / "datapackage.json").validate()
    assert report.valid, report.flatten(["name", "type", "title", "note"])
