"""A Scrapy spider for one site.

The walk asks for one page after another (`await engine.download_async`, an inline request) where
spiders usually hand requests to the scheduler: order, caps and back-off are then plain code, a site
never has two requests under way, and the same site gives the same pages. Scrapy's downloader, its
middlewares and slots do the rest; many spiders run side by side in the process.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from crawler.discovery.messages import Order
from crawler.discovery.proving import SiteProving
from crawler.discovery.walk import SiteWalk
from crawler.web.backoff import ONCE
from crawler.web.cookies import JAR
from crawler.web.known_pages import KnownPages
from crawler.web.languages import accept_language
from crawler.web.middlewares import ONLY_HTML, UNREAD
from crawler.web.options import DiscoveryOptions
from crawler.web.robots_middleware import RobotsMiddleware
from crawler.web.scopes import ScopeIndex
from crawler.web.turns import Turn
from results.model import SiteDiscovery

_NOT_TO_BE_ASKED = ("unreadable", "retry-after")  # ends of the search: only by a browser, and not any more now


class SiteSpider(Spider):
    """discovery is None until the walk has ended, and stays so when a bug ended it: then error names it."""

    name = "site"

    def __init__(self, *, order: Order, options: DiscoveryOptions, registered: ScopeIndex, turn: Turn) -> None:
        super().__init__()
        self.turn = turn
        self.requests = 0
        self.known = KnownPages(options.known_folder, order.site.url, accept_language(order.site.language))
        self.discovery: SiteDiscovery | None = None
        self.error = ""
        self._order = order
        self._headers = {"Accept-Language": accept_language(order.site.language)}
        self._options, self._registered = options, registered
        self._own: frozenset[str] = frozenset()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SiteSpider:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.count_request, signal=signals.request_reached_downloader)
        crawler.signals.connect(spider.note_error, signal=signals.spider_error)
        return spider

    def note_error(self, failure: Failure) -> None:
        self.error = f"{type(failure.value).__name__}: {failure.getErrorMessage()}"

    def count_request(self) -> None:
        self.requests += 1

    async def start(self) -> AsyncIterator[Any]:
        walk = SiteWalk(self._order, self._options, self._registered, self)
        await asyncio.to_thread(self.known.read)
        found = await walk.run()
        await asyncio.to_thread(self.known.write)
        if self._order.proof.pages and found.reason is None and found.ended not in _NOT_TO_BE_ASKED:
            found = await self._proven(found)
        self.discovery = found
        return
        yield  # a generator without items is what Scrapy expects

    async def _proven(self, found: SiteDiscovery) -> SiteDiscovery:
        started, self._own = time.monotonic(), frozenset(self.turn.hosts)
        unchanged = await SiteProving(self._order.proof, self._options, self).unchanged()
        seconds = round(found.seconds + time.monotonic() - started, 3)
        return replace(found, unchanged=unchanged, seconds=seconds)

    async def ask(self, url: str, headers: Mapping[str, str], *, seconds: float, with_body: bool) -> Response:
        """One file as a browser asks for it, by a visitor of its own. Raises one of failures.NETWORK_ERRORS."""
        meta: dict[str, Any] = {
            "dont_redirect": True,
            "download_timeout": seconds,
            JAR: "proof",
            UNREAD: not with_body,
            ONCE: True,
        }
        request = Request(url, meta=meta, headers=dict(headers), callback=NO_CALLBACK, dont_filter=True)
        return await self.crawler.engine.download_async(request)

    async def leave(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        if host not in self._own:
            await self.turn.release(host)

    @property
    def robots(self) -> RobotsMiddleware:
        middleware = self.crawler.get_downloader_middleware(RobotsMiddleware)
        assert middleware is not None
        return middleware

    async def fetch(self, url: str, *, seconds: float, only_html: bool) -> Response:
        """One answer, redirects not followed. Raises one of failures.NETWORK_ERRORS."""
        meta: dict[str, Any] = {"dont_redirect": True, "download_timeout": seconds, ONLY_HTML: only_html}
        request = Request(url, meta=meta, headers=self._headers, callback=NO_CALLBACK, dont_filter=True)
        return await self.crawler.engine.download_async(request)
