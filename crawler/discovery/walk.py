"""One site from robots.txt to the last page within its caps; ends in a SiteDiscovery, whatever happens."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from dataclasses import fields, replace
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from scrapy.http import HtmlResponse, Response

from crawler.discovery.application import is_application
from crawler.discovery.copies import Copies, Document, document_of, sketch_of
from crawler.discovery.frontier import Frontier
from crawler.discovery.messages import Order
from crawler.discovery.sitemap_tree import SitemapTree
from crawler.discovery.soft_errors import SoftErrors, answer_to_nothing, no_such_address, without_address
from crawler.discovery.start import NO_ANSWER, Arrival, LeftOut, visit_start
from crawler.web.evidence import PageText, evidence_of, text_of
from crawler.web.failures import (
    NETWORK_ERRORS,
    AskedToStop,
    NotVisited,
    describe,
    is_unreadable,
    reason_of_error,
    reason_of_status,
)
from crawler.web.hops import MAX_HOPS, hop_of, refresh_of
from crawler.web.links import links_of
from crawler.web.middlewares import content_type
from crawler.web.options import DiscoveryOptions
from crawler.web.robots_middleware import HostRules, RobotsMiddleware
from crawler.web.scopes import ScopeIndex
from crawler.web.territory import Territory
from crawler.web.urls import canonical_url
from results.model import FoundPage, Reason, Redirect, SiteDiscovery

MAX_REDIRECTS_KEPT = 500
USUAL_SITEMAPS = ("sitemap.xml", "sitemap_index.xml")  # tried when robots.txt names none that holds pages
MAX_FAILURES_IN_A_ROW = 5
MAX_VISITS_A_PAGE = 3  # documents and redirects are visits too, but no pages


class Fetcher(Protocol):
    """What the walk needs of the spider."""

    requests: int

    @property
    def robots(self) -> RobotsMiddleware: ...

    async def fetch(self, url: str, *, seconds: float, only_html: bool) -> Response: ...


class SiteWalk:
    def __init__(self, order: Order, options: DiscoveryOptions, registered: ScopeIndex, fetcher: Fetcher) -> None:
        self._site = order.site
        self._rendered_links = order.rendered_links
        self._panel = order.panel
        self._options = options
        self._fetcher = fetcher
        self._territory = Territory(order.scope, registered)
        self._frontier = Frontier(options, self._territory.owns, fetcher.robots.allows)
        self._redirects: list[Redirect] = []
        self._visited: set[str] = set()
        self._html_pages = 0
        self._final_url = self._site.url
        self._detail = ""
        self._copies = Copies(start="")
        self._errors: SoftErrors | None = None
        self._began = time.monotonic()

    async def run(self) -> SiteDiscovery:
        try:
            arrival = await self._visit_start()
        except NETWORK_ERRORS as error:
            if is_unreadable(error):  # the browser may do better; its home page is all that is known
                self._frontier.learn(FoundPage(self._final_url, source="start"))
                return self._result(detail=describe(error), ended="unreadable")
            return self._result(reason_of_error(error), describe(error))
        reason = reason_of_status(arrival.response)
        if reason is not None:
            return self._result(reason, f"HTTP status {arrival.response.status}")
        if not isinstance(arrival.response, HtmlResponse):
            return self._result(Reason.NOT_HTML, content_type(arrival.response.headers) or "no content type")
        start = FoundPage(arrival.url, source="start")
        self._frontier.learn(start)  # the home page is the first of all pages
        for url in self._panel:
            self._frontier.add(url, depth=1, source="panel")
        self._copies = Copies(arrival.url)
        home = self._read(start, arrival)
        is_shell = is_application(arrival.response.selector.root)
        del arrival  # its body
        self._add_root()
        for url, text in self._rendered_links:
            self._frontier.add(url, depth=1, source="rendered", text=text)
        try:
            await self._ask_for_nothing(home)
            await self._read_sitemaps()
            ended = await self._visit_pages()
            if is_shell and ended == "complete" and self._frontier.is_alone(start.url):
                ended = "one-view"
        except AskedToStop:
            ended = "retry-after"
        return self._result(detail=self._detail, ended=ended)

    # The start page

    async def _visit_start(self) -> Arrival:
        start = canonical_url(self._site.url)
        if start is None:
            raise NotVisited(Reason.UNREACHABLE, f"not an http or https URL: {self._site.url}")
        try:
            arrival, self._detail = await visit_start(start, self._follow_start)
        except NETWORK_ERRORS as error:
            if reason_of_error(error) in NO_ANSWER:  # nowhere; a redirect that was refused tells where it led
                self._final_url = start
            raise
        return arrival

    async def _follow_start(self, start: str) -> Arrival:
        def judge(target: str) -> None:
            self._final_url = target
            if refusal := self._territory.refusal(start, target):
                raise NotVisited(refusal, f"redirects to {target}")
            self._territory.enlarge(target)

        self._fetcher.robots.forget(urlsplit(start).netloc)  # what was read of it was perhaps at another scheme
        arrival = await self._follow(start, judge)
        self._final_url = arrival.url
        return arrival

    def _add_root(self) -> None:
        """A start that leads to an inner page is still the whole site."""
        root = urljoin(self._final_url, self._territory.folder)
        if root not in {redirect.url for redirect in self._redirects}:
            self._frontier.add(root, depth=1, source="link")

    async def _follow(self, url: str, judge: Callable[[str], None]) -> Arrival:
        """Fetches a URL and what it redirects to. judge raises NotVisited on a target not to go to.

        Targets are fetched as the server wrote them: one that redirects "/" to "/index.php" means it.
        """
        address, here, redirected = url, url, False
        for _ in range(MAX_HOPS):
            response = await self._fetch(address, only_html=True)
            hop = hop_of(response)
            if hop is None:
                return Arrival(here, response, redirected)
            address = hop.to
            target = canonical_url(address)
            if target is None:
                raise NotVisited(Reason.OUT_OF_SCOPE, f"redirects to {address[:200]}")
            self._note_redirect(Redirect(here, target, hop.status))
            if target != here:
                judge(target)
            here, redirected = target, True
        raise NotVisited(Reason.HTTP_ERROR, f"more than {MAX_HOPS} redirects")

    async def _fetch(self, url: str, *, only_html: bool) -> Response:
        seconds = min(self._options.timeout, max(1.0, self._seconds_left()))
        return await self._fetcher.fetch(url, seconds=seconds, only_html=only_html)

    def _note_redirect(self, redirect: Redirect) -> None:
        if len(self._redirects) < MAX_REDIRECTS_KEPT:
            self._redirects.append(redirect)

    def _seconds_left(self) -> float:
        return self._began + self._options.max_seconds - time.monotonic()

    async def _ask_for_nothing(self, home: Document | None) -> None:
        """What the site says of a page that cannot be there, to know its error pages by: one request."""
        address = no_such_address(self._final_url, self._territory.folder)
        if home is None or not self._territory.owns(address):
            return

        def judge(target: str) -> None:
            if not self._territory.owns(target):
                raise LeftOut("off-scope", target)

        self._errors = SoftErrors(home, await answer_to_nothing(address, lambda url: self._follow(url, judge)))

    # Sitemaps

    async def _read_sitemaps(self) -> None:
        async def fetch(url: str) -> Response:
            return await self._fetch(url, only_html=False)

        tree = SitemapTree(fetch, self._final_url, self._frontier.dropped)
        declared = [url for rules in self._rules() for url in rules.sitemaps]
        if declared and await self._add_pages(tree.pages(declared, vouched=True)):
            return
        for folder in dict.fromkeys((self._territory.folder, "/")):
            for name in USUAL_SITEMAPS:
                if await self._add_pages(tree.pages([urljoin(self._final_url, folder + name)])):
                    return

    async def _add_pages(self, files: AsyncGenerator[tuple[str, ...], None]) -> bool:
        """True when there were any."""
        found = False
        async with aclosing(files):
            async for pages in files:
                found = True
                for page in pages:
                    self._frontier.add(page, depth=1, source="sitemap")
                if self._frontier.full or self._seconds_left() <= 0:
                    break
        return found

    def _rules(self) -> Iterator[HostRules]:
        """Of the host where the start page is, and of the one it was asked on."""
        for url in dict.fromkeys((self._final_url, canonical_url(self._site.url) or "")):
            if rules := self._fetcher.robots.known(url):
                yield rules

    # The other pages

    async def _visit_pages(self) -> str:
        """Returns how it ended."""
        failures = 0
        while page := self._frontier.next():
            if self._html_pages >= self._options.max_pages:
                return "pages"
            if len(self._visited) >= self._options.max_pages * MAX_VISITS_A_PAGE:
                return "requests"
            if self._seconds_left() <= 0:
                return "time"
            if original := self._copies.unasked(page.url):
                self._frontier.forget(page.url, "same-page", instead=original)
                continue
            failures = 0 if await self._visit(page) else failures + 1
            if failures == MAX_FAILURES_IN_A_ROW:
                return "failures"
        return "complete"

    async def _visit(self, page: FoundPage) -> bool:
        """False when the server gave no answer."""

        def judge(target: str) -> None:
            if not self._territory.owns(target):
                raise LeftOut("off-scope", target)
            if target in self._visited:
                raise LeftOut("redirect/known", target)

        self._visited.add(page.url)
        try:
            arrival = await self._follow(page.url, judge)
        except LeftOut as left_out:
            self._frontier.forget(page.url, left_out.rule, instead=left_out.target)
        except AskedToStop:
            raise
        except NotVisited as refused:
            rule = "robots" if refused.reason is Reason.ROBOTS else f"redirect/{refused.reason}"
            self._frontier.forget(page.url, rule)
        except NETWORK_ERRORS as error:
            self._frontier.dropped[f"failed/{reason_of_error(error)}"] += 1
            return False
        else:
            self._read(page, arrival)
        return True

    def _read(self, page: FoundPage, arrival: Arrival) -> Document | None:
        """Takes what the answer says into the frontier; the body is not kept. None when it is no page of its own."""
        response = arrival.response
        self._visited.add(arrival.url)
        source = "redirect" if arrival.redirected and page.source != "start" else page.source
        read = FoundPage(
            arrival.url,
            depth=page.depth,
            source=source,
            status=response.status,
            content_type=content_type(response.headers),
            bytes=len(response.body),
        )
        document = None
        if isinstance(response, HtmlResponse):
            self._html_pages += 1
            root = response.selector.root
            if response.status < 400 and root is not None:  # noqa: PLR2004
                evidence, text = evidence_of(root), text_of(root)
                document = document_of(root, text, arrival.url, response.url)
                if left_out := self._why_no_page(document, text, evidence.skeleton):
                    for url in (page.url, arrival.url):
                        self._frontier.forget(url, left_out.rule, instead=left_out.target)
                    return None
                self._read_links(read, response)
                read = replace(read, **{field.name: getattr(evidence, field.name) for field in fields(evidence)})
        self._frontier.learn(read)
        if arrival.redirected:
            self._frontier.forget(page.url, "redirect/followed", instead=arrival.url)
        return document

    def _why_no_page(self, document: Document, text: PageText, skeleton: str) -> LeftOut | None:
        """None for a page of its own."""
        url = document.url
        duplicate = self._frontier.read(url, text, skeleton)  # traps are recognised by what they say, errors included
        if self._errors is not None:
            said = without_address(text, url)
            if self._errors.is_error(replace(document, sketch=sketch_of(said.own.casefold().split()))):
                return LeftOut("error-page", "")
        original = self._copies.read(document, named=self._frontier.is_named(url))
        if original is not None and original.url != url:
            if not self._copies.prefers(document, original):
                return LeftOut("same-page", original.url)
            self._copies.replace(original, document)
            self._frontier.learn(FoundPage(url))
            self._frontier.forget(original.url, "same-page", instead=url)
            return None
        if duplicate:
            return LeftOut("duplicate", duplicate)
        self._copies.keep(document)
        return None

    def _read_links(self, page: FoundPage, response: HtmlResponse) -> None:
        self._frontier.learn(page)
        for link in links_of(response.selector.root, response.url, response.encoding):
            self._frontier.add(
                link.url,
                depth=page.depth + 1,
                source="link",
                text=link.text,
                found_on=page.url,
                translation=link.translation,
            )
        if refresh := refresh_of(response):
            self._frontier.add(refresh[1], depth=page.depth + 1, source="link", found_on=page.url)

    # The end

    def _result(self, reason: Reason | None = None, detail: str = "", ended: str = "complete") -> SiteDiscovery:
        rules = next(self._rules(), None)
        self._frontier.leave_traps()
        return SiteDiscovery(
            site_id=self._site.id,
            pages=self._frontier.pages() if reason is None else (),
            reason=reason,
            detail=detail[:300],
            final_url=self._final_url,
            redirects=tuple(self._redirects),
            dropped=dict(sorted(self._frontier.dropped.items())),
            replaced=self._frontier.replaced(self._panel),
            robots=rules.state if rules else "none",
            crawl_delay=rules.crawl_delay if rules else 0.0,
            ended=ended,
            seconds=round(time.monotonic() - self._began, 3),
            requests=self._fetcher.requests,
        )
