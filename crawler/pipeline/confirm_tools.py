"""What barriers are asked about again with: another browser, and the axe-core file and the checks of the crawl."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from checks.audit import Auditor
from checks.browser import RecyclingBrowser, running_browser
from checks.browsers import engine_kind
from checks.browsers.options import BrowserOptions
from checks.browsers.webdriver_programs import PROGRAMS
from checks.check import Check
from checks.confirming import AskedAgain, can_confirm
from checks.documents.audit import DocumentAuditor
from checks.documents.fetch import DocumentFetcher
from checks.engines.axe_core import AxeCore
from checks.engines.axe_file import AxeFile, find_axe
from checks.rules import own_checks
from checks.standard import fitted
from crawler.egress import PublicOnlyProxy, public_only_proxy
from crawler.pipeline.tools import audit_limits, try_axe
from crawler.settings import Settings
from results.model import Barrier, Crawl, WrongInput

_ELEMENTS = 500  # a check a page: what is looked for must not be among those that are only counted


class CannotConfirm(WrongInput):
    """The barriers of this crawl cannot be asked about again in this way; the message says why."""


@dataclass(frozen=True, slots=True)
class ConfirmTools:
    """guard: set when the browser goes out through our own proxy."""

    options: BrowserOptions
    browser: RecyclingBrowser
    axe: AxeCore
    own: Sequence[Check]
    settings: Settings
    guard: PublicOnlyProxy | None
    through_proxy: bool

    def can_ask(self, check: str) -> bool:
        return check in self.axe.criteria or any(one.id == check for one in self.own)

    def auditor(self, barriers: Sequence[Barrier]) -> tuple[Auditor, AskedAgain]:
        """For one page with these barriers: axe-core whole, of our own checks those that are in question."""
        wanted = {barrier.check for barrier in barriers}
        own = AskedAgain(
            [check for check in self.own if check.id in wanted],
            [barrier.finding.selector for barrier in barriers],
            _ELEMENTS,
        )
        fetcher = DocumentFetcher(self.settings.user_agent, "", self.settings.load_timeout)
        documents = DocumentAuditor(fetcher, ())  # none is asked for
        limits = audit_limits(self.settings)
        return Auditor(self.browser, self.axe, own, documents, limits, through_proxy=self.through_proxy), own


@asynccontextmanager
async def confirm_tools(settings: Settings, crawl: Crawl) -> AsyncIterator[ConfirmTools]:
    """settings: as the crawl began, where they decide a result. The browser has been tried on a blank page.

    Raises CannotConfirm, BrowserUnavailable or AxeFileError.
    """
    file = find_axe(settings.axe_path)
    if file.sha256 != crawl.tools.axe_sha256:
        raise CannotConfirm(
            f"crawl {crawl.id} was measured with axe-core {crawl.tools.axe_version}, and here is another file "
            f"({file.version}): only the same one can confirm"
        )
    async with AsyncExitStack() as stack:
        proxy, guard = settings.effective_proxy, None
        if not proxy and not settings.allow_private:
            _refuse_unguarded(settings.grid)
            guard = await stack.enter_async_context(public_only_proxy())
            proxy = guard.url
        options = _options(settings, proxy)
        browser, axe = await stack.enter_async_context(_ready(options, file, settings))
        ours = [check for check in fitted(own_checks(), settings.standard) if can_confirm(check)]
        yield ConfirmTools(options, browser, axe, ours, settings, guard, through_proxy=bool(proxy))


@asynccontextmanager
async def with_own_browser(tools: ConfirmTools) -> AsyncIterator[ConfirmTools]:
    """The same with the crawl's browser, for what the other did not find.

    Raises BrowserUnavailable, BrowserError or AxeFileError.
    """
    settings = tools.settings
    program = engine_kind(settings.engine).find(settings.browser)
    options = replace(tools.options, executable=program, engine=settings.engine, grid="")
    async with _ready(options, find_axe(settings.axe_path), settings) as (browser, axe):
        yield replace(tools, options=options, browser=browser, axe=axe)


@asynccontextmanager
async def _ready(
    options: BrowserOptions, file: AxeFile, settings: Settings
) -> AsyncIterator[tuple[RecyclingBrowser, AxeCore]]:
    async with running_browser(options) as browser:
        yield browser, await try_axe(browser, file, settings, _ELEMENTS)


def _options(settings: Settings, proxy: str) -> BrowserOptions:
    program = PROGRAMS[settings.confirm_browser]
    if not settings.grid:
        program.find_driver()
    return BrowserOptions(
        executable=None if settings.grid else program.find(settings.confirm_program),
        proxy=proxy,
        user_agent_suffix=settings.user_agent,
        recycle_pages=settings.recycle_pages,
        recycle_minutes=settings.recycle_minutes,
        recycle_mebibytes=settings.recycle_mebibytes,
        engine="webdriver",
        webdriver=settings.confirm_browser,
        grid=settings.grid,
    )


def _refuse_unguarded(grid: str) -> None:
    """A browser elsewhere does not reach the guard, which listens on loopback."""
    host = urlsplit(grid).hostname or ""
    if grid and host != "localhost" and not _is_loopback(host):
        raise CannotConfirm(
            f"the browsers of {grid} cannot go out through this machine's guard against private addresses: "
            "name a proxy that they reach (--proxy), or allow private addresses (--allow-private)"
        )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
