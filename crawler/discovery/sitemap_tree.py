"""From the sitemaps a site declares to the pages they name: indexes followed, within limits."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from http import HTTPStatus

from scrapy.http import Response

from crawler.web.failures import NETWORK_ERRORS, AskedToStop
from crawler.web.hops import MAX_HOPS, hop_of
from crawler.web.sitemap import SitemapContent, read_sitemap
from crawler.web.urls import canonical_url

MAX_SITEMAPS = 50
MAX_NESTING = 3
MAX_BYTES = 10 * 1024 * 1024  # unpacked


class SitemapTree:
    """fetch: one answer, redirects not followed. own: whether a sitemap's URL is of the site's owner;
    others are left alone. dropped: where what is left out is counted."""

    def __init__(
        self, fetch: Callable[[str], Awaitable[Response]], own: Callable[[str], bool], dropped: Counter[str]
    ) -> None:
        self._fetch = fetch
        self._own = own
        self._dropped = dropped

    async def pages(self, addresses: Iterable[str]) -> AsyncGenerator[tuple[str, ...], None]:
        """The page URLs of one file after another, as written; files without any are passed over."""
        queue = deque((address, 0) for address in addresses)
        seen: set[str] = set()
        while queue:
            address, nesting = queue.popleft()
            url = canonical_url(address)
            if url is None or url in seen:
                continue
            rule = self._rule_against(url, nesting, len(seen))
            if rule is not None:
                self._dropped[rule] += 1
                continue
            seen.add(url)
            content = await self._read(url)
            queue.extend((sitemap, nesting + 1) for sitemap in content.sitemaps)
            if content.pages:
                yield content.pages

    def _rule_against(self, url: str, nesting: int, read: int) -> str | None:
        if not self._own(url):
            return "sitemap/off-scope"
        return "cap/sitemaps" if nesting > MAX_NESTING or read >= MAX_SITEMAPS else None

    async def _read(self, url: str) -> SitemapContent:
        """A sitemap that cannot be had is as none; only a server that wants us away ends the visit."""
        try:
            for _ in range(MAX_HOPS):
                response = await self._fetch(url)
                hop = hop_of(response)
                if hop is None:
                    found = response.status == HTTPStatus.OK
                    return read_sitemap(response.body, url, MAX_BYTES) if found else SitemapContent()
                if not self._own(hop.to):
                    break
                url = hop.to
        except AskedToStop:
            raise
        except NETWORK_ERRORS:
            pass
        return SitemapContent()
