"""Stage discover: the pages of each site, stored with the sample that is drawn from them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing
from pathlib import Path

from crawler.discovery.frontier import Frontier
from crawler.discovery.process import discover
from crawler.pipeline.belonging import Belonging
from crawler.pipeline.carrying import site_proof
from crawler.pipeline.one_count import counted_once, has_moved, same_sites
from crawler.pipeline.run import CrawlRun, host_of
from crawler.pipeline.sample import draw, panel_urls, sample_before
from crawler.pipeline.visit_order import VisitTerms
from crawler.pipeline.visit_queue import VisitQueue
from crawler.settings import Settings
from crawler.web.options import DiscoveryOptions, pause_between
from crawler.web.scopes import site_scope
from crawler.web.urls import canonical_url
from results.crawls.stored_discoveries import discovered_sites, get_discovery, save_discovery
from results.model import FoundPage, Site, SiteDiscovery

_PAGE_SECONDS = 2.0


def known_folder(database: Path) -> Path:
    """Where what the search for pages read is kept until the next, a file a site."""
    return database.with_name(f"{database.name}.known")


def discovery_options(settings: Settings) -> DiscoveryOptions:
    return DiscoveryOptions(
        user_agent=settings.user_agent,
        proxy=settings.effective_proxy,
        allow_private=settings.allow_private,
        obey_robots=settings.obey_robots,
        delay=settings.delay,
        max_pages=settings.discovery_pages,
        max_urls=settings.discovery_urls,
        max_depth=settings.discovery_depth,
        max_bytes=settings.discovery_bytes,
        max_seconds=settings.discovery_seconds,
        timeout=settings.request_timeout,
        concurrent_sites=settings.concurrent_sites,
        max_backoff=settings.back_off,
        known_folder=str(known_folder(settings.database.absolute())) if settings.keep_pages else "",
    )


async def discover_pages(run: CrawlRun, queue: VisitQueue | None = None) -> None:
    """Finds the pages of every site not discovered yet, and draws its sample. queue: learns what can be visited."""
    done = discovered_sites(run.store, run.crawl.id)
    todo = {site.id: site for site in run.sites if site.id not in done}
    for discovery in same_sites(run.sites):
        if (site := todo.pop(discovery.site_id, None)) is not None:
            await _keep(run, site, discovery, queue)
    orders = [(site, site_scope(site.url)) for site in todo.values()]
    panels = {site_id: panel_urls(run.store, run.crawl.id, site_id) for site_id in todo}
    moved: list[SiteDiscovery] = []
    options = discovery_options(run.settings)
    found_pages = discover(orders, options, run.scopes, panels=panels, proof_of=lambda site: site_proof(run, site))
    async with aclosing(found_pages) as found:
        async for discovery in found:
            site = todo[discovery.site_id]
            run.asked_at[host_of(site)] = time.monotonic()
            if has_moved(site, discovery):
                moved.append(discovery)
            else:
                await _keep(run, site, discovery, queue)
    for discovery in counted_once(moved, tuple(_landings(run))):
        await _keep(run, todo[discovery.site_id], discovery, queue)


def visit_seconds(settings: Settings, pages: int, crawl_delay: float) -> float:
    """About how long the visit to so many pages of a site keeps its browser: enough to tell long from short."""
    return pages * max(_PAGE_SECONDS, pause_between(settings.delay, crawl_delay))


def _landings(run: CrawlRun) -> Iterator[str]:
    """Where sites led that moved and were discovered before the crawl was interrupted."""
    for site in run.sites:
        discovery = get_discovery(run.store, run.crawl.id, site.id)
        if discovery is not None and has_moved(site, discovery):
            yield discovery.final_url


async def _keep(run: CrawlRun, site: Site, discovery: SiteDiscovery, queue: VisitQueue | None) -> None:
    sample = draw(run.terms, discovery, sample_before(run.store, run.crawl.id, discovery.site_id))
    save_discovery(run.store, run.crawl.id, discovery, sample)
    run.progress.discovered(site, discovery)
    if queue is not None:
        to_visit = sum(page.url not in discovery.unchanged for page in sample.pages)
        seconds = visit_seconds(run.settings, to_visit, discovery.crawl_delay)
        await queue.discovered(site, visit=bool(sample.pages), landing=discovery.final_url, seconds=seconds)


async def discover_rendered(
    terms: VisitTerms, site: Site, rendered: Sequence[tuple[str, str]], belonging: Belonging
) -> list[FoundPage]:
    """Pages behind links that only the rendered home page has; found by discovery, under its rules.

    site: its URL is where the home page ended. rendered: (URL, text) of its links.
    """
    links: dict[str, str] = {}
    for url, text in rendered:
        target = canonical_url(url)
        if target and target != site.url and belonging.owns(target):
            links.setdefault(target, text)
    if not links:
        return []
    options = discovery_options(terms.settings)
    order = (site, site_scope(site.url))
    async with aclosing(discover([order], options, terms.scopes, tuple(links.items()))) as found:
        return [page async for result in found for page in result.pages if belonging.owns(page.url)]


def found_in_browser(
    settings: Settings,
    rendered: Sequence[tuple[str, str]],
    owns: Callable[[str], bool],
    allowed: Callable[[str], bool],
) -> list[FoundPage]:
    """Pages behind the links of a page that only the browser can read; none of them is asked for here."""
    frontier = Frontier(discovery_options(settings), owns, allowed)
    for url, text in rendered:
        frontier.add(url, depth=1, source="rendered", text=text)
    return list(frontier.pages())
