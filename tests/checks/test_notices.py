"""Notices and real but poor pages, written without a look at the rules (decision 30): how many are told apart."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from checks.audit import SETTLE
from checks.browsers.chromium import ChromiumContext
from checks.browsers.engine import Page
from checks.page_kind import look_of, notice_in_place_of, reason_for_status

PAGES = Path(__file__).parents[1] / "pages" / "notices"
CASES: list[dict[str, Any]] = json.loads((PAGES / "manifest.json").read_text("utf-8"))
SETTLING = {"quiet": 50, "limit": 1000, "again": False}


@pytest.mark.slow
@pytest.mark.asyncio(loop_scope="session")
async def test_notices_are_told_from_poor_pages(
    web: Any, context: ChromiumContext, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never fewer than were told apart when the rules were written; a wrongly refused site weighs as much as a miss."""
    found: Counter[tuple[str, bool]] = Counter()
    wrong: list[str] = []
    page = await context.new_page()
    for case in CASES:
        body = (PAGES / case["file"]).read_text("utf-8")
        refused = await _is_refused(page, web.put(case["url"], body, status=case["status"]), case["status"])
        found[case["expected"], refused] += 1
        if refused != (case["expected"] == "notice"):
            wrong.append(case["file"])
    told = found["notice", True]
    precision = told / (told + found["real", True])
    recall = told / (told + found["notice", False])
    with capsys.disabled():
        print(f"\nnotices: {len(CASES)} pages, precision {precision:.3f}, recall {recall:.3f}; wrong: {wrong}")
    assert (precision, recall) == (1.0, 1.0)


async def _is_refused(page: Page, url: str, status: int) -> bool:
    await page.open(url, 10)
    look = look_of(await SETTLE.run(page, SETTLING), url)
    return bool(reason_for_status(status, through_proxy=False) or notice_in_place_of(look, "home"))
