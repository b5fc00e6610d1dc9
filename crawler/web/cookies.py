"""Cookies of a visit, kept as a browser keeps them; which domains are public is read from the list that came along.

Scrapy's own middleware asks the internet for a newer public suffix list at the first cookie: without proxy, without a
time limit and unasked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from http.cookiejar import Cookie

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.cookies import CookieJar
from scrapy.utils.httpobj import urlparse_cached

from crawler.web.owners import is_public_suffix

JAR = "jar"
"""Of a request's meta: which jar its cookies are of."""


class CookieMiddleware:
    """One jar a spider: a site, or a host of a search; and another for each that a request asks for."""

    def __init__(self) -> None:
        self._jars: defaultdict[str, CookieJar] = defaultdict(CookieJar)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CookieMiddleware:  # noqa: ARG003 - Scrapy's
        return cls()

    def process_request(self, request: Request) -> None:
        request.headers.pop("Cookie", None)
        self._jars[request.meta.get(JAR, "")].add_cookie_header(request)

    def process_response(self, request: Request, response: Response) -> Response:
        jar = self._jars[request.meta.get(JAR, "")]
        self._keep(jar, jar.make_cookies(response, request), request)
        return response

    def _keep(self, jar: CookieJar, cookies: Iterable[Cookie], request: Request) -> None:
        host = (urlparse_cached(request).hostname or "").lower()
        for cookie in cookies:
            domain = cookie.domain.removeprefix(".")
            if domain and is_public_suffix(domain):  # RFC 6265, 5.3 step 5
                if domain != host:
                    continue
                cookie.domain = host
            jar.set_cookie_if_ok(cookie, request)
