"""What `wadmon status` says of a crawl before, while and after it is made."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from crawler.pipeline.status import status_lines
from crawler.pipeline.which_crawl import NoSuchCrawl
from crawler.pipeline.worker_board import RunState, WorkerState, read_state, state_file
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.model import Sample, Selection, Site, SiteDiscovery, Tools
from results.register.stored_sites import import_sites, registered_sites
from results.storage.one_writer import writing
from results.storage.store import Store, open_store

TOOLS = Tools("1", "4", "0", "npm", "Chromium", browser_sandbox=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with writing(tmp_path / "t.db") as opened:
        import_sites(opened, [Site("https://a.example/"), Site("https://b.example/")])
        yield opened


def begin(store: Store) -> None:
    sites = registered_sites(store)
    start_crawl(store, CrawlInputs(1, Selection.CENSUS, len(sites), TOOLS, {}, sites, {}))
    save_discovery(store, 1, SiteDiscovery(sites[0].id), Sample(sites[0].id, 1, (), 0))


def write(store: Store, state: RunState) -> None:
    state_file(store.path).write_text(json.dumps(asdict(state)), "utf-8")


def test_before_the_first_crawl_it_says_how_to_begin(store: Store) -> None:
    with pytest.raises(NoSuchCrawl, match="nothing has been crawled yet"):
        list(status_lines(store))


def test_of_a_crawl_under_way_it_says_what_each_worker_is_at_and_which_are_refused(store: Store) -> None:
    begin(store)
    at_a_site = WorkerState("east-1", "https://a.example/", time.time() - 5, pages=3, sites=7)
    refused = ("worker east-3 (tcp://192.0.2.1:4) is refused: browser: Chromium 2 there, Chromium 1 here",)
    write(store, RunState(1, 1, "tls://s.example:8786", time.time(), (at_a_site, WorkerState("east-2")), 2, refused))

    assert list(status_lines(store)) == [
        "crawl 1: under way",
        "sites: 2, discovered 1, done 1",
        "workers on tls://s.example:8786: 2, visits lost and made again: 2",
        "  east-1: https://a.example/ for 5 s, 3 pages; 7 sites so far",
        "  east-2: waits for a site; 0 sites so far",
        "  worker east-3 (tcp://192.0.2.1:4) is refused: browser: Chromium 2 there, Chromium 1 here",
    ]


def test_what_a_killed_crawl_said_of_its_workers_is_no_news(tmp_path: Path) -> None:
    with writing(tmp_path / "t.db") as store:
        import_sites(store, [Site("https://a.example/")])
        begin(store)
        write(store, RunState(1, 1, "", time.time(), (WorkerState("browser 1"),)))
    with open_store(tmp_path / "t.db", create=False) as read:
        lines = list(status_lines(read))

    assert lines == [
        "crawl 1: interrupted; continue with: wadmon crawl --resume",
        "sites: 1, discovered 1, done 1",
    ]


def test_of_a_finished_crawl_it_says_when(store: Store) -> None:
    begin(store)
    finish_crawl(store, 1)

    assert next(iter(status_lines(store))).startswith("crawl 1: finished 20")


def test_a_file_that_is_not_whole_counts_as_none(store: Store) -> None:
    state_file(store.path).write_text('{"crawl": 1', "utf-8")

    assert read_state(store.path) is None
