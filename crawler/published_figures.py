"""A CSV file of shares that others published -> records; and back."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TextIO

from crawler.register_rows import SHOWN_CHARACTERS, cell_text, delimiter_of, read_records, read_text
from results.model import PublishedFigure, WrongInput
from results.reporting.spreadsheet_cells import defused

COLUMNS = ("date", "share", "low", "high", "sites", "population", "source", "method")
REQUIRED = ("date", "share", "population", "source")

_YEAR = re.compile(r"(1[89]|20)\d\d")
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(%?)")


class PublishedFiguresError(WrongInput):
    """The file cannot be imported; a line for each fault, with file, line and value."""


def read_figures(path: Path) -> tuple[PublishedFigure, ...]:
    """All figures of the file, or PublishedFiguresError (RegisterError when it is no CSV file at all)."""
    text = read_text(path)
    records = read_records(path, text, delimiter_of(text, {}, "date"))
    header_line, header = next(records, (1, []))
    names = _column_names(path, header_line, header)
    figures, faults = [], []
    for line, record in records:
        try:
            figures.append(_figure(_cells(names, record)))
        except ValueError as error:
            faults.append(f"{path}: line {line}: {error}")
    if not figures and not faults:
        faults = [f"{path}: no figures in it"]
    if faults:
        raise PublishedFiguresError("\n".join(faults))
    return tuple(figures)


def write_figures(figures: Iterable[PublishedFigure], file: TextIO) -> None:
    """As `read_figures` reads them."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for figure in figures:
        low, high = figure.interval or (None, None)
        writer.writerow(
            defused(cell)
            for cell in (
                figure.date, _percentage(figure.share), _percentage(low), _percentage(high), str(figure.sites or ""),
                figure.population, figure.source, figure.method,
            )
        )  # fmt: skip


def _column_names(path: Path, line: int, header: list[str]) -> list[str]:
    names = [cell_text(cell).casefold() for cell in header]
    names = ["date" if name == "year" and "date" not in names else name for name in names]
    if missing := [name for name in REQUIRED if name not in names]:
        raise PublishedFiguresError(
            f"{path}: line {line}: no column named {' or '.join(missing)}; needed are {', '.join(REQUIRED)}"
        )
    return names


def _cells(names: list[str], record: list[str]) -> dict[str, str]:
    cells = [cell_text(cell) for cell in record]
    if any(cells[len(names) :]):
        raise ValueError(f"{len(cells)} fields where the header has {len(names)}")
    return dict(zip(names, cells, strict=False))


def _figure(cells: Mapping[str, str]) -> PublishedFigure:
    """Raises ValueError that names the value."""
    share = _share(cells, "share")
    if share is None:
        raise ValueError("no share")
    for name in ("population", "source"):
        if not cells.get(name):
            raise ValueError(f"no {name}")
    low, high = _share(cells, "low"), _share(cells, "high")
    if (low is None) != (high is None):
        raise ValueError("an interval needs both low and high")
    interval = None if low is None or high is None else (low, high)
    if interval and not interval[0] <= share <= interval[1]:
        raise ValueError(f"the share {cells['share']} is not between {cells['low']} and {cells['high']}")
    return PublishedFigure(
        date=_date(cells.get("date", "")),
        share=share,
        population=cells["population"],
        source=cells["source"],
        method=cells.get("method", ""),
        interval=interval,
        sites=_sites(cells.get("sites", "")),
    )


def _date(text: str) -> str:
    if _YEAR.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{_shown(text)} is no date; write 2018 or 2018-06-30") from None


def _share(cells: Mapping[str, str], column: str) -> float | None:
    """From a percentage: 62.8, 62,8 or 62.8 %."""
    text = cells.get(column, "")
    if not text:
        return None
    found = _NUMBER.fullmatch(text)
    value = float(found[1].replace(",", ".")) if found else -1.0
    if found is None or value > 100:  # noqa: PLR2004 - per cent
        raise ValueError(f"{_shown(text)} is no percentage; write 62.8 in the column {column}")
    if 0 < value < 1 and not found[2]:
        raise ValueError(f"{_shown(text)} in the column {column}: write 62.8 for 62.8 %, or {text} % if that is meant")
    return round(value / 100, 12)


def _sites(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) == 0:
        raise ValueError(f"{_shown(text)} is no number of sites")
    return int(text)


def _shown(text: str) -> str:
    return repr(text[:SHOWN_CHARACTERS])


def _percentage(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.10g} %"
