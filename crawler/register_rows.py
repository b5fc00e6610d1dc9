"""A CSV file from a spreadsheet, as rows of cells under our names of the columns.

Comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; any line ends; quoted cells over several lines.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from results.reporting.spreadsheet_cells import undefused

COLUMNS = ("url", "name", "organisation", "policy_domain", "level", "country", "language")
DELIMITERS = (",", ";", "\t")
SHOWN_CHARACTERS = 200  # of a value in a message


class RegisterError(Exception):
    """The file as a whole cannot be read; one line that names file, line and value."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row, or a value in it, that could not be used. line: where the row begins, the first line being 1."""

    line: int
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """Cells under their column: our names, and the file's own for all other columns."""

    line: int
    cells: Mapping[str, str]


def read_rows(
    path: Path, columns: Mapping[str, str], *, required: str = "url", known: tuple[str, ...] = COLUMNS
) -> Iterator[Row | RowProblem]:
    """columns: our name of a column -> the file's. required: a column there must be. known: our names."""
    text = read_text(path)
    delimiter = delimiter_of(text, columns, required)
    records = read_records(path, text, delimiter)
    try:
        line, header = next(records)
    except StopIteration:
        message = f"{path}: line 1: the file is empty"
        raise RegisterError(message) from None
    names = column_names(f"{path}: line {line}", header, columns, required=required, known=known)
    for line, record in records:
        cells = [cell_text(cell) for cell in record]
        while len(cells) > len(names) and not cells[-1]:
            cells.pop()
        if len(cells) == len(names):
            yield Row(line, dict(zip(names, cells, strict=True)))
        else:
            reason = f"{len(cells)} fields where the header has {len(names)}"
            yield RowProblem(line, delimiter.join(record)[:SHOWN_CHARACTERS], reason)


def read_text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise RegisterError(message) from None
    text = decoded(content)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        shown = text[:8].encode("unicode_escape").decode("ascii")
        message = f"{path}: line {line}: not a text file (it begins with {shown!r}); save the list as CSV"
        raise RegisterError(message)
    return text


def decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Windows-1252 is Latin-1 with letters and quotes where Latin-1 has control characters.
        return content.decode("cp1252", "replace")


def read_records(path: Path, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    line = 1
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"{path}: line {line}: {error}; is a quotation mark there never closed?"
        raise RegisterError(message) from None


def delimiter_of(text: str, columns: Mapping[str, str], required: str) -> str:
    """The delimiter under which the header has the required column, else the most columns."""
    wanted = columns.get(required, required).strip().casefold()

    def fitness(delimiter: str) -> tuple[bool, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
        try:
            header = next((record for record in reader if any(record)), [])
        except csv.Error:  # reported when the records are read
            return False, 0
        return wanted in {cell_text(cell).casefold() for cell in header}, len(header)

    return max(DELIMITERS, key=fitness)


def column_names(
    where: str, header: list[str], columns: Mapping[str, str], *, required: str, known: tuple[str, ...]
) -> list[str]:
    """Our name for each of the file's columns; empty columns at the end are left out."""
    found = [cell_text(cell) for cell in header]
    while not found[-1]:
        found.pop()
    ours = our_names(where, found, columns, known)
    names = []
    for number, name in enumerate(found, start=1):
        our_name = ours.get(name.casefold())
        # A column that bears one of our names, which another column was given, stays a tag.
        tag = f"{name} (file)" if name.casefold() in known else name or f"column {number}"
        names.append(our_name or tag)
    if required not in names:
        message = f"{where}: no column named {required}; the columns are {', '.join(found)}"[:500]
        raise RegisterError(message)
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        message = f"{where}: two columns are named {twice}"
        raise RegisterError(message)
    return names


def our_names(where: str, found: list[str], columns: Mapping[str, str], known: tuple[str, ...]) -> dict[str, str]:
    """The file's name in small letters -> ours. Raises RegisterError for a mapping that cannot be meant."""
    present = {name.casefold() for name in found}
    for ours, theirs in columns.items():
        if ours not in known:
            message = f"{where}: {ours} is not a column of the register; those are {', '.join(known)}"
            raise RegisterError(message)
        if theirs.strip().casefold() not in present:
            message = f"{where}: no column named {theirs}; the columns are {', '.join(found)}"[:500]
            raise RegisterError(message)
    names = {name: name for name in known if name not in columns}
    return names | {theirs.strip().casefold(): ours for ours, theirs in columns.items()}


def cell_text(cell: str) -> str:
    """A cell without the space around it, and without the apostrophe that defused it."""
    return undefused(cell.strip())
