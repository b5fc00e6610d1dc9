"""discover -> sample -> audit -> judge. Each stage reads the database and writes it, so each can be run alone.

Sites flow: while some are being discovered, others are visited. Everything about one site is written in one
transaction when it is known; a crawl that is killed continues with the sites that have none.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from checks.browser import RecyclingBrowser, running_browser
from checks.visit import PageVisit
from crawler.discovery.process import discover
from crawler.pipeline.auditing import AuditTools, SiteVisit, compared
from crawler.pipeline.panels import panel_for, panel_urls, sample_size
from crawler.pipeline.visit_queue import VisitQueue
from crawler.progress import Progress
from crawler.sampling import draw_sample
from crawler.settings import Settings
from crawler.strata import draw_by_strata
from crawler.web.options import DiscoveryOptions
from crawler.web.urls import ScopeIndex, canonical_url, site_scope
from results.barriers.stored_following import save_barriers
from results.crawls.sample_comparison import compare_parts
from results.crawls.stored_audits import audited_sites, save_audits
from results.crawls.stored_crawls import CrawlInputs, crawl_sites, start_crawl
from results.crawls.stored_discoveries import discovered_sites, extend_sample, get_discovery, get_sample, save_discovery
from results.crawls.stored_panels import save_comparison
from results.crawls.stored_statements import save_statement
from results.judging.stored_strata import save_strata
from results.model import (
    Crawl,
    FoundPage,
    PlannedPage,
    Sample,
    Scope,
    Selection,
    Site,
    SiteDiscovery,
    Stratum,
)
from results.register.stored_sites import registered_sites
from results.storage.store import Store

# A site whose HTML leads to fewer pages than this may be built by JavaScript: the browser's links are asked for.
FEW_PAGES = 3


class NothingToCrawl(Exception):
    """The register is empty, or no site of it is meant; the message says which."""


@dataclass(frozen=True, slots=True)
class ChosenSites:
    """sites: what to crawl. selection: how they were chosen. register_size: all sites registered.

    strata: the groups they were drawn from, if they were.
    """

    sites: tuple[Site, ...]
    selection: Selection
    register_size: int
    strata: tuple[Stratum, ...] = ()


def choose_sites(
    register: Sequence[Site], wanted: Sequence[str], limit: int | None, seed: int, strata: Sequence[str] = ()
) -> ChosenSites:
    """All, those named by URL, host or name, or a random sample of `limit`. Raises NothingToCrawl.

    strata: groups of results.judging.grouping within which the sample is drawn; none for a simple random sample.
    """
    if not register:
        raise NothingToCrawl("the register is empty; fill it with: wadmon register import FILE.csv")
    if wanted:
        chosen = tuple(site for site in register if any(_is_meant(site, word) for word in wanted))
        missing = [word for word in wanted if not any(_is_meant(site, word) for site in register)]
        if missing:
            raise NothingToCrawl(f"not in the register: {', '.join(missing)}; `wadmon register list` shows what is")
        return ChosenSites(chosen, Selection.CHOSEN, len(register))
    if limit is not None and limit < len(register) and strata:
        by_strata = draw_by_strata(register, strata, limit, seed)
        taken = {site_id for stratum in by_strata for site_id in stratum.sites}
        sites = tuple(site for site in register if site.id in taken)
        return ChosenSites(sites, Selection.RANDOM, len(register), by_strata)
    if limit is not None and limit < len(register):
        drawn = random.Random(seed).sample(range(len(register)), limit)  # noqa: S311 - reproducible, not secret
        return ChosenSites(tuple(register[i] for i in sorted(drawn)), Selection.RANDOM, len(register))
    return ChosenSites(tuple(register), Selection.CENSUS, len(register))


def _is_meant(site: Site, word: str) -> bool:
    return word in (site.url, site.name, urlsplit(site.url).netloc) or canonical_url(word) == site.url


def begin_crawl(store: Store, settings: Settings, chosen: ChosenSites, tools: AuditTools) -> Crawl:
    """Stores the inputs; nothing has been asked of any site yet."""
    inputs = CrawlInputs(
        seed=settings.seed,
        selection=chosen.selection,
        register_size=chosen.register_size,
        tools=tools.tools,
        settings=settings.as_text(),
        sites=chosen.sites,
        checks=tools.checks,
    )
    with store.transaction():
        started = start_crawl(store, inputs)
        save_strata(store, started.id, chosen.strata)
    return started


def discovery_options(settings: Settings) -> DiscoveryOptions:
    return DiscoveryOptions(
        user_agent=settings.user_agent,
        proxy=settings.effective_proxy,
        allow_private=settings.allow_private,
        obey_robots=settings.obey_robots,
        delay=settings.delay,
        max_pages=settings.discovery_pages,
        max_urls=settings.discovery_urls,
        max_depth=settings.discovery_depth,
        max_bytes=settings.discovery_bytes,
        max_seconds=settings.discovery_seconds,
        timeout=settings.request_timeout,
        concurrent_sites=settings.concurrent_sites,
        max_backoff=settings.back_off,
    )


class CrawlRun:
    """One crawl under way. The database is written from the event loop's thread only."""

    def __init__(self, store: Store, crawl: Crawl, settings: Settings, progress: Progress) -> None:
        self._store = store
        self._crawl = crawl
        self._settings = settings
        self._progress = progress
        self._sites = crawl_sites(store, crawl.id)
        self._scopes = _all_scopes(registered_sites(store), self._sites)
        self._registered = ScopeIndex(self._scopes)
        self._left_alone_since: dict[str, float] = {}  # host -> when it was last asked for something

    async def discover(self, queue: VisitQueue | None = None) -> None:
        """Finds the pages of every site not discovered yet, and draws its sample."""
        done = discovered_sites(self._store, self._crawl.id)
        todo = {site.id: site for site in self._sites if site.id not in done}
        orders = [(site, site_scope(site.url)) for site in todo.values()]
        options = discovery_options(self._settings)
        panels = {site_id: panel_urls(self._store, self._crawl.id, site_id) for site_id in todo}
        async with aclosing(discover(orders, options, self._scopes, panels=panels)) as found:
            async for discovery in found:
                site = todo[discovery.site_id]
                self._left_alone_since[_host(site)] = time.monotonic()
                sample = self._draw(site, discovery)
                save_discovery(self._store, self._crawl.id, discovery, sample)
                self._progress.discovered(site, discovery)
                if queue is not None:
                    await queue.discovered(site, visit=bool(sample.pages))

    async def audit(self, tools: AuditTools) -> None:
        """Visits the sampled pages of every discovered site that is not audited yet."""
        await self._work(tools, discovering=False)

    async def discover_and_audit(self, tools: AuditTools) -> None:
        """Both at once: the browsers need not wait for the last site to be discovered."""
        await self._work(tools, discovering=True)

    async def _work(self, tools: AuditTools, *, discovering: bool) -> None:
        discovered = discovered_sites(self._store, self._crawl.id)
        audited = audited_sites(self._store, self._crawl.id)
        coming = [site.id for site in self._sites if site.id not in discovered] if discovering else []
        queue = VisitQueue({site.id: _host(site) for site in self._sites}, coming)
        for site in self._sites:
            if site.id in discovered and site.id not in audited:
                await queue.add(site)
        self._progress.begin(len(self._sites), len(discovered), len(audited))
        async with asyncio.TaskGroup() as group:
            if discovering:
                group.create_task(self.discover(queue))
            for _ in range(self._settings.effective_workers):
                group.create_task(self._visit_all(queue, tools))

    async def _visit_all(self, queue: VisitQueue, tools: AuditTools) -> None:
        """One worker: one browser, one site after another."""
        async with running_browser(tools.options) as browser:
            while (site := await queue.take()) is not None:
                try:
                    await self._visit(site, browser, tools)
                finally:
                    await queue.done(site)

    async def _visit(self, site: Site, browser: RecyclingBrowser, tools: AuditTools) -> None:
        discovery = get_discovery(self._store, self._crawl.id, site.id)
        sample = get_sample(self._store, self._crawl.id, site.id)
        assert discovery is not None
        assert sample is not None
        visit = SiteVisit(
            auditor=tools.auditor(browser, self._settings),
            site=site,
            discovery=discovery,
            registered=self._registered,
            delay=self._settings.delay,
            guard=tools.guard,
            progress=self._progress,
        )
        extension = _Extension(self, site, discovery, sample)
        few = (
            sum(page.status is not None and page.source not in ("sitemap", "panel") for page in discovery.pages)
            < FEW_PAGES
        )
        rested = time.monotonic() - self._left_alone_since.get(_host(site), 0.0)
        await asyncio.sleep(max(0.0, visit.pause - rested))
        visited = await visit.visit(sample.pages, extension.ask if few else None)
        self._left_alone_since[_host(site)] = time.monotonic()
        visits, statement = compared(site, visited, tools.sites)
        pages = [(each.planned, each.audit) for each in visits]
        audits = [audit for _, audit in pages]
        with self._store.transaction():
            if extension.found:
                extend_sample(self._store, self._crawl.id, extension.sample, extension.found)
            save_audits(self._store, self._crawl.id, site.id, audits)
            save_statement(self._store, self._crawl.id, site.id, statement)
            save_barriers(self._store, self._crawl.id, site.id, pages)
            save_comparison(self._store, self._crawl.id, compare_parts(site.id, pages))
        self._progress.audited(site, audits)

    async def discover_rendered(self, site: Site, discovery: SiteDiscovery, home: PageVisit) -> Sequence[FoundPage]:
        """Pages behind links that only the rendered home page has; found by discovery, under its rules."""
        known = {page.url for page in discovery.pages}
        scope = site_scope(site.url)
        links: dict[str, str] = {}
        for url, text in home.links:
            target = canonical_url(url)
            if target and target not in known and self._registered.owns(scope, target):
                links.setdefault(target, text)
        if not links:
            return ()
        options = discovery_options(self._settings)
        async with aclosing(discover([(site, scope)], options, self._scopes, tuple(links.items()))) as found:
            more = [page async for result in found for page in result.pages]
        return [page for page in more if page.url not in known]

    def redraw(self, site: Site, discovery: SiteDiscovery, found: Sequence[FoundPage]) -> Sample:
        return self._draw(site, replace(discovery, pages=(*discovery.pages, *found)))

    def _draw(self, site: Site, discovery: SiteDiscovery) -> Sample:
        pages = discovery.pages if discovery.reason is None else ()
        panel = panel_for(self._store, self._crawl.id, discovery)
        return draw_sample(site.id, pages, sample_size(self._settings), self._crawl.seed, panel)


class _Extension:
    """The pages a site gained when its home page was rendered."""

    def __init__(self, run: CrawlRun, site: Site, discovery: SiteDiscovery, sample: Sample) -> None:
        self._run, self._site, self._discovery = run, site, discovery
        self.sample = sample
        self.found: Sequence[FoundPage] = ()

    async def ask(self, home: PageVisit) -> Sequence[PlannedPage]:
        self.found = await self._run.discover_rendered(self._site, self._discovery, home)
        if not self.found:
            return ()
        planned = {page.url for page in self.sample.pages}
        larger = self._run.redraw(self._site, self._discovery, self.found)
        # What was going to be visited stays: pages are only added.
        added = tuple(page for page in larger.pages if page.url not in planned)
        self.sample = replace(larger, pages=(*self.sample.pages, *added))
        return added


def _host(site: Site) -> str:
    return urlsplit(site.url).netloc


def _all_scopes(register: Sequence[Site], sites: Sequence[Site]) -> tuple[Scope, ...]:
    return tuple(site_scope(url) for url in dict.fromkeys(site.url for site in (*register, *sites)))
