from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.reporting.spreadsheet_cells import defused, undefused


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    assert defused(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["", "a=1", "1-1", "'1", "https://a.test/", 0, -1, -0.5, True])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert defused(cell) == cell


def test_nothing_is_an_empty_cell() -> None:
    assert defused(None) == ""


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_can_begin_a_formula_and_all_of_it_stays(text: str) -> None:
    cell, whole = defused(text), text.replace("\x00", "\ufffd")
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert cell in (whole, f"'{whole}")
    assert undefused(cell) == whole


def test_an_apostrophe_of_its_own_before_a_formula_gets_one_more() -> None:
    assert defused("'=1") == "''=1"
