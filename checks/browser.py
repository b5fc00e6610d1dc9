"""The browser of an audit: started, recycled and closed; a context a site, a page a visit."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psutil

from checks.browsers import engine_kind
from checks.browsers.engine import Context, Engine, Page, PageError
from checks.browsers.options import BrowserOptions
from results.logs import fields_logger

log = fields_logger(__name__)

CLOSE_SECONDS = 5.0

# What browsers take as a locale: a language of ISO 639, then subtags; a register may hold anything.
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(slots=True)
class Tab:
    """A page on loan. in_order: set by the borrower when the visit ended as it should."""

    page: Page
    context: Context
    in_order: bool = False


class RecyclingBrowser:
    """One browser at a time, replaced when it is old, large or gone."""

    def __init__(self, engine: Engine, options: BrowserOptions) -> None:
        self._engine = engine
        self._options = options
        self._spare: Tab | None = None
        self._pages = 0
        self._started = 0.0

    @property
    def version(self) -> str:
        """Name and version of the running browser; raises RuntimeError before the first start."""
        return self._engine.version

    @property
    def is_alive(self) -> bool:
        return self._engine.is_alive

    async def start(self) -> None:
        """Raises BrowserUnavailable."""
        await self._engine.start()
        self._pages, self._started = 0, time.monotonic()

    async def close(self) -> None:
        await _within(CLOSE_SECONDS, self._engine.close(), "browser.close")

    @asynccontextmanager
    async def site_context(self, language: str) -> AsyncIterator[Context]:
        """A fresh context for one site, in the site's language (BCP 47; English when unknown or no such tag)."""
        locale = language if _LANGUAGE_TAG.fullmatch(language) else "en"
        if self._is_worn():
            await self.close()
        try:
            context = await self._new_context(locale)
        except PageError:
            # It died since the last site, and did not say so yet.
            await self.close()
            context = await self._new_context(locale)
        try:
            yield context
        finally:
            self._spare = None
            if not await _within(CLOSE_SECONDS, context.close(), "context.close"):
                await self.close()

    async def _new_context(self, locale: str) -> Context:
        if not self.is_alive:
            await self.start()
        return await self._engine.new_context(locale)

    @asynccontextmanager
    async def page(self, context: Context) -> AsyncIterator[Tab]:
        """A page that refuses dialogs and popups; one at a time in a context.

        The page of the last visit is used again if it was left in order: a new one starts in a cold process, in
        which axe-core alone takes twice as long to load.
        """
        tab = await self._tab(context)
        self._pages += 1
        try:
            with context.without_popups():
                yield tab
        finally:
            await self._put_away(tab)

    async def _tab(self, context: Context) -> Tab:
        tab, self._spare = self._spare, None
        if tab is not None and tab.context is context and not tab.page.is_closed:
            tab.in_order = False
            return tab
        return Tab(await context.new_page(), context)

    async def _put_away(self, tab: Tab) -> None:
        # A blank page runs no timers of the last one, which would get in the way of the next.
        if tab.in_order and await _within(CLOSE_SECONDS, tab.page.open("about:blank", CLOSE_SECONDS), "page.blank"):
            self._spare = tab
        elif not await _within(CLOSE_SECONDS, tab.page.close(), "page.close"):
            # A renderer that does not even close would hold the next page up: start anew.
            await self.close()

    def _is_worn(self) -> bool:
        if not self.is_alive:
            return False
        options = self._options
        return (
            self._pages >= options.recycle_pages
            or time.monotonic() - self._started > options.recycle_minutes * 60
            or browser_mebibytes() > options.recycle_mebibytes
        )


@asynccontextmanager
async def running_browser(options: BrowserOptions) -> AsyncIterator[RecyclingBrowser]:
    """Raises BrowserUnavailable."""
    async with engine_kind(options.engine).engine(options) as engine:
        browser = RecyclingBrowser(engine, options)
        await browser.start()
        try:
            yield browser
        finally:
            await browser.close()


class TriedBrowser:
    """A browser that is running, for the first who asks; whoever asks later starts one. options: of all of them."""

    def __init__(self, browser: RecyclingBrowser, options: BrowserOptions) -> None:
        self._spare: RecyclingBrowser | None = browser
        self._options = options

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[RecyclingBrowser]:
        """Closed at the end. Raises BrowserUnavailable."""
        spare, self._spare = self._spare, None
        if spare is None:
            async with running_browser(self._options) as browser:
                yield browser
            return
        try:
            yield spare
        finally:
            await spare.close()

    async def close(self) -> None:
        """Where no one will ask: it need not wait in memory."""
        spare, self._spare = self._spare, None
        if spare is not None:
            await spare.close()


def browser_mebibytes() -> int:
    """Resident memory of all processes below this one; shared pages count once a process."""
    total = 0
    for child in psutil.Process().children(recursive=True):
        try:
            total += child.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total >> 20


async def _within(seconds: float, closing: Awaitable[object], what: str) -> bool:
    """Whether closing worked in time; what cannot be closed is logged and replaced by the caller."""
    try:
        await asyncio.wait_for(closing, seconds)
    except (PageError, TimeoutError) as error:
        log.warning("browser.close_failed", what=what, error=str(error) or "timeout")
        return False
    return True
