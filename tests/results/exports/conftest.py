"""The records of the small crawl that tests/results/conftest.py stores, judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from results.crawls.stored_crawls import get_crawl
from results.judging.stored_verdicts import judge_crawl
from results.model import (
    CheckDescription,
    CheckText,
    Coverage,
    CrawlReport,
    CriterionDescription,
    Profile,
    SiteReport,
    Standard,
)
from results.reporting.stored_report import crawl_report, site_reports

CRITERIA = {
    "1.1.1": CriterionDescription("1.1.1", "Non-text Content", "A", "9.1.1.1", ("a", "b"), "non-text-content"),
    "1.4.3": CriterionDescription("1.4.3", "Contrast (Minimum)", "AA", "9.1.4.3", ("b",), "contrast-minimum"),
}
CONTRAST = CheckText(
    "Text stands out", "Text stands out too little", "People with low vision.", ("Darken it.",), verify="Look."
)
CHECKS = {
    "color-contrast": CheckDescription(
        "color-contrast", "axe-core", ("1.4.3",), ("9.1.4.3",), ("b",), False, False, {"en": CONTRAST}
    )
}


@pytest.fixture
def records(stored: Any, basic: Profile, strict: Profile) -> tuple[CrawlReport, list[SiteReport]]:
    judge_crawl(stored.store, stored.crawl.id, [basic, strict])
    crawl = get_crawl(stored.store, stored.crawl.id)
    assert crawl is not None
    report = crawl_report(stored.store, crawl, [basic, strict], CHECKS, Coverage(Standard.V3_2_1, (), (), (), {}))
    return replace(report, criteria=CRITERIA), list(site_reports(stored.store, report))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Empty: the database is beside it."""
    made = tmp_path / "files"
    made.mkdir()
    return made
