"""Stage audit: the sampled pages of each site visited in a browser, and everything about the site stored at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from checks.browser import RecyclingBrowser, running_browser
from checks.visit import PageVisit
from crawler.pipeline.discover import discover_rendered
from crawler.pipeline.run import CrawlRun, host_of
from crawler.pipeline.sample import enlarged
from crawler.pipeline.site_visit import SiteVisit, compared
from crawler.pipeline.tools import AuditTools
from crawler.pipeline.visit_queue import VisitQueue
from results.barriers.stored_following import save_barriers
from results.crawls.sample_comparison import compare_parts
from results.crawls.stored_audits import save_audits
from results.crawls.stored_discoveries import extend_sample, get_discovery, get_sample
from results.crawls.stored_panels import save_comparison
from results.crawls.stored_statements import save_statement
from results.model import FoundPage, PlannedPage, Sample, Site, SiteDiscovery

# A site whose HTML leads to fewer pages than this may be built by JavaScript: the browser's links are asked for.
FEW_PAGES = 3


async def audit_sites(run: CrawlRun, queue: VisitQueue, tools: AuditTools) -> None:
    """One worker: one browser, one site of the queue after another until none is left."""
    async with running_browser(tools.options) as browser:
        while (site := await queue.take()) is not None:
            try:
                await _audit_site(run, site, browser, tools)
            finally:
                await queue.done(site)


async def _audit_site(run: CrawlRun, site: Site, browser: RecyclingBrowser, tools: AuditTools) -> None:
    discovery = get_discovery(run.store, run.crawl.id, site.id)
    sample = get_sample(run.store, run.crawl.id, site.id)
    assert discovery is not None
    assert sample is not None
    visit = SiteVisit(
        auditor=tools.auditor(browser, run.settings),
        site=site,
        discovery=discovery,
        registered=run.registered,
        delay=run.settings.delay,
        guard=tools.guard,
        progress=run.progress,
    )
    extension = _Extension(run, site, discovery, sample)
    rested = time.monotonic() - run.asked_at.get(host_of(site), 0.0)
    await asyncio.sleep(max(0.0, visit.pause - rested))
    visited = await visit.visit(sample.pages, extension.ask if _leads_to_few(discovery) else None)
    run.asked_at[host_of(site)] = time.monotonic()
    visits, statement = compared(site, visited, tools.sites)
    pages = [(each.planned, each.audit) for each in visits]
    audits = [audit for _, audit in pages]
    with run.store.transaction():
        if extension.found:
            extend_sample(run.store, run.crawl.id, extension.sample, extension.found)
        save_audits(run.store, run.crawl.id, site.id, audits)
        save_statement(run.store, run.crawl.id, site.id, statement)
        save_barriers(run.store, run.crawl.id, site.id, pages)
        save_comparison(run.store, run.crawl.id, compare_parts(site.id, pages))
    run.progress.audited(site, audits)


def _leads_to_few(discovery: SiteDiscovery) -> bool:
    fetched = (page for page in discovery.pages if page.status is not None)
    return sum(page.source not in ("sitemap", "panel") for page in fetched) < FEW_PAGES


class _Extension:
    """The pages a site gained when its home page was rendered."""

    def __init__(self, run: CrawlRun, site: Site, discovery: SiteDiscovery, sample: Sample) -> None:
        self._run, self._site, self._discovery = run, site, discovery
        self.sample = sample
        self.found: Sequence[FoundPage] = ()

    async def ask(self, home: PageVisit) -> Sequence[PlannedPage]:
        self.found = await discover_rendered(self._run, self._site, self._discovery, home.links)
        if not self.found:
            return ()
        self.sample, added = enlarged(self._run, self.sample, self._discovery, self.found)
        return added
