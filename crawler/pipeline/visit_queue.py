"""Which site is visited next: never two on one host at a time, and none while its host is still being discovered.

A site is on the host of its start URL and on the one that leads to. Sites whose hosts share an IP address are on one
machine: so many of them at a time as the settings say. Of those that may be visited, the one whose visit takes longest
goes first: at the end no long visit keeps one browser while the others have nothing to do.
"""

from __future__ import annotations

import asyncio
from bisect import insort
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from results.model import Site

Addresses = Callable[[str], Awaitable[frozenset[str]]]
"""Host with its port -> the IP addresses it has; none when that is not known."""


async def no_addresses(_host: str) -> frozenset[str]:
    """Where a proxy finds the addresses."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a site is."""

    hosts: frozenset[str]
    addresses: frozenset[str]


class VisitQueue:
    """Sites become visitable as discovery ends; workers take them.

    hosts: of every site that will come, site id -> host. discovering: sites whose discovery is not done yet.
    at_an_address: how many sites on one address are visited at a time.
    """

    def __init__(
        self,
        hosts: dict[int, str],
        discovering: Iterable[int],
        addresses: Addresses = no_addresses,
        at_an_address: int = 1,
    ) -> None:
        self._hosts = hosts
        self._discovering = Counter(hosts[site_id] for site_id in discovering)
        self._coming = self._discovering.total()
        self._addresses = addresses
        self._at_an_address = at_an_address
        self._waiting: list[Site] = []
        self._seconds: dict[int, float] = {}
        self._places: dict[int, _Place] = {}
        self._taken: dict[int, _Place] = {}
        self._busy_hosts: set[str] = set()
        self._busy_addresses: Counter[str] = Counter()
        self._changed = asyncio.Condition()

    @property
    def is_done(self) -> bool:
        """No site waits, comes or is under way: none will be taken any more."""
        return not (self._waiting or self._coming or self._taken)

    async def discovered(self, site: Site, *, visit: bool, landing: str = "", seconds: float = 0.0) -> None:
        """Discovery of a site ended; `visit`: there is anything to visit. landing: URL where the start URL led.
        seconds: that the visit may take.
        """
        place = await self._place_of(site, landing) if visit else None
        async with self._changed:
            self._discovering[self._hosts[site.id]] -= 1
            self._coming -= 1
            if place is not None:
                self._places[site.id] = place
                self._wait(site, seconds)
            self._changed.notify_all()

    async def add(self, site: Site, landing: str = "", seconds: float = 0.0) -> None:
        """A site discovered earlier, before the crawl was interrupted."""
        place = await self._place_of(site, landing)
        async with self._changed:
            self._places[site.id] = place
            self._wait(site, seconds)
            self._changed.notify_all()

    async def take(self) -> Site | None:
        """The next site whose host is free; None when no site is left. Give it back with `done` or `again`."""
        async with self._changed:
            while True:
                for site in self._waiting:
                    place = self._places[site.id]
                    if not self._discovering[self._hosts[site.id]] and self._is_free(place):
                        self._waiting.remove(site)
                        self._taken[site.id] = place
                        self._occupy(place)
                        return site
                if self.is_done:
                    return None
                await self._changed.wait()

    async def done(self, site: Site) -> None:
        async with self._changed:
            self._leave(self._taken.pop(site.id))
            self._changed.notify_all()

    async def again(self, site: Site) -> None:
        """Its visit came to nothing; it is taken once more, after those that wait."""
        async with self._changed:
            self._leave(self._taken.pop(site.id))
            self._wait(site, -1.0)
            self._changed.notify_all()

    @asynccontextmanager
    async def hold(self, host: str) -> AsyncIterator[None]:
        """While something else than a visit asks a host: waits until no site on it is visited, and lets none begin."""
        place = _Place(frozenset({host}), await self._addresses(host))
        async with self._changed:
            await self._changed.wait_for(lambda: self._is_free(place))
            self._occupy(place)
        try:
            yield
        finally:
            async with self._changed:
                self._leave(place)
                self._changed.notify_all()

    def _wait(self, site: Site, seconds: float) -> None:
        self._seconds[site.id] = seconds
        insort(self._waiting, site, key=lambda waiting: -self._seconds[waiting.id])

    async def _place_of(self, site: Site, landing: str) -> _Place:
        hosts = {self._hosts[site.id]} | ({urlsplit(landing).netloc} - {""})
        found = [await self._addresses(host) for host in sorted(hosts)]
        return _Place(frozenset(hosts), frozenset[str]().union(*found))

    def _is_free(self, place: _Place) -> bool:
        full = any(self._busy_addresses[address] >= self._at_an_address for address in place.addresses)
        return not full and self._busy_hosts.isdisjoint(place.hosts)

    def _occupy(self, place: _Place) -> None:
        self._busy_hosts |= place.hosts
        self._busy_addresses.update(place.addresses)

    def _leave(self, place: _Place) -> None:
        self._busy_hosts -= place.hosts
        self._busy_addresses.subtract(place.addresses)
