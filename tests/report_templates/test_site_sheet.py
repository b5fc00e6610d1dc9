"""The faults of a website as one file for a spreadsheet."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

from report_templates.languages import load_language
from report_templates.site_sheet import site_sheet
from report_templates.views import site_view

SLUG = "site-1.vlaanderen.test"


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.removeprefix("\ufeff").splitlines(keepends=True)))


def test_every_different_element_that_fails_or_that_a_person_must_look_at_is_a_row(measurement: Any) -> None:
    view = site_view(measurement.report, measurement.site(SLUG))
    rows = _rows(site_sheet(view, load_language("en")))
    blocks = (*view.failures, *view.for_a_person)
    assert len(rows) == sum(len(block.elements) for block in blocks) > 0
    assert Counter(row["Check"] for row in rows) == Counter(block.check for block in blocks for _ in block.elements)
    first = rows[0]
    element = next(block for block in view.failures if block.check == first["Check"]).elements[0]
    assert (first["Result"], first["Page"], first["Number of pages"]) == (
        "Failure", element.pages[0].url, str(len(element.pages)),
    )  # fmt: skip
    assert first["Fault"] == measurement.report.checks[first["Check"]].texts["en"].fault


def test_the_rows_come_in_the_order_in_which_the_page_says_to_repair(measurement: Any) -> None:
    view = site_view(measurement.report, measurement.site(SLUG))
    rows = _rows(site_sheet(view, load_language("en")))
    failed = dict.fromkeys(row["Check"] for row in rows if row["Result"] == "Failure")
    assert list(failed) == list(dict.fromkeys(line.barrier.check for line in view.barriers.there))


def test_the_file_is_in_the_language_of_its_page_and_the_page_leads_to_it(report_folder: Path) -> None:
    dutch = (report_folder / "sites" / SLUG / "faults.csv").read_text("utf-8")
    german = (report_folder / "de" / "sites" / SLUG / "faults.csv").read_text("utf-8")
    assert dutch.splitlines()[0].removeprefix("\ufeff").startswith("Resultaat,")
    assert german.splitlines()[0].removeprefix("\ufeff").startswith("Ergebnis,")
    assert f'href="{SLUG}/faults.csv"' in (report_folder / "sites" / f"{SLUG}.html").read_text("utf-8")


def test_what_a_page_says_is_no_formula_in_the_file(measurement: Any) -> None:
    view = site_view(measurement.report, measurement.site(SLUG))
    for row in _rows(site_sheet(view, load_language("nl"))):
        assert [cell for cell in row.values() if cell.startswith(("=", "+", "-", "@"))] == []
