"""The register as a CSV file: a government's list of websites read, and written again.

No row is lost in silence: each becomes a site or a problem with its line.
"""

from __future__ import annotations

import csv
import ipaddress
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TextIO
from urllib.parse import urlsplit

from crawler.register_rows import COLUMNS, SHOWN_CHARACTERS, RegisterError, Row, RowProblem, read_rows
from crawler.web.urls import MAX_URL_LENGTH, canonical_url
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
# Of a host name and of one label of it, in characters: RFC 1035, 2.3.4.
MAX_HOST = 253
MAX_LABEL = 63


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """What a file holds. Each row that is not blank is one of `sites` or one of `problems`.

    duplicates: rows among the problems whose URL an earlier row has.
    warnings: values not understood in rows that were kept, once for each value: an unknown level is kept as
        it is; a country or language that is no code is left empty.
    """

    sites: tuple[Site, ...]
    problems: tuple[RowProblem, ...] = ()
    duplicates: int = 0
    warnings: tuple[RowProblem, ...] = ()


class BadValueError(Exception):
    """Why a cell is not usable."""


def read_register(path: Path, columns: Mapping[str, str] = MappingProxyType({})) -> RegisterFile:
    """Reads a list of sites. columns: our name of a column -> the file's. Raises RegisterError."""
    reading = Reading()
    for row in read_rows(path, columns):
        if isinstance(row, RowProblem):
            reading.problems.append(row)
        else:
            reading.add(row)
    return RegisterFile(
        tuple(reading.sites), tuple(reading.problems), reading.duplicates, tuple(reading.warnings.values())
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


def site_url(text: str) -> str:
    """The canonical start URL; a bare domain is taken to be https. Raises BadValueError with the reason."""
    if not text:
        raise BadValueError("no URL")
    if re.search(r"\s", text):
        raise BadValueError("a space inside the URL")
    if len(text) > MAX_URL_LENGTH:
        message = f"a URL of more than {MAX_URL_LENGTH} characters"
        raise BadValueError(message)
    url = with_scheme(text)
    canonical = canonical_url(url)
    if canonical is None:
        raise BadValueError("no valid host name in the URL")
    if "@" in urlsplit(url).netloc:
        raise BadValueError("a user name or password in the URL")
    bare = url != text
    if not is_host(urlsplit(canonical).hostname or "", needs_dot=bare):
        raise BadValueError("no valid host name in the URL")
    return canonical


def with_scheme(text: str) -> str:
    """Raises BadValueError for schemes other than http and https."""
    scheme = re.match(r"([a-z][a-z0-9+.-]*):(?!\d)", text, re.IGNORECASE)  # before digits it is a port
    if scheme is None:
        return "https://" + text.removeprefix("//")
    if scheme[1].lower() not in ("http", "https"):
        raise BadValueError("not an http or https URL")
    return text


def is_host(host: str, *, needs_dot: bool) -> bool:
    """Whether DNS can hold it (RFC 1123, 2.1) or it is an IP address."""
    if ":" in host:
        return True  # IPv6: already parsed
    labels = host.split(".")
    if labels[-1].isdigit():
        return is_ipv4(host)
    if len(host) > MAX_HOST or (needs_dot and len(labels) == 1):
        return False
    return all(len(label) <= MAX_LABEL and not label.startswith("-") and not label.endswith("-") for label in labels)


def is_ipv4(host: str) -> bool:
    try:
        ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return True
