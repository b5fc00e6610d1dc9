"""What a site says is not modified is read from what was kept; all else is asked for and read anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from crawler.web.known_pages import KEPT_UNASKED, MOST_BYTES, KnownPages

SITE, URL = "http://a.test/", "http://a.test/page"


def page(body: str, url: str = URL, status: int = 200, **headers: str) -> HtmlResponse:
    given = {"Content-Type": "text/html; charset=utf-8"} | {n.replace("_", "-"): v for n, v in headers.items()}
    return HtmlResponse(url, status, headers=given, body=body.encode())


def search(folder: Path, *answers: Response, language: str = "nl") -> list[tuple[Request, Response]]:
    """One search that gets these answers; each request as it was sent, and what was read."""
    known = KnownPages(str(folder), SITE, language)
    known.read()
    seen = []
    for answer in answers:
        request = Request(answer.url)
        known.ask(request)
        seen.append((request, known.answer(request, answer)))
    known.write()
    return seen


def validators(request: Request) -> list[bytes | None]:
    return [request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")]


def test_a_page_that_is_not_modified_is_read_as_it_was(tmp_path: Path) -> None:
    first = page("<title>caf\N{LATIN SMALL LETTER E WITH ACUTE}</title>", ETag='W/"1"', Content_Language="nl")
    search(tmp_path, first)

    ((request, read),) = search(tmp_path, Response(URL, 304))

    assert validators(request) == [b'W/"1"', None]
    assert isinstance(read, HtmlResponse)
    assert (read.status, read.text, read.headers["Content-Language"]) == (200, first.text, b"nl")


def test_a_page_that_changed_is_read_and_kept_anew(tmp_path: Path) -> None:
    search(tmp_path, page("old", Last_Modified="Mon, 02 Nov 2026 08:00:00 GMT"))
    ((_, read),) = search(tmp_path, page("new", ETag='"2"'))
    ((request, again),) = search(tmp_path, Response(URL, 304))

    assert isinstance(read, HtmlResponse)
    assert isinstance(again, HtmlResponse)
    assert (read.text, again.text) == ("new", "new")
    assert validators(request) == [b'"2"', None]


@pytest.mark.parametrize(
    "answer", [page("no validator"), page("gone", status=404, ETag='"1"'), Response(URL, headers={"ETag": '"1"'})]
)
def test_nothing_is_kept_of_what_cannot_be_asked_for_so_or_is_no_page(tmp_path: Path, answer: Response) -> None:
    search(tmp_path, page("before", ETag='"0"'))
    search(tmp_path, answer)

    ((request, _),) = search(tmp_path, page("now"))
    assert validators(request) == [None, None]


def test_what_was_said_in_another_language_or_cannot_be_read_is_asked_for_anew(tmp_path: Path) -> None:
    search(tmp_path, page("old", ETag='"1"'))
    ((request, _),) = search(tmp_path, page("vieux", ETag='"1"'), language="fr")
    assert validators(request) == [None, None]

    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:40])
    ((request, _),) = search(tmp_path, page("old"))
    assert validators(request) == [None, None]


def test_a_page_that_is_asked_for_no_more_is_forgotten_in_time_and_the_file_has_an_end(tmp_path: Path) -> None:
    search(tmp_path, page("old", ETag='"1"'))
    for _ in range(KEPT_UNASKED + 1):
        search(tmp_path, page("other", url="http://a.test/other", ETag='"2"'))
    ((request, _),) = search(tmp_path, page("old"))
    assert validators(request) == [None, None]

    large = "x" * (MOST_BYTES // 2)
    search(tmp_path, *(page(large, url=f"http://a.test/{number}", ETag='"1"') for number in range(3)))
    asked = search(tmp_path, *(page("now", url=f"http://a.test/{number}") for number in range(3)))
    assert [validators(request)[0] for request, _ in asked].count(None) >= 1


def test_without_a_folder_nothing_is_kept() -> None:
    known = KnownPages("", SITE, "nl")
    known.read()
    known.answer(Request(URL), page("old", ETag='"1"'))
    known.write()
