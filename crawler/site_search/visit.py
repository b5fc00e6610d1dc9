"""One host: robots.txt, its home page, and a few pages that show whose it is or link to others."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Protocol
from urllib.parse import urlsplit

from scrapy.http import HtmlResponse, Response

from crawler.site_search.messages import HostOrder, SearchHeader
from crawler.site_search.page_signs import (
    ENOUGH_WORDS,
    IMPRINT,
    LISTS,
    MAYBE_STATEMENT,
    STANDARD,
    OrganisationNames,
    PageSigns,
    first_segment,
    likeness,
    names_statement,
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
from crawler.web.robots import HostRules
from crawler.web.sitemap import read_sitemap
from crawler.web.urls import canonical_url, is_language_segment, repeats_itself, url_shape
from results.model import HostLink, HostVisit, OwnPart, Reason
from results.page_words.fold import folded

MAX_HOSTS = 3000  # passed on of one host
MAX_INTERNAL = 5000  # addresses remembered of one host
MAX_SITEMAPS = 20
MAX_SHAPE, MAX_SHAPE_OF_START = 2, 30  # pages of one URL shape: a calendar must not eat the budget
TOLD_LINKS = 2  # owners of a template of their own have at least so many of their own pages in the navigation
OTHER_TEMPLATE = 0.5  # less alike than this
OTHER_NAVIGATION = 0.3
LEAST_NAME = 2  # words of an organisation's name that is looked for inside a text


class Fetcher(Protocol):
    """What a visit needs of the spider."""

    async def fetch(self, url: str, *, only_html: bool) -> Response: ...

    def rules(self, url: str) -> HostRules | None: ...

    def allows(self, url: str) -> bool: ...

    def forget(self, host: str) -> None: ...


@dataclass(frozen=True, slots=True)
class _Page:
    url: str
    signs: PageSigns
    links: tuple[Link, ...]


class _LedAway(Exception):
    """The home page redirects to another host."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


@dataclass(slots=True)
class _Links:
    """What is known of links from the host's pages."""

    hosts: dict[str, HostLink] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)  # URL -> how soon to read it
    seen: set[str] = field(default_factory=set)


class HostReading:
    """A visit under way; `run` gives its HostVisit, whatever happens."""

    def __init__(self, order: HostOrder, header: SearchHeader, names: OrganisationNames, fetcher: Fetcher) -> None:
        self._order, self._options, self._names, self._fetcher = order, header.options, names, fetcher
        self._signs = tuple((sign, folded(sign)) for sign in header.signs)
        self._contrary = tuple((sign, folded(sign)) for sign in header.contrary)
        self._links = _Links()
        self._found_signs: dict[str, None] = {}
        self._found_contrary: dict[str, None] = {}
        self._named: dict[str, str] = {}
        self._parts: dict[str, OwnPart] = {}
        self._shapes: Counter[str] = Counter()
        self._read: set[str] = set()
        self._pages = self._requests = 0
        self._statement = ""
        self._maybe_statements: set[str] = set()
        self._deadline = time.monotonic() + header.options.max_seconds

    async def run(self) -> HostVisit:
        try:
            home = await self._read_home()
        except _LedAway as led:
            self._note_host(Link(led.url))
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
            canonical=own.canonical if own.canonical and not self._is_here(own.canonical) else "",
            alternates=tuple(url for url in own.alternates if not self._is_here(url))[:20],
            title=own.title,
            language=own.language,
            words=own.words,
            content=own.content,
            template=sketch(own.template),
            navigation=sketch(own.navigation),
        )
        return replace(visit, detail="the home page says so" if reason else "")

    # The home page

    async def _read_home(self) -> _Page | HostVisit:
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
            if not self._is_here(target):
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

    async def _read_others(self, home: _Page) -> None:
        self._read.add(home.url)
        self._note(home, home)
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
            self._links.inside.setdefault(url, 0)
        sitemaps = [url for url in named if re.search(r"\.(xml|txt|csv)(\.gz)?\Z", urlsplit(url).path)]
        read: set[str] = set()
        while sitemaps and len(read) < MAX_SITEMAPS:
            url = sitemaps.pop(0)
            if url in read or not self._fetcher.allows(url):
                continue
            read.add(url)
            self._links.inside.pop(url, None)
            self._read.add(url)
            try:
                response = await self._fetch(url, only_html=False)
            except NETWORK_ERRORS:
                continue
            content = read_sitemap(response.body, url, self._options.max_bytes)
            sitemaps += [child for child in content.sitemaps if self._is_here(child)]
            for address in content.pages or _listed(response):
                self._note_link(Link(address), soon=6)

    async def _read_one(self, url: str, home: _Page) -> None:
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
                self._note_link(Link(target), soon=1)
        elif reason_of_status(response) is None and isinstance(response, HtmlResponse):
            page = self._page(response)
            if page.signs.canonical and self._is_here(page.signs.canonical):
                self._read.add(page.signs.canonical)
            self._note(page, home)

    def _next(self) -> str | None:
        """The address to read next; those that add nothing are passed over."""
        limit = MAX_SHAPE_OF_START if self._order.start else MAX_SHAPE
        waiting = [
            (soon, place, url)
            for place, (url, soon) in enumerate(self._links.inside.items())
            if url not in self._read
            and self._shapes[url_shape(url)] < limit
            and not repeats_itself(url)
            and self._fetcher.allows(url)
        ]
        return min(waiting)[2] if waiting else None

    # What a page shows

    def _page(self, response: HtmlResponse) -> _Page:
        self._pages += 1
        root = response.selector.root
        url = canonical_url(response.url) or response.url
        return _Page(url, signs_of(root, response.url), tuple(links_of(root, response.url, response.encoding)))

    def _note(self, page: _Page, home: _Page) -> None:
        for link in page.links:
            self._note_link(link)
        role = self._role(page, home)
        if role:
            self._note_signs(page.signs, role)
            self._note_names(page, role)
        part = _own_part(page, home)
        if part is not None:
            self._parts.setdefault(part.url, part)

    def _role(self, page: _Page, home: _Page) -> str:
        if page is home:
            return "home"
        title = folded(page.signs.title)
        named = page.url == self._statement or names_statement(title)
        if named or (page.url in self._maybe_statements and STANDARD.are_in(page.signs.text)):
            self._statement = self._statement or page.url
            return "statement"
        return "imprint" if self._links.inside.get(page.url) == 2 else ""  # noqa: PLR2004 - as _soon gives

    def _note_signs(self, signs: PageSigns, role: str) -> None:
        """Where a text stands decides what it means: the home page of a newspaper writes about town halls."""
        names = f"{folded(signs.title)}\n{' '.join(signs.owner)}"
        signed = f"{names}\n{signs.edges if role == 'home' else signs.text}"
        self._found_signs |= {sign: None for sign, text in self._signs if text in signed}
        anything = f"{names}\n{signs.text}"
        self._found_contrary |= {sign: None for sign, text in self._contrary if text in anything}

    def _note_names(self, page: _Page, role: str) -> None:
        owners = [name for text in page.signs.owner if (name := self._names.is_called(text))]
        if owners:
            self._named.setdefault("meta", owners[0])
        if role == "home":
            parts = re.split(r"\s[|–:-]\s", page.signs.title)
            titled = next((name for part in parts if (name := self._names.is_called(folded(part)))), "")
            if titled:
                self._named.setdefault("title", titled)
        else:
            named = self._names.named_in(page.signs.text, least_words=LEAST_NAME)
            if named:
                self._named.setdefault(role, named)

    def _note_link(self, link: Link, soon: int | None = None) -> None:
        url = canonical_url(link.url)
        if url is None or (url in self._links.seen and not link.text):
            return
        if len(self._links.seen) < MAX_INTERNAL:
            self._links.seen.add(url)
        if not self._is_here(url):
            self._note_host(replace(link, url=url))
        elif len(self._links.inside) < MAX_INTERNAL:
            when = self._soon(url, link.text) if soon is None else soon
            if when is not None:
                self._links.inside[url] = min(when, self._links.inside.get(url, when))

    def _note_host(self, link: Link) -> None:
        host = urlsplit(link.url).netloc
        known = self._links.hosts.get(host)
        if known is not None:
            self._links.hosts[host] = replace(known, count=known.count + 1, text=known.text or link.text)
        elif len(self._links.hosts) < MAX_HOSTS:
            self._links.hosts[host] = HostLink(host, link.url, link.text)

    def _soon(self, url: str, text: str) -> int | None:
        """0 first; None: not worth a request here."""
        words = folded(text)
        if names_statement(words):
            self._statement = self._statement or url
            return 1
        if MAYBE_STATEMENT.are_all_of(words):
            self._maybe_statements.add(url)
            return 1
        if IMPRINT.are_all_of(words):
            return 2
        if LISTS.are_words_of(words) and len(words) < 80:  # noqa: PLR2004 - longer ones are sentences
            return 3
        segment = first_segment(url)
        if urlsplit(url).path == segment != "/" and not is_language_segment(segment.strip("/")):
            return 4
        return 5 if self._order.start else None

    def _is_here(self, url: str) -> bool:
        return urlsplit(url).netloc == self._order.host

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
            statement=self._statement,
            named=tuple(self._named.items()),
            signs=tuple(self._found_signs),
            contrary=tuple(self._found_contrary),
            links=tuple(self._links.hosts.values()),
            parts=tuple(self._parts.values()),
            urls=len(self._links.seen),
            pages=self._pages,
            requests=self._requests,
            robots=rules.state if rules is not None else "none",
        )
        return replace(visit, **more)  # type: ignore[arg-type, unused-ignore]


def _listed(response: Response) -> list[str]:
    """Domains and addresses, one a line or a cell, of a file that is no sitemap."""
    from crawler.site_search.starting_points import addresses_in  # noqa: PLC0415

    return addresses_in(response.body.decode("utf-8", "replace"))


def _own_part(page: _Page, home: _Page) -> OwnPart | None:
    """A first folder with other surroundings than the home page, and a navigation that stays within it."""
    folder = first_segment(page.url)
    if page is home or folder == "/" or is_language_segment(folder.strip("/")) or page.signs.words < ENOUGH_WORDS:
        return None
    if not page.signs.template or not home.signs.template:
        return None
    parts = urlsplit(page.url)
    own_links = [
        url for url in page.signs.inside if urlsplit(url).netloc == parts.netloc and first_segment(url) == folder
    ]
    alike = likeness(page.signs.template, home.signs.template)
    led_alike = likeness(page.signs.navigation, home.signs.navigation)
    if len(own_links) < TOLD_LINKS or alike >= OTHER_TEMPLATE or led_alike >= OTHER_NAVIGATION:
        return None
    reason = (
        f"its own template: header, navigation and footer are {alike:.0%} like those of {home.url}, "
        f"and {len(own_links)} links of its navigation stay under {folder}"
    )
    return OwnPart(f"{parts.scheme}://{parts.netloc}{folder}", page.signs.title, reason)
