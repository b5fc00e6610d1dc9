"""A scheduler, workers without a browser, and a crawl whose sites are discovered: all in the process of the test."""

from __future__ import annotations

import asyncio
import pickle
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import Scheduler, Worker, WorkerPlugin
from distributed.security import Security

from checks.facts import PageFacts
from checks.site import SiteJudge
from checks.visit import PageVisit
from crawler.pipeline.cluster import VisitBrokenOff
from crawler.pipeline.cluster.agreement import Agreement, agreement_of
from crawler.pipeline.cluster.calls import STATION
from crawler.pipeline.cluster.coordinator import cluster_crew
from crawler.pipeline.cluster.station import Ticket
from crawler.pipeline.run import CrawlRun, host_of
from crawler.pipeline.visit_order import VisitedSite, VisitOrder
from crawler.pipeline.visit_queue import VisitQueue
from crawler.progress import QuietProgress
from crawler.settings import Settings
from results.crawls.stored_crawls import CrawlInputs, get_crawl, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.model import PageAudit, PlannedPage, Sample, Selection, Site, SiteDiscovery, Tools
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store

TOOLS = Tools("1", "4.14.1", "ab" * 32, "npm", "Chromium 1", browser_sandbox=True)
NOW = "2026-11-29T10:00:00+00:00"

Visiting = Callable[["Posted", VisitOrder], Awaitable[None]]
"""What happens at a site before it is visited."""


def visited(order: VisitOrder) -> VisitedSite:
    """A visit at which every page of the sample was tested."""
    pages = tuple(
        PageVisit(page, PageAudit(page.url, final_url=page.url, audited_at=NOW), PageFacts(page.url, "", ""))
        for page in order.sample.pages
    )
    return VisitedSite(pages, order.sample, (), (), order.discovery.ended, (), {})


class Posted(WorkerPlugin):
    """A station without a browser. at: hosts it was at, in order. begun: set by the first. refusal: as a real one's."""

    name = STATION

    def __init__(self, agreement: Agreement, visiting: Visiting) -> None:
        self.agreement = agreement
        self.visiting = visiting
        self.refusal = ""
        self.at: list[str] = []
        self.begun = asyncio.Event()
        self.worker: Worker | None = None
        self.pages = 0
        self._ticket = ""

    def setup(self, worker: Worker) -> None:
        self.worker = worker

    async def die(self) -> None:
        assert self.worker is not None
        closing = asyncio.create_task(self.worker.close())  # which cancels whoever asks for it
        await asyncio.sleep(60)
        await closing

    async def take_up(self, closed: bytes) -> bytes:
        ticket: Ticket = pickle.loads(closed)
        self._ticket = ticket.id
        return pickle.dumps(self.agreement)

    async def visit(self, ticket_id: str, closed: bytes) -> bytes:
        if ticket_id != self._ticket:
            raise VisitBrokenOff
        order: VisitOrder = pickle.loads(closed)
        self.at.append(host_of(order.site))
        self.begun.set()
        await self.visiting(self, order)
        return pickle.dumps(visited(order))


async def at_once(_station: Posted, _order: VisitOrder) -> None:
    """A visit without incident."""


class NoStatements:
    async def of(self, *_: object) -> None:
        return None


class NoBrowsers:
    """As when none was tried."""

    async def close(self) -> None:
        pass


@dataclass
class FewTools:
    """What the coordinator needs of the tools of an audit."""

    tools: Tools = TOOLS
    browsers: NoBrowsers = field(default_factory=NoBrowsers)
    statements: NoStatements = field(default_factory=NoStatements)
    sites: SiteJudge = field(default_factory=lambda: SiteJudge(()))


class Cluster:
    """security: of all its machines; without encryption when none is given."""

    def __init__(self, stack: AsyncExitStack, settings: Settings, security: Security | None = None) -> None:
        self._stack = stack
        self._settings = settings
        self._security = security or Security()
        self.scheduler: Any = None

    async def begin(self, port: int = 0) -> str:
        """The address of its scheduler."""
        protocol = "tls" if self._security.require_encryption else "tcp"
        self.scheduler = Scheduler(
            host="127.0.0.1",
            port=port,
            protocol=protocol,
            security=self._security,
            dashboard_address=":0",
        )
        await self._stack.enter_async_context(self.scheduler)
        address: str = self.scheduler.address
        return address

    @property
    def agreement(self) -> Agreement:
        return agreement_of(self._settings, TOOLS)

    async def worker(
        self, visiting: Visiting = at_once, agreement: Agreement | None = None, *, plain: bool = False
    ) -> Any:
        """A station at its worker; None for a plain worker of Dask."""
        station = Posted(agreement or self.agreement, visiting)
        worker = Worker(
            self.scheduler.address,
            nthreads=1,
            name=f"worker-{len(self.scheduler.workers) + 1}",
            plugins=() if plain else (station,),
            metrics={STATION: lambda _worker: station.pages},
            security=self._security,
            memory_limit=0,
            dashboard_address=":0",
        )
        await self._stack.enter_async_context(worker)
        return None if plain else station


@dataclass(frozen=True)
class Crawl:
    """hosts: one site each, of two pages."""

    store: Store
    hosts: tuple[str, ...]

    async def audit(self, settings: Settings) -> CrawlRun:
        crawl = get_crawl(self.store, 1)
        assert crawl is not None
        run = CrawlRun(self.store, crawl, settings, QuietProgress())
        queue = VisitQueue({site.id: host_of(site) for site in run.sites}, [])
        for site in run.sites:
            await queue.add(site)
        async with asyncio.timeout(60), cluster_crew(settings) as crew:
            await crew.audit(run, queue, FewTools())  # type: ignore[arg-type]
        return run


@pytest.fixture
def crawl(tmp_path: Path) -> Iterator[Crawl]:
    hosts = tuple(f"{letter}.example" for letter in "abcdef")
    with open_store(tmp_path / "crawl.db") as store:
        import_sites(store, [Site(f"https://{host}/") for host in hosts])
        sites = registered_sites(store)
        start_crawl(store, CrawlInputs(1, Selection.CENSUS, len(sites), TOOLS, {}, sites, {}))
        for site in sites:
            pages = (PlannedPage(site.url, "home"), PlannedPage(f"{site.url}contact", "contact"))
            save_discovery(store, 1, SiteDiscovery(site.id, final_url=site.url), Sample(site.id, 1, pages, 2))
        yield Crawl(store, hosts)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("crawler.pipeline.cluster.coordinator._LOOK_SECONDS", 0.02)
    monkeypatch.setattr("crawler.pipeline.cluster.scheduler_link._CONNECT_SECONDS", 2.0)
    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(variable, raising=False)
    with dask.config.set({"distributed.comm.timeouts.connect": "3s"}):
        yield


@asynccontextmanager
async def running(settings: Settings, security: Security | None = None) -> AsyncIterator[Cluster]:
    async with AsyncExitStack() as stack:
        yield Cluster(stack, settings, security)


@pytest.fixture
async def cluster() -> AsyncIterator[Cluster]:
    async with running(Settings()) as begun:
        await begun.begin()
        yield begun


def settings_for(cluster: Cluster, **more: Any) -> Settings:
    return Settings(cluster=cluster.scheduler.address, delay=0.0, screenshots=False, **more)


def other(agreement: Agreement, **changes: str) -> Agreement:
    return replace(agreement, **changes)
