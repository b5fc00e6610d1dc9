"""A Scrapy spider for one site.

The walk asks for one page after another (`await engine.download_async`, an inline request) where
spiders usually hand requests to the scheduler: order, caps and back-off are then plain code, a site
never has two requests under way, and the same site gives the same pages. Scrapy's downloader, its
middlewares and slots do the rest; many spiders run side by side in the process.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from crawler.discovery.messages import Order
from crawler.discovery.walk import SiteWalk
from crawler.web.languages import accept_language
from crawler.web.middlewares import ONLY_HTML
from crawler.web.options import DiscoveryOptions
from crawler.web.robots import RobotsMiddleware
from crawler.web.scopes import ScopeIndex
from crawler.web.turns import Turn
from results.model import SiteDiscovery


class SiteSpider(Spider):
    """discovery is None until the walk has ended, and stays so when a bug ended it: then error names it."""

    name = "site"

    def __init__(self, *, order: Order, options: DiscoveryOptions, registered: ScopeIndex, turn: Turn) -> None:
        super().__init__()
        self.turn = turn
        self.requests = 0
        self.discovery: SiteDiscovery | None = None
        self.error = ""
        self._order = order
        self._headers = {"Accept-Language": accept_language(order.site.language)}
        self._options, self._registered = options, registered

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
        self.discovery = await walk.run()
        return
        yield  # a generator without items is what Scrapy expects

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
