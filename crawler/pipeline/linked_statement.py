"""The statement of a site on another host: the municipality's for its sub-sites, a national register's.

Fetched once a site by the plain client that fetches documents, after robots.txt of its host; many sites of a crawl may
lead to one register, so a host is asked one thing at a time, with a pause, and not while a site on it is visited.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from protego import Protego

from checks.documents.fetch import DocumentFetcher, Fetched, NotFetched
from checks.facts import PageFacts
from checks.plain_page import plain_facts
from checks.statement import statement_elsewhere
from crawler.user_agent import PRODUCT_NAME
from crawler.web.options import pause_between
from crawler.web.robots import MAX_ROBOTS_BYTES, read_rules
from results.model import Site
from results.page_words.fold import folded

MOST_BYTES = 3_000_000
LEAST_NAME = 8  # characters of a site's name that a text can be said to name it by
_ADDRESS = r"(?<![\w.@-])(?:www\.)?{host}(?![\w-]|\.\w)"


Hold = Callable[[str], AbstractAsyncContextManager[None]]
"""Host -> while it is held, nobody else asks it for anything."""


class LinkedStatements:
    """What the workers of a crawl share. delay: seconds between two requests to a host. obey: robots.txt."""

    def __init__(self, fetcher: DocumentFetcher, *, delay: float, obey: bool) -> None:
        self._fetcher = replace(fetcher, most_bytes=MOST_BYTES)
        self._robots_fetcher = replace(fetcher, most_bytes=MAX_ROBOTS_BYTES)
        self._delay = delay
        self._obey = obey
        self._asked: dict[str, float] = {}
        self._robots: dict[str, Protego | None] = {}

    async def of(self, site: Site, pages: Sequence[PageFacts], hold: Hold) -> PageFacts | None:
        """The page with the site's statement on another host that a tested page links to; None when the site has one of
        its own, and when that page cannot be read, is not to be fetched, or names neither the site's host nor its name.
        """
        url = statement_elsewhere(site.id, pages)
        if not url:
            return None
        async with hold(urlsplit(url).netloc):
            try:
                fetched = await self._fetch(url)
            except NotFetched:
                return None
        if fetched is None or "html" not in fetched.content_type:
            return None
        page = await asyncio.to_thread(plain_facts, url, fetched)
        return page if page is not None and names_site(page.text, site, pages) else None

    async def _fetch(self, url: str) -> Fetched | None:
        host = urlsplit(url).netloc
        if self._obey and host not in self._robots:
            await self._rest(host)
            self._robots[host] = await self._rules(url)
        rules = self._robots.get(host)
        if rules is not None and not rules.can_fetch(url, PRODUCT_NAME):
            return None
        await self._rest(host)
        return await self._fetcher.fetch(url)

    async def _rest(self, host: str) -> None:
        rules = self._robots.get(host)
        asked_for = (rules.crawl_delay(PRODUCT_NAME) or 0.0) if rules is not None else 0.0
        pause = pause_between(self._delay, asked_for)
        await asyncio.sleep(max(0.0, self._asked.get(host, -pause) + pause - time.monotonic()))
        self._asked[host] = time.monotonic()

    async def _rules(self, url: str) -> Protego | None:
        """None when there are none; from a host whose robots.txt cannot be had nothing is fetched (RFC 9309)."""
        try:
            fetched = await self._robots_fetcher.fetch(urljoin(url, "/robots.txt"))
        except NotFetched as error:
            is_none = error.status is not None and 400 <= error.status < 500 and error.status != 429  # noqa: PLR2004
            return None if is_none else read_rules(b"User-agent: *\nDisallow: /")
        return read_rules(fetched.data)


def names_site(text: str, site: Site, pages: Sequence[PageFacts]) -> bool:
    """A text speaks of this site: by the host of its address, or of where that leads, or by its name."""
    homes = [page.final_url or page.url for page in pages if page.role == "home"]
    hosts = {(urlsplit(url).hostname or "").removeprefix("www.") for url in (site.url, *homes)} - {""}
    said, name = folded(text), folded(site.name)
    if any(re.search(_ADDRESS.format(host=re.escape(host)), said) for host in hosts):
        return True
    return len(name) >= LEAST_NAME and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) is not None
