"""What is asked to prove pages unchanged, how, and what counts as a proof."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import aclosing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError
from scrapy.http import HtmlResponse, Response

from crawler.discovery.process import discover
from crawler.discovery.proving import SiteProving, is_same
from crawler.web.failures import AskedToStop, NotVisited
from crawler.web.options import DiscoveryOptions
from crawler.web.scopes import site_scope
from results.model import PageProof, Reason, SeenFile, Site, SiteDiscovery, SiteProof
from results.model.carrying import NO_ANSWER, file_digest

BODY = b"<p>caf\xc3\xa9</p>"
TYPE = (("content-type", "text/html"),)
BYTES = SeenFile("http://a.test/", 200, file_digest(BODY), answered=TYPE)
TAGGED = SeenFile("http://a.test/", 200, etag='"a"', answered=TYPE)
BOTH = SeenFile("http://a.test/", 200, file_digest(BODY), etag='"a"', answered=TYPE)
DATED = SeenFile("http://a.test/", 200, last_modified="Mon, 02 Nov 2026 08:00:00 GMT", answered=TYPE)
LOST = SeenFile("http://a.test/", NO_ANSWER)
NONE = SeenFile("http://a.test/", 404, answered=TYPE, unused=True)
LEADS = SeenFile("http://a.test/", 302, answered=(("location", "/b"),))


def response(status: int, body: bytes = b"", flags: Iterable[str] = (), **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response("http://a.test/", status, headers=named, body=body, flags=list(flags))


@pytest.mark.parametrize(
    ("file", "answer", "same"),
    [
        (BYTES, response(200, BODY, content_type="text/html"), True),
        (BYTES, response(200, BODY + b" ", content_type="text/html"), False),
        (BYTES, response(404, BODY, content_type="text/html"), False),
        (BYTES, response(200, BODY, content_type="text/plain"), False),
        (BYTES, response(200, BODY, content_type="text/html", content_security_policy="default-src 'none'"), False),
        (BYTES, response(304), False),
        (TAGGED, response(304), True),
        (TAGGED, response(304, etag='"a"'), True),
        (TAGGED, response(304, etag='"b"'), False),
        (TAGGED, response(304, content_type="text/plain"), False),
        (TAGGED, response(200, BODY, content_type="text/html"), False),
        (TAGGED, response(200, BODY, content_type="text/html", etag='"a"'), True),
        (TAGGED, response(200, BODY, content_type="text/html", etag='W/"a"'), False),
        (TAGGED, response(200, BODY, content_type="text/plain", etag='"a"'), False),
        (BOTH, response(200, BODY, content_type="text/html", etag='"b"'), True),
        (BOTH, response(200, BODY + b" ", content_type="text/html", etag='"a"'), False),
        (DATED, response(304), True),
        (DATED, response(200, BODY, content_type="text/html", last_modified=DATED.last_modified), True),
        (DATED, response(200, BODY, content_type="text/html", last_modified="Mon, 02 Nov 2026 08:00:01 GMT"), False),
        (LOST, response(200, BODY), False),
        (NONE, response(404, content_type="text/html"), True),
        (NONE, response(200, content_type="text/html"), False),
        (LEADS, response(302, location="/b"), True),
        (LEADS, response(302, location="/c"), False),
        (LEADS, response(301, location="/b"), False),
        (BYTES, response(200, BODY, ["download_stopped"], content_type="text/html"), False),
    ],
)
def test_an_answer_proves_a_file_unchanged_only_when_it_says_so(file: SeenFile, answer: Response, same: bool) -> None:
    assert is_same(file, answer) is same


def test_a_page_in_another_encoding_is_compared_by_the_text_that_a_browser_tells() -> None:
    text = "<p>café</p>"
    seen = SeenFile("http://a.test/", 200, file_digest(text.encode()), answered=(("content-type", "text/html"),))
    latin = HtmlResponse("http://a.test/", headers={"Content-Type": "text/html"}, body=text, encoding="latin-1")

    assert is_same(seen, latin)
    assert not is_same(seen, latin.replace(body="<p>cafè</p>".encode("latin-1")))


def seen_file(web: Any, url: str, **more: Any) -> SeenFile:
    there = web.answers[url]
    body = there.body if isinstance(there.body, bytes) else there.body.encode()
    return SeenFile(url, 200, file_digest(body), answered=(("content-type", there.type),), **more)


async def proven(web: Any, proof: SiteProof, host: str, **changes: Any) -> SiteDiscovery:
    plain = {"user_agent": "test-monitor", "proxy": web.proxy, "delay": 0.0, "backoff": 0.01, "allow_private": True}
    site = Site(f"http://{host}/", id=1)
    async with asyncio.timeout(50):
        found = discover(
            [(site, site_scope(site.url))], DiscoveryOptions(**(plain | changes)), (), proof_of=lambda _: proof
        )
        async with aclosing(found) as discoveries:
            return await anext(discoveries)


async def test_every_file_is_asked_for_once_as_a_browser_does_with_pauses_and_not_what_robots_txt_forbids(
    web: Any, answer: Any
) -> None:
    host, other = "proving.test", "styles.test"
    style = f"http://{other}/style.css"
    web.site(
        host,
        {
            "/robots.txt": answer("User-agent: *\nDisallow: /private", type="text/plain"),
            "/": "<title>Home</title><p>Welcome home",
            "/a": "<title>A</title><p>Something else",
            "/private/b.css": answer("p { margin: 0 }", type="text/css"),
        },
    )
    web.put(style, answer("p { color: #111 }", type="text/css"))
    sent = (("user-agent", "Mozilla/5.0 test-monitor"), ("referer", f"http://{host}/"))
    files = tuple(
        seen_file(web, url, sent=sent)
        for url in (f"http://{host}/", f"http://{host}/a", style, f"http://{host}/private/b.css")
    )
    pages = (PageProof(f"http://{host}/", (0, 2)), PageProof(f"http://{host}/a", (1, 2, 3)))

    found = await proven(web, SiteProof(files, pages), host, delay=0.3)

    assert found.unchanged == (f"http://{host}/",)
    assert web.targets(other).count("/style.css") == 1
    assert web.targets(other)[0] == "/robots.txt"
    assert "/private/b.css" not in web.targets(host)
    asked = [seen for seen in web.seen if seen.host == other and seen.target == "/style.css"]
    assert asked[0].headers["User-Agent"] == "Mozilla/5.0 test-monitor"
    assert asked[0].headers["Referer"] == f"http://{host}/"
    for of in (host, other):
        times = [(seen.began, seen.ended) for seen in web.seen if seen.host == of]
        assert all(later[0] >= earlier[1] - 0.02 for earlier, later in pairwise(times)), "two at once"
        assert all(later[0] - earlier[0] > 0.2 for earlier, later in pairwise(times)), "no pause"


async def test_a_page_whose_document_changed_costs_one_request(web: Any, answer: Any) -> None:
    host = "changed.test"
    web.site(host, {"/": "<title>Home</title><p>Welcome", "/style.css": answer("p {}", type="text/css")})
    document, style = (seen_file(web, f"http://{host}{path}") for path in ("/", "/style.css"))
    web.site(host, {"/": "<title>Home</title><p>Welcome!"})

    found = await proven(web, SiteProof((document, style), (PageProof(document.url, (0, 1)),)), host)

    assert found.unchanged == ()
    assert "/style.css" not in web.targets(host)


class Refusing:
    """Answers nothing, as the middlewares do for what is not to be asked for."""

    def __init__(self, error: Exception) -> None:
        self._error = error
        self.asked: list[str] = []

    async def ask(self, url: str, headers: object, *, seconds: float, with_body: bool) -> Response:
        del headers, seconds, with_body
        self.asked.append(url)
        raise self._error

    async def leave(self, url: str) -> None:
        del url


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        (NotVisited(Reason.PRIVATE_ADDRESS, "no public address"), 2),
        (NotVisited(Reason.ROBOTS, "robots.txt forbids it"), 2),
        (DownloadTimeoutError("late"), 2),
        (AskedToStop(Reason.HTTP_ERROR, "HTTP status 429, Retry-After 3600 s"), 1),
    ],
    ids=["private", "robots", "late", "asked to stop"],
)
async def test_what_is_not_answered_proves_nothing_and_who_asks_to_stop_is_not_asked_again(
    error: Exception, asked: int
) -> None:
    proof = SiteProof((BYTES, TAGGED), (PageProof("http://a.test/", (0,)), PageProof("http://a.test/b", (1,))))
    refusing = Refusing(error)

    assert await SiteProving(proof, DiscoveryOptions("test"), refusing).unchanged() == ()
    assert len(refusing.asked) == asked


async def test_a_second_search_asks_only_for_what_changed_and_finds_the_same(
    web: Any, answer: Any, tmp_path: Path
) -> None:
    host = "kept.test"

    def tagged(body: str) -> Any:
        return answer(body, headers={"ETag": f'"{len(body)}"'})

    pages = {
        "/": "<title>Home</title><a href=/a>A page</a> <a href=/b>Another</a><p>Welcome to us",
        "/a": "<title>A</title><p>Some text about a thing",
        "/b": "<title>B</title><p>Other words about something else",
    }
    web.site(host, {path: tagged(body) for path, body in pages.items()})
    first = await proven(web, SiteProof(), host, known_folder=str(tmp_path))
    web.site(host, {"/b": tagged("<title>B</title><p>Words that were written since, about us")})
    web.seen.clear()

    second = await proven(web, SiteProof(), host, known_folder=str(tmp_path))

    sizes = [[(page.url, page.title, page.bytes) for page in found.pages] for found in (first, second)]
    assert sizes[0][:2] == sizes[1][:2]
    assert sizes[0][2] != sizes[1][2]
    statuses = {seen.target: seen.status for seen in web.seen if seen.target in pages}
    assert statuses == {"/": 304, "/a": 304, "/b": 200}


async def test_a_file_that_did_not_come_is_as_it_was_when_it_does_not_come_again() -> None:
    proof = SiteProof((LOST, BYTES), (PageProof("http://a.test/", (0,)), PageProof("http://a.test/b", (1,))))

    async def unchanged(error: Exception) -> tuple[str, ...]:
        return await SiteProving(proof, DiscoveryOptions("test"), Refusing(error)).unchanged()

    assert await unchanged(CannotResolveHostError("no such name")) == ("http://a.test/",)
    assert await unchanged(DownloadTimeoutError("late")) == ()
    assert await unchanged(NotVisited(Reason.ROBOTS, "robots.txt forbids it")) == ()
