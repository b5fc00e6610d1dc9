"""The caller's side of a search: starts the process, keeps it supplied; every host gets an answer."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing

from crawler.site_search.messages import HEADER, ORDER, VISIT, HostOrder, SearchHeader
from crawler.web.child_process import end_child, start_child
from results.model import HostVisit, Reason

logger = logging.getLogger(__name__)

MODULE = "crawler.site_search"
PATIENCE = 120.0  # seconds over the longest time for one host

NextOrders = Callable[[int], Sequence[HostOrder]]


async def search(header: SearchHeader, next_orders: NextOrders) -> AsyncGenerator[HostVisit, None]:
    """One HostVisit for each host of next_orders, as it is done, whatever happens to the process.

    next_orders: asked for at most so many hosts whenever there is room; nothing, once none is under way, ends the
    search. Hosts under way when the process died are tried once more, one at a time. Close the generator to stop.
    """
    supply = _Supply(next_orders, header.at_once * 2)
    while True:
        async with aclosing(_run(header, supply)) as visits:
            async for visit in visits:
                yield visit
        if not supply.under_way:
            return
        for visit in supply.after_a_crash():
            yield visit


class _Supply:
    """under_way: hosts handed out and not answered."""

    def __init__(self, next_orders: NextOrders, window: int) -> None:
        self._next, self._window = next_orders, window
        self.under_way: dict[str, HostOrder] = {}
        self._again: list[HostOrder] = []
        self._suspects: set[str] = set()

    def orders(self) -> list[HostOrder]:
        """Suspects go alone, so that the next crash names the one that caused it."""
        if self._again:
            if self.under_way:
                return []
            orders = [self._again.pop()]
        else:
            room = 0 if self._suspects & self.under_way.keys() else self._window - len(self.under_way)
            orders = list(self._next(room)) if room > 0 else []
        self.under_way |= {order.host: order for order in orders}
        return orders

    def after_a_crash(self) -> list[HostVisit]:
        crashed = [host for host in self.under_way if host in self._suspects]
        self._again += [order for host, order in self.under_way.items() if host not in self._suspects]
        self._suspects |= self.under_way.keys()
        self.under_way.clear()
        return [
            HostVisit(host, Reason.CRASHED, "the search process ended while it visited this host") for host in crashed
        ]


async def _run(header: SearchHeader, supply: _Supply) -> AsyncGenerator[HostVisit, None]:
    process = await start_child(MODULE)
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    listener = asyncio.create_task(_listen(process.stderr))
    options = header.options
    patience = options.max_seconds + (options.retries + 1) * (options.timeout + options.max_backoff) + PATIENCE
    try:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            text = HEADER.dump_json(header)
            process.stdin.write(b"%d\n%b" % (len(text), text))
            await _hand_out(process.stdin, supply)
            while supply.under_way:
                try:
                    line = await asyncio.wait_for(process.stdout.readline(), patience)
                except TimeoutError:
                    return  # hung: the caller kills it and goes on with what is left
                if not line.endswith(b"\n"):
                    return
                visit = VISIT.validate_json(line)
                del supply.under_way[visit.host]
                yield visit
                await _hand_out(process.stdin, supply)
    finally:
        process.stdin.close()
        await end_child(process, listener)


async def _listen(stderr: asyncio.StreamReader) -> None:
    async for line in stderr:
        logger.warning("%s", line.decode("utf-8", "replace").rstrip())


async def _hand_out(stdin: asyncio.StreamWriter, supply: _Supply) -> None:
    for order in supply.orders():
        stdin.write(ORDER.dump_json(order) + b"\n")
    await stdin.drain()
