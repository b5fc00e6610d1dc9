"""The register as a file: a government's list of websites read, and written again as CSV.

No row is lost in silence: each becomes a site or a problem with its line.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TextIO

from crawler.register_addresses import BadValueError, is_site_address, site_url
from crawler.register_rows import COLUMNS, SHOWN_CHARACTERS, RegisterError, Row, RowProblem, Wanted, read_rows
from results.model import Site

__all__ = ["COLUMNS", "RegisterError", "RegisterFile", "RowProblem", "read_register", "write_register"]
from results.reporting.spreadsheet_cells import defused

LEVELS = {
    "state": "state",
    "regional": "regional",
    "local": "local",
    "public-law": "public-law",
    "public-law-body": "public-law",
    "body-governed-by-public-law": "public-law",
}
EU_COUNTRY_CODES = {"EL": "GR", "UK": "GB"}  # those in which the EU's own codes differ from ISO 3166-1
COUNTRY = re.compile(r"[A-Z]{2}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")  # BCP 47 as far as its form goes


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What a file holds. Each row that is not blank is one of `sites` or one of `problems`.

    duplicates: rows among the problems whose URL an earlier row has.
    warnings: values not understood in rows that were kept, once for each value: an unknown level is kept as
        it is; a country or language that is no code is left empty.
    notes: what was understood without being said, a line each: a list without a header, a column by its content.
    """

    sites: tuple[Site, ...]
    problems: tuple[RowProblem, ...] = ()
    duplicates: int = 0
    warnings: tuple[RowProblem, ...] = ()
    notes: tuple[str, ...] = ()


def read_register(path: Path, columns: Mapping[str, str] = MappingProxyType({})) -> RegisterFile:
    """Reads a list of sites. columns: our name of a column -> the file's. Raises RegisterError."""
    reading = Reading()
    for row in read_rows(path, Wanted(columns, is_value=is_site_address), reading.notes):
        if isinstance(row, RowProblem):
            reading.problems.append(row)
        else:
            reading.add(row)
    return RegisterFile(
        tuple(reading.sites),
        tuple(reading.problems),
        reading.duplicates,
        tuple(reading.warnings.values()),
        tuple(reading.notes),
    )


def write_register(sites: Iterable[Site], stream: TextIO) -> None:
    """Writes the CSV that read_register reads, to a stream opened with newline="".

    Cells that a spreadsheet would take for a formula get an apostrophe in front, which reading removes.
    """
    sites = tuple(sites)
    tags = tuple(dict.fromkeys(name for site in sites for name in site.tags))
    writer = csv.writer(stream)
    writer.writerow([defused(name) for name in (*COLUMNS, *tags)])
    for site in sites:
        known = (str(getattr(site, name)) for name in COLUMNS)
        writer.writerow([defused(value) for value in (*known, *(site.tags.get(name, "") for name in tags))])


@dataclass(slots=True)
class Reading:
    """What has been read of a file so far."""

    sites: list[Site] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    warnings: dict[tuple[str, str], RowProblem] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)  # canonical URL -> line
    duplicates: int = 0
    notes: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        text = row.cells["url"]
        try:
            url = site_url(text)
        except BadValueError as bad:
            self.problems.append(RowProblem(row.line, text[:SHOWN_CHARACTERS], str(bad)))
            return
        first = self.lines.setdefault(url, row.line)
        if first != row.line:
            self.duplicates += 1
            reason = f"the same site as line {first}"
            self.problems.append(RowProblem(row.line, text[:SHOWN_CHARACTERS], reason))
            return
        if len(text.split()) > 1:
            self.warn(row.line, text, f"taken to mean {url}")
        self.sites.append(self.site(url, row))

    def site(self, url: str, row: Row) -> Site:
        cells = row.cells
        return Site(
            url=url,
            name=cells.get("name", ""),
            organisation=cells.get("organisation", ""),
            policy_domain=cells.get("policy_domain", ""),
            level=self.level(row),
            country=self.country(row),
            language=self.language(row),
            tags={name: value for name, value in cells.items() if value and name not in COLUMNS},
        )

    def level(self, row: Row) -> str:
        text = row.cells.get("level", "")
        level = LEVELS.get(re.sub(r"[\s_-]+", "-", text.casefold()))
        if text and level is None:
            self.warn(row.line, text, "level is none of state, regional, local, public-law")
        return level or text

    def country(self, row: Row) -> str:
        text = row.cells.get("country", "")
        code = EU_COUNTRY_CODES.get(text.upper(), text.upper())
        if not text or COUNTRY.fullmatch(code):
            return code
        self.warn(row.line, text, "country is no code of two letters (ISO 3166-1)")
        return ""

    def language(self, row: Row) -> str:
        text = row.cells.get("language", "")
        tag = text.lower().replace("_", "-")
        if not text or LANGUAGE.fullmatch(tag):
            return tag
        self.warn(row.line, text, "language is no tag such as nl or nl-be (BCP 47)")
        return ""

    def warn(self, line: int, value: str, reason: str) -> None:
        self.warnings.setdefault((value, reason), RowProblem(line, value[:SHOWN_CHARACTERS], reason))
