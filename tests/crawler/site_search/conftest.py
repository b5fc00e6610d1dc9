"""One search of the small web, for all tests that only look at what it gave."""

from __future__ import annotations

import asyncio
import runpy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crawler.pipeline.searching import SearchLimits, SiteSearch
from crawler.site_search.scope_file import load_scope
from crawler.site_search.starting_points import StartingPoint
from crawler.web.options import DiscoveryOptions
from results.model import Candidate, Funnel, Site
from results.register.stored_candidates import candidates
from results.register.stored_searches import hosts_in, start_search
from results.register.stored_sites import import_sites
from results.storage.store import Store, open_store

SMALL_WEB = runpy.run_path(str(Path(__file__).with_name("small_web.py")))
REGISTERED = (
    Site("http://www.gemeente-07.be/", organisation="Gemeente Zevendegem", level="local"),
    Site("http://gemeente-06.leverancier-voorbeeld.be/", organisation="Gemeente Zesdegem"),
    Site("http://gemeente-08-oud.be/", organisation="Gemeente Achtstegem"),
)
LISTED = (
    "http://gemeente-10.be/",
    "http://vertrokken.voorbeeld-overheid.be/",
    "http://www.gemeente-07.be/musea/",
)
STARTS = (
    StartingPoint(SMALL_WEB["PORTAL"], portal=True),
    *(StartingPoint(url, portal=False) for url in LISTED),
    *(StartingPoint(site.url, portal=False) for site in REGISTERED),
)


class Display:
    """Stands in for the terminal. after: how many visits until it stops the search, as Ctrl-C does."""

    def __init__(self, after: int = 0) -> None:
        self.after, self.visits = after, 0

    def show(self, visited: int, waiting: int, recognised: int) -> None:
        self.visits += 1
        if self.visits == self.after:
            raise KeyboardInterrupt


@dataclass
class Searched:
    """A finished search. web: what it asked. folder, proxy: to search again."""

    store: Store
    web: Any
    proxy: str
    funnel: Funnel
    search_id: int

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return candidates(self.store, None)

    def hosts(self, state: str) -> set[str]:
        return {host for host, _, _ in hosts_in(self.store, self.search_id, state)}


def search_small_web(
    store: Store, proxy: str, starts: Sequence[StartingPoint] = STARTS, scope_file: Path | None = None, **limits: int
) -> tuple[int, Funnel]:
    """The number of the search, and its funnel."""
    scope = load_scope(str(scope_file or SMALL_WEB["SCOPE"]))
    stored = start_search(store, scope.name, scope.digest, {})
    run = SiteSearch(store, stored, scope, SearchLimits(**limits))
    run.begin(starts)
    return stored.id, asyncio.run(run.run(options_for(proxy), Display()))


def options_for(proxy: str) -> DiscoveryOptions:
    return DiscoveryOptions("test-monitor (+http://monitor.test)", proxy=proxy, delay=0.0, backoff=0.01, retries=1)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searched]:
    web = SMALL_WEB["SmallWeb"]()
    with SMALL_WEB["serve"](web) as proxy, open_store(tmp_path_factory.mktemp("search") / "t.db") as store:
        import_sites(store, REGISTERED)
        search_id, funnel = search_small_web(store, proxy)
        yield Searched(store, web, proxy, funnel, search_id)
