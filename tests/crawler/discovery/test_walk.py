"""Whole visits: a child process, Scrapy, and a web of ours behind a proxy."""

import asyncio
import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest

from results.model import Reason, Redirect, SiteDiscovery

HTML = "text/html"


def page(*links: str, title: str = "A page", head: str = "", body: str = "") -> str:
    anchors = "".join(f'<li><a href="{link}">to {link}</a></li>' for link in links)
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<!doctype html><html lang=nl>{head}<body>{body}<ul>{anchors}</ul></body></html>"


def paths(discovery: SiteDiscovery) -> list[str]:
    return ["/" + page.url.split("/", 3)[3] for page in discovery.pages]


@dataclass(frozen=True)
class Asked:
    """Seconds of one clock."""

    began: float
    ended: float


# Sites that need no options of their own are visited in one crawl, to spare the start of a child for each.


def build(web, answer) -> dict[str, str]:
    """Name of the site -> its start URL."""

    def robots(text: str):
        return answer(text, type="text/plain")

    def xml(text: str | bytes, declared: str = "application/xml"):
        return answer(text, type=declared)

    def to(target: str, status: int = 302):
        return answer(status=status, headers={"Location": target})

    def urlset(*locations: str) -> str:
        entries = "".join(f"<url><loc>{location}</loc></url>" for location in locations)
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'

    def index(*locations: str) -> str:
        entries = "".join(f"<sitemap><loc>{location}</loc></sitemap>" for location in locations)
        return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</sitemapindex>'

    sites = {
        "plain": {
            "/": page("/a", "/b/", "/a?utm_source=x", "mailto:x@y", "tel:1", "http://elsewhere.test/", title="Home"),
            "/a": page("/b/", "deep"),
            "/b/": page("/"),
            "/deep": page("/doc.pdf", "/photo.jpg", "/gone", "/data.zip"),
        },
        "forbidding": {
            "/robots.txt": robots("User-agent: *\nDisallow: /secret"),
            "/": page("/secret/a", "/open"),
            "/open": page(),
            "/secret/a": page(),
        },
        "closed": {"/robots.txt": robots("User-agent: wad-monitor\nDisallow: /"), "/": page()},
        "robots-error": {"/robots.txt": answer("no", 500), "/": page()},
        "robots-403": {"/robots.txt": answer("Disallow: /", 403), "/": page()},
        "robots-moved": {
            "/robots.txt": to("/rules.txt"),
            "/rules.txt": robots("User-agent: *\nDisallow: /x"),
            "/": page("/x"),
        },
        "no-such-host": {},
        "login": {"/": answer("sign in", 401)},
        "denied": {"/": answer("no", 403)},
        "gone": {"/": answer("gone", 410)},
        "pdf": {"/": answer(b"%PDF-1.7", type="application/pdf")},
        "empty": {"/": answer("")},
        "sitemap": {
            "/robots.txt": robots("Sitemap: http://sitemap.test/index.xml"),
            "/index.xml": xml(
                index(
                    "http://sitemap.test/packed.xml.gz",
                    "/list.txt",
                    "/broken.xml",
                    "/index.xml",
                    "http://foreign.example/s.xml",
                )
            ),
            "/packed.xml.gz": xml(gzip.compress(urlset("http://sitemap.test/packed").encode()), "application/gzip"),
            "/list.txt": xml("http://sitemap.test/listed\nhttp://elsewhere.test/x\n", "text/plain"),
            "/broken.xml": xml("<urlset><url><loc>http://sitemap.test/before-the-damage</loc></url><url><loc>http"),
            "/": page("/linked"),
            **{f"/{name}": page() for name in ("linked", "packed", "listed", "before-the-damage")},
        },
        "sitemap-elsewhere": {
            "/robots.txt": robots(
                "Sitemap: http://sitemap-elsewhere.test/dead.xml\nSitemap: HTTP://bucket.example/s/i.xml"
            ),
            "/": page(),
            "/told": page(),
        },
        "sitemap-dead": {
            "/robots.txt": robots("Sitemap: http://sitemap-dead.test/dead.xml"),
            "/sitemap.xml": xml(urlset("/told"), "text/html"),
            "/": page(),
            "/told": page(),
        },
        "spellings": {
            "/": page("/one", "/two", "/three", "/four"),
            "/one": page(head='<meta http-equiv=Refresh content="0; /end">'),
            "/two": page(head="<meta http-equiv=refresh content='0,url=/end'>"),
            "/three": page(head='<meta http-equiv="refresh" content="1 ; URL = \'/end\'">'),
            "/four": answer("", headers={"Refresh": "0; url=/end"}),
            "/end": page(),
        },
        "sitemap-guess": {"/sitemap_index.xml": xml(urlset("/guessed")), "/": page(), "/guessed": page()},
        "moved": {"/": to("http://portal.moved.test/nl/"), "/robots.txt": robots("")},
        "to-other": {"/": to("http://plain.test/")},
        "to-foreign": {"/": to("http://hoster.example/")},
        "refresh": {"/": page(head='<meta http-equiv="refresh" content="0; url=/start/">'), "/start/": page()},
        "loop": {"/": to("/a"), "/a": to("/")},
        "to-index": {"/": to("/index.php"), "/index.php": page("/a"), "/a": page()},
        "inner-redirects": {
            "/": page("/old", "/leaves", "/back", "/self"),
            "/old": to("/new", 301),
            "/new": page(),
            "/leaves": to("http://elsewhere.test/"),
            "/back": to("/"),
            "/self": to("/self"),
        },
        "calendar": {
            "/": page(*(f"/day?d={day}" for day in range(60)), "/about"),
            "/about": page(),
            **{f"/day?d={day}": page() for day in range(60)},
        },
        "nesting": {"/": page("over/"), "/over/": page("over/over/over/over/")},
        "binary": {
            "/": page("/download/1"),
            "/download/1": answer(b"x" * 1000, type="application/octet-stream", headers={"Content-Encoding": "gzip"}),
        },
        "base": {"/": page("below", head='<base href="/folder/">'), "/folder/below": page()},
        "nofollow": {"/": page(body='<a rel="nofollow" href="/still">x</a>'), "/still": page()},
        "frames": {
            "/": page(
                body='<iframe src="/framed"></iframe><map><area href="/mapped" alt="Map"></map>',
                head='<link rel="alternate" hreflang="fr" href="/fr/"><link rel="canonical" href="/canonical">',
            ),
            **{path: page() for path in ("/framed", "/mapped", "/fr/", "/canonical")},
        },
        "odd": {
            "/robots.txt": robots("User-agent: *\nCrawl-delay: nan\nDisallow: /%zz\nSitemap: http://["),
            "/": page(title="&#xD800;&#0;\x00 odd"),
        },
        "error-refresh": {"/": page("/x"), "/x": answer(page(head='<meta http-equiv=refresh content="0;url=/">'), 404)},
        "hostile": {
            "/": page("http://[", "http://a:b:c/", "//", "?", "\x00", "http://hostile.test:1/", "/ok"),
            "/ok": page(),
        },
    }
    web.put("http://bucket.example/s/i.xml", xml(index("http://bucket.example/s/1.xml")))
    web.put("http://bucket.example/s/1.xml", xml(urlset("http://sitemap-elsewhere.test/told", "http://plain.test/a")))
    return {name: web.site(f"{name}.test", pages) for name, pages in sites.items()}


@pytest.fixture(scope="module")
def crawl(web, answer, visit) -> dict[str, SiteDiscovery]:
    sites = build(web, answer)
    discoveries = asyncio.run(visit(*sites.values(), timeout=5.0))
    return {name: discoveries[url] for name, url in sites.items()}


def test_robots_is_the_first_thing_asked_of_every_host(web, crawl) -> None:
    hosts = {seen.host for seen in web.seen}

    assert {host: web.targets(host)[0] for host in hosts} == dict.fromkeys(hosts, "/robots.txt")


def test_a_host_never_has_two_requests_under_way(web, crawl) -> None:
    for host in {seen.host for seen in web.seen}:
        visits = sorted((seen.began, seen.ended) for seen in web.seen if seen.host == host)
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(visits))


def test_every_request_names_the_monitor(web, crawl) -> None:
    assert {seen.headers["User-Agent"] for seen in web.seen} == {"test-monitor (+http://monitor.test)"}


def test_a_site_is_found_by_its_links(crawl) -> None:
    found = {
        page.url.removeprefix("http://plain.test"): (page.depth, page.status, page.content_type)
        for page in crawl["plain"].pages
    }

    assert found == {
        "/": (0, 200, HTML),
        "/a": (1, 200, HTML),
        "/b/": (1, 200, HTML),
        "/deep": (2, 200, HTML),
        "/doc.pdf": (3, None, "application/pdf"),
        "/gone": (3, 404, HTML),
    }
    assert crawl["plain"].dropped == {
        "extension/archive": 1,
        "extension/image": 1,
        "off-scope": 1,
        "scheme": 2,
    }
    assert crawl["plain"].ended == "complete"


def test_a_page_is_found_with_what_is_known_of_it(crawl) -> None:
    home, first, *_ = crawl["plain"].pages

    assert (home.title, home.language, home.source, home.link_texts) == ("Home", "nl", "start", ("to /",))
    assert first.link_texts == ("to /a", "to /a?utm_source=x")
    assert first.skeleton
    assert first.skeleton == crawl["sitemap"].pages[0].skeleton


@pytest.mark.parametrize(
    ("name", "reason", "detail", "robots"),
    [
        ("closed", Reason.ROBOTS, "robots.txt forbids http://closed.test/", "found"),
        ("robots-error", Reason.ROBOTS_UNREACHABLE, "robots.txt: HTTP status 500", "unreachable"),
        ("no-such-host", Reason.UNREACHABLE, "robots.txt: HTTP status 502", "unreachable"),
        ("login", Reason.LOGIN, "HTTP status 401", "none"),
        ("denied", Reason.ACCESS_DENIED, "HTTP status 403", "none"),
        ("gone", Reason.HTTP_ERROR, "HTTP status 410", "none"),
        ("pdf", Reason.NOT_HTML, "application/pdf", "none"),
        ("to-other", Reason.OTHER_SITE, "redirects to http://plain.test/", "none"),
        ("to-foreign", Reason.OUT_OF_SCOPE, "redirects to http://hoster.example/", "none"),
        ("loop", Reason.HTTP_ERROR, "more than 10 redirects", "none"),
    ],
)
def test_a_site_that_cannot_be_discovered_says_why(crawl, name: str, reason: Reason, detail: str, robots: str) -> None:
    discovery = crawl[name]

    assert (discovery.reason, discovery.detail, discovery.robots, discovery.pages) == (reason, detail, robots, ())


def test_a_site_closed_to_us_is_not_asked_for_anything_else(web, crawl) -> None:
    assert web.targets("closed.test") == ["/robots.txt"]
    assert set(web.targets("robots-error.test")) == {"/robots.txt"}
    assert web.targets("hoster.example") == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("forbidding", ["/", "/open"]),
        ("robots-403", ["/"]),
        ("robots-moved", ["/"]),
        ("empty", ["/"]),
        ("sitemap", ["/", "/linked", "/packed", "/listed", "/before-the-damage"]),
        ("sitemap-guess", ["/", "/guessed"]),
        ("sitemap-elsewhere", ["/", "/told"]),
        ("sitemap-dead", ["/", "/told"]),
        ("spellings", ["/", "/end"]),
        ("refresh", ["/start/"]),
        ("to-index", ["/", "/a"]),
        ("inner-redirects", ["/", "/new"]),
        ("nesting", ["/", "/over/"]),
        ("base", ["/", "/folder/below"]),
        ("nofollow", ["/", "/still"]),
        ("frames", ["/", "/mapped", "/canonical", "/fr/"]),
        ("odd", ["/"]),
        ("error-refresh", ["/", "/x"]),
        ("hostile", ["/", "/ok"]),
    ],
)
def test_pages_are_found(crawl, name: str, found: list[str]) -> None:
    assert (crawl[name].reason, sorted(paths(crawl[name]))) == (None, sorted(found))


@pytest.mark.parametrize(
    ("name", "dropped"),
    [
        ("forbidding", {"robots": 1}),
        ("sitemap", {"off-scope": 1, "sitemap/malformed": 1, "sitemap/off-scope": 1}),
        ("inner-redirects", {"off-scope": 1, "redirect/followed": 1, "redirect/http-error": 1, "redirect/known": 1}),
        ("calendar", {"trap/nothing-new": 55}),
        ("nesting", {"trap/repeat": 1}),
    ],
)
def test_every_url_left_out_is_counted_with_its_rule(crawl, name: str, dropped: dict[str, int]) -> None:
    assert crawl[name].dropped == dropped


def test_a_trap_does_not_keep_other_pages_from_being_found(crawl) -> None:
    assert "/about" in paths(crawl["calendar"])
    assert len(crawl["calendar"].pages) == 7


def test_redirects_are_recorded(crawl) -> None:
    assert crawl["refresh"].redirects == (Redirect("http://refresh.test/", "http://refresh.test/start/", 0),)
    assert crawl["inner-redirects"].redirects[0] == Redirect(
        "http://inner-redirects.test/old", "http://inner-redirects.test/new", 301
    )
    assert (crawl["refresh"].final_url, crawl["to-other"].final_url) == (
        "http://refresh.test/start/",
        "http://plain.test/",
    )


def test_the_page_a_redirect_leads_to_is_known_by_the_links_to_the_old_one(crawl) -> None:
    new = crawl["inner-redirects"].pages[-1]

    assert (new.source, new.depth, new.link_texts) == ("redirect", 1, ("to /old",))
    assert crawl["inner-redirects"].pages[0].link_texts == ("to /back",)


def test_what_is_no_html_is_noted_and_its_body_left(crawl) -> None:
    download = crawl["binary"].pages[-1]

    assert (download.content_type, download.status, download.bytes) == ("application/octet-stream", 200, 0)


async def test_a_start_page_that_moved_within_its_domain_is_followed(web, visit, answer) -> None:
    web.put("http://old.gemeente.be/", answer(status=301, headers={"Location": "http://portal.gemeente.be/nl/"}))
    web.site("portal.gemeente.be", {"/nl/": page("/nl/a", "http://old.gemeente.be/x"), "/nl/a": page()})
    web.put("http://old.gemeente.be/x", page())

    discovery = (await visit("http://old.gemeente.be/"))["http://old.gemeente.be/"]

    assert [found.url for found in discovery.pages] == [
        "http://portal.gemeente.be/nl/",
        "http://portal.gemeente.be/nl/a",
        "http://old.gemeente.be/x",
        "http://portal.gemeente.be/",
    ]
    assert web.targets("portal.gemeente.be")[0] == "/robots.txt"


async def test_two_sites_on_one_host_are_visited_one_after_the_other(web, visit, answer) -> None:
    web.site("shared.test", {"/": page("/a", "/part/"), "/a": page(), "/part/": page("b", "/a"), "/part/b": page()})

    whole, part = "http://shared.test/", "http://shared.test/part/"
    discoveries = await visit(whole, part)

    assert (paths(discoveries[whole]), paths(discoveries[part])) == (["/", "/a"], ["/part/", "/part/b"])
    order = [target for target in web.targets("shared.test") if target in ("/", "/a", "/part/", "/part/b")]
    assert order in (["/", "/a", "/part/", "/part/b"], ["/part/", "/part/b", "/", "/a"])


def keeps(log: Sequence[Asked], delay: float) -> bool:
    """Whether requests were sent one after the other with at least this delay, in seconds, between them.

    However late a request is at the server: the one after an answer is sent when that answer is there, the next one
    delay later, and so on.
    """
    return all(
        later.began - earlier.ended >= delay * place
        for start, earlier in enumerate(log)
        for place, later in enumerate(log[start + 1 :])
    )


async def test_a_crawl_delay_and_the_delay_of_the_options_are_kept(web, visit, answer) -> None:
    robots = answer("User-agent: *\nCrawl-delay: 0.6", type="text/plain")
    web.site("slow.test", {"/robots.txt": robots, "/": page("/a"), "/a": page()})
    web.site("steady.test", {"/": page("/a"), "/a": page()})

    discoveries = await visit("http://slow.test/", "http://steady.test/", delay=0.2)

    slow, steady = ([seen for seen in web.seen if seen.host == host] for host in ("slow.test", "steady.test"))
    assert len(slow) == len(steady) == 6
    assert keeps(slow, 0.6)
    assert keeps(steady, 0.2)
    assert min(later.began - earlier.began for earlier, later in pairwise(steady)) < 0.6
    assert discoveries["http://slow.test/"].crawl_delay == 0.6


def test_a_delay_that_is_not_kept_is_seen() -> None:
    log = [Asked(0.0, 0.1), Asked(0.3, 0.31), Asked(0.5, 0.51), Asked(0.7, 0.71)]

    assert (keeps(log, 0.2), keeps(log, 0.4), keeps(log[:1], 9.0)) == (True, False, True)


async def test_retry_after_is_waited_for(web, visit, answer) -> None:
    refusals = [answer("later", 429, headers={"Retry-After": "1"}), answer("later", 503)]
    web.site("busy.test", {"/": page("/a"), "/a": lambda: refusals.pop(0) if refusals else answer(page())})

    discovery = (await visit("http://busy.test/"))["http://busy.test/"]

    tries = [seen.began for seen in web.seen if seen.target == "/a" and seen.host == "busy.test"]
    assert [(found.url, found.status) for found in discovery.pages] == [
        ("http://busy.test/", 200),
        ("http://busy.test/a", 200),
    ]
    assert len(tries) == 3
    assert tries[1] - tries[0] >= 1.0


async def test_a_server_that_wants_us_away_for_long_is_left_alone(web, visit, answer) -> None:
    away = answer("later", 503, headers={"Retry-After": "3600"})
    web.site("away.test", {"/": page("/a", "/b"), "/a": away, "/b": page()})
    web.site("away-at-once.test", {"/robots.txt": away})

    discoveries = await visit("http://away.test/", "http://away-at-once.test/")

    assert discoveries["http://away.test/"].ended == "retry-after"
    assert (discoveries["http://away-at-once.test/"].reason, discoveries["http://away-at-once.test/"].detail) == (
        Reason.ROBOTS_UNREACHABLE,
        "robots.txt: HTTP status 503, Retry-After 3600 s",
    )
    assert "/b" not in web.targets("away.test")


async def test_the_caps_end_a_visit_and_are_named(web, visit, answer) -> None:
    pages = {f"/{letter}": page(f"/{letter}/x") for letter in "abcdef"}
    pages |= {f"/{letter}/x": page() for letter in "abcdef"}
    web.site("many.test", {"/": page(*(f"/{letter}" for letter in "abcdef")), **pages})

    caps = ({"max_pages": 3}, {"max_urls": 4}, {"max_depth": 1})
    visits = await asyncio.gather(*(visit("http://many.test/", **cap) for cap in caps))
    few, known, shallow = (discoveries["http://many.test/"] for discoveries in visits)

    assert (few.ended, [found.status for found in few.pages].count(200)) == ("pages", 3)
    assert (len(known.pages), known.dropped) == (4, {"cap/pattern": 4, "cap/urls": 1})
    assert (len(shallow.pages), shallow.dropped) == (7, {"cap/depth": 6})


async def test_what_is_too_slow_or_too_large_is_a_reason(web, visit, answer) -> None:
    web.site("hanging.test", {"/": answer(page(), seconds=3)})
    web.site("silent.test", {"/robots.txt": answer("", seconds=3), "/": page()})
    web.site("huge.test", {"/": answer("<p>long</p>" * 100_000)})
    bomb = answer(gzip.compress(b"<p>" * 1_000_000), headers={"Content-Encoding": "gzip"})
    web.site("bomb.test", {"/": bomb})
    web.site(
        "late.test",
        {"/": page("/a"), "/a": answer(page("/b"), seconds=0.6), "/b": answer(page("/c"), seconds=0.6), "/c": page()},
    )
    urls = [f"http://{name}.test/" for name in ("hanging", "silent", "huge", "bomb", "late")]

    discoveries = await visit(*urls, timeout=1.0, max_seconds=1.2, max_bytes=500_000, retries=0)

    reasons = [discoveries[url].reason for url in urls]
    assert reasons == [Reason.TIMEOUT, Reason.ROBOTS_UNREACHABLE, Reason.TOO_LARGE, Reason.TOO_LARGE, None]
    assert discoveries["http://late.test/"].ended == "time"


START_CASES = {
    # start URL -> (what answers, where it ends, paths found)
    "http://bare.test/": ({"http://www.bare.test/": page("/a"), "http://www.bare.test/a": page()}, ["/", "/a"]),
    "http://www.lost.test/": ({"http://lost.test/": page("/a"), "http://lost.test/a": page()}, ["/", "/a"]),
    "https://unsafe.test/": ({"http://unsafe.test/": page("/a"), "http://unsafe.test/a": page()}, ["/", "/a"]),
    "http://inner.test/": (
        {"http://www.inner.test/": page("/a"), "http://www.inner.test/x/y/": page(), "http://www.inner.test/a": page()},
        ["/x/y/", "/", "/a"],
    ),
    "http://shared.gov.example/": (
        {"http://www.gov.example/shared/": page("/shared/a", "/other"), "http://www.gov.example/shared/a": page()},
        ["/shared/", "/shared/a"],
    ),
    "http://folder.test/careers": (
        {"http://folder.test/careers/": page("/careers/a", "/"), "http://folder.test/careers/a": page()},
        ["/careers/", "/careers/a"],
    ),
}


async def test_a_start_url_is_followed_to_where_the_site_answers(web, visit, answer) -> None:
    for pages, _ in START_CASES.values():
        for url, body in pages.items():
            web.put(url, body)
    for start, target in (
        ("http://inner.test/", "http://www.inner.test/x/y/"),
        ("http://shared.gov.example/", "http://www.gov.example/shared/"),
        ("http://folder.test/careers", "/careers/"),
    ):
        web.put(start, answer(status=301, headers={"Location": target}))
    web.put("http://bare.test/", answer("Default page", 404))

    found = await visit(*START_CASES, retries=0)

    assert {url: (each.reason, paths(each)) for url, each in found.items()} == {
        url: (None, expected) for url, (_, expected) in START_CASES.items()
    }
    assert found["https://unsafe.test/"].final_url == "http://unsafe.test/"
    assert found["https://unsafe.test/"].detail.startswith("asked at http://unsafe.test/, because of https://unsafe")


async def test_a_site_that_answers_nowhere_tells_the_first_failure(web, visit) -> None:
    found = (await visit("http://nowhere.test/x/", retries=0))["http://nowhere.test/x/"]

    assert (found.reason, found.detail, found.final_url) == (
        Reason.UNREACHABLE,
        "robots.txt: HTTP status 502",
        "http://nowhere.test/x/",
    )


async def test_without_a_proxy_private_addresses_are_refused(visit) -> None:
    direct = await visit("http://127.0.0.1:9/", "http://localhost:9/", "http://[::1]:9/", proxy="")

    assert {discovery.reason for discovery in direct.values()} == {Reason.PRIVATE_ADDRESS}


async def test_without_a_proxy_a_refused_connection_and_an_unknown_name_are_unreachable(visit) -> None:
    direct = await visit("http://127.0.0.1:9/", "http://nothing.invalid/", proxy="", allow_private=True, retries=0)

    assert {discovery.reason for discovery in direct.values()} == {Reason.UNREACHABLE}


async def test_a_proxy_that_opens_no_tunnel_means_unreachable(visit) -> None:
    secure = (await visit("https://secure.test/"))["https://secure.test/"]

    assert (secure.reason, secure.robots) == (Reason.UNREACHABLE, "unreachable")


NONSENSE = {
    "nothing": b"",
    "garbage": b"\x00\x01\x02 nonsense\r\n\r\n",
    "bad-status": b"HTTP/1.1 abc OK\r\n\r\n",
    "bad-chunk": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "cut-short": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>",
    "bad-length": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: x\r\n\r\n<p>",
    "bad-gzip": b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n<p>",
    "bad-location": b"HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n",
    "bad-charset": b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=nope\r\nContent-Length: 4\r\n\r\n\xff\x00<p",
    "status-999": b"HTTP/1.1 999 Odd\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n",
    "status-204": b"HTTP/1.1 204 No Content\r\n\r\n",
}


async def test_whatever_a_server_says_ends_in_a_record(visit) -> None:
    """Each site is a port of this machine, reached without a proxy; its robots.txt is not there."""

    async def speak(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        port = writer.get_extra_info("sockname")[1]
        missing = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        writer.write(missing if b"robots.txt" in request or b"sitemap" in request else said[port])
        writer.close()
        await writer.wait_closed()

    said, urls, servers = {}, {}, []
    for name, words in NONSENSE.items():
        servers.append(await asyncio.start_server(speak, "127.0.0.1", 0))
        port = servers[-1].sockets[0].getsockname()[1]
        said[port], urls[name] = words, f"http://127.0.0.1:{port}/"
    try:
        discoveries = await visit(*urls.values(), proxy="", allow_private=True, retries=0)
    finally:
        for server in servers:
            server.close()
            await server.wait_closed()

    def told(discovery: SiteDiscovery) -> Reason | str | None:
        return discovery.reason or (discovery.ended if discovery.ended != "complete" else None)

    assert {name: told(discoveries[url]) for name, url in urls.items()} == {
        "nothing": "unreadable",
        "garbage": "unreadable",
        "bad-status": "unreadable",
        "bad-chunk": "unreadable",
        "cut-short": "unreadable",
        "bad-length": "unreadable",
        "bad-gzip": "unreadable",
        "bad-location": Reason.OUT_OF_SCOPE,
        "bad-charset": None,
        "status-999": Reason.HTTP_ERROR,
        "status-204": Reason.NOT_HTML,
    }


async def test_pages_of_the_sample_before_are_asked_for_first_to_know_whether_they_exist(web, visit, answer) -> None:
    moved = answer(status=301, headers={"Location": "/new"})
    site = {"/": page("/a", "/b"), "/a": page(), "/b": page(), "/orphan": page(), "/moved": moved, "/new": page()}
    start = web.site("panel.test", site)
    panel = [f"http://panel.test/{name}" for name in ("orphan", "moved", "gone", "b")]

    discovery = (await visit(start, panel=panel, max_pages=5))[start]

    assert {found.url.rpartition("/")[2]: (found.source, found.status) for found in discovery.pages} == {
        "": ("start", 200),
        "orphan": ("panel", 200),
        "new": ("redirect", 200),
        "gone": ("panel", 404),
        "b": ("link", 200),
        "a": ("link", None),
    }
    assert Redirect("http://panel.test/moved", "http://panel.test/new", 301) in discovery.redirects


async def test_pages_of_the_sample_before_that_fold_or_are_error_pages_now_are_reported(web, visit, answer) -> None:
    text = "<p>" + " ".join(f"word{number}" for number in range(40)) + "</p>"
    lost = "<p>" + " ".join(f"sorry{number}" for number in range(40)) + "</p>"
    error = answer(page(title="Not found", body=lost))
    web.endless["folds.test"] = lambda _: error
    own = page(body=text, head="<link rel=canonical href=/a>")
    start = web.site("folds.test", {"/": page("/a"), "/a": own, "/A/": own})
    panel = [f"http://folds.test/{name}" for name in ("A/", "gone", "a")]

    discovery = (await visit(start, panel=panel))[start]

    assert discovery.replaced == {"http://folds.test/A/": "http://folds.test/a", "http://folds.test/gone": ""}
    assert [found.url for found in discovery.pages] == [start, "http://folds.test/a"]


async def test_an_application_of_which_one_page_answers_is_one_view(web, visit) -> None:
    shell = "<!doctype html><html><head><title>App</title></head><body><div id=root></div><script src=/m.js></script>"
    alone = web.site("alone.test", {"/": shell})
    listed = web.site(
        "listed.test", {"/": shell, "/sitemap.xml": "<urlset><url><loc>http://listed.test/a</loc></url></urlset>"}
    )
    poor = web.site("poor.test", {"/": page(body="<p>Three words only</p>")})

    discoveries = await visit(alone, listed, poor)

    assert {start: found.ended for start, found in discoveries.items()} == {
        alone: "one-view",
        listed: "one-view",  # what the sitemap names is not there
        poor: "complete",
    }


async def test_translations_languages_and_the_page_that_links_a_document_are_known(web, visit) -> None:
    head = '<link rel="alternate" hreflang="fr-BE" href="/x17"><link rel="alternate" hreflang="nl" href="/">'
    start = web.site(
        "languages.test",
        {"/": page("/de/kontakt", "/doc.pdf", "/p?lang=en", head=head), "/x17": "<html><body>Bonjour</body></html>"},
    )

    discovery = (await visit(start))[start]

    assert {
        found.url.partition("test/")[2]: (found.language, found.translation_of, found.found_on)
        for found in discovery.pages
    } == {
        "": ("nl", "", ""),
        "x17": ("fr-BE", start, start),
        "de/kontakt": ("de", "", start),
        "doc.pdf": ("", "", start),
        "p?lang=en": ("en", "", start),
    }
