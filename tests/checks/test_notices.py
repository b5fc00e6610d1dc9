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
from results.model import Reason
from results.page_words.notices import Notice, notice_everywhere, notice_of
from results.page_words.page_look import PageLook

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


def _look(path: str, text: str = "Momenteel niet bereikbaar.", **more: Any) -> PageLook:
    return PageLook(title="Portaal", text=text, words=len(text.split()), controls=1, path=path, **more)


def test_a_number_in_the_code_of_a_page_says_nothing() -> None:
    assert notice_of(_look("/contact", "Schrijf ons met het formulier.", code="page-404\n404")) is None


def test_a_poor_page_that_is_the_same_at_every_address_is_a_notice_with_its_evidence() -> None:
    looks = [_look(path) for path in ("/", "/contact", "/nieuws")]
    assert notice_of(looks[0]) is None
    assert notice_everywhere(looks) == Notice(
        Reason.ERROR_PAGE, "error: the same at 3 addresses; 3 words; no link into the site"
    )


@pytest.mark.parametrize(
    "looks",
    [
        [],
        [_look("/"), _look("/contact")],
        [_look("/"), _look("/contact"), _look("/nieuws", "Nieuws van de parochie.")],
        [_look("/"), _look("/"), _look("/")],
        [_look(path, "woord " * 400, inside=9, menu=9) for path in ("/", "/a", "/b")],
    ],
)
def test_few_pages_pages_that_differ_views_of_one_address_and_rich_pages_are_the_site(looks: list[PageLook]) -> None:
    assert notice_everywhere(looks) is None
