"""One crawl under way: what its stages share."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlsplit

from crawler.pipeline.basis import Basis
from crawler.pipeline.visit_order import VisitTerms
from crawler.progress import Progress
from crawler.settings import Settings
from crawler.web.scopes import ScopeIndex, site_scope
from results.crawls.stored_crawls import crawl_sites
from results.model import Crawl, Scope, Site
from results.register.stored_sites import registered_sites
from results.storage.store import Store


class CrawlRun:
    """The database is written from the event loop's thread only.

    sites: of the crawl. scopes, registered: of every site that is registered or crawled.
    asked_at: host -> when it was last asked for something, as time.monotonic(). terms: for whoever visits.
    """

    def __init__(self, store: Store, crawl: Crawl, settings: Settings, progress: Progress) -> None:
        self.store = store
        self.crawl = crawl
        self.settings = settings
        self.progress = progress
        self.sites = crawl_sites(store, crawl.id)
        self.scopes = _all_scopes(registered_sites(store), self.sites)
        self.registered = ScopeIndex(self.scopes)
        self.asked_at: dict[str, float] = {}
        self.terms = VisitTerms(settings, crawl.seed, self.scopes, self.registered)

    @cached_property
    def basis(self) -> Basis:
        """What the test of a page depends on beside the page."""
        return Basis(self.crawl.tools, self.settings)


def host_of(site: Site) -> str:
    return urlsplit(site.url).netloc


def _all_scopes(register: Sequence[Site], sites: Sequence[Site]) -> tuple[Scope, ...]:
    return tuple(site_scope(url) for url in dict.fromkeys(site.url for site in (*register, *sites)))
