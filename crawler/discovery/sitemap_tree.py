"""From the sitemaps a site declares to the pages they name: indexes followed, within limits."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from scrapy.http import Response

from crawler.web.failures import NETWORK_ERRORS, AskedToStop
from crawler.web.hops import MAX_HOPS, hop_of
from crawler.web.owners import same_owner
from crawler.web.sitemap import SitemapContent, read_sitemap
from crawler.web.urls import canonical_url

MAX_SITEMAPS = 50
MAX_NESTING = 3
MAX_BYTES = 10 * 1024 * 1024  # unpacked


class SitemapTree:
    """fetch: one answer, redirects not followed. home: of the site; sitemaps under the name of another owner are left
    alone, unless robots.txt names them. dropped: where what is left out is counted."""

    def __init__(self, fetch: Callable[[str], Awaitable[Response]], home: str, dropped: Counter[str]) -> None:
        self._fetch = fetch
        self._home = home
        self._dropped = dropped
        self._vouched: set[str] = set()  # hosts of sitemaps that robots.txt names
        self._seen: set[str] = set()

    async def pages(self, addresses: Iterable[str], *, vouched: bool = False) -> AsyncGenerator[tuple[str, ...], None]:
        """The page URLs of one file after another, as written; files without any are passed over.

        vouched: robots.txt of the site names them, which speaks for another host too (sitemaps.org, "Sitemaps &
        Cross Submits").
        """
        addresses = tuple(addresses)
        if vouched:
            self._vouched |= {urlsplit(url).netloc for address in addresses if (url := canonical_url(address))}
        queue = deque((address, 0) for address in addresses)
        while queue:
            address, nesting = queue.popleft()
            url = canonical_url(address)
            if url is None or url in self._seen:
                self._drop("sitemap/malformed", url is None)
                continue
            rule = self._rule_against(url, nesting)
            if rule is not None:
                self._drop(rule)
                continue
            self._seen.add(url)
            content = await self._read(url)
            self._drop("sitemap/malformed", content.malformed)
            queue.extend((sitemap, nesting + 1) for sitemap in content.sitemaps)
            if content.pages:
                yield content.pages

    def _drop(self, rule: str, entries: int = 1) -> None:
        if entries:
            self._dropped[rule] += entries

    def _rule_against(self, url: str, nesting: int) -> str | None:
        if not self._may_ask(url):
            return "sitemap/off-scope"
        return "cap/sitemaps" if nesting > MAX_NESTING or len(self._seen) >= MAX_SITEMAPS else None

    def _may_ask(self, url: str) -> bool:
        return same_owner(url, self._home) or urlsplit(url).netloc in self._vouched

    async def _read(self, url: str) -> SitemapContent:
        """A sitemap that cannot be had is as none; only a server that wants us away ends the visit."""
        try:
            for _ in range(MAX_HOPS):
                response = await self._fetch(url)
                hop = hop_of(response)
                if hop is None:
                    found = response.status == HTTPStatus.OK
                    return read_sitemap(response.body, url, MAX_BYTES) if found else SitemapContent()
                if not self._may_ask(hop.to):
                    break
                url = hop.to
        except AskedToStop:
            raise
        except NETWORK_ERRORS:
            pass
        return SitemapContent()
