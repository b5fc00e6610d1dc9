from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from results.crawls.stored_discoveries import discovered_sites, extend_sample, get_discovery, get_sample, save_discovery
from results.model import Crawl, FoundPage, PlannedPage, Reason, Redirect, Sample, SiteDiscovery
from results.storage.store import Store


def test_discoveries_and_samples_come_back_whole(stored: Any) -> None:
    read = {site_id: get_discovery(stored.store, stored.crawl.id, site_id) for site_id in stored.discoveries}
    samples = {site_id: get_sample(stored.store, stored.crawl.id, site_id) for site_id in stored.samples}
    assert read == stored.discoveries
    assert samples == stored.samples


def test_a_discovery_without_its_pages_is_the_same_but_for_them(stored: Any) -> None:
    site_id = stored.site_id("good")
    read = get_discovery(stored.store, stored.crawl.id, site_id, with_pages=False)
    assert read == replace(stored.discoveries[site_id], pages=())


def test_sites_not_discovered_yet_are_none(stored: Any) -> None:
    late = stored.site_id("late")
    assert get_discovery(stored.store, stored.crawl.id, late) is None
    assert get_sample(stored.store, stored.crawl.id, late) is None
    assert discovered_sites(stored.store, stored.crawl.id) == frozenset(stored.discoveries)


def test_broken_text_of_a_site_is_stored_in_every_field(store: Store, crawl: Crawl) -> None:
    broken = "a\ud800\x00"
    page = FoundPage("https://good.test/", 0, "start", 200, broken, broken, broken, (broken,), skeleton=broken)
    hop = Redirect(broken, broken, 302)
    found = SiteDiscovery(1, (page,), Reason.UNREACHABLE, broken, broken, (hop,), {broken: 1}, broken)
    save_discovery(store, crawl.id, found, Sample(1, 1, (PlannedPage(page.url, "home", "", broken),), 1))
    kept = "a?\x00"
    read = get_discovery(store, crawl.id, 1)
    assert read == SiteDiscovery(
        1,
        (replace(page, content_type=kept, title=kept, language=kept, link_texts=(kept,), skeleton=kept),),
        Reason.UNREACHABLE,
        kept,
        kept,
        (Redirect(kept, kept, 302),),
        {kept: 1},
        kept,
    )


def test_a_page_found_twice_is_kept_once(store: Store, crawl: Crawl) -> None:
    a, b = FoundPage("https://good.test/a", title="first"), FoundPage("https://good.test/b")
    save_discovery(store, crawl.id, SiteDiscovery(1, (a, replace(a, title="second"), b)), Sample(1, 1, (), 2))
    read = get_discovery(store, crawl.id, 1)
    assert read is not None
    assert read.pages == (a, b)


def test_a_page_that_cannot_be_stored_is_an_error_and_not_left_out(store: Store, crawl: Crawl) -> None:
    broken: Any = FoundPage("https://good.test/", status="teapot")  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        save_discovery(store, crawl.id, SiteDiscovery(1, (broken,)), Sample(1, 1, (), 1))


def test_what_the_browser_found_comes_after_what_was_known(store: Store, crawl: Crawl) -> None:
    pages = [FoundPage(f"https://good.test/{name}") for name in "zyxwvu"]
    z, y, x, w, v, u = pages
    save_discovery(store, crawl.id, SiteDiscovery(1, (z, z, z, y)), Sample(1, 1, (PlannedPage(z.url, "home"),), 2))
    extend_sample(store, crawl.id, Sample(1, 1, (PlannedPage(z.url, "home"), PlannedPage(x.url, "all")), 4), (x, w))
    extended = Sample(1, 7, tuple(PlannedPage(page.url, "all", "b", "é") for page in pages), 6, ("g",))
    extend_sample(store, crawl.id, extended, (v, u))
    read = get_discovery(store, crawl.id, 1)
    assert read == SiteDiscovery(1, (z, y, x, w, v, u))
    assert get_sample(store, crawl.id, 1) == extended


def test_extending_the_sample_of_one_site_leaves_the_others(stored: Any) -> None:
    good, bad = stored.site_id("good"), stored.site_id("bad")
    extend_sample(stored.store, stored.crawl.id, Sample(good, 1, (), 0), ())
    assert get_sample(stored.store, stored.crawl.id, bad) == stored.samples[bad]


def test_a_discovery_that_fails_halfway_leaves_nothing(
    store: Store, crawl: Crawl, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    found = SiteDiscovery(1, (FoundPage("https://good.test/"),))
    with monkeypatch.context() as broken:
        broken.setattr("results.crawls.stored_discoveries._insert_sample", stop)
        with pytest.raises(KeyboardInterrupt):
            save_discovery(store, crawl.id, found, Sample(1, 1, (), 1))
    assert discovered_sites(store, crawl.id) == frozenset()
    save_discovery(store, crawl.id, found, Sample(1, 1, (), 1))
    assert get_discovery(store, crawl.id, 1) == found


def test_an_extension_that_fails_halfway_leaves_the_old_sample(stored: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    good = stored.site_id("good")
    monkeypatch.setattr("results.crawls.stored_discoveries._insert_sample", stop)
    with pytest.raises(KeyboardInterrupt):
        extend_sample(stored.store, stored.crawl.id, Sample(good, 1, (), 0), (FoundPage("https://good.test/new"),))
    assert get_sample(stored.store, stored.crawl.id, good) == stored.samples[good]
    assert get_discovery(stored.store, stored.crawl.id, good) == stored.discoveries[good]


def test_a_site_cannot_be_discovered_twice_in_one_crawl(stored: Any) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        save_discovery(
            stored.store,
            stored.crawl.id,
            SiteDiscovery(stored.site_id("good")),
            Sample(stored.site_id("good"), 1, (), 0),
        )
