"""From what is stored of crawls before to what the next sample is drawn with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.pipeline.sample import panel_of, panel_urls, sample_before, sample_size
from crawler.sampling import Panel, SampleSize
from crawler.settings import Settings
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.crawls.stored_panels import save_comparison
from results.model import PlannedPage, Redirect, Sample, SampleComparison, Selection, Site, SiteDiscovery, Tools
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store

HOME = "https://a.example/"
FIRST = Sample(
    1,
    7,
    (
        PlannedPage(HOME, "home", "a", "start URL"),
        PlannedPage(HOME + "kept", "contact", "a", "link-text: Contact", "panel", 1),
        *(PlannedPage(f"{HOME}{name}", "appearance", "d", "structure") for name in "abcdef"),
        PlannedPage(HOME + "drawn", "random", "g", "drawn: 9"),
        PlannedPage(HOME + "a.pdf", "document", "e", "drawn-document: 1"),
    ),
    40,
)


def _begin(store: Store) -> int:
    tools = Tools("1", "4", "0", "npm", "Chromium", browser_sandbox=True)
    sites = registered_sites(store)
    return start_crawl(store, CrawlInputs(1, Selection.CENSUS, len(sites), tools, {}, sites, {})).id


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "t.db") as opened:
        import_sites(opened, [Site(HOME)])
        yield opened


def test_a_site_without_a_sample_before_has_no_panel(store: Store) -> None:
    assert panel_urls(store, _begin(store), 1) == ()
    assert panel_of(sample_before(store, 1, 1), SiteDiscovery(1)) is None


def test_the_panel_is_the_sample_of_the_last_finished_crawl_grown_if_it_must(store: Store) -> None:
    for finished in (True, False):  # the second was broken off
        crawl = _begin(store)
        save_discovery(store, crawl, SiteDiscovery(1), FIRST if finished else replace(FIRST, pages=FIRST.pages[:1]))
        if finished:
            save_comparison(store, crawl, SampleComparison(1, 8, 1, ("label",)))
            finish_crawl(store, crawl)
    now = _begin(store)
    redirects = (Redirect(HOME + "a", HOME + "b", 301),)

    assert panel_urls(store, now, 1) == tuple(page.url for page in FIRST.pages[:-1])
    assert panel_of(sample_before(store, now, 1), SiteDiscovery(1, redirects=redirects)) == Panel(
        replace(FIRST, pages=tuple(replace(page, since=1) for page in FIRST.pages), growth=2),
        {HOME + "a": HOME + "b"},
    )


def test_the_settings_decide_the_size() -> None:
    settings = Settings(pages=4, sample_sizes=("5:5", "*:9"), layouts_a_page=3, rotation=0.5, documents=1)

    assert sample_size(settings) == SampleSize(4, 0.1, 1, ((5, 5),), 9, 3, 0.5)
    assert sample_size(Settings()) == SampleSize()
