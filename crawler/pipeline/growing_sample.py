"""The sample of a site while it is visited: what the browser finds is added, and one document counts once.

Pages that end at one address are one page, whoever sent the visitor there: a redirect, a refresh, a script. So are the
views of an application (addresses that differ in what is behind "#") that show the same. Another page takes the place
of one that proves to be a copy.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from checks.visit import PageVisit
from crawler.pipeline.belonging import Belonging
from crawler.pipeline.browser_robots import BrowserRules
from crawler.pipeline.discover import discover_rendered, found_in_browser
from crawler.pipeline.sample import draw
from crawler.pipeline.visit_order import VisitOrder, VisitTerms
from crawler.web.urls import canonical_url
from results.model import FoundPage, PlannedPage, SiteDiscovery

# A site whose HTML leads to fewer pages than this may be built by JavaScript: the browser's links are asked for.
FEW_PAGES = 3
MOST_VISITS = 2  # of the planned number of pages: a site of which every page is a copy comes to an end
ROUTES = ("/", "!")  # how what is behind "#" begins where it is the address of a view


class GrowingSample:
    """rules: of a site that only the browser can read, None for others.

    sample: as it is by now. found: pages that only the browser found. copies: URLs of pages that proved to be one that
    was visited before -> that one. asked_at: time.monotonic() when discovery last asked the site for pages.
    """

    def __init__(self, terms: VisitTerms, order: VisitOrder, belonging: Belonging, rules: BrowserRules | None) -> None:
        self._terms, self._site, self._discovery, self._belonging = terms, order.site, order.discovery, belonging
        self._before = order.before
        self.sample = order.sample
        self.found: list[FoundPage] = []
        self.copies: dict[str, str] = {}
        self._documents: dict[str, str] = {}  # where visits ended, and what they showed -> the URL that was planned
        self._shown: dict[str, str] = {}
        self._visited: set[str] = set()
        self._room = MOST_VISITS * len(order.sample.pages)
        self._few = _leads_to_few(order.discovery)
        self._rules = rules
        self.asked_at = 0.0

    @property
    def ended(self) -> str:
        """How the search for pages ended, as in SiteDiscovery, with what the browser saw since."""
        is_one_view = sum(page.role != "document" for page in self.sample.pages) == 1
        return self._discovery.ended if is_one_view or self._discovery.ended != "one-view" else "complete"

    def wants_links(self, page: PlannedPage) -> bool:
        """Of the home page; and of every page of a site whose pages only a browser finds."""
        return not self._visited or ((self._rules is not None or "#" in page.url) and page.role != "document")

    async def after(self, visit: PageVisit) -> tuple[bool, Sequence[PlannedPage]]:
        """Whether the visit counts, and the pages to visit besides those planned."""
        is_home = not self._visited
        self._visited.add(visit.planned.url)
        original = self._original_of(visit)
        counts = not original
        if original:
            self.copies[visit.planned.url] = original
            self.sample = replace(
                self.sample, pages=tuple(page for page in self.sample.pages if page.url != visit.planned.url)
            )
        more = await self._found_by(visit, is_home=is_home) if visit.audit.tested and counts else []
        self.found += more
        return counts, self._planned() if more or not counts else ()

    def _original_of(self, visit: PageVisit) -> str:
        """URL of the page visited before that this one is; empty for a page of its own."""
        url = visit.planned.url
        if visit.planned.role == "document" or not visit.audit.final_url:
            return ""
        document, shown = document_address(visit), _shown(visit)
        original = self._documents.get(document, "")
        if "#" in url and shown:
            original = original or self._shown.get(shown, "")
        self._documents.setdefault(document, original or url)
        self._shown.setdefault(shown, original or url)
        return original

    async def _found_by(self, visit: PageVisit, *, is_home: bool) -> list[FoundPage]:
        known = {page.url for page in (*self._discovery.pages, *self.found)} | self._documents.keys()
        final = canonical_url(visit.audit.final_url) or visit.planned.url
        found = _views(visit, final)
        if self._rules is not None:
            found += found_in_browser(self._terms.settings, visit.links, self._belonging.owns, self._rules.allow)
        elif is_home and self._few:
            found += await discover_rendered(self._terms, replace(self._site, url=final), visit.links, self._belonging)
            self.asked_at = time.monotonic()
        new = {page.url: page for page in found if page.url not in known}
        return list(new.values())

    def _planned(self) -> tuple[PlannedPage, ...]:
        """Pages that come into the sample: as many as it lacks."""
        pages = [
            page
            for page in (*self._discovery.pages, *self.found)
            if page.url not in self.copies and (page.url in self._visited or page.url not in self._documents)
        ]
        known = {left.url: left.target for left in self.sample.left if left.reason in ("same-page", "gone")}
        larger = draw(
            self._terms, replace(self._discovery, pages=tuple(pages), replaced=known | self.copies), self._before
        )
        planned = {page.url for page in self.sample.pages}
        lacking = min(len(larger.pages) - len(planned), self._room + len(self.found) - len(self._visited))
        added = tuple(page for page in larger.pages if page.url not in planned | self._visited)[: max(0, lacking)]
        self.sample = replace(larger, pages=(*self.sample.pages, *added))
        return added


def document_address(visit: PageVisit) -> str:
    """Where the visit ended, in one spelling; with what is behind "#" where that is the address of a view."""
    url = visit.audit.final_url
    fragment = urlsplit(url).fragment
    is_view = fragment.startswith(ROUTES) or "#" in visit.planned.url
    return f"{canonical_url(url) or url}#{fragment}" if fragment and is_view else canonical_url(url) or url


def _shown(visit: PageVisit) -> str:
    facts = visit.facts
    if facts is None:
        return ""
    text = f"{facts.title}\n{facts.heading}\n{facts.text}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _views(visit: PageVisit, document: str) -> list[FoundPage]:
    """Links that load no page but are no place in this one either: links.js leaves those out."""
    views: dict[str, FoundPage] = {}
    for url, text in visit.links:
        fragment = urlsplit(url).fragment
        if fragment and canonical_url(url) == document:
            view, texts = f"{document}#{fragment}", (text,) if text else ()
            views.setdefault(
                view, FoundPage(view, depth=1, source="rendered", link_texts=texts, found_on=visit.planned.url)
            )
    return list(views.values())


def _leads_to_few(discovery: SiteDiscovery) -> bool:
    fetched = (page for page in discovery.pages if page.status is not None)
    return sum(page.source not in ("sitemap", "panel") for page in fetched) < FEW_PAGES
