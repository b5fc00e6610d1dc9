"""A whole crawl of sites whose statement is on another host: read where it names the site, told where it does not."""

from __future__ import annotations

from itertools import pairwise

import pytest

from results.crawls.stored_crawls import crawl_sites
from results.crawls.stored_statements import get_statements
from results.storage.store import open_store

pytestmark = pytest.mark.slow

NAME = "Accessibility statement"
REGISTER = "http://www.toegankelijkheidsverklaring.nl/register/1"
CITY = "http://city.test"
MODEL = """<!doctype html><html lang={language}><title>{name}</title><script>var town = "museum.test"</script>
<h1>{name}</h1><p>This statement is about <b>www.city.test</b> and <b>{site}</b>.</p>
<p>{status}</p><p>Questions: <a href="mailto:web@city.test">web@city.test</a></p>"""


def home(link: str) -> str:
    return (
        "<!doctype html><html lang=en><title>Home</title><main><h1>Welcome</h1>"
        "<p>Opening hours and all that can be lent"
        f' are told here.</p></main><footer><a href="{link}">{NAME}</a></footer></html>'
    )


@pytest.fixture(scope="module")
def statements(web, answer, new_wadmon, tmp_path_factory):
    """Host of a site -> its statement."""
    own = MODEL.format(
        language="en", name=NAME, site="library.test", status="The website is partially compliant with WCAG 2.1 AA."
    )
    dutch = MODEL.format(
        language="nl", name="Toegankelijkheidsverklaring", site="Gemeentelijk Theater",
        status="De website voldoet volledig aan WCAG 2.1 AA.",
    )  # fmt: skip
    web.site(
        "city.test",
        {
            "/robots.txt": answer("User-agent: *\nDisallow: /closed", type="text/plain"),
            "/accessibility": own,
            "/closed/accessibility": own.replace("library.test", "archive.test"),
        },
    )
    web.put(REGISTER, dutch)
    links = {
        "library": f"{CITY}/accessibility",
        "museum": f"{CITY}/accessibility",
        "archive": f"{CITY}/closed/accessibility",
        "theatre": REGISTER,
        "harbour": "http://gone.test/accessibility",
    }
    for name, link in links.items():
        web.site(f"{name}.test", {"/": home(link)})
    wadmon = new_wadmon(tmp_path_factory.mktemp("linked"), web.proxy)
    rows = "".join(f"http://{name}.test/,{'Gemeentelijk Theater' if name == 'theatre' else ''}\n" for name in links)
    (wadmon.folder / "sites.csv").write_text(f"url,name\n{rows}", "utf-8")
    assert wadmon.call("register", "import", "sites.csv").returncode == 0
    result = wadmon.call("crawl", "--delay", "0", WADMON_SETTLE_LIMIT="2")
    assert result.returncode in (0, 1), result.stderr
    with open_store(wadmon.database, create=False) as store:
        stored = get_statements(store, 1)
        return {site.url.split("/")[2].partition(".")[0]: stored[site.id] for site in crawl_sites(store, 1)}


def test_the_statement_of_the_municipality_is_read_for_the_site_that_it_names(statements) -> None:
    found = statements["library"]
    assert (found.state, found.status, found.url, found.feedback) == (
        "found", "partial", f"{CITY}/accessibility", ("mail",),
    )  # fmt: skip
    assert (found.linked_from_home, found.linked_from, found.pages) == (True, 1, 1)


def test_a_register_is_read_for_the_site_whose_name_it_gives(statements) -> None:
    found = statements["theatre"]
    assert (found.state, found.status, found.url, found.hook) == ("found", "full", REGISTER, "nl")


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("museum", f"{CITY}/accessibility"),
        ("archive", f"{CITY}/closed/accessibility"),
        ("harbour", "http://gone.test/accessibility"),
    ],
)
def test_a_statement_that_names_another_site_or_cannot_be_fetched_stays_unreadable(statements, name, url) -> None:
    assert (statements[name].state, statements[name].url) == ("unreadable", url)


def test_the_other_host_is_asked_politely(statements, web) -> None:
    assert statements
    asked = [seen for seen in web.seen if seen.host == "city.test"]
    assert [seen.target for seen in asked] == ["/robots.txt", "/accessibility", "/accessibility"]
    assert all("wad-monitor" in seen.headers["User-Agent"] for seen in asked)
    assert all(one.ended <= other.began for one, other in pairwise(asked))
