"""Chromium under Playwright: the program, and a context a site.

Nothing a page asks of the browser beyond showing itself is granted: downloads, dialogs, popups, permissions
and service workers are refused. CSS, fonts and images are never blocked: they decide outcomes.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from playwright.async_api import Browser, BrowserContext, Dialog, Error, Playwright, async_playwright
from playwright.async_api import Page as PlaywrightPage

from checks.browser_install import find_browser
from checks.browsers.chromium_arguments import CHROMIUM_ARGUMENTS
from checks.browsers.chromium_errors import as_page_errors
from checks.browsers.chromium_page import ChromiumPage
from checks.browsers.engine import WINDOW, BrowserUnavailable, EngineKind
from checks.browsers.options import BrowserOptions
from checks.scripts import script
from results.logs import fields_logger

log = fields_logger(__name__)

_OBSERVE = script("observe.js")
_CLOSE_SECONDS = 5.0


class Chromium:
    """The engine."""

    def __init__(self, playwright: Playwright, options: BrowserOptions) -> None:
        self._playwright = playwright
        self._options = options
        self._browser: Browser | None = None
        self._user_agent = ""

    @property
    def version(self) -> str:
        if self._browser is None:
            raise RuntimeError("browser not started")
        return f"{self._browser.browser_type.name.capitalize()} {self._browser.version}"

    @property
    def is_alive(self) -> bool:
        return self._browser is not None and self._browser.is_connected()

    async def start(self) -> None:
        options = self._options
        try:
            self._browser = await self._playwright.chromium.launch(
                executable_path=options.executable,
                chromium_sandbox=options.sandbox,
                args=list(CHROMIUM_ARGUMENTS),
                # Chromium bypasses a proxy for loopback unless told not to.
                proxy={"server": options.proxy, "bypass": "<-loopback>"} if options.proxy else None,
            )
        except Error as error:
            first_line = str(error).strip().splitlines()[0]
            raise BrowserUnavailable(
                f"the browser {options.executable or '(Playwright)'} does not start: {first_line}"
            ) from error
        if not self._user_agent:
            page = await self._browser.new_page()
            self._user_agent = str(await page.evaluate("navigator.userAgent"))
            await page.close()

    async def close(self) -> None:
        if self._browser is not None:
            browser, self._browser = self._browser, None
            with as_page_errors():
                await browser.close()

    async def new_context(self, locale: str) -> ChromiumContext:
        assert self._browser is not None
        sign = secrets.token_hex(8)  # no page can guess it, so none can ask or answer in our name
        with as_page_errors():
            context = await self._browser.new_context(
                user_agent=f"{self._user_agent} {self._options.user_agent_suffix}".strip(),
                viewport={"width": WINDOW.width, "height": WINDOW.height},
                locale=locale,  # also sent as Accept-Language
                reduced_motion="reduce",
                service_workers="block",
                accept_downloads=False,
            )
            await context.add_init_script(f"({_OBSERVE})({json.dumps(sign)})")
        return ChromiumContext(context, sign)


class ChromiumContext:
    """playwright: the context itself."""

    def __init__(self, playwright: BrowserContext, sign: str) -> None:
        self.playwright = playwright
        self._sign = sign

    async def new_page(self) -> ChromiumPage:
        with as_page_errors():
            page = await self.playwright.new_page()
            page.on("dialog", _answer_dialog)
            session = await self.playwright.new_cdp_session(page)
            return ChromiumPage(page, session, self._sign)

    @contextmanager
    def without_popups(self) -> Iterator[None]:
        self.playwright.on("page", _close_popup)  # also those that popups open, and those without an opener
        try:
            yield
        finally:
            self.playwright.remove_listener("page", _close_popup)

    async def close(self) -> None:
        with as_page_errors():
            await self.playwright.close()


@asynccontextmanager
async def chromium(options: BrowserOptions) -> AsyncIterator[Chromium]:
    """The engine, not started."""
    async with async_playwright() as playwright:
        yield Chromium(playwright, options)


ENGINE = EngineKind(find_browser, chromium)


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


def _close_popup(popup: PlaywrightPage) -> None:
    async def close() -> None:
        try:
            await asyncio.wait_for(popup.close(), _CLOSE_SECONDS)
        except (Error, TimeoutError):
            log.warning("browser.close_failed", what="popup.close")

    popup.on("dialog", _answer_dialog)
    _background(close)
