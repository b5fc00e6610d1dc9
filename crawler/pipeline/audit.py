"""Stage audit: the sampled pages of each site visited in a browser, and everything about the site stored at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from crawler.pipeline.run import CrawlRun, host_of
from crawler.pipeline.site_visit import facts_of
from crawler.pipeline.site_visitor import visit_site
from crawler.pipeline.stored_visit import order_of, store_visit
from crawler.pipeline.tools import AuditTools
from crawler.pipeline.visit_order import VisitedSite
from crawler.pipeline.visit_queue import VisitQueue
from crawler.pipeline.worker_board import Watched, WorkerBoard, worker_board
from crawler.settings import Settings
from results.model import Site


class Crew(Protocol):
    """Who visits the sites of a crawl."""

    async def audit(self, run: CrawlRun, queue: VisitQueue, tools: AuditTools) -> None:
        """Until none is left in the queue: visits each, and stores what it gave."""


class LocalCrew:
    """Browsers on this machine, as many as the settings say."""

    async def audit(self, run: CrawlRun, queue: VisitQueue, tools: AuditTools) -> None:
        with worker_board(run) as board:
            async with asyncio.TaskGroup() as group:
                for number in range(1, min(run.settings.effective_workers, len(run.sites)) + 1):
                    group.create_task(_audit_sites(run, queue, tools, board, f"browser {number}"))


@asynccontextmanager
async def local_crew(_settings: Settings) -> AsyncIterator[Crew]:
    yield LocalCrew()


async def _audit_sites(run: CrawlRun, queue: VisitQueue, tools: AuditTools, board: WorkerBoard, name: str) -> None:
    """One worker: one browser, one site of the queue after another until none is left."""
    async with tools.browsers.browser() as browser:
        board.joined(name)
        while (site := await queue.take()) is not None:
            board.began(name, site)
            watched = Watched(run.progress, board, name)
            visited = await visit_site(run.terms, order_of(run, site), browser, tools, watched)
            run.asked_at[host_of(site)] = time.monotonic()
            board.ended(name)
            await queue.done(site)
            await finish(run, queue, tools, site, visited)
        board.left(name)


async def finish(run: CrawlRun, queue: VisitQueue, tools: AuditTools, site: Site, visited: VisitedSite) -> None:
    """Of a site given back to the queue: reads its statement where that is elsewhere, and stores all of it."""
    linked = await tools.statements.of(site, facts_of(visited.visits), queue.hold)
    store_visit(run, site, visited, tools.sites, linked)
