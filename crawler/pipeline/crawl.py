"""discover -> sample -> audit. Each stage reads the database and writes it, so each can be run alone.

Sites flow: while some are being discovered, others are visited. Everything about one site is written in one
transaction when it is known; a crawl that is killed continues with the sites that have none.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AbstractContextManager, asynccontextmanager
from dataclasses import dataclass

from crawler.pipeline.audit import Crew, local_crew
from crawler.pipeline.choosing import ChosenSites
from crawler.pipeline.cluster import cluster_module
from crawler.pipeline.discover import discover_pages, visit_seconds
from crawler.pipeline.resuming import crawl_to_resume, settings_of
from crawler.pipeline.run import CrawlRun, host_of
from crawler.pipeline.tools import AuditTools, audit_tools
from crawler.pipeline.visit_queue import VisitQueue, no_addresses
from crawler.progress import Progress
from crawler.settings import Settings
from crawler.web.host_addresses import HostAddresses
from results.crawls.stored_audits import audited_sites, pages_to_visit
from results.crawls.stored_crawls import CrawlInputs, start_crawl
from results.crawls.stored_discoveries import discovered_sites
from results.crawls.stored_ends import landing_of
from results.judging.stored_strata import save_strata
from results.model import Crawl, Tools
from results.storage.store import Store


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who looks on. ready: is shown the tools when they have been tried. progress: opens a display of what happens."""

    ready: Callable[[Tools], None]
    progress: Callable[[], AbstractContextManager[Progress]]


async def crawl(store: Store, settings: Settings, chosen: ChosenSites | None, watcher: Watcher) -> Crawl:
    """All stages up to the audits. chosen: None continues the last crawl that did not finish."""
    async with crew_of(settings)(settings) as crew, _under_way(store, settings, chosen, watcher) as (run, tools):
        await discover_and_audit(run, tools, crew)
        return run.crawl


async def discover_only(store: Store, settings: Settings, chosen: ChosenSites, watcher: Watcher) -> Crawl:
    """Begins a crawl: its pages found, its samples drawn."""
    async with _under_way(store, settings, chosen, watcher) as (run, tools):
        await tools.browsers.close()
        run.progress.begin(len(run.sites), 0, 0)
        await discover_pages(run)
        return run.crawl


async def audit_only(store: Store, settings: Settings, watcher: Watcher) -> Crawl:
    """Visits what the last unfinished crawl discovered and has not visited yet."""
    async with crew_of(settings)(settings) as crew, _under_way(store, settings, None, watcher) as (run, tools):
        await audit(run, tools, crew)
        return run.crawl


def crew_of(settings: Settings) -> Callable[[Settings], AbstractAsyncContextManager[Crew]]:
    """Browsers here, or the workers of a cluster. Raises ClusterUnavailable without the extra “cluster”."""
    if not settings.cluster:
        return local_crew
    opened: Callable[[Settings], AbstractAsyncContextManager[Crew]] = cluster_module("coordinator").cluster_crew
    return opened


@asynccontextmanager
async def _under_way(
    store: Store, settings: Settings, chosen: ChosenSites | None, watcher: Watcher
) -> AsyncIterator[tuple[CrawlRun, AuditTools]]:
    async with audit_tools(settings) as tools:
        watcher.ready(tools.tools)
        if chosen is None:
            begun = crawl_to_resume(store, tools.tools)
            settings = settings_of(begun, settings)
        else:
            begun = begin_crawl(store, settings, chosen, tools)
        with watcher.progress() as progress:
            yield CrawlRun(store, begun, settings, progress), tools


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


async def audit(run: CrawlRun, tools: AuditTools, crew: Crew) -> None:
    """Visits the sampled pages of every discovered site that is not audited yet."""
    await _work(run, tools, crew, discovering=False)


async def discover_and_audit(run: CrawlRun, tools: AuditTools, crew: Crew) -> None:
    """Both at once: the browsers need not wait for the last site to be discovered."""
    await _work(run, tools, crew, discovering=True)


async def _work(run: CrawlRun, tools: AuditTools, crew: Crew, *, discovering: bool) -> None:
    discovered = discovered_sites(run.store, run.crawl.id)
    audited = audited_sites(run.store, run.crawl.id)
    coming = [site.id for site in run.sites if site.id not in discovered] if discovering else []
    # Through a proxy names are resolved by the proxy, if at all.
    addresses = no_addresses if run.settings.effective_proxy else HostAddresses()
    hosts = {site.id: host_of(site) for site in run.sites}
    queue = VisitQueue(hosts, coming, addresses, run.settings.sites_an_address)
    left = pages_to_visit(run.store, run.crawl.id)
    for site in run.sites:
        if site.id in discovered and site.id not in audited:
            seconds = visit_seconds(run.settings, *left.get(site.id, (0, 0.0)))
            await queue.add(site, landing_of(run.store, run.crawl.id, site.id), seconds)
    run.progress.begin(len(run.sites), len(discovered), len(audited))
    async with asyncio.TaskGroup() as group:
        if discovering:
            group.create_task(discover_pages(run, queue))
        group.create_task(crew.audit(run, queue, tools))
