from __future__ import annotations

import pickle
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from crawler.pipeline.cluster.station import Station, Ticket
from crawler.pipeline.visit_order import VisitedSite, VisitOrder, VisitTerms
from crawler.settings import Settings
from crawler.web.scopes import ScopeIndex, site_scope
from results.model import PlannedPage, Reason, Sample, Site, SiteDiscovery
from tests.local_proxy import LocalProxy


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a website on this machine, and what it was asked for."""
    paths: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        paths.append(handler.path)
        body = b"<!doctype html><html lang=en><title>Inside</title><h1>Inside</h1></html>"
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    server = LocalProxy(answer, "GET")
    yield f"{server.url}/", paths
    server.close()


async def _visited(worker: Settings, coordinator: Settings, url: str) -> VisitedSite:
    site = Site(url, id=1, language="en")
    pages = (PlannedPage(url, "home", "structured"),)
    order = VisitOrder(
        site, SiteDiscovery(1, final_url=url), Sample(1, 1, pages, 1), None, {}, frozenset(), {}, rested=100.0
    )
    scope = site_scope(url)
    ticket = Ticket("one", VisitTerms(coordinator, 1, (scope,), ScopeIndex((scope,))))
    station = Station(worker)
    try:
        await station.take_up(pickle.dumps(ticket))
        visited: VisitedSite = pickle.loads(await station.visit("one", pickle.dumps(order)))
    finally:
        await station.leave()
    return visited


@pytest.mark.parametrize("allowed", [False, True])
async def test_whether_private_addresses_are_visited_is_for_the_machine_of_the_worker_to_say(
    browser_path: Path, asked: tuple[str, list[str]], allowed: bool
) -> None:
    url, paths = asked
    given = {"browser": str(browser_path), "images_read": 0, "screenshots": False, "delay": 0.0}

    visited = await _visited(
        Settings(allow_private=allowed, **given), Settings(allow_private=not allowed, **given), url
    )

    reasons = [visit.audit.reason for visit in visited.visits]
    assert (reasons, bool(paths)) == (([None], True) if allowed else ([Reason.PRIVATE_ADDRESS], False))
