"""A whole crawl of sites that show one notice at every address: none is judged, and the reason says what it is."""

from __future__ import annotations

import pytest

from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import crawl_sites
from results.storage.store import open_store

pytestmark = pytest.mark.slow

PLACES = ("/", "/contact", "/nieuws", "/loket")
SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'

REASONS = "SELECT site, reason FROM sites_now WHERE profile = 'basic'"


def notice(text: str, title: str = "Portaal") -> str:
    return f"<!doctype html><html lang=nl><head><title>{title}</title></head><body><p>{text}</p></body></html>"


@pytest.fixture(scope="module")
def crawled(web, answer, new_wadmon, tmp_path_factory):
    """Host -> reason of the site, and the details of its pages."""
    hosts = {
        "known.test": lambda _: notice("Deze site is tijdelijk niet bereikbaar wegens onderhoud.", "Onderhoud"),
        "silent.test": lambda _: notice("Kom later nog eens langs, a.u.b."),
        "parish.test": lambda place: notice(f"Welkom op {place}: de mis is om {len(place)} uur.", f"Parochie {place}"),
    }
    for host, body in hosts.items():
        entries = "".join(f"<url><loc>http://{host}{place}</loc></url>" for place in PLACES)
        sitemap = answer(SITEMAP.format(entries), type="application/xml")
        web.site(host, {**{place: body(place) for place in PLACES}, "/sitemap.xml": sitemap})
    wadmon = new_wadmon(tmp_path_factory.mktemp("notice"), web.proxy)
    (wadmon.folder / "sites.csv").write_text("url\n" + "".join(f"http://{host}/\n" for host in hosts), "utf-8")
    assert wadmon.call("register", "import", "sites.csv").returncode == 0
    result = wadmon.call("crawl", "--delay", "0", WADMON_SETTLE_LIMIT="2")
    assert result.returncode in (0, 1), result.stderr
    with open_store(wadmon.database, create=False) as store:
        reasons = {row["site"]: row["reason"] for row in store.rows(REASONS)}
        return {
            site.url.split("/")[2]: (reasons[site.url], {audit.detail for _, audit in get_pages(store, 1, site.id)})
            for site in crawl_sites(store, 1)
        }


def test_a_site_whose_every_page_is_one_notice_has_that_reason(crawled) -> None:
    assert crawled["known.test"][0] == "maintenance"


def test_one_poor_page_at_every_address_is_a_notice_whatever_it_says(crawled) -> None:
    reason, details = crawled["silent.test"]
    assert reason == "error-page"
    assert details == {"error: the same at 4 addresses; 6 words; no link into the site"}


def test_poor_pages_that_differ_are_a_site(crawled) -> None:
    assert crawled["parish.test"][1] == {""}
