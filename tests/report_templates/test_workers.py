"""Work in several processes gives what work in one gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_templates.render import IncompleteReportError, render_report
from report_templates.workers import workers


def _files(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_report_made_by_two_processes_is_that_made_by_one(measurement, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    render_report(measurement.report, measurement.sites, one, ("nl",))
    render_report(measurement.report, measurement.sites, two, ("nl",), processes=2)
    assert _files(one) == _files(two)


def test_what_goes_wrong_in_a_process_is_raised_and_nothing_is_left(measurement, tmp_path: Path) -> None:
    with pytest.raises(IncompleteReportError, match="came twice"):
        render_report(measurement.report, measurement.sites[:1] * 2, tmp_path / "out", ("nl",), processes=2)
    assert list(tmp_path.iterdir()) == []


def _begin(_: object) -> None:
    pass


def _refuse(number: int) -> None:
    raise ValueError(f"number {number}")


def test_an_error_of_the_work_is_that_of_who_gave_it() -> None:
    with pytest.raises(ValueError, match="number 3"), workers(2, _begin, None) as several:
        several.do(_refuse, 3)
