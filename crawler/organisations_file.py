"""Organisations as a CSV file, read with every value validated, and written again."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from crawler.register import LANGUAGE, LEVELS
from crawler.register_rows import Row, RowProblem, Wanted, read_rows
from crawler.web.urls import canonical_host
from results.model import Organisation, Service
from results.reporting.spreadsheet_cells import defused

COLUMNS = (
    "name", "policy_domain", "level", "services", "visits_per_month", "contact", "language", "domains", "other_names",
)  # fmt: skip
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True, slots=True)
class OrganisationsFile:
    """Each row that is not blank is one of `organisations` or has a problem."""

    organisations: tuple[Organisation, ...]
    problems: tuple[RowProblem, ...]


class _BadValue(Exception):
    def __init__(self, value: str, reason: str) -> None:
        super().__init__(reason)
        self.value, self.reason = value, reason


def read_organisations(path: Path) -> OrganisationsFile:
    """Several services, domains or names in a cell are separated by semicolons or "|". Raises RegisterError."""
    found: dict[str, Organisation] = {}
    problems: list[RowProblem] = []
    lines: dict[str, int] = {}
    for row in read_rows(path, Wanted(required="name", known=COLUMNS)):
        if isinstance(row, RowProblem):
            problems.append(row)
            continue
        try:
            organisation = _organisation(row)
            if organisation.name in lines:
                raise _BadValue(organisation.name, f"the same organisation as line {lines[organisation.name]}")  # noqa: TRY301
        except _BadValue as bad:
            problems.append(RowProblem(row.line, bad.value[:200], bad.reason))
            continue
        lines[organisation.name] = row.line
        found[organisation.name] = organisation
    return OrganisationsFile(tuple(found.values()), tuple(problems))


def _organisation(row: Row) -> Organisation:
    cells = row.cells
    if not cells["name"]:
        raise _BadValue("", "no name")
    return Organisation(
        name=cells["name"],
        policy_domain=cells.get("policy_domain", ""),
        level=_level(cells),
        services=tuple(dict.fromkeys(_service(text) for text in _several(cells, "services"))),
        visits_per_month=_visits(cells),
        contact=_contact(cells),
        language=_language(cells),
        domains=tuple(dict.fromkeys(_domain(text) for text in _several(cells, "domains"))),
        other_names=_several(cells, "other_names"),
        tags={name: value for name, value in cells.items() if value and name not in COLUMNS},
    )


def _several(cells: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;|]", cells.get(name, "")) if part.strip())


def _level(cells: Mapping[str, str]) -> str:
    text = cells.get("level", "")
    level = LEVELS.get(re.sub(r"[\s_-]+", "-", text.casefold()), "")
    if text and not level:
        raise _BadValue(text, "level is none of state, regional, local, public-law")
    return level


def _service(text: str) -> Service:
    key = re.sub(r"[^a-z]+", "-", text.casefold()).strip("-")
    try:
        return Service(key)
    except ValueError:
        raise _BadValue(text, f"service is none of {', '.join(Service)}") from None


def _visits(cells: Mapping[str, str]) -> int | None:
    text = cells.get("visits_per_month", "")
    if not text:
        return None
    number = re.sub(r"(?<=\d)[ .,'\u00a0\u202f](?=\d{3}\b)", "", text)  # thousands are written in many ways
    if not (number.isascii() and number.isdigit()):
        raise _BadValue(text, "visits_per_month is no whole number")
    return int(number)


def _contact(cells: Mapping[str, str]) -> str:
    text = cells.get("contact", "")
    if text and not MAIL.fullmatch(text) and not re.match(r"https?://\S+\Z", text):
        raise _BadValue(text, "contact is neither an e-mail address nor a web address")
    return text


def _language(cells: Mapping[str, str]) -> str:
    text = cells.get("language", "")
    tag = text.lower().replace("_", "-")
    if text and not LANGUAGE.fullmatch(tag):
        raise _BadValue(text, "language is no tag such as nl or nl-be (BCP 47)")
    return tag


def _domain(text: str) -> str:
    host = canonical_host(text.lower().removeprefix("www."))
    if host is None or "." not in host:
        raise _BadValue(text, "not a domain; write it as example.gov")
    return host


def write_organisations(organisations: Iterable[Organisation], stream: TextIO) -> None:
    """Writes the CSV that read_organisations reads, to a stream opened with newline=""."""
    organisations = tuple(organisations)
    tags = tuple(dict.fromkeys(name for organisation in organisations for name in organisation.tags))
    writer = csv.writer(stream)
    writer.writerow([defused(name) for name in (*COLUMNS, *tags)])
    for each in organisations:
        visits = "" if each.visits_per_month is None else str(each.visits_per_month)
        cells = (
            each.name, each.policy_domain, each.level, "; ".join(each.services), visits, each.contact, each.language,
            "; ".join(each.domains), "; ".join(each.other_names),
        )  # fmt: skip
        writer.writerow([defused(cell) for cell in (*cells, *(each.tags.get(name, "") for name in tags))])
