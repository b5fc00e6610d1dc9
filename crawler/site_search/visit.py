"""One host: robots.txt, its home page, and a few pages that show whose it is or link to others."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, Response

from crawler.site_search.host_findings import HostFindings, ReadPage
from crawler.site_search.messages import HostOrder, SearchHeader
from crawler.site_search.page_signs import (
    OrganisationNames,
    signs_of,
    sketch,
)
from crawler.web.failures import (
    NETWORK_ERRORS,
    AskedToStop,
    NotVisited,
    describe,
    reason_of_error,
    reason_of_status,
)
from crawler.web.hops import MAX_HOPS, hop_of
from crawler.web.links import Link, links_of
from crawler.web.robots_middleware import HostRules
from crawler.web.sitemap import read_sitemap
from crawler.web.urls import canonical_url, repeats_itself, url_shape
from results.model import HostVisit, Reason

MAX_SITEMAPS = 20
MAX_SHAPE, MAX_SHAPE_OF_START = 2, 30  # pages of one URL shape: a calendar must not eat the budget


class Fetcher(Protocol):
    """What a visit needs of the spider."""

    async def fetch(self, url: str, *, only_html: bool) -> Response: ...

    def rules(self, url: str) -> HostRules | None: ...

    def allows(self, url: str) -> bool: ...

    def forget(self, host: str) -> None: ...


class _LedAway(Exception):
    """The home page redirects to another host."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class HostReading:
    """A visit under way; `run` gives its HostVisit, whatever happens."""

    def __init__(self, order: HostOrder, header: SearchHeader, names: OrganisationNames, fetcher: Fetcher) -> None:
        self._order, self._options, self._fetcher = order, header.options, fetcher
        self._found = HostFindings(order, header, names)
        self._shapes: Counter[str] = Counter()
        self._read: set[str] = set()
        self._pages = self._requests = 0
        self._deadline = time.monotonic() + header.options.max_seconds

    async def run(self) -> HostVisit:
        try:
            home = await self._read_home()
        except _LedAway as led:
            self._found.note_host(Link(led.url))
            return self._visit(final_url=led.url, leads_to=led.url)
        except NETWORK_ERRORS as error:
            return await self._not_read(error)
        if isinstance(home, HostVisit):
            return home
        reason = home.signs.reason
        if reason is None:
            await self._read_others(home)
        own = home.signs
        visit = self._visit(
            reason=reason,
            status=200,
            final_url=home.url,
            canonical=own.canonical if own.canonical and not self._found.is_here(own.canonical) else "",
            alternates=tuple(url for url in own.alternates if not self._found.is_here(url))[:20],
            title=own.title,
            language=own.language,
            words=own.words,
            content=own.content,
            template=sketch(own.template),
            navigation=sketch(own.navigation),
        )
        return replace(visit, detail="the home page says so" if reason else "")

    # The home page

    async def _read_home(self) -> ReadPage | HostVisit:
        """The page, or the visit that ends here. A bare domain is https; http is tried when that fails."""
        scheme = urlsplit(self._order.url).scheme
        home = f"{scheme}://{self._order.host}/"
        try:
            response = await self._follow(home)
        except NETWORK_ERRORS as error:
            if scheme == "http" or reason_of_error(error) is not Reason.UNREACHABLE:
                raise
            self._requests -= 1
            self._fetcher.forget(self._order.host)  # its robots.txt may be there without TLS
            response = await self._follow(f"http://{self._order.host}/")
        reason = reason_of_status(response)
        if reason is not None:
            return self._visit(
                reason=reason,
                resolved=reason is not Reason.UNREACHABLE,
                status=response.status,
                detail=f"HTTP status {response.status}",
            )
        if not isinstance(response, HtmlResponse):
            if self._order.start:  # a list or a sitemap may be all the host has for us
                await self._read_starts()
            return self._visit(reason=Reason.NOT_HTML, status=response.status, final_url=response.url)
        return self._page(response)

    async def _not_read(self, error: Exception) -> HostVisit:
        reason = reason_of_error(error)
        if self._order.start and reason not in (Reason.UNREACHABLE, Reason.ROBOTS_UNREACHABLE, Reason.PRIVATE_ADDRESS):
            await self._read_starts()
        unresolved = reason is Reason.UNREACHABLE and "CannotResolve" in describe(error)
        return self._visit(
            reason=reason,
            detail=describe(error),
            resolved=not (unresolved or (reason is Reason.UNREACHABLE and bool(self._options.proxy))),
        )

    async def _follow(self, url: str) -> Response:
        """Redirects on this host are followed. Raises _LedAway for one to another, NotVisited in a circle."""
        seen = {url}
        for _ in range(MAX_HOPS):
            response = await self._fetch(url, only_html=True)
            hop = hop_of(response)
            if hop is None:
                return response
            target = canonical_url(hop.to)
            if target is None:
                raise NotVisited(Reason.HTTP_ERROR, f"redirects to {hop.to[:200]!r}, which is no address")
            if not self._found.is_here(target):
                raise _LedAway(target)
            if hop.to in seen:
                raise NotVisited(Reason.HTTP_ERROR, f"redirects in a circle at {target}")
            seen.add(hop.to)
            url = hop.to
        raise NotVisited(Reason.HTTP_ERROR, f"more than {MAX_HOPS} redirects")

    async def _fetch(self, url: str, *, only_html: bool) -> Response:
        self._requests += 1
        return await self._fetcher.fetch(url, only_html=only_html)

    # Other pages

    async def _read_others(self, home: ReadPage) -> None:
        self._read.add(home.url)
        self._found.note(home, home)
        try:
            await self._read_starts()
            while self._pages < self._order.pages and time.monotonic() < self._deadline:
                url = self._next()
                if url is None:
                    return
                await self._read_one(url, home)
        except AskedToStop:
            return

    async def _read_starts(self) -> None:
        """What the starting list names on this host: pages, and sitemaps with the hosts in them."""
        named = [url for url in self._order.paths if urlsplit(url).path != "/"]
        for url in named[: self._order.pages]:
            self._found.inside.setdefault(url, 0)
        sitemaps = [url for url in named if re.search(r"\.(xml|txt|csv)(\.gz)?\Z", urlsplit(url).path)]
        read: set[str] = set()
        while sitemaps and len(read) < MAX_SITEMAPS:
            url = sitemaps.pop(0)
            if url in read or not self._fetcher.allows(url):
                continue
            read.add(url)
            self._found.inside.pop(url, None)
            self._read.add(url)
            try:
                response = await self._fetch(url, only_html=False)
            except NETWORK_ERRORS:
                continue
            content = read_sitemap(response.body, url, self._options.max_bytes)
            sitemaps += [child for child in content.sitemaps if self._found.is_here(child)]
            for address in content.pages or _listed(response):
                self._found.note_link(Link(address), soon=6)

    async def _read_one(self, url: str, home: ReadPage) -> None:
        self._read.add(url)
        self._shapes[url_shape(url)] += 1
        try:
            response = await self._fetch(url, only_html=True)
        except AskedToStop:
            raise
        except NETWORK_ERRORS:
            return
        hop = hop_of(response)
        if hop is not None:
            target = canonical_url(hop.to)
            if target is not None:
                self._found.note_link(Link(target), soon=1)
        elif reason_of_status(response) is None and isinstance(response, HtmlResponse):
            page = self._page(response)
            if page.signs.canonical and self._found.is_here(page.signs.canonical):
                self._read.add(page.signs.canonical)
            self._found.note(page, home)

    def _next(self) -> str | None:
        """The address to read next; those that add nothing are passed over."""
        limit = MAX_SHAPE_OF_START if self._order.start else MAX_SHAPE
        waiting = [
            (soon, place, url)
            for place, (url, soon) in enumerate(self._found.inside.items())
            if url not in self._read
            and self._shapes[url_shape(url)] < limit
            and not repeats_itself(url)
            and self._fetcher.allows(url)
        ]
        return min(waiting)[2] if waiting else None

    # What a page shows

    def _page(self, response: HtmlResponse) -> ReadPage:
        self._pages += 1
        root = response.selector.root
        url = canonical_url(response.url) or response.url
        return ReadPage(url, signs_of(root, response.url), tuple(links_of(root, response.url, response.encoding)))

    def _visit(
        self,
        *,
        reason: Reason | None = None,
        detail: str = "",
        resolved: bool = True,
        status: int | None = None,
        final_url: str = "",
        **more: object,
    ) -> HostVisit:
        rules = self._fetcher.rules(f"https://{self._order.host}/")
        visit = HostVisit(
            self._order.host,
            reason,
            detail,
            resolved,
            status,
            final_url,
            statement=self._found.statement,
            named=tuple(self._found.named.items()),
            signs=tuple(self._found.signs),
            contrary=tuple(self._found.contrary),
            links=tuple(self._found.hosts.values()),
            parts=tuple(self._found.parts.values()),
            urls=len(self._found.seen),
            pages=self._pages,
            requests=self._requests,
            robots=rules.state if rules is not None else "none",
        )
        return replace(visit, **more)  # type: ignore[arg-type, unused-ignore]


def _listed(response: Response) -> list[str]:
    """Domains and addresses, one a line or a cell, of a file that is no sitemap."""
    from crawler.site_search.starting_points import addresses_in  # noqa: PLC0415

    return addresses_in(response.body.decode("utf-8", "replace"))
