"""What the texts call right is right: every such example passes all checks of ours, in each language, and axe-core."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from playwright.async_api import Route

from checks.audit import Auditor
from checks.browsers.chromium import ChromiumContext, ChromiumPage
from checks.catalogue import load_texts
from checks.check import LoadedPage, ObservationCheck
from checks.rules import own_checks
from results.model import CheckOutcome, Outcome

HOST = "http://examples.test"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "svg": "image/svg+xml"}
STYLE = "<style>.visible-on-focus:not(:focus) { position: absolute; left: -999px }</style>"
FRAME = "<!doctype html><html lang=en><title>Map</title><body><p>A map of the town.</p></body></html>"
OBSERVED = sorted(check.id for check in own_checks() if isinstance(check, ObservationCheck))
# Words around an example, so that the language of the page can be told, and that make no page of it.
PAGES = {
    "en": ("Town hall", "The town hall is open every morning."),
    "nl": ("Gemeentehuis", "Het gemeentehuis is elke voormiddag open."),
    "fr": ("Mairie", "La mairie est ouverte tous les matins."),
    "de": ("Rathaus", "Das Rathaus ist jeden Vormittag geöffnet."),
}

pytestmark = pytest.mark.asyncio(loop_scope="session")


# What an example may begin with: the html element, a part of the head, the body.
PARTS = re.compile(r"\s*(<html[^>]*>)?\s*(<title>.*?</title>)?\s*(<meta[^>]*>)?\s*(<body[^>]*>)?", re.DOTALL)


def document(example: str, language: str) -> str:
    """A page around an example: what the example leaves out is there, and right."""
    heading, words = PAGES[language]
    shown = PARTS.match(example)
    assert shown is not None
    html, title, meta, body = (part or "" for part in shown.groups())
    html = html or f'<html lang="{language}">'
    rest = re.sub("</?(html|body)>", "", example[shown.end() :])
    heading_there = "" if "<h1" in rest else f"<h1>{heading}</h1>"
    if example.startswith("HTTP/"):  # what a server answers
        rest = ""
    if "<main" in rest:
        content = re.sub("<main[^>]*>", lambda main: main[0] + heading_there, rest, count=1)
    elif body:
        content = f"{rest}<main>{heading_there}<p>{words}</p></main>"
    else:
        content = f"<main>{heading_there}<p>{words}</p>{rest}</main>"
    head = (title or f"<title>{heading}</title>") + meta + STYLE
    return f"<!doctype html>{html}<head>{head}</head>{body or '<body>'}{content}</body></html>"


def examples(language: str) -> Iterator[tuple[str, str]]:
    for check, text in load_texts()[language].items():
        if text.right:
            yield check, document(text.right, language)


async def answer(route: Route) -> None:
    ending = route.request.url.rpartition(".")[2]
    if ending in TYPES:
        await route.fulfill(body=PIXEL, content_type=TYPES[ending])
    else:
        await route.fulfill(body=FRAME, content_type="text/html")


@pytest_asyncio.fixture(loop_scope="session")
async def example_page(context: ChromiumContext) -> AsyncIterator[ChromiumPage]:
    page = await context.new_page()
    await page.playwright.route(f"{HOST}/**", answer)
    await page.playwright.goto(f"{HOST}/")
    yield page
    await page.playwright.close()


def failures(check: str, outcomes: tuple[CheckOutcome, ...]) -> list[str]:
    return [
        f"{check}: {outcome.check} fails {finding.snippet}: {finding.message}"
        for outcome in outcomes
        if outcome.outcome is Outcome.FAILED
        for finding in outcome.findings
    ]


@pytest.mark.parametrize("language", PAGES)
async def test_no_check_that_reads_a_page_fails_a_right_example(
    auditor: Auditor, example_page: ChromiumPage, language: str
) -> None:
    await example_page.load(auditor.axe.source, 0)  # our checks share its notions
    failed = []
    for check, source in examples(language):
        await example_page.playwright.set_content(source)
        failed += failures(check, (await auditor.own.read(LoadedPage(example_page))).outcomes)
    assert failed == [], "\n".join(failed)


async def test_axe_core_fails_no_right_example(auditor: Auditor, example_page: ChromiumPage) -> None:
    """In one language: its rules ask the code, not the words."""
    failed = []
    for check, source in examples("nl"):
        await example_page.playwright.set_content(source)
        failed += failures(check, (await auditor.axe.run(example_page)).outcomes)
    assert failed == [], "\n".join(failed)


async def test_no_check_that_acts_on_a_page_fails_a_right_example(auditor: Auditor, example_page: ChromiumPage) -> None:
    """In one language: what is done to the page asks the code, not the words."""
    failed = []
    for check, source in examples("nl"):
        if check in OBSERVED:
            await example_page.playwright.goto(f"{HOST}/")
            await example_page.playwright.set_content(source)
            await example_page.load(auditor.axe.source, 0)  # our checks share its notions
            observed = await auditor.own.observe(LoadedPage(example_page))
            failed += [*failures(check, observed.outcomes), *observed.parts_not_tested]
    assert failed == [], "\n".join(failed)
