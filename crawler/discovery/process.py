"""The caller's side of discovery: starts child processes, and sees to it that every site gets an answer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from crawler.discovery.messages import DISCOVERY, HEADER, ORDER, Header, Order
from crawler.web.child_process import end_child, start_child
from crawler.web.options import DiscoveryOptions
from results.model import NOTHING_TO_PROVE, Reason, Scope, Site, SiteDiscovery, SiteProof

logger = logging.getLogger("crawler.discovery")

END_GRACE = 10.0  # seconds a child gets to end after its last result
MODULE = "crawler.discovery"


def _no_proof(_: Site) -> SiteProof:
    return NOTHING_TO_PROVE


async def discover(
    sites: Sequence[tuple[Site, Scope]],
    options: DiscoveryOptions,
    other_scopes: Sequence[Scope],
    rendered_links: Sequence[tuple[str, str]] = (),
    panels: Mapping[int, Sequence[str]] | None = None,
    proof_of: Callable[[Site], SiteProof] = _no_proof,
) -> AsyncGenerator[SiteDiscovery, None]:
    """One SiteDiscovery for each site, as it is done, whatever happens to the child process.

    rendered_links: (URL, text) of links only the browser saw, for a site whose HTML has none.
    panels: id of a site -> URLs of its sample before, to be asked for first. proof_of: what to ask a site for, to know
    which of its pages are unchanged; called when the site's turn comes near, since it is much of each.
    other_scopes: of all registered sites; those of `sites` may be among them. Close the generator (or
    cancel) to stop: the child is killed.
    """
    # Children know sites by their place in the list: sites that are not stored yet all have id 0.
    links = tuple(rendered_links)
    kept = panels or {}
    orders = [
        Order(replace(site, id=place), scope, links, tuple(kept.get(site.id, ())))
        for place, (site, scope) in enumerate(sites)
    ]
    for start in range(0, len(orders), options.sites_a_process):
        places = range(start, min(start + options.sites_a_process, len(orders)))
        ready = [replace(orders[place], proof=proof_of(sites[place][0])) for place in places]
        batch = _Batch(ready, options, other_scopes)
        async with aclosing(batch.run()) as discoveries:
            async for discovery in discoveries:
                yield replace(discovery, site_id=sites[discovery.site_id][0].id)


@dataclass(slots=True)
class _Batch:
    orders: Sequence[Order]
    options: DiscoveryOptions
    other_scopes: Sequence[Scope]

    async def run(self) -> AsyncGenerator[SiteDiscovery, None]:
        """After a crash the sites that may have caused it are tried once more, each in its own child."""
        waiting = list(self.orders)
        while waiting:
            child = _Child(Header(self.options, tuple(self.other_scopes)), waiting)
            async with aclosing(child.run()) as discoveries:
                async for discovery in discoveries:
                    yield discovery
            waiting = list(child.unanswered.values())
            # Sites start in the order given: those that were under way are the first without an answer.
            suspects, waiting = (
                waiting[: self.options.concurrent_sites],
                waiting[self.options.concurrent_sites :],
            )
            for suspect in suspects:
                logger.warning("discovery of %s is tried once more: %s", suspect.site.url, child.failure)
                async with aclosing(self._alone(suspect)) as discoveries:
                    async for discovery in discoveries:
                        yield discovery

    async def _alone(self, order: Order) -> AsyncGenerator[SiteDiscovery, None]:
        child = _Child(Header(self.options, tuple(self.other_scopes)), [order])
        async with aclosing(child.run()) as discoveries:
            async for discovery in discoveries:
                yield discovery
        for lost in child.unanswered.values():
            yield SiteDiscovery(lost.site.id, reason=Reason.CRASHED, detail=child.failure[:300])


@dataclass(slots=True)
class _Child:
    """One process. unanswered, failure: after the run, the sites it did not report and why."""

    header: Header
    orders: Sequence[Order]
    unanswered: dict[int, Order] = field(init=False)
    failure: str = field(init=False, default="")
    _last_words: deque[str] = field(init=False, default_factory=lambda: deque(maxlen=5))

    def __post_init__(self) -> None:
        self.unanswered = {order.site.id: order for order in self.orders}

    async def run(self) -> AsyncGenerator[SiteDiscovery, None]:
        process = await start_child(MODULE)
        feeder = asyncio.create_task(self._feed(process))
        listener = asyncio.create_task(self._listen(process))
        try:
            # A line without its end is the last of a child that died while writing it.
            while (line := await self._line(process)).endswith(b"\n"):
                discovery = DISCOVERY.validate_json(line)
                del self.unanswered[discovery.site_id]
                yield discovery
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), END_GRACE)
        finally:
            await end_child(process, feeder, listener)
            if self.unanswered:
                self.failure = self.failure or self._obituary(process)

    async def _feed(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        # A child that ended early closes the pipe; its exit code says more than that.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            process.stdin.write(HEADER.dump_json(self.header) + b"\n")
            for order in self.orders:
                process.stdin.write(ORDER.dump_json(order) + b"\n")
                await process.stdin.drain()
            process.stdin.close()
            await process.stdin.wait_closed()

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stderr is not None
        async for line in process.stderr:
            text = line.decode("utf-8", "replace").rstrip()
            self._last_words.append(text)
            logger.warning("%s", text)

    async def _line(self, process: asyncio.subprocess.Process) -> bytes:
        """Empty at the end, and when the child has hung."""
        assert process.stdout is not None
        try:
            return await asyncio.wait_for(process.stdout.readline(), _patience(self.header.options))
        except TimeoutError:
            self.failure = "the discovery process stopped answering"
            process.kill()
            return b""

    def _obituary(self, process: asyncio.subprocess.Process) -> str:
        words = f": {self._last_words[-1]}" if self._last_words else ""
        return f"the discovery process ended with exit code {process.returncode}{words}"


def _patience(options: DiscoveryOptions) -> float:
    """Seconds in which one site must end: its time, as much again for proofs, and its last request with all retries."""
    return 2 * options.max_seconds + (options.retries + 1) * (options.timeout + options.max_backoff) + 60.0
