from __future__ import annotations

from dataclasses import replace

import pytest

from results.crawls.stored_crawls import (
    CrawlInputs,
    crawl_checks,
    crawl_sites,
    finish_crawl,
    get_crawl,
    latest_crawl,
    start_crawl,
)
from results.model import Crawl, Selection, Site
from results.register.stored_sites import import_sites
from results.storage.store import Store


def test_a_crawl_keeps_everything_it_was_started_with(store: Store, inputs: CrawlInputs) -> None:
    crawl = start_crawl(store, inputs)
    assert crawl == Crawl(
        1, crawl.started_at, "", 42, Selection.CENSUS, len(inputs.sites), inputs.tools, dict(inputs.settings)
    )
    assert crawl.started_at.endswith("+00:00")
    assert get_crawl(store, crawl.id) == crawl
    assert crawl_checks(store, crawl.id) == inputs.checks
    assert crawl_sites(store, crawl.id) == inputs.sites


def test_a_crawl_keeps_the_register_as_it_was(store: Store, crawl: Crawl, register: tuple[Site, ...]) -> None:
    import_sites(store, [replace(register[0], name="Renamed since", organisation="Sold since")])
    assert crawl_sites(store, crawl.id) == register


def test_a_register_that_did_not_change_is_not_stored_again(store: Store, inputs: CrawlInputs, crawl: Crawl) -> None:
    before = store.row("SELECT count(*) AS number FROM text")
    start_crawl(store, inputs)
    after = store.row("SELECT count(*) AS number FROM text")
    assert before is not None
    assert after is not None
    assert after["number"] == before["number"]


def test_a_crawl_that_cannot_be_stored_whole_is_not_stored(store: Store, inputs: CrawlInputs) -> None:
    twice = replace(inputs, sites=(*inputs.sites, inputs.sites[0]))
    with pytest.raises(Exception, match="UNIQUE"):
        start_crawl(store, twice)
    assert latest_crawl(store, finished=False) is None


def test_the_latest_crawl_is_the_newest_that_is_finished_or_not(store: Store, inputs: CrawlInputs) -> None:
    assert latest_crawl(store, finished=True) is None
    first, second, third = (start_crawl(store, inputs) for _ in range(3))
    finish_crawl(store, second.id)
    finish_crawl(store, first.id)
    finished, running = latest_crawl(store, finished=True), latest_crawl(store, finished=False)
    assert finished is not None
    assert finished == replace(second, finished_at=finished.finished_at)
    assert finished.finished_at >= second.started_at
    assert running == third


def test_a_crawl_that_does_not_exist_is_none(store: Store) -> None:
    assert get_crawl(store, 99) is None
    assert crawl_sites(store, 99) == ()
    assert crawl_checks(store, 99) == {}
