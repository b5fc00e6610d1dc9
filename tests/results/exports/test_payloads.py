"""What hostile pages write adds no row, no column, no formula and no key to a file of any export."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from results.exports import export_format, export_formats
from results.reporting.spreadsheet_cells import FORMULA_STARTS
from tests.payloads import HARMLESS, PAYLOADS, poisoned
from tests.report_templates.conftest import build_measurement

AS_STORED = [payload.encode("utf-8", "replace").decode("utf-8") for payload in PAYLOADS]
"""The database keeps no lone surrogates."""

FORMULAS = [payload for payload in AS_STORED if payload.startswith(FORMULA_STARTS)]
TOGETHER = [*FORMULAS, *("".join(AS_STORED[at : at + 15]) for at in range(0, len(AS_STORED), 15))]
"""A formula is one only at the beginning of a cell; what else there is may stand together."""


@pytest.fixture(scope="module")
def clean() -> Any:
    return build_measurement(5)


def exported(clean: Any, name: str, payload: str, folder: Path) -> dict[str, Any]:
    """Name of a file -> what it is made of, whatever the texts in it are."""
    folder.mkdir()
    sites = [poisoned(site, payload) for site in clean.sites]
    paths = export_format(name).export(poisoned(clean.report, payload), sites, folder)
    assert {path.name for path in folder.iterdir()} == {path.name for path in paths}
    return dict(made for path in paths for made in shapes(path, payload))


def shapes(path: Path, payload: str) -> Iterator[tuple[str, Any]]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as package:
            for each in package.namelist():
                yield each, _shape(each, package.read(each), payload)
    else:
        yield path.name, _shape(path.name, path.read_bytes(), payload)


def _shape(name: str, content: bytes, payload: str) -> Any:
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            assert not any(b"<f>" in parts.read(part) or b"<f " in parts.read(part) for part in parts.namelist())
            assert not any("hyperlink" in parts.read(part).decode("utf-8") for part in parts.namelist())
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return {sheet: [len(row) for row in book.get_sheet_by_name(sheet).to_python()] for sheet in book.sheet_names}
    text = content.decode("utf-8-sig")
    if name.endswith(".csv"):
        rows = list(csv.reader(io.StringIO(text, newline="")))
        assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS) and not _is_number(cell)]
        return [len(row) for row in rows]
    if name.endswith(".jsonl"):
        return [_of(json.loads(line), payload) for line in text.split("\n") if line]
    return _of(json.loads(text), payload)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _of(value: Any, payload: str) -> Any:
    """Keys and lengths; of a text only that it is one."""
    if isinstance(value, dict):
        return sorted(((key.replace(payload, HARMLESS), _of(each, payload)) for key, each in value.items()), key=str)
    if isinstance(value, list):
        return [_of(each, payload) for each in value]
    return "text" if isinstance(value, str) else value


@pytest.mark.parametrize("name", export_formats())
def test_no_payload_changes_what_the_files_of_an_export_are_made_of(clean: Any, name: str, tmp_path: Path) -> None:
    expected = exported(clean, name, HARMLESS, tmp_path / HARMLESS)
    changed = {}
    for number, payload in enumerate(TOGETHER):
        made = exported(clean, name, payload, tmp_path / str(number))
        if made != expected:
            changed[payload[:40]] = [file for file in expected if made.get(file) != expected[file]]
    assert changed == {}
