"""A whole crawl: what a browser reaches is found, and a document counts once whoever sent the visitor to it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pytest

from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import crawl_sites
from results.crawls.stored_discoveries import get_discovery
from results.storage.store import open_store

pytestmark = pytest.mark.slow

VIEWS = """
const views = {"/a": "Waste is collected on Monday", "/b": "The desk opens on Tuesday", "!c": "Sports halls for rent"};
function show() {
  const name = decodeURIComponent(location.hash.slice(1)) || "/a";
  document.getElementById("main").innerHTML = `<h1>${name}</h1><p>${views[name] || views["/a"]}</p>`;
}
addEventListener("hashchange", show);
show();
"""


BUTTONS = """
const show = (name) => {
  document.getElementById("root").innerHTML = `<main><h1>${name}</h1><p>What is told of ${name} is drawn here, by a
    script, and nothing of it is in the page that the server sends to those who ask for it.</p></main>
    <nav><button type=button>Waste</button><button type=button>Desk</button></nav>`;
  for (const button of document.querySelectorAll("button")) button.onclick = () => show(button.textContent);
};
show("Waste");
"""
ROUTER = BUTTONS.replace("</nav>", "<a href=/desk>Desk</a><a href=/sport>Sport</a></nav>")


def shell(script: str) -> str:
    return (
        "<!doctype html><html lang=en><head><title>City</title></head><body><div id=root></div>"
        f"<script>{script}</script></body></html>"
    )


def page(title: str, *links: str, head: str = "", script: str = "", text: str = "") -> str:
    anchors = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body><main id=main><h1>{title}</h1>"
        f"<p>{text or f'All about {title} is told on this page, which is no other.'}</p></main><ul>{anchors}</ul>"
        f"<script>{script}</script></body></html>"
    )


@dataclass(frozen=True)
class Crawled:
    """Host -> pages found; final URLs of the pages tested, with the reason; how the search ended. Paths and queries."""

    wadmon: Any
    found: dict[str, list[str]]
    tested: dict[str, list[tuple[str, Any]]]
    ended: dict[str, str]


@pytest.fixture(scope="module")
def crawled(web, answer, new_wadmon, tmp_path_factory):
    wide = {"Content-Security-Policy-Report-Only": "img-src " + " ".join(f"https://s{n}.test" for n in range(2000))}
    web.site(
        "moved.test",
        {
            "/": page("Home", "/o1", "/o2", "/o3", "/o4", "/o5", "/a", "/b"),
            "/o1": page("Old 1", head='<meta http-equiv="refresh" content="0; /new">'),
            "/o2": page("Old 2", script="location.replace('/new')"),
            "/o3": page("Old 3", script="setTimeout(() => { location.href = '/new' }, 100)"),
            "/o4": answer(page("Old 4"), headers={"Refresh": "0;url='/new'"}),
            "/o5": page("Old 5", script="location.hash = 'deel'"),
            "/new": page("New"),
            "/a": page("A"),
            "/b": page("B"),
        },
    )
    web.site("app.test", {"/": page("App", "#/a", "#/b", "#!c", "#main", "#top", script=VIEWS)})
    web.site(
        "script.test",
        {
            "/": '<!doctype html><html lang=en><title>Wait</title><script>location.href = "/nl/start"</script></html>',
            "/nl/start": page("Start", "/nl/a", "/nl/b", "/"),
            "/nl/a": page("A"),
            "/nl/b": page("B"),
        },
    )
    web.site(
        "wide.test",
        {
            "/": answer(page("Home", "/a", "/b", "/secret", "/doc.zip"), headers=wide),
            "/robots.txt": answer("User-agent: *\nDisallow: /secret", type="text/plain", headers=wide),
            "/a": answer(page("A", "/c"), headers=wide),
            "/b": answer(page("B"), headers=wide),
            "/c": answer(page("C"), headers=wide),
        },
    )
    web.site(
        "closed.test",
        {
            "/": answer(page("Home"), headers=wide),
            "/robots.txt": answer("User-agent: wad-monitor\nDisallow: /", type="text/plain", headers=wide),
        },
    )
    web.site("buttons.test", {"/": shell(BUTTONS)})
    web.site("router.test", {"/": shell(ROUTER)})  # the server has no page at what the router shows as address
    web.site("answering.test", dict.fromkeys(("/", "/desk", "/sport"), shell(ROUTER)))
    hosts = ("moved", "app", "script", "wide", "closed", "buttons", "router", "answering")
    wadmon = new_wadmon(tmp_path_factory.mktemp("once"), web.proxy)
    (wadmon.folder / "sites.csv").write_text("url\n" + "".join(f"http://{host}.test/\n" for host in hosts), "utf-8")
    assert wadmon.call("register", "import", "sites.csv").returncode == 0
    result = wadmon.call("crawl", "--delay", "0", WADMON_SETTLE_LIMIT="2")
    assert result.returncode in (0, 1), result.stderr
    found, tested, ended = defaultdict(list), defaultdict(list), {}
    with open_store(wadmon.database, create=False) as store:
        for site in crawl_sites(store, 1):
            host = site.url.split("/")[2]
            discovery = get_discovery(store, 1, site.id)
            ended[host] = discovery.ended
            found[host] = [page.url.split(".test", 1)[1] for page in discovery.pages]
            for _, audit in get_pages(store, 1, site.id):
                tested[host].append((audit.final_url.split(".test", 1)[-1], audit.reason))
    return Crawled(wadmon, found, tested, ended)


def test_pages_that_end_at_one_address_are_one_page(crawled) -> None:
    found, tested = crawled.found, crawled.tested

    assert sorted(tested["moved.test"]) == [("/", None), ("/a", None), ("/b", None), ("/new", None), ("/o5#deel", None)]
    assert len(found["moved.test"]) == 5


def test_views_behind_a_hash_are_pages_each_once_and_places_in_the_page_are_none(crawled) -> None:
    found, tested = crawled.found, crawled.tested

    assert sorted(found["app.test"]) == ["/", "/#!c", "/#/b"]
    assert sorted(tested["app.test"]) == [("/", None), ("/#!c", None), ("/#/b", None)]


def test_a_home_page_that_moves_on_by_script_is_one_page_and_leads_to_the_others(crawled) -> None:
    found, tested = crawled.found, crawled.tested

    assert sorted(tested["script.test"]) == [("/nl/a", None), ("/nl/b", None), ("/nl/start", None)]
    assert sorted(found["script.test"]) == ["/", "/nl/a", "/nl/b"]


def test_what_the_plain_client_cannot_read_the_browser_is_asked_for_and_robots_txt_is_obeyed(crawled, web) -> None:
    found, tested = crawled.found, crawled.tested

    assert sorted(found["wide.test"]) == ["/", "/a", "/b", "/c"]
    assert sorted(tested["wide.test"]) == [("/", None), ("/a", None), ("/b", None), ("/c", None)]
    assert "/secret" not in web.targets("wide.test")
    assert [reason for _, reason in tested["closed.test"]] == ["robots"]


def test_of_an_application_without_addresses_one_view_is_seen_and_that_is_reported(crawled, tmp_path) -> None:
    assert crawled.tested["buttons.test"] == crawled.tested["router.test"] == [("/", None)]
    assert {host for host, ended in crawled.ended.items() if ended == "one-view"} == {"buttons.test", "router.test"}
    told = crawled.wadmon.call("verdicts", "--language", "nl").stdout.splitlines()
    assert {line.split("/")[2] for line in told if "was maar één scherm te zien" in line} == {
        "buttons.test",
        "router.test",
    }
    assert crawled.wadmon.call("report", "--out", tmp_path, "--language", "fr").returncode == 0
    pages = {path: path.read_text("utf-8") for path in tmp_path.rglob("*.html")}
    told_once = [path for path, text in pages.items() if text.count("Un seul écran de ce site a pu être vu") == 2]
    assert sorted(path.stem.split("-")[0] for path in told_once) == ["buttons", "router"]


def test_views_at_addresses_that_the_server_answers_are_pages(crawled) -> None:
    assert sorted(crawled.found["answering.test"]) == ["/", "/desk", "/sport"]
    assert crawled.ended["answering.test"] == "complete"
