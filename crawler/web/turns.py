"""Whose turn it is: so many sites at once, and never two that share a host."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager


class Turn:
    """A running site's hold on its hosts."""

    def __init__(self, turns: Turns, hosts: set[str]) -> None:
        self._turns = turns
        self.hosts = hosts

    async def extend(self, host: str) -> None:
        """Adds a host the site turned out to use; waits while another site is on it.

        The hosts held are let go first: waiting while holding is how two sites would wait for ever.
        """
        if host not in self.hosts:
            await self._turns.exchange(self, self.hosts | {host})

    async def release(self, host: str) -> None:
        """Gives a host back before the turn ends, so that others that load from it need not wait for this site."""
        if host in self.hosts:
            self.hosts = self.hosts - {host}
            await self._turns.give_back(host)


class Turns:
    """rest: seconds a host is left alone between two sites on it."""

    def __init__(self, at_once: int, rest: float) -> None:
        self._free = at_once
        self._rest = rest
        self._busy: set[str] = set()
        self._changed = asyncio.Condition()

    @asynccontextmanager
    async def take(self, hosts: Iterable[str]) -> AsyncIterator[Turn]:
        turn = Turn(self, set(hosts))
        async with self._changed:
            # Both at once: a site that waits for a host must not keep a place from others.
            await self._changed.wait_for(lambda: self._free > 0 and self._busy.isdisjoint(turn.hosts))
            self._free -= 1
            self._busy |= turn.hosts
        try:
            yield turn
        finally:
            async with self._changed:
                self._free += 1
                self._changed.notify_all()
            await asyncio.sleep(self._rest)
            async with self._changed:
                self._busy -= turn.hosts
                self._changed.notify_all()

    async def exchange(self, turn: Turn, hosts: set[str]) -> None:
        async with self._changed:
            self._busy -= turn.hosts
            turn.hosts = set()
            self._changed.notify_all()
            await self._changed.wait_for(lambda: self._busy.isdisjoint(hosts))
            self._busy |= hosts
            turn.hosts = hosts
        await asyncio.sleep(self._rest)

    async def give_back(self, host: str) -> None:
        await asyncio.sleep(self._rest)
        async with self._changed:
            self._busy.discard(host)
            self._changed.notify_all()
