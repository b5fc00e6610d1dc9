"""Firefox, Chrome or Edge under WebDriver, on this machine or on a Selenium Grid: a program for each site.

It confirms what the first engine found, in checks that need no more of a page than WebDriver gives: what a page loaded
is not known here. Nothing a page asks of the browser beyond showing itself is granted, as in Chromium.
"""

from __future__ import annotations

import asyncio
import secrets
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from checks.browsers.engine import BrowserUnavailable, EngineKind, PageError
from checks.browsers.options import BrowserOptions
from checks.browsers.webdriver_page import WebDriverPage
from checks.browsers.webdriver_programs import PROGRAMS
from checks.browsers.webdriver_session import Session, open_driver
from results.model import Reason


class WebDriverEngine:
    """folder: for what the browsers write; whoever made it removes it."""

    def __init__(self, options: BrowserOptions, folder: Path) -> None:
        self._options = options
        self._folder = folder
        self._sessions: set[Session] = set()
        self._version = ""
        self._user_agent = ""

    @property
    def version(self) -> str:
        if not self._version:
            raise RuntimeError("browser not started")
        return self._version

    @property
    def is_alive(self) -> bool:
        return bool(self._version)

    async def start(self) -> None:
        """Asks the browser what it calls itself. The programs that show pages are started with their contexts."""
        if self._version:
            return
        session = await self._open("en", "")
        try:
            self._version = session.version
            own = await session.do(session.driver.execute_script, "return navigator.userAgent")
            self._user_agent = f"{str(own).replace('Headless', '')} {self._options.user_agent_suffix}".strip()
            await session.end()
        except PageError as error:
            raise BrowserUnavailable(f"the browser {self._version} ended at once: {error}") from None
        self._sessions.discard(session)

    async def _open(self, locale: str, user_agent: str) -> Session:
        """Raises BrowserUnavailable."""
        opening = asyncio.ensure_future(asyncio.to_thread(open_driver, self._options, locale, user_agent, self._folder))
        try:
            driver, service = await asyncio.shield(opening)
        except asyncio.CancelledError:
            await Session(*await opening, "").end()  # nobody else would
            raise
        session = Session(driver, service, secrets.token_hex(8))
        self._sessions.add(session)
        return session

    async def close(self) -> None:
        while self._sessions:
            self._sessions.pop().kill()

    async def new_context(self, locale: str) -> WebDriverContext:
        try:
            session = await self._open(locale, self._user_agent)
        except BrowserUnavailable as error:
            raise PageError(str(error), Reason.CRASHED) from None
        await session.do(session.prepare)
        return WebDriverContext(session, self._sessions, self._folder)


class WebDriverContext:
    """A program with a profile of its own. sessions: those that are open; one that does not close stays there."""

    def __init__(self, session: Session, sessions: set[Session], folder: Path) -> None:
        self._session = session
        self._sessions = sessions
        self._folder = folder

    async def new_page(self) -> WebDriverPage:
        def in_a_tab() -> str:
            # Beside the first window, with which the session would end.
            self._session.driver.switch_to.new_window("tab")
            return str(self._session.driver.current_window_handle)

        page = WebDriverPage(self._session, await self._session.do(in_a_tab), self._folder)
        await page.resize(page.window)
        return page

    @contextmanager
    def without_popups(self) -> Iterator[None]:
        yield  # a page closes them before it opens the next document

    async def close(self) -> None:
        await self._session.end()
        self._sessions.discard(self._session)


@asynccontextmanager
async def webdriver(options: BrowserOptions) -> AsyncIterator[WebDriverEngine]:
    """The engine, not started."""
    with tempfile.TemporaryDirectory(prefix="wadmon-", ignore_cleanup_errors=True) as folder:
        engine = WebDriverEngine(options, Path(folder))
        try:
            yield engine
        finally:
            await engine.close()


def _find(path: str) -> Path:
    """A Firefox. Raises BrowserUnavailable."""
    program = PROGRAMS["firefox"]
    program.find_driver()
    return program.find(path)


ENGINE = EngineKind(_find, webdriver)
