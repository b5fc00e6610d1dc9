from __future__ import annotations

import json

import pytest

from results.crawls.stored_audits import save_audits
from results.crawls.stored_crawls import CrawlInputs, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.model import FoundPage, PageAudit, PlannedPage, Reason, Sample, Selection, Site, SiteDiscovery, Tools
from results.register.stored_site_changes import site_changes
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store

URLS = ("gone", "moved", "same", "back", "parked", "still-gone", "login")


def crawl(store: Store, found: dict[str, tuple[Reason | None, str]]) -> None:
    """name -> why it was not reached, and where its start URL led."""
    sites = registered_sites(store)
    tools = Tools("1", "4", "x", "npm", "Chromium", browser_sandbox=True)
    stored = start_crawl(store, CrawlInputs(1, Selection.CENSUS, len(sites), tools, {}, sites, {}))
    for site in sites:
        name = site.url.removeprefix("https://").removesuffix(".gov/")
        reason, final = found.get(name, (None, site.url))
        pages = () if reason else (FoundPage(site.url, source="start", status=200),)
        planned = () if reason else (PlannedPage(site.url, "home"),)
        discovery = SiteDiscovery(site.id, pages, reason, "", final)
        save_discovery(store, stored.id, discovery, Sample(site.id, 1, planned, len(pages)))


@pytest.fixture
def crawled(store: Store) -> Store:
    """Two crawls; the home pages of parked and login said so in the second."""
    import_sites(store, [Site(f"https://{name}.gov/") for name in URLS])
    crawl(store, {"back": (Reason.TIMEOUT, ""), "still-gone": (Reason.UNREACHABLE, "")})
    crawl(store, {
        "gone": (Reason.UNREACHABLE, ""),
        "moved": (None, "https://www.elsewhere.gov/start"),
        "same": (None, "http://www.same.gov/nl/"),
        "still-gone": (Reason.UNREACHABLE, ""),
    })  # fmt: skip
    sites = {site.url: site.id for site in registered_sites(store)}
    for reason in (Reason.PARKED, Reason.LOGIN):
        url = f"https://{reason}.gov/"
        save_audits(store, 2, sites[url], [PageAudit(url, reason, audited_at="2026-11-20T08:00:00+00:00")])
    return store


def changes(store: Store) -> dict[str, tuple[str, str, str]]:
    return {
        change.site.url.removeprefix("https://").removesuffix(".gov/"): (change.kind, change.before, change.now)
        for change in site_changes(store)
    }


def test_sites_that_vanished_moved_are_parked_ask_to_sign_in_or_are_back_are_reported(
    crawled: Store,
) -> None:
    assert changes(crawled) == {
        "gone": ("vanished", "gone.gov", "unreachable"),
        "moved": ("moved", "https://moved.gov/", "https://www.elsewhere.gov/start"),
        "back": ("back", "timeout", "https://back.gov/"),
        "parked": ("parked", "parked.gov", "parked"),
        "login": ("login", "login.gov", "login"),
    }


def test_what_a_search_saw_is_reported_of_sites_that_no_crawl_has_a_change_for(crawled: Store) -> None:
    with crawled.transaction():
        crawled.execute(
            "INSERT INTO site_search (id, started_at, scope, scope_digest, settings) VALUES (1, 'x', 'x', 'x', '{}')"
        )
        crawled.execute(
            "INSERT INTO host (name, search_id, url, depth, state, visited_at, visit) VALUES"
            " ('same.gov', 1, 'https://same.gov/', 0, 'in-scope', 'x', ?)",
            (json.dumps({"leads_to": "https://new.gov/"}),),
        )
    assert changes(crawled)["same"] == ("moved", "https://same.gov/", "https://new.gov/")


def test_a_register_that_was_never_crawled_has_no_changes(store: Store) -> None:
    import_sites(store, [Site("https://a.gov/")])
    assert list(site_changes(store)) == []
