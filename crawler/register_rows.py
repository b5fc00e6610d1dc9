"""A list from a spreadsheet, as rows of cells under our names of the columns.

CSV with comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; any line ends; quoted cells over several lines; the
line `sep=;` of Excel. Or the spreadsheet itself (crawler.spreadsheet). Or one value a line, without a header.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from crawler.spreadsheet import NotASpreadsheet, is_spreadsheet, read_sheet
from results.model import WrongInput
from results.reporting.spreadsheet_cells import undefused

COLUMNS = ("url", "name", "organisation", "policy_domain", "level", "country", "language")
DELIMITERS = (",", ";", "\t")
SHOWN_CHARACTERS = 200  # of a value in a message
LOOKED_AT = 200  # rows, to recognise a column
LONGEST_CELL = 131_072  # characters; a longer one is a quotation that never ends. Libraries raise the limit for all.
SEPARATOR_LINE = re.compile(r"\A[\ufeff\s]*\"?sep=([,;\t|])\"?[^\n\r\S]*(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
# Zero-width spaces and joiners, marks of direction and of byte order, the soft hyphen: what copying leaves behind.
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u00a0"


class RegisterError(WrongInput):
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


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list must hold. columns: our name of a column -> the file's. required: a column there must be.

    known: our names. is_value: whether a cell may be of the required column; by it the column is recognised when none
    is called so, and a list without a header. None: it must be called so.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    required: str = "url"
    known: tuple[str, ...] = COLUMNS
    is_value: Callable[[str], bool] | None = None


def read_rows(path: Path, wanted: Wanted, notes: list[str] | None = None) -> Iterator[Row | RowProblem]:
    """path: "-" is standard input. notes: takes what was understood without being said, a line each.

    Raises RegisterError.
    """
    records, delimiter = _records(path, wanted)
    if not records:
        message = f"{path}: line 1: the file is empty"
        raise RegisterError(message)
    names = _names(path, records, wanted, notes if notes is not None else [])
    for line, record in records:
        cells = [cell_text(cell) for cell in record]
        while len(cells) > len(names) and not cells[-1]:
            cells.pop()
        if len(cells) == len(names):
            yield Row(line, dict(zip(names, cells, strict=True)))
        else:
            reason = f"{len(cells)} fields where the header has {len(names)}"
            yield RowProblem(line, delimiter.join(record)[:SHOWN_CHARACTERS], reason)


def _records(path: Path, wanted: Wanted) -> tuple[deque[tuple[int, list[str]]], str]:
    """The rows that are not blank, each with its line, and what stood between their cells."""
    content = _content(path)
    if is_spreadsheet(content):
        try:
            return deque(read_sheet(content)), "; "
        except NotASpreadsheet as error:
            message = f"{path}: cannot be read as a spreadsheet: {error}"
            raise RegisterError(message) from None
    text = _text_of(path, content)
    said = SEPARATOR_LINE.match(text)
    delimiter = said[1] if said else delimiter_of(text, wanted.columns, wanted.required)
    # The line stays, empty, so that lines keep their numbers.
    return deque(read_records(path, SEPARATOR_LINE.sub("\n", text, count=1), delimiter)), delimiter


def _names(path: Path, records: deque[tuple[int, list[str]]], wanted: Wanted, notes: list[str]) -> list[str]:
    """Our names of the columns; takes the header off the records, if there is one."""
    line, first = records[0]
    where = f"{path}: line {line}"
    columns = dict(wanted.columns)
    if wanted.is_value is not None and wanted.required not in columns:
        header = [cell_text(cell) for cell in first]
        place = next((place for place, cell in enumerate(header) if wanted.is_value(cell)), None)
        if place is not None and not columns:
            notes.append(f"{where}: no header; the addresses are in column {place + 1}")
            return [wanted.required if at == place else f"column {at + 1}" for at in range(len(header))]
        if wanted.required not in {cell.casefold() for cell in header}:
            named = _recognised(header, records, wanted.is_value)
            if named:
                columns[wanted.required] = named
                notes.append(
                    f"{where}: no column is called {wanted.required}; {named!r} holds addresses and is taken for it"
                    f" (another one: --column {wanted.required}=NAME)"
                )
    records.popleft()
    return column_names(where, first, columns, required=wanted.required, known=wanted.known)


def _recognised(
    header: Sequence[str], records: Iterable[tuple[int, list[str]]], is_value: Callable[[str], bool]
) -> str:
    """Name of the column most of whose cells are values, of several the one with most; empty when there is none."""
    best, most = "", 0
    rows = [record for _, record in islice(records, 1, LOOKED_AT)]
    for place, name in enumerate(header):
        cells = [text for row in rows if place < len(row) and (text := cell_text(row[place]))]
        good = sum(map(is_value, cells))
        if name and 2 * good > len(cells) and good > most:
            best, most = name, good
    return best


def _content(path: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise RegisterError(message) from None


def read_text(path: Path) -> str:
    """Raises RegisterError."""
    return _text_of(path, _content(path))


def _text_of(path: Path, content: bytes) -> str:
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
    csv.field_size_limit(LONGEST_CELL)
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
