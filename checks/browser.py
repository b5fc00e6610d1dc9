"""Chromium under Playwright: started, recycled and closed; a context a site, a page a visit.

Nothing a page asks of the browser beyond showing itself is granted: downloads, dialogs, popups, permissions
and service workers are refused. CSS, fonts and images are never blocked: they decide outcomes.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import structlog
from playwright.async_api import (
    Browser,
    BrowserContext,
    Dialog,
    Error,
    Page,
    Playwright,
    ViewportSize,
    async_playwright,
)

from checks.scripts import script

log = structlog.get_logger()

VIEWPORT: ViewportSize = {"width": 1280, "height": 900}
CLOSE_SECONDS = 5.0

_OBSERVE = f"({script('observe.js')})()"

# Chromium's own errands (component updates, field trials, safe browsing) never leave; WebRTC, which could
# reach private addresses past the proxy, stays inside it.
_ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-pings",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--mute-audio",
)


# What Chromium takes as a locale: a language of ISO 639, then subtags; a register may hold anything.
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class BrowserUnavailable(Exception):
    """No browser could be started; the message says what to do."""


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """executable: None lets Playwright choose its own. proxy: URL or empty.

    user_agent_suffix: appended to the browser's own User-Agent. recycle_pages, recycle_minutes,
    recycle_mebibytes: a browser is replaced, between two sites, when it reached one of them.
    """

    executable: Path | None
    proxy: str = ""
    user_agent_suffix: str = ""
    recycle_pages: int = 300
    recycle_minutes: float = 30.0
    recycle_mebibytes: int = 1500

    @property
    def sandbox(self) -> bool:
        """Chromium refuses its sandbox to root, the usual user of a container."""
        return not hasattr(os, "geteuid") or os.geteuid() != 0


@dataclass(slots=True)
class Tab:
    """A page on loan. in_order: set by the borrower when the visit ended as it should."""

    page: Page
    in_order: bool = False


class RecyclingBrowser:
    """One Chromium at a time, replaced when it is old, large or gone."""

    def __init__(self, playwright: Playwright, options: BrowserOptions) -> None:
        self._playwright = playwright
        self._options = options
        self._browser: Browser | None = None
        self._spare: Tab | None = None
        self._user_agent = ""
        self._pages = 0
        self._started = 0.0

    @property
    def version(self) -> str:
        """Name and version of the running browser; raises RuntimeError before the first start."""
        if self._browser is None:
            raise RuntimeError("browser not started")
        return f"{self._browser.browser_type.name.capitalize()} {self._browser.version}"

    @property
    def is_alive(self) -> bool:
        return self._browser is not None and self._browser.is_connected()

    async def start(self) -> None:
        """Raises BrowserUnavailable."""
        options = self._options
        try:
            self._browser = await self._playwright.chromium.launch(
                executable_path=options.executable,
                chromium_sandbox=options.sandbox,
                args=list(_ARGUMENTS),
                # Chromium bypasses a proxy for loopback unless told not to.
                proxy={"server": options.proxy, "bypass": "<-loopback>"} if options.proxy else None,
            )
        except Error as error:
            first_line = str(error).strip().splitlines()[0]
            raise BrowserUnavailable(
                f"the browser {options.executable or '(Playwright)'} does not start: {first_line}"
            ) from error
        self._pages, self._started = 0, time.monotonic()
        if not self._user_agent:
            page = await self._browser.new_page()
            self._user_agent = str(await page.evaluate("navigator.userAgent"))
            await page.close()

    async def close(self) -> None:
        if self._browser is not None:
            browser, self._browser = self._browser, None
            await _within(CLOSE_SECONDS, browser.close(), "browser.close")

    @asynccontextmanager
    async def site_context(self, language: str) -> AsyncIterator[BrowserContext]:
        """A fresh context for one site, in the site's language (BCP 47; English when unknown or no such tag)."""
        locale = language if _LANGUAGE_TAG.fullmatch(language) else "en"
        if self._is_worn():
            await self.close()
        try:
            context = await self._new_context(locale)
        except Error:
            # It died since the last site, and did not say so yet.
            await self.close()
            context = await self._new_context(locale)
        try:
            yield context
        finally:
            self._spare = None
            if not await _within(CLOSE_SECONDS, context.close(), "context.close"):
                await self.close()

    async def _new_context(self, locale: str) -> BrowserContext:
        if not self.is_alive:
            await self.start()
        assert self._browser is not None
        context = await self._browser.new_context(
            user_agent=f"{self._user_agent} {self._options.user_agent_suffix}".strip(),
            viewport=VIEWPORT,
            locale=locale,  # also sent as Accept-Language
            reduced_motion="reduce",
            service_workers="block",
            accept_downloads=False,
        )
        await context.add_init_script(_OBSERVE)
        return context

    @asynccontextmanager
    async def page(self, context: BrowserContext) -> AsyncIterator[Tab]:
        """A page that refuses dialogs and popups; one at a time in a context.

        The page of the last visit is used again if it was left in order: a new one starts in a cold process, in
        which axe-core alone takes twice as long to load.
        """
        tab = await self._tab(context)
        self._pages += 1
        context.on("page", _close_popup)  # also those that popups open, and those without an opener
        try:
            yield tab
        finally:
            context.remove_listener("page", _close_popup)
            await self._put_away(tab)

    async def _tab(self, context: BrowserContext) -> Tab:
        tab, self._spare = self._spare, None
        if tab is not None and tab.page.context is context and not tab.page.is_closed():
            tab.in_order = False
            return tab
        page = await context.new_page()
        page.on("dialog", _answer_dialog)
        return Tab(page)

    async def _put_away(self, tab: Tab) -> None:
        # A blank page runs no timers of the last one, which would get in the way of the next.
        if tab.in_order and await _within(CLOSE_SECONDS, tab.page.goto("about:blank"), "page.blank"):
            self._spare = tab
        elif not await _within(CLOSE_SECONDS, tab.page.close(), "page.close"):
            # A renderer that does not even close would hold the next page up: start anew.
            await self.close()

    def _is_worn(self) -> bool:
        if self._browser is None:
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
    async with async_playwright() as playwright:
        browser = RecyclingBrowser(playwright, options)
        await browser.start()
        try:
            yield browser
        finally:
            await browser.close()


def browser_mebibytes() -> int:
    """Resident memory of all processes below this one; shared pages count once a process."""
    total = 0
    for child in psutil.Process().children(recursive=True):
        try:
            total += child.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total >> 20


async def _within(seconds: float, closing: object, what: str) -> bool:
    """Whether closing worked in time; what cannot be closed is logged and replaced by the caller."""
    try:
        await asyncio.wait_for(closing, seconds)  # type: ignore[arg-type]
    except (Error, TimeoutError) as error:
        log.warning("browser.close_failed", what=what, error=str(error).splitlines()[0] if str(error) else "timeout")
        return False
    return True


def _background(coroutine_function: Callable[[], object]) -> None:
    task = asyncio.ensure_future(coroutine_function())  # type: ignore[call-overload]
    _TASKS.add(task)
    task.add_done_callback(_TASKS.discard)


_TASKS: set[asyncio.Future[object]] = set()


def _answer_dialog(dialog: Dialog) -> None:
    async def answer() -> None:
        try:
            # "Do you want to leave this page?" is the only one that is agreed to.
            await (dialog.accept() if dialog.type == "beforeunload" else dialog.dismiss())
        except Error:
            log.debug("browser.dialog_gone")

    _background(answer)


def _close_popup(popup: Page) -> None:
    async def close() -> None:
        await _within(CLOSE_SECONDS, popup.close(), "popup.close")

    popup.on("dialog", _answer_dialog)
    _background(close)
