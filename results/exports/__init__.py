"""Records -> files for other programs. One module a format, found by its name; none touches the database.

A format is a module with `export(report, site_reports, folder)`, which writes into an existing folder and returns
the files it made.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from results.model import CrawlReport, SiteReport


class ExportFormat(Protocol):
    """What a module of this package offers."""

    def export(self, report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> list[Path]: ...


def export_formats() -> tuple[str, ...]:
    """Names of the formats there are; wcag-em is the module wcag_em."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__)))


def export_format(name: str) -> ExportFormat:
    """The module of a name from `export_formats`."""
    return cast("ExportFormat", import_module(f"{__name__}.{name.replace('-', '_')}"))
