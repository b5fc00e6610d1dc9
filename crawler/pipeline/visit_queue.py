"""Which site is visited next: never two on one host at a time, and none while its host is still being discovered."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Iterable

from results.model import Site


class VisitQueue:
    """Sites become visitable as discovery ends; workers take them.

    hosts: of every site that will come, site id -> host. discovering: sites whose discovery is not done yet.
    """

    def __init__(self, hosts: dict[int, str], discovering: Iterable[int]) -> None:
        self._hosts = hosts
        self._discovering = Counter(hosts[site_id] for site_id in discovering)
        self._coming = self._discovering.total()
        self._waiting: deque[Site] = deque()
        self._busy: set[str] = set()
        self._changed = asyncio.Condition()

    async def discovered(self, site: Site, *, visit: bool) -> None:
        """Discovery of a site ended; `visit`: there is anything to visit."""
        async with self._changed:
            self._discovering[self._hosts[site.id]] -= 1
            self._coming -= 1
            if visit:
                self._waiting.append(site)
            self._changed.notify_all()

    async def add(self, site: Site) -> None:
        """A site discovered earlier, before the crawl was interrupted."""
        async with self._changed:
            self._waiting.append(site)
            self._changed.notify_all()

    async def take(self) -> Site | None:
        """The next site whose host is free; None when no site is left. Give it back with `done`."""
        async with self._changed:
            while True:
                for site in self._waiting:
                    host = self._hosts[site.id]
                    if host not in self._busy and not self._discovering[host]:
                        self._waiting.remove(site)
                        self._busy.add(host)
                        return site
                if not self._waiting and not self._coming:
                    return None
                await self._changed.wait()

    async def done(self, site: Site) -> None:
        async with self._changed:
            self._busy.discard(self._hosts[site.id])
            self._changed.notify_all()
