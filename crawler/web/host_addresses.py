"""Which hosts are one machine: their IP addresses, asked once a crawl."""

from __future__ import annotations

import asyncio
import socket
from urllib.parse import urlsplit

_SECONDS = 5.0


class HostAddresses:
    """Call it with a host."""

    def __init__(self) -> None:
        self._known: dict[str, frozenset[str]] = {}

    async def __call__(self, host: str) -> frozenset[str]:
        """host: with its port, if any. Empty when it has no address, or none in time: then it cannot be visited."""
        name = urlsplit(f"//{host}").hostname or ""
        if name not in self._known:
            self._known[name] = await _resolved(name)
        return self._known[name]


async def _resolved(name: str) -> frozenset[str]:
    try:
        asked = asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
        found = await asyncio.wait_for(asked, _SECONDS)
    except (OSError, UnicodeError, TimeoutError):
        return frozenset()
    return frozenset(str(address[0]) for *_, address in found)
