"""No request to loopback, private or link-local addresses, unless the settings allow it."""

from __future__ import annotations

import ipaddress
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.error import DNSLookupError

from crawler.web.failures import NotVisited
from crawler.web.public_addresses import is_public
from results.model import Reason


class PublicAddressMiddleware:
    """Asks the reactor's caching resolver, as the connection does a moment later: a name cannot answer
    with one address here and with another there."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PublicAddressMiddleware:
        if crawler.settings.getbool("DISCOVERY_ALLOW_PRIVATE"):
            raise NotConfigured
        return cls()

    async def process_request(self, request: Request) -> None:
        if request.meta.get("proxy"):
            return
        host = urlparse_cached(request).hostname or ""
        address = await _resolve(host)
        if address is not None and not is_public(address):
            raise NotVisited(Reason.PRIVATE_ADDRESS, f"{host} has the private address {address}")


async def _resolve(host: str) -> str | None:
    """None when the name does not resolve: the download then fails with the resolver's own words."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it installs one, so not at the top

    resolver: Any = reactor
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return str(await maybe_deferred_to_future(resolver.resolve(host)))
    except (DNSLookupError, TimeoutError, OSError):
        return None
