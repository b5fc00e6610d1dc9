"""Stage sample: from the pages found, and the samples of crawls before, to the pages that are visited."""

from __future__ import annotations

from dataclasses import replace

from crawler.pipeline.visit_order import VisitTerms
from crawler.sampling import Panel, SampleSize, draw_sample, growth_after
from crawler.settings import Settings, sizes_of
from results.crawls.stored_discoveries import get_sample
from results.crawls.stored_panels import crawl_before, get_comparison
from results.model import FoundPage, Sample, SiteDiscovery
from results.storage.store import Store


def draw(terms: VisitTerms, discovery: SiteDiscovery, before: Sample | None) -> Sample:
    """The sample of one site; without pages when nothing was found. before: as `sample_before` gives it."""
    panel = panel_of(before, discovery)
    pages = (*discovery.pages, *_views_before(discovery, panel)) if discovery.reason is None else ()
    return draw_sample(discovery.site_id, pages, sample_size(terms.settings), terms.seed, panel)


def _views_before(discovery: SiteDiscovery, panel: Panel | None) -> list[FoundPage]:
    """Views of the sample before, which only the browser finds, on documents that still are there."""
    if panel is None:
        return []
    known = {page.url for page in discovery.pages}
    return [
        FoundPage(page.url, depth=1, source="panel")
        for page in panel.sample.pages
        if page.url not in known and page.url.partition("#")[0] in known
    ]


def sample_size(settings: Settings) -> SampleSize:
    sizes, largest = sizes_of(settings.sample_sizes)
    return SampleSize(
        pages=settings.pages,
        random_share=settings.random_share,
        documents=settings.documents,
        sizes=sizes,
        largest=largest,
        layouts_a_page=settings.layouts_a_page,
        rotation=settings.rotation,
    )


def panel_urls(store: Store, crawl_id: int, site_id: int) -> tuple[str, ...]:
    """Pages to ask for first, to know whether they still exist. A document is noted where a page links it."""
    sample = sample_before(store, crawl_id, site_id)
    return tuple(page.url for page in sample.pages if page.role != "document") if sample else ()


def panel_of(before: Sample | None, discovery: SiteDiscovery) -> Panel | None:
    """None for a site that had no sample before."""
    if before is None:
        return None
    return Panel(before, {redirect.url: redirect.to for redirect in discovery.redirects}, discovery.replaced)


def sample_before(store: Store, crawl_id: int, site_id: int) -> Sample | None:
    """That of the crawl before, as it is continued: each page with the crawl it joined in, and grown if it must."""
    before = crawl_before(store, crawl_id, site_id)
    sample = get_sample(store, before, site_id) if before is not None else None
    if before is None or sample is None:
        return None
    growth = growth_after(sample, get_comparison(store, before, site_id))
    pages = tuple(replace(page, since=page.since or before) for page in sample.pages)
    return replace(sample, pages=pages, growth=growth)
