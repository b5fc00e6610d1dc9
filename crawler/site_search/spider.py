"""A Scrapy spider for many hosts. Scrapy's downloader sees to it that a host has one request at a time and its pause.

A visit stays on its host: where a redirect or link leads is another visit, so no host is visited twice.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from scrapy import Request, Spider
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawler.site_search.messages import HostOrder, SearchHeader
from crawler.site_search.page_signs import OrganisationNames
from crawler.site_search.visit import HostReading
from crawler.web.languages import accept_language
from crawler.web.middlewares import ONLY_HTML
from crawler.web.robots_middleware import HostRules, RobotsMiddleware
from results.model import HostVisit, Reason

logger = logging.getLogger(__name__)

Receive = Callable[[], Awaitable[HostOrder | None]]
Report = Callable[[HostVisit], None]


class HostSpider(Spider):
    """receive: the next host, None when there is none left. report: takes each visit as it is done."""

    name = "hosts"

    def __init__(self, *, header: SearchHeader, receive: Receive, report: Report) -> None:
        super().__init__()
        self._header, self._receive, self._report = header, receive, report
        self._names = OrganisationNames(header.organisations)

    async def start(self) -> AsyncIterator[Any]:
        async with asyncio.TaskGroup() as visitors:
            for _ in range(self._header.at_once):
                visitors.create_task(self._visit_hosts())
        return
        yield  # a generator without items is what Scrapy expects

    async def _visit_hosts(self) -> None:
        while (order := await self._receive()) is not None:
            try:
                visit = await HostReading(order, self._header, self._names, self).run()
            except Exception as error:
                logger.warning("%s: %r", order.host, error, exc_info=True)
                visit = HostVisit(order.host, Reason.CRASHED, f"{type(error).__name__}: {error}"[:300])
            self.forget(order.host)
            self._report(visit)

    @property
    def _robots(self) -> RobotsMiddleware:
        middleware = self.crawler.get_downloader_middleware(RobotsMiddleware)
        assert middleware is not None
        return middleware

    def rules(self, url: str) -> HostRules | None:
        return self._robots.known(url)

    def allows(self, url: str) -> bool:
        return self._robots.allows(url)

    def forget(self, host: str) -> None:
        self._robots.forget(host)

    async def fetch(self, url: str, *, only_html: bool) -> Response:
        """One answer, redirects not followed. Raises one of failures.NETWORK_ERRORS."""
        meta: dict[str, Any] = {"dont_redirect": True, ONLY_HTML: only_html}
        headers = {"Accept-Language": accept_language("")}
        request = Request(url, meta=meta, headers=headers, callback=NO_CALLBACK, dont_filter=True)
        return await self.crawler.engine.download_async(request)
