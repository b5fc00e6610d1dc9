"""A spreadsheet as it was saved, XLSX, XLS or ODS: the rows of the sheet that holds the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

MAGICS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")

_Value = int | float | str | bool | time | date | datetime | timedelta


class NotASpreadsheet(Exception):
    """The message says what was wrong with it, in the words of the reader."""


def is_spreadsheet(content: bytes) -> bool:
    return content.startswith(MAGICS)


def read_sheet(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank of the first sheet that has any, each with its number. Raises NotASpreadsheet."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            filled = [(number, [_text(cell) for cell in row]) for number, row in enumerate(rows, start=1) if any(row)]
            if filled:
                yield from filled
                return
    except (CalamineError, OSError, ValueError) as error:
        raise NotASpreadsheet(" ".join(str(error).split())[:200]) from None


def _text(value: _Value) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date | time) else str(value)
