"""tests/pages/<check id>.html, or <check id>.<what>.html: its marks say exactly what must be found on it.

data-failed and data-cant-tell name the checks that must say so of the element; whatever else is said of any element,
by any check or by axe-core, fails the test. data-newer-failed and data-newer-cant-tell: where WCAG 2.2 is asked for.
tests/pages/failures/ has forms of what W3C calls failures of which only rules of axe-core speak.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Page

from checks.audit import Auditor
from checks.browser import RecyclingBrowser
from checks.browsers.chromium import ChromiumContext
from checks.catalogue import load_texts
from checks.check import DocumentCheck, SiteCheck, StatementCheck
from checks.engines.own_checks import OwnChecks
from checks.rules import own_checks
from checks.standard import fitted
from results.model import Outcome, PageAudit, PlannedPage, Standard
from tests.checks.drawn_pictures import PICTURES

PAGES = Path(__file__).resolve().parents[2] / "pages"
FILES = sorted(PAGES.glob("*.html"))
ALL_FILES = [*FILES, *sorted(PAGES.glob("failures/*.html"))]
TYPES = {".html": "text/html; charset=utf-8", ".gif": "image/gif", ".png": "image/png", ".svg": "image/svg+xml",
         ".mp4": "video/mp4", ".mp3": "audio/mpeg", ".vtt": "text/vtt",
         ".webp": "image/webp", ".webm": "video/webm"}  # fmt: skip
HOST = "http://pages.test"
MARKS = {Outcome.FAILED: "data-failed", Outcome.CANNOT_TELL: "data-cant-tell"}
NEWER_MARKS = {Outcome.FAILED: "data-newer-failed", Outcome.CANNOT_TELL: "data-newer-cant-tell"}
NEWER = [file for file in FILES if "data-newer-" in file.read_text("utf-8")]

OWN = frozenset(check.id for check in own_checks())

Said = Sequence[tuple[str, str, str]]

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(autouse=True, scope="module")
def served(web: object) -> None:
    for file in (*PAGES.iterdir(), *(PAGES / "failures").iterdir()):
        if file.is_file():
            web.put(address(file), file.read_bytes(), type=TYPES[file.suffix])
    for name, data in PICTURES.items():
        web.put(f"{HOST}/drawn/{name}", data, type="image/png")


def address(file: Path) -> str:
    return f"{HOST}/{file.relative_to(PAGES).as_posix()}"


async def marked(page: Page, marks: Mapping[Outcome, str] = MARKS) -> Said:
    """(check, outcome, element) as the marks of the page have it."""
    return [
        (check, outcome.value, shown)
        for outcome, mark in marks.items()
        for checks, shown in await page.evaluate(
            "mark => [...document.querySelectorAll(`[${mark}]`)]"
            ".map((element) => [element.getAttribute(mark), element.cloneNode().outerHTML])",
            mark,
        )
        for check in checks.split()
    ]


async def said(page: Page, audit: PageAudit) -> Said:
    """(check, outcome, element) as the audit has it."""
    return [
        (
            finding.check,
            finding.outcome.value,
            await page.evaluate(
                "selector => document.querySelector(selector)?.cloneNode().outerHTML ?? selector", finding.selector
            ),
        )
        for outcome in audit.outcomes
        for finding in outcome.findings
    ]


def without_words(audit: PageAudit) -> list[tuple[str, str]]:
    """What a check of ours says of an element, and its text in some language has no words for."""
    texts = load_texts()
    return [
        (finding.check, finding.message)
        for outcome in audit.outcomes
        for finding in outcome.findings
        if outcome.check in OWN
        and not all(
            any(finding.message.startswith(known) for known in texts[language][finding.check].details)
            for language in texts
        )
    ]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def one_site(browser: RecyclingBrowser) -> AsyncIterator[ChromiumContext]:
    """All pages are of one site, whose visits share a page: a new one for each starts in a cold process."""
    async with browser.site_context("nl-BE") as context:
        yield context


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def read_again(one_site: ChromiumContext) -> AsyncIterator[Page]:
    """Where the marks are read, and what was found is looked for."""
    page = await one_site.playwright.new_page()
    yield page
    await page.close()


@pytest.mark.parametrize("file", ALL_FILES, ids=[file.name.removesuffix(".html") for file in ALL_FILES])
async def test_exactly_what_is_marked_is_found(
    file: Path, auditor: Auditor, one_site: ChromiumContext, read_again: Page
) -> None:
    url = address(file)
    audit = (await auditor.visit(one_site, PlannedPage(url, "named"), lambda _: None)).audit
    assert (audit.reason, audit.parts_not_tested) == (None, ())
    assert without_words(audit) == []
    await read_again.goto(url)
    assert sorted(await said(read_again, audit)) == sorted(await marked(read_again))
    await read_again.goto("about:blank")  # what moves on it would get in the way of the next visit


@pytest.mark.parametrize("file", NEWER, ids=[file.name.removesuffix(".html") for file in NEWER])
async def test_what_only_wcag_2_2_asks_for_is_found_where_it_is_asked_for(
    file: Path, auditor: Auditor, one_site: ChromiumContext, read_again: Page
) -> None:
    own = OwnChecks(fitted(own_checks(), Standard.V4_1_1), elements_per_check=50)
    visit = await replace(auditor, own=own).visit(one_site, PlannedPage(address(file), "named"), lambda _: None)
    await read_again.goto(address(file))
    expected = await marked(read_again, NEWER_MARKS)
    checks = {check for check, _, _ in expected}
    assert sorted(one for one in await said(read_again, visit.audit) if one[0] in checks) == sorted(expected)
    await read_again.goto("about:blank")


async def test_every_check_of_a_page_has_a_test_page_on_which_it_finds_something() -> None:
    names = {file.name.split(".")[0] for file in FILES}
    elsewhere = SiteCheck | StatementCheck | DocumentCheck  # these have tests of their own
    assert {check.id for check in own_checks() if not isinstance(check, elsewhere)} == names


async def test_every_check_has_the_name_of_its_module_and_a_text() -> None:
    ids = [check.id for check in own_checks()]
    assert len(ids) == len(set(ids))
    folder = PAGES.parents[1] / "checks" / "rules"
    assert [id_ for id_ in ids if not (folder / f"{id_.replace('-', '_')}.toml").is_file()] == []
    assert urlsplit(HOST).netloc
