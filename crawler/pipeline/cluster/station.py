"""The worker's side: one browser, kept from site to site, in which the orders of one coordinator are carried out.

A station works for whoever took it up last. A coordinator that was killed cannot tell its workers to stop: the one that
continues the crawl takes them up, which breaks off what they are at, before it gives out a site.
"""

from __future__ import annotations

import asyncio
import pickle
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace

from distributed import Worker, WorkerPlugin

from checks.browser import RecyclingBrowser
from checks.browser_install import BrowserError
from checks.browsers.engine import BrowserUnavailable
from checks.engines.axe_file import AxeFileError
from crawler.pipeline.cluster import ClusterError, VisitBrokenOff
from crawler.pipeline.cluster.agreement import agreement_of
from crawler.pipeline.cluster.calls import STATION
from crawler.pipeline.site_visitor import visit_site
from crawler.pipeline.tools import AuditTools, audit_tools
from crawler.pipeline.visit_order import VisitedSite, VisitOrder, VisitTerms
from crawler.settings import Settings
from results.model import PageAudit

_TELL_SECONDS = 0.5
OF_THIS_MACHINE = ("browser", "axe_path", "proxy", "allow_private")
"""Settings that a worker has from its own machine; all others are the coordinator's."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Who takes a station up, and for which crawl."""

    id: str
    terms: VisitTerms


@dataclass(frozen=True, slots=True)
class _Bench:
    """What visits are made with."""

    ticket: Ticket
    tools: AuditTools
    browser: RecyclingBrowser


class Station(WorkerPlugin):
    """settings: of this machine. refusal: why the coordinator sent it away, once it did."""

    name = STATION

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._open = AsyncExitStack()
        self._bench: _Bench | None = None
        self._visit: asyncio.Task[VisitedSite] | None = None
        self._turn = asyncio.Lock()
        self._pages = 0
        self.refusal = ""

    async def teardown(self, worker: Worker) -> None:  # noqa: ARG002 - as the engine calls it
        async with self._turn:
            await self._clear()

    def metric(self, _worker: Worker) -> int:
        """Pages of the visit under way; sent with each sign of life."""
        return self._pages

    async def take_up(self, closed: bytes) -> bytes:
        """closed: a Ticket. Breaks off what is under way, makes ready, and gives an Agreement.

        Raises ClusterError when this machine cannot.
        """
        ticket: Ticket = pickle.loads(closed)  # noqa: S301 - whoever can call a worker runs code on it anyway
        async with self._turn:
            await self._clear()
            own = {name: getattr(self._settings, name) for name in OF_THIS_MACHINE}
            settings = ticket.terms.settings.model_copy(update=own | {"workers": 1})
            try:
                tools = await self._open.enter_async_context(audit_tools(settings))
                browser = await self._open.enter_async_context(tools.browsers.browser())
            except (BrowserUnavailable, BrowserError, AxeFileError) as error:
                raise ClusterError(str(error)) from None
            self._bench = _Bench(replace(ticket, terms=replace(ticket.terms, settings=settings)), tools, browser)
            return pickle.dumps(agreement_of(settings, tools.tools))

    async def leave(self) -> None:
        """Breaks off what is under way, and lets the coordinator know that it was not the site."""
        async with self._turn:
            at_a_site = self._visit is not None
            await self._clear()
        if at_a_site:
            await asyncio.sleep(_TELL_SECONDS)

    async def visit(self, ticket_id: str, closed: bytes) -> bytes:
        """closed: a VisitOrder. Gives a VisitedSite.

        Raises VisitBrokenOff when the station is, or meanwhile was, taken up by another, or told to stop."""
        bench = self._bench
        if bench is None or bench.ticket.id != ticket_id or self._visit is not None:
            raise VisitBrokenOff
        order: VisitOrder = pickle.loads(closed)  # noqa: S301 - as above
        self._pages = 0
        self._visit = asyncio.create_task(visit_site(bench.ticket.terms, order, bench.browser, bench.tools, self))
        try:
            await asyncio.wait({self._visit})
            if self._visit.cancelled():
                raise VisitBrokenOff
            return pickle.dumps(self._visit.result())
        finally:
            self._visit.cancel()
            self._visit = None

    def visited(self, _audit: PageAudit) -> None:
        self._pages += 1

    async def _clear(self) -> None:
        self._bench = None
        if (visit := self._visit) is not None:
            visit.cancel()
            await asyncio.wait({visit})
        await self._open.aclose()
