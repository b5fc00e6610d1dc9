"""What discovery finds, compared with all that a plain walker of the standard library reaches."""

from __future__ import annotations

import asyncio
import importlib.util
import sys
from pathlib import Path

import pytest

from crawler.demonstration import serve
from crawler.discovery.process import discover
from crawler.web.options import DiscoveryOptions
from crawler.web.scopes import site_scope
from crawler.web.urls import canonical_url
from results.model import Site, SiteDiscovery


def _reference_walk():
    """The script beside this file; tests are no package."""
    path = Path(__file__).with_name("reference_walk.py")
    spec = importlib.util.spec_from_file_location("reference_walk", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["reference_walk"] = module
    spec.loader.exec_module(module)
    return module.ReferenceWalk


@pytest.fixture(scope="module")
def both():
    """Start URL -> (what the reference reaches, what discovery found), on the demonstration web."""
    walk = _reference_walk()
    with serve() as server:
        urls = [line.split(",")[0] for line in server.register_csv.splitlines()[1:]]
        sites = [(Site(url, id=place), site_scope(url)) for place, url in enumerate(urls)]
        options = DiscoveryOptions(
            "reference (+http://monitor.test)", proxy=server.proxy_url, delay=0, timeout=3, retries=0
        )

        async def run() -> dict[str, SiteDiscovery]:
            async with asyncio.timeout(100):
                return {urls[d.site_id]: d async for d in discover(sites, options, [scope for _, scope in sites])}

        found = asyncio.run(run())
        reached = {url: walk(url, server.proxy_url, limit=300).run() for url in urls if found[url].reason is None}
    return {url: (reached[url].pages, found[url]) for url in reached}


def test_nearly_all_that_links_and_sitemaps_lead_to_is_found(both) -> None:
    wanted = {url: {canonical_url(page) for page in pages} for url, (pages, _) in both.items()}
    found = {url: {page.url for page in discovery.pages} for url, (_, discovery) in both.items()}

    hits = sum(len(pages & found[url]) for url, pages in wanted.items())
    total = sum(len(pages) for pages in wanted.values())
    assert total > 40
    assert hits / total >= 0.95, {url: sorted(pages - found[url]) for url, pages in wanted.items()}


def test_the_reference_keeps_to_robots_txt_the_host_and_its_limit(web, answer) -> None:
    walk = _reference_walk()
    links = '<a href="/a">a</a><a href="/secret">b</a><a href="http://other.test/">c</a><a href="mailto:x@y">d</a>'
    web.site(
        "reference.test",
        {
            "/robots.txt": answer(
                "User-agent: *\nDisallow: /secret\nSitemap: http://reference.test/s.xml", type="text/plain"
            ),
            "/s.xml": answer("<urlset><url><loc>http://reference.test/listed</loc></url></urlset>", type="text/xml"),
            **dict.fromkeys(("/", "/a", "/listed", "/secret"), f"<html><body>{links}</body></html>"),
        },
    )

    whole = walk("http://reference.test/", web.proxy).run()
    cut = walk("http://reference.test/", web.proxy, limit=1).run()

    assert (whole.pages, whole.cut) == ({f"http://reference.test{path}" for path in ("/", "/a", "/listed")}, False)
    assert (cut.pages, cut.cut) == ({"http://reference.test/"}, True)
