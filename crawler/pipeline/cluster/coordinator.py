"""The coordinator's side: each worker has one site after another; what comes back is stored, what is lost made good.

Of the engine little is asked: a visit is a task for one named worker, which has one at a time. So it is known which
site a worker died of, none waits behind it, and no host is in two places. That a worker died, fell silent or is late
costs its site another visit, after those that wait; the second time the site is held to be the cause and stored so.
"""

from __future__ import annotations

import asyncio
import pickle
import time
from collections import Counter
from collections.abc import AsyncIterator, Coroutine, Mapping
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar
from uuid import uuid4

from distributed import Future, KilledWorker

from crawler.pipeline.audit import Crew, finish
from crawler.pipeline.cluster import ClusterError, VisitBrokenOff
from crawler.pipeline.cluster.agreement import agreement_of, difference
from crawler.pipeline.cluster.calls import visit
from crawler.pipeline.cluster.quarantine import MOST_STRIKES, longest_visit, quarantined
from crawler.pipeline.cluster.scheduler_link import Present, SchedulerLink
from crawler.pipeline.cluster.station import Ticket
from crawler.pipeline.run import CrawlRun, host_of
from crawler.pipeline.stored_visit import order_of
from crawler.pipeline.tools import AuditTools
from crawler.pipeline.visit_order import VisitedSite, VisitTerms
from crawler.pipeline.visit_queue import VisitQueue
from crawler.pipeline.worker_board import WorkerBoard, worker_board
from crawler.settings import Settings
from results.logs import fields_logger
from results.model import Site

log = fields_logger(__name__)

T = TypeVar("T")

_LOOK_SECONDS = 0.5  # between two looks at who is there


@asynccontextmanager
async def cluster_crew(settings: Settings) -> AsyncIterator[Crew]:
    """The workers of the scheduler that the settings name. Raises ClusterError."""
    link = SchedulerLink(settings)
    await link.open()
    try:
        yield ClusterCrew(link)
    finally:
        await link.close()


class ClusterCrew:
    """Workers come and go while a crawl is under way."""

    def __init__(self, link: SchedulerLink) -> None:
        self._link = link

    async def audit(self, run: CrawlRun, queue: VisitQueue, tools: AuditTools) -> None:
        """Raises ClusterError when the scheduler, or every worker that could be used, stays away."""
        await tools.browsers.close()  # the workers have their own
        with worker_board(run) as board:
            async with asyncio.TaskGroup() as group:
                await _Shift(run, queue, tools, self._link, board, group).work()


class _Lost(Exception):
    """A visit came to nothing. why: what the site did, when it was the site; empty otherwise."""

    def __init__(self, why: str = "") -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class _Member:
    """A worker as the coordinator sees it. lost: set when it is gone, to why. storing: of the site it visited last."""

    address: str
    name: str
    lost: asyncio.Future[str] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    storing: asyncio.Task[None] | None = None

    def lose(self, why: str) -> None:
        if not self.lost.done():
            self.lost.set_result(why)

    async def unless_lost(self, work: Coroutine[Any, Any, T]) -> T:
        """What the work gives. Raises _Lost when the worker is gone before."""
        if self.lost.done():
            work.close()
            raise _Lost(self.lost.result())
        task = asyncio.create_task(work)
        either: set[asyncio.Future[Any]] = {task, self.lost}
        try:
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task})
        if task.cancelled():
            raise _Lost(self.lost.result())
        return task.result()


class _Shift:
    """The visits of one run."""

    def __init__(
        self,
        run: CrawlRun,
        queue: VisitQueue,
        tools: AuditTools,
        link: SchedulerLink,
        board: WorkerBoard,
        group: asyncio.TaskGroup,
    ) -> None:
        self._run, self._queue, self._tools = run, queue, tools
        self._link, self._board, self._group = link, board, group
        self._ticket = Ticket(uuid4().hex, _for_workers(run.terms))
        self._here = agreement_of(run.settings, tools.tools)
        self._members: dict[str, _Member] = {}
        self._serving: dict[str, asyncio.Task[None]] = {}
        self._strikes: Counter[int] = Counter()
        self._visits = 0
        self._useful = time.monotonic()  # when a worker that can be used was there last

    async def work(self) -> None:
        while not self._queue.is_done:
            present = await self._link.workers()
            self._take_leave(present)
            new = [self._member(each) for each in present.values() if each.address not in self._members]
            # Before any site is given out, whoever still visits for a coordinator that died has stopped.
            ready = await asyncio.gather(*(self._is_ready(member) for member in new))
            for member, is_ready in zip(new, ready, strict=True):
                if is_ready:
                    self._serving[member.address] = self._group.create_task(self._serve(member))
            self._check_patience()
            await asyncio.sleep(_LOOK_SECONDS)

    def _member(self, present: Present) -> _Member:
        member = self._members[present.address] = _Member(present.address, present.name)
        return member

    def _take_leave(self, present: Mapping[str, Present]) -> None:
        for address, member in list(self._members.items()):
            if address not in present:
                # Without a scheduler no worker can be seen, and all of them stop by themselves.
                member.lose("its worker was lost" if self._link.client is not None else "")
                del self._members[address]
            elif present[address].silent and not member.lost.done():
                member.lose("its worker fell silent")
                self._group.create_task(self._link.give_up(address))
            elif address in self._serving:
                self._board.visiting(member.name, present[address].pages)

    def _check_patience(self) -> None:
        if any(not task.done() for task in self._serving.values()):
            self._useful = time.monotonic()
        elif time.monotonic() - self._useful > self._run.settings.cluster_patience:
            refused = self._board.refusals
            raise ClusterError(
                f"no worker of {self._run.settings.cluster} can be used"
                + (f": {refused[-1]}" if refused else "; start one with: wadmon worker ADDRESS")
            )

    async def _is_ready(self, member: _Member) -> bool:
        answer = await self._link.take_up(member.address, self._ticket)
        line = answer if isinstance(answer, str) else difference(self._here, answer)
        if not line:
            return True
        told = f"worker {member.name} ({member.address}) is refused: {line}"
        log.warning(told)
        self._board.refused(told)
        self._group.create_task(self._link.send_away(member.address, line))
        return False

    async def _serve(self, member: _Member) -> None:
        """One site after another until none is left, or the worker is gone."""
        self._board.joined(member.name)
        try:
            while (site := await member.unless_lost(self._queue.take())) is not None:
                self._board.began(member.name, site)
                visited = await self._visited_or_lost(member, site)
                self._run.asked_at[host_of(site)] = time.monotonic()
                if visited is None:
                    await self._queue.again(site)
                    return
                self._board.ended(member.name)
                for each in visited.visits:
                    self._run.progress.visited(each.audit)
                await self._store(member, site, visited)
        except _Lost:
            pass  # while it waited for a site
        finally:
            self._board.left(member.name)
            if not member.lost.done():
                # It lives: it is taken up anew, with a new browser, at the next look. What made the visit fail may
                # last, a scheduler that is gone: whoever went on at once would go round and round.
                self._members.pop(member.address, None)

    async def _visited_or_lost(self, member: _Member, site: Site) -> VisitedSite | None:
        """None: it is to be visited again. One that was lost too often is the site without a page tested."""
        try:
            return await self._visited(member, site)
        except _Lost as lost:
            self._board.lost()
            why = lost.why or "the scheduler is gone, or its worker was told to stop"
            log.warning("cluster.visit_lost", site=site.url, why=why)
            self._strikes[site.id] += bool(lost.why)
            return quarantined(order_of(self._run, site), why) if self._strikes[site.id] >= MOST_STRIKES else None

    async def _visited(self, member: _Member, site: Site) -> VisitedSite:
        """Raises _Lost."""
        if member.lost.done() or self._link.client is None:
            raise _Lost
        order = order_of(self._run, site)
        self._visits += 1
        future = self._link.client.submit(
            visit,
            self._ticket.id,
            pickle.dumps(order),
            key=f"wadmon-{self._run.crawl.id}-{site.id}-{self._visits}",
            workers=[member.address],
            allow_other_workers=False,
            pure=False,
            retries=0,
        )
        try:
            async with asyncio.timeout(longest_visit(order, self._run.settings)):
                return await member.unless_lost(_answer(future))
        except TimeoutError:
            member.lose("its visit did not end")
            self._group.create_task(self._link.give_up(member.address))
            raise _Lost(member.lost.result()) from None
        finally:
            future.release()

    async def _store(self, member: _Member, site: Site, visited: VisitedSite) -> None:
        """Goes on while the worker visits its next site; at most one a worker."""
        if member.storing is not None:
            await asyncio.wait({member.storing})
        await self._queue.done(site)
        member.storing = self._group.create_task(finish(self._run, self._queue, self._tools, site, visited))


async def _answer(future: Future[Any]) -> VisitedSite:
    """Raises _Lost."""
    try:
        error = await future.exception()
        if error is None:
            visited: VisitedSite = pickle.loads(await future.result())  # noqa: S301 - from a worker, which is believed in all it finds
            return visited
    except CancelledError:  # of the engine: the scheduler is gone
        raise _Lost from None
    if isinstance(error, VisitBrokenOff | CancelledError):
        raise _Lost
    if isinstance(error, KilledWorker):
        raise _Lost("its worker was lost")
    raise _Lost(f"{type(error).__name__}: {error}"[:200])


def _for_workers(terms: VisitTerms) -> VisitTerms:
    """Without what is this machine's own, passwords among it."""
    own = dict.fromkeys(("proxy", "browser", "axe_path", "smtp_url", "mail_from", "cluster_key"), "")
    return replace(terms, settings=terms.settings.model_copy(update=own))
