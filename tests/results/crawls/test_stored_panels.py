from __future__ import annotations

from dataclasses import replace

from results.crawls.stored_crawls import finish_crawl
from results.crawls.stored_discoveries import extend_sample, get_discovery, get_sample, save_discovery
from results.crawls.stored_panels import crawl_before, get_comparison, save_comparison, started
from results.model import Crawl, FoundPage, LeftPage, PlannedPage, Sample, SampleComparison, SiteDiscovery
from results.storage.store import Store

HOME = "https://good.test/"
SAMPLE = Sample(
    1,
    42,
    (
        PlannedPage(HOME, "home", "a", "start URL", "panel", 3),
        PlannedPage(HOME + "new", "contact", "a", "link text: Contact"),
        PlannedPage(HOME + "drawn", "random", "g", "1 of 9", "rotating"),
    ),
    30,
    ("c",),
    size=15,
    layouts=12,
    layout_pages=2,
    growth=4,
    left=(
        LeftPage(HOME + "old", "legal", "redirect", HOME + "elsewhere"),
        LeftPage(HOME + "a", "random", "rotated"),
        LeftPage(HOME + "b", "random", "gone"),
    ),
)


def test_a_sample_comes_back_with_its_panel(store: Store, crawl: Crawl) -> None:
    save_discovery(store, crawl.id, SiteDiscovery(1), SAMPLE)

    assert get_sample(store, crawl.id, 1) == SAMPLE


def test_a_sample_that_is_replaced_leaves_nothing_of_the_first(store: Store, crawl: Crawl) -> None:
    save_discovery(store, crawl.id, SiteDiscovery(1), SAMPLE)
    other = replace(SAMPLE, pages=SAMPLE.pages[1:], left=SAMPLE.left[:1], growth=0)

    extend_sample(store, crawl.id, other, ())

    assert get_sample(store, crawl.id, 1) == other


def test_the_page_that_links_a_document_and_translations_are_kept(store: Store, crawl: Crawl) -> None:
    document = FoundPage(HOME + "a.pdf", content_type="application/pdf", found_on=HOME)
    french = FoundPage(HOME + "fr", content_type="text/html", language="fr", translation_of=HOME)
    plain = FoundPage(HOME + "p", content_type="text/html", found_on=HOME)

    save_discovery(store, crawl.id, SiteDiscovery(1, (document, french, plain)), SAMPLE)

    read = get_discovery(store, crawl.id, 1)
    assert read is not None
    assert read.pages == (document, french, replace(plain, found_on=""))


def test_the_crawl_before_is_the_last_finished_one_with_pages(store: Store, crawl: Crawl) -> None:
    assert crawl_before(store, crawl.id + 1, 1) is None
    save_discovery(store, crawl.id, SiteDiscovery(1), SAMPLE)
    assert crawl_before(store, crawl.id + 1, 1) is None
    finish_crawl(store, crawl.id)

    assert crawl_before(store, crawl.id + 1, 1) == crawl.id
    assert crawl_before(store, crawl.id, 1) is None
    assert crawl_before(store, crawl.id + 1, 2) is None


def test_a_comparison_comes_back_and_none_is_none(store: Store, crawl: Crawl) -> None:
    comparison = SampleComparison(1, 9, 2, ("image-alt", "label"))
    save_comparison(store, crawl.id, comparison)
    save_comparison(store, crawl.id, None)

    assert get_comparison(store, crawl.id, 1) == comparison
    assert get_comparison(store, crawl.id, 2) is None


def test_crawls_say_when_they_started(store: Store, crawl: Crawl) -> None:
    assert started(store, (crawl.id, 99)) == {crawl.id: crawl.started_at}
    assert started(store, ()) == {}
