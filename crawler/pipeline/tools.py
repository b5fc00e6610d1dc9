"""What every browser is started with: the tools found on this machine, tried once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from checks.audit import AuditLimits, Auditor
from checks.available import available
from checks.browser import RecyclingBrowser, TriedBrowser, running_browser
from checks.browsers import engine_kind
from checks.browsers.options import BrowserOptions
from checks.documents.audit import DocumentAuditor
from checks.documents.fetch import DocumentFetcher
from checks.engines.axe_core import AxeCore, load_axe
from checks.engines.axe_file import AxeFile, find_axe
from checks.engines.own_checks import OwnChecks
from checks.image_words.reader import ImageReader, image_reader, reader_version
from checks.image_words.site_images import SiteImages
from checks.rules import own_checks
from checks.site import SiteJudge
from checks.standard import fitted
from crawler.egress import PublicOnlyProxy, public_only_proxy
from crawler.pipeline.linked_statement import LinkedStatements
from crawler.settings import Settings
from crawler.version import VERSION
from results.model import ImageReading, Tools


@dataclass(frozen=True, slots=True)
class AuditTools:
    """What every worker starts with. checks: every check that runs -> its success criteria.

    browsers: gives each worker one, the first that in which axe-core was tried. guard: set when the browser goes out
    through our own proxy. reader: of the words in pictures; None without one.
    """

    browsers: TriedBrowser
    axe: AxeCore
    own: OwnChecks
    documents: DocumentAuditor
    sites: SiteJudge
    statements: LinkedStatements
    checks: Mapping[str, tuple[str, ...]]
    tools: Tools
    guard: PublicOnlyProxy | None
    through_proxy: bool
    reader: ImageReader | None

    def auditor(self, browser: RecyclingBrowser, settings: Settings, images: SiteImages | None = None) -> Auditor:
        """images: of the site that is audited, with what is known of them; anew when not given."""
        if images is None:
            images = self.site_images(settings, {})
        limits = audit_limits(settings)
        return Auditor(
            browser, self.axe, self.own, self.documents, limits, through_proxy=self.through_proxy, images=images
        )

    def site_images(self, settings: Settings, known: Mapping[bytes, ImageReading]) -> SiteImages | None:
        """known: as in SiteImages. None when no one reads pictures."""
        return SiteImages(self.reader, known, settings.images_read) if self.reader is not None else None


@asynccontextmanager
async def audit_tools(settings: Settings) -> AsyncIterator[AuditTools]:
    """Finds browser and axe-core and tries both on a blank page.

    Raises BrowserUnavailable, BrowserError or AxeFileError.
    """
    async with AsyncExitStack() as stack:
        proxy, guard = settings.effective_proxy, None
        if not proxy and not settings.allow_private:
            guard = await stack.enter_async_context(public_only_proxy())
            proxy = guard.url
        options = BrowserOptions(
            executable=engine_kind(settings.engine).find(settings.browser),
            proxy=proxy,
            user_agent_suffix=settings.user_agent,
            recycle_pages=settings.recycle_pages,
            recycle_minutes=settings.recycle_minutes,
            recycle_mebibytes=settings.recycle_mebibytes * settings.effective_workers,
            engine=settings.engine,
        )
        file = find_axe(settings.axe_path)
        browser = await stack.enter_async_context(running_browser(options))
        axe = await try_axe(browser, file, settings, settings.elements_per_check)
        reader = await stack.enter_async_context(image_reader()) if settings.images_read else None
        tools = _tools(browser, options, file, reader_version() if reader is not None else "")
        ours = available(fitted(own_checks(), settings.standard), reading=reader is not None)
        cap = settings.elements_per_check
        fetcher = DocumentFetcher(settings.user_agent, proxy, settings.load_timeout)
        yield AuditTools(
            browsers=TriedBrowser(browser, options),
            axe=axe,
            own=OwnChecks(ours, cap),
            documents=DocumentAuditor(fetcher, ours, cap),
            sites=SiteJudge(ours, cap),
            statements=LinkedStatements(fetcher, delay=settings.delay, obey=settings.obey_robots),
            checks={**axe.criteria, **{check.id: check.criteria for check in ours}},
            tools=tools,
            guard=guard,
            through_proxy=bool(proxy),
            reader=reader,
        )


async def try_axe(browser: RecyclingBrowser, file: AxeFile, settings: Settings, elements: int) -> AxeCore:
    """Ready, after a run on a blank page. elements: of each check on a page that are named.

    Raises BrowserError or AxeFileError.
    """
    async with browser.site_context("en") as context, browser.page(context) as tab:
        return await load_axe(tab.page, file.text(), elements, settings.standard)


def _tools(browser: RecyclingBrowser, options: BrowserOptions, file: AxeFile, image_reader: str) -> Tools:
    return Tools(
        monitor_version=VERSION,
        axe_version=file.version,
        axe_sha256=file.sha256,
        axe_source=file.source,
        browser=browser.version,
        browser_sandbox=options.sandbox,
        image_reader=image_reader,
    )


def audit_limits(settings: Settings) -> AuditLimits:
    return AuditLimits(
        document=settings.load_timeout,
        load=settings.load_timeout / 2,
        quiet=settings.settle_quiet,
        settle=settings.settle_limit,
        checks=settings.check_timeout,
        page=settings.page_timeout,
        back_off=settings.back_off,
    )
