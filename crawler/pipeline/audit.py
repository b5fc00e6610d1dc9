"""Stage audit: the sampled pages of each site visited in a browser, and everything about the site stored at once."""

from __future__ import annotations

import time

from checks.browser import running_browser
from crawler.pipeline.run import CrawlRun, host_of
from crawler.pipeline.site_visit import facts_of
from crawler.pipeline.site_visitor import visit_site
from crawler.pipeline.stored_visit import order_of, store_visit
from crawler.pipeline.tools import AuditTools
from crawler.pipeline.visit_queue import VisitQueue


async def audit_sites(run: CrawlRun, queue: VisitQueue, tools: AuditTools) -> None:
    """One worker: one browser, one site of the queue after another until none is left."""
    async with running_browser(tools.options) as browser:
        while (site := await queue.take()) is not None:
            try:
                visited = await visit_site(run.terms, order_of(run, site), browser, tools, run.progress)
                run.asked_at[host_of(site)] = time.monotonic()
                linked = await tools.statements.of(site, facts_of(visited.visits))
                store_visit(run, site, visited, tools.sites, linked)
            finally:
                await queue.done(site)
