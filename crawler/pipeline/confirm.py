"""A draw of the barriers of a crawl, looked at again in another browser. After the crawl; it changes no result."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from urllib.parse import urlsplit

from checks.audit import Belongs
from checks.browsers.engine import Context, PageError
from crawler.pipeline.confirm_tools import ConfirmTools, confirm_tools, with_own_browser
from crawler.pipeline.resuming import settings_of
from crawler.pipeline.site_visit import explained, untested
from crawler.progress import Progress
from crawler.settings import Settings
from crawler.web.options import pause_between
from results.barriers.confirming import NOT_FOUND_AGAIN, compare
from results.barriers.drawing import draw_by_check
from results.barriers.stored_barriers import failing_barriers, get_barrier
from results.barriers.stored_confirmations import agreement_in, forget_confirmations, save_confirmations
from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import crawl_sites, refuse_without_details
from results.crawls.stored_discoveries import get_discovery
from results.model import (
    Barrier,
    BarrierConfirmation,
    Confirmation,
    Crawl,
    EngineAgreement,
    PageAudit,
    PlannedPage,
    Reason,
    Site,
)
from results.storage.store import Store


@dataclass(frozen=True, slots=True)
class Confirmed:
    """agreement: None when there was no barrier to ask about. pages: visited; untested: of these."""

    agreement: EngineAgreement | None
    pages: int = 0
    untested: int = 0


async def confirm(store: Store, settings: Settings, crawl: Crawl, progress: Progress) -> Confirmed:
    """Asks, and stores the answers page by page; those of an earlier draw in the same browser go.

    What the other browser does not find is looked for again in the crawl's own: what that does not find any more says
    nothing of browsers. Raises CannotConfirm, DetailsRemoved, BrowserUnavailable, BrowserError or AxeFileError.
    """
    refuse_without_details(store, crawl.id)
    settings = settings_of(crawl, settings)
    sites = crawl_sites(store, crawl.id)
    async with confirm_tools(settings, crawl) as tools:
        answers = _Answers(store, crawl, tools.browser.version)
        drawn = _drawn(store, crawl, tools)
        asking = _Asking(store, crawl, tools, answers.first, progress)
        await asking.ask([site for site in sites if site.id in drawn], drawn)
        if answers.differing:
            async with with_own_browser(tools) as own:
                again = _Asking(store, crawl, own, answers.second, progress)
                await again.ask([site for site in sites if site.id in answers.differing], answers.differing)
    found = [each for each in agreement_in(store, crawl.id) if each.browser == answers.browser]
    return Confirmed(found[0] if found else None, asking.pages, asking.untested)


def _drawn(store: Store, crawl: Crawl, tools: ConfirmTools) -> dict[int, list[Barrier]]:
    """Site -> its barriers that were drawn."""
    settings = tools.settings
    asked = [each for each in failing_barriers(store, crawl.id) if tools.can_ask(each[2])]
    found: dict[int, list[Barrier]] = {}
    for barrier_id, site_id, _ in draw_by_check(asked, lambda each: each[2], settings.confirm_size, settings.seed):
        barrier = get_barrier(store, barrier_id, crawl.id)
        assert barrier is not None
        found.setdefault(site_id, []).append(barrier)
    return found


class _Answers:
    """What is stored of each look. differing: site -> barriers that the other browser does not find."""

    def __init__(self, store: Store, crawl: Crawl, browser: str) -> None:
        self._store = store
        self._crawl = crawl
        self.browser, _, self._version = browser.partition(" ")
        self.differing: dict[int, list[Barrier]] = {}
        with store.transaction():
            forget_confirmations(store, crawl.id, self.browser)

    def first(self, site: Site, barriers: Sequence[Barrier], audit: PageAudit, there: Set[str]) -> None:
        """In the other browser."""
        confirmed: dict[int, BarrierConfirmation] = {}
        for barrier in barriers:
            answer, said = compare(barrier, audit, there=barrier.finding.selector in there)
            confirmed[barrier.id] = self._confirmation(answer, said, audit)
            if answer is Confirmation.DIFFER:
                self.differing.setdefault(site.id, []).append(barrier)
        self._save(confirmed)

    def second(self, _site: Site, barriers: Sequence[Barrier], audit: PageAudit, there: Set[str]) -> None:
        """In the crawl's own."""
        gone = [
            barrier
            for barrier in barriers
            if compare(barrier, audit, there=barrier.finding.selector in there)[0] is not Confirmation.AGREE
        ]
        none = self._confirmation(Confirmation.NOT_REPRODUCIBLE, NOT_FOUND_AGAIN, audit)
        self._save({barrier.id: none for barrier in gone})

    def _confirmation(self, answer: Confirmation, said: str, audit: PageAudit) -> BarrierConfirmation:
        return BarrierConfirmation(self.browser, self._version, answer, said, audit.audited_at)

    def _save(self, confirmed: Mapping[int, BarrierConfirmation]) -> None:
        with self._store.transaction():
            save_confirmations(self._store, self._crawl.id, confirmed)


class _Asking:
    """One look in one browser, site after site. pages, untested: so far."""

    def __init__(
        self, store: Store, crawl: Crawl, tools: ConfirmTools, keep: Callable[..., None], progress: Progress
    ) -> None:
        self._store = store
        self._crawl = crawl
        self._tools = tools
        self._keep = keep
        self._progress = progress
        self.pages = self.untested = 0
        self._asked_at: dict[str, float] = {}  # by host, as time.monotonic()

    async def ask(self, sites: Sequence[Site], barriers: Mapping[int, Sequence[Barrier]]) -> None:
        self._progress.begin(len(sites), len(sites), 0)
        for site in sites:
            self._progress.audited(site, await self._ask_site(site, barriers[site.id]))

    async def _ask_site(self, site: Site, barriers: Sequence[Barrier]) -> list[PageAudit]:
        """Each page with a barrier once."""
        of_page: dict[str, list[Barrier]] = {}
        for barrier in barriers:
            of_page.setdefault(barrier.page, []).append(barrier)
        pages = get_pages(self._store, self._crawl.id, site.id)
        known = {planned.url: (planned, audit) for planned, audit in pages if audit is not None}
        queue = deque(url for url in of_page if url in known)
        audits: list[PageAudit] = []
        while queue:
            try:
                # A browser that died takes its context along; the pages left get a new one.
                async with self._tools.browser.site_context(site.language) as context:
                    while queue:
                        url = queue.popleft()
                        audits.append(await self._ask_page(context, site, known[url], of_page[url]))
                        if audits[-1].reason is Reason.CRASHED:
                            break
            except PageError as error:  # no context is to be had
                if queue:
                    url = queue.popleft()
                    lost = untested(url, error.reason, str(error))
                    self._note(site, of_page[url], lost, frozenset())
                    audits.append(lost)
        return audits

    async def _ask_page(
        self, context: Context, site: Site, before: tuple[PlannedPage, PageAudit], barriers: Sequence[Barrier]
    ) -> PageAudit:
        planned, audit = before
        auditor, own = self._tools.auditor(barriers)
        await self._pause(site, planned.url)
        visit = await auditor.visit(context, planned, _on_host_of(audit.final_url))
        seen = explained(visit.audit, self._tools.guard)
        self._note(site, barriers, seen, own.there)
        return seen

    async def _pause(self, site: Site, url: str) -> None:
        """As long as the site asks for, after the last request for a page of this host; also before the first."""
        discovery = get_discovery(self._store, self._crawl.id, site.id)
        asked = discovery.crawl_delay if discovery is not None else 0.0
        pause = pause_between(self._tools.settings.delay, asked)
        host = urlsplit(url).netloc
        last = self._asked_at.get(host)
        await asyncio.sleep(pause if last is None else max(0.0, last + pause - time.monotonic()))
        self._asked_at[host] = time.monotonic()

    def _note(self, site: Site, barriers: Sequence[Barrier], audit: PageAudit, there: Set[str]) -> None:
        self._keep(site, barriers, audit, there)
        self._progress.visited(audit)
        self.pages += 1
        self.untested += not audit.tested


def _on_host_of(url: str) -> Belongs:
    """Whether the browser ended where the crawl's did, as far as the host tells."""
    host = urlsplit(url).netloc

    def belongs(ended: str) -> Reason | None:
        return None if urlsplit(ended).netloc == host else Reason.OUT_OF_SCOPE

    return belongs
