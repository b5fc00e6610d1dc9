"""Pages printed by Chromium into tagged PDF documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from playwright.async_api import Error, async_playwright

from checks.browser_install import START_MILLISECONDS, is_root
from checks.browsers.engine import BrowserUnavailable


async def print_pages(program: Path | None, pages: Iterable[tuple[Path, Path]]) -> None:
    """program: as an engine's `find` gives it. pages: file with HTML -> file to write.

    The style is that for paper, with the page size it names. Nothing is asked of the network but what the page asks.
    Raises BrowserUnavailable when the browser does not start.
    """
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(
                executable_path=program, chromium_sandbox=not is_root(), timeout=START_MILLISECONDS
            )
        except Error as error:
            raise BrowserUnavailable(error.message.strip().splitlines()[0]) from error
        page = await browser.new_page(color_scheme="light")
        for source, target in pages:
            await page.goto(source.resolve().as_uri())
            await page.pdf(path=target, tagged=True, outline=True, prefer_css_page_size=True, print_background=True)
        await browser.close()
