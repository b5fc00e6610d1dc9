"""Small downloader middlewares: whose turn a host is, which proxy, and bodies not worth reading."""

from __future__ import annotations

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http import Headers, Response
from scrapy.utils.httpobj import urlparse_cached

from crawler.web.turns import Turn

HTML_TYPES = frozenset(("text/html", "application/xhtml+xml"))
ONLY_HTML = "only_html"  # request meta: stop reading when the answer proves to be something else
UNREAD = "unread"  # request meta: the head of the answer says all that is asked


class HostTurnMiddleware:
    """Asks for the host's turn before anything is sent to it, also after a redirect of robots.txt."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostTurnMiddleware:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        turn: Turn = self._crawler.spider.turn  # type: ignore[union-attr]
        await turn.extend(urlparse_cached(request).hostname or "")


class ProxyMiddleware:
    """The proxy of the options for every request, robots.txt too; without one, the standard
    environment variables decide (Scrapy's HttpProxyMiddleware)."""

    def __init__(self, proxy: str) -> None:
        self._proxy = proxy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProxyMiddleware:
        if not crawler.settings["DISCOVERY_PROXY"]:
            raise NotConfigured
        return cls(crawler.settings["DISCOVERY_PROXY"])

    def process_request(self, request: Request) -> None:
        request.meta["proxy"] = self._proxy


class OnlyHtmlMiddleware:
    """Reads the head of a response and leaves the body of a document or video on the server.

    A HEAD request first would cost a request a page, and is answered wrongly by many servers.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> OnlyHtmlMiddleware:
        middleware = cls()
        crawler.signals.connect(middleware.headers_received, signal=signals.headers_received)
        return middleware

    def headers_received(self, headers: Headers, request: Request) -> None:
        declared = content_type(headers)
        if request.meta.get(UNREAD) or (request.meta.get(ONLY_HTML) and declared and declared not in HTML_TYPES):
            raise StopDownload(fail=False)

    def process_response(self, request: Request, response: Response) -> Response:  # noqa: ARG002 - Scrapy's
        if "download_stopped" in response.flags:
            response.headers.pop("Content-Encoding", None)  # there is nothing to unpack
        return response


def content_type(headers: Headers) -> str:
    """Without parameters, lower case; empty when there is none."""
    return (headers.get("Content-Type") or b"").decode("latin-1").partition(";")[0].strip().lower()
