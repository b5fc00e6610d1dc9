"""Pages a search read before, so that the next asks each server only for what changed (RFC 9110, 13).

A file a site, beside the database: it can be removed at any time. What a server says is not modified is read from it.
"""

from __future__ import annotations

import hashlib
import lzma
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import Base64Bytes, TypeAdapter, ValidationError
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response

from crawler.web.middlewares import ONLY_HTML

NOT_MODIFIED = 304
KEPT_UNASKED = 2  # searches after which a page that is not asked for any more is forgotten
MOST_BYTES = 16_000_000  # of the pages of one site
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 23}]  # pages of a site have most in common
_NAME = 12  # bytes of the digest that a file is named by


@dataclass(frozen=True, slots=True)
class KnownPage:
    """headers: of the answer, by name and in order. unasked: searches in a row in which it was not asked for."""

    headers: tuple[tuple[str, str], ...]
    body: Base64Bytes
    unasked: int = 0

    def header(self, name: str) -> str:
        return next((value for known, value in self.headers if known.lower() == name), "")


@dataclass(frozen=True, slots=True)
class _File:
    language: str
    pages: dict[str, KnownPage]


_FILE = TypeAdapter(_File)


class KnownPages:
    """Of one site. folder: empty keeps nothing. language: what was asked for (Accept-Language)."""

    def __init__(self, folder: str, url: str, language: str) -> None:
        name = hashlib.blake2b(url.encode(), digest_size=_NAME).hexdigest()
        self._path = Path(folder) / f"{name}.xz" if folder else None
        self._language = language
        self._pages: dict[str, KnownPage] = {}
        self._asked: set[str] = set()
        self._changed = False

    def read(self) -> None:
        """What cannot be read is asked for anew."""
        try:
            data = lzma.decompress(self._path.read_bytes()) if self._path else b""
            file = _FILE.validate_json(data) if data else None
        except (OSError, lzma.LZMAError, ValidationError):
            file = None
        if file is not None and file.language == self._language:
            self._pages = file.pages

    def write(self) -> None:
        """All or nothing. When nothing changed, what is there stays."""
        if self._path is None or not (self._changed or self._pages.keys() - self._asked):
            return
        kept = {url: page for url, page in self._aged() if page.unasked <= KEPT_UNASKED}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(f".{os.getpid()}")
        beside.write_bytes(lzma.compress(_FILE.dump_json(_File(self._language, kept)), filters=_FILTERS))
        beside.replace(self._path)

    def _aged(self) -> Iterator[tuple[str, KnownPage]]:
        """As many as there is room for."""
        size = 0
        for url, page in self._pages.items():
            size += len(page.body)
            if size <= MOST_BYTES:
                yield url, replace(page, unasked=0 if url in self._asked else page.unasked + 1)

    def ask(self, request: Request) -> None:
        """Adds what makes a request one for a change only."""
        self._asked.add(request.url)
        if (known := self._pages.get(request.url)) is not None:
            for name, validator in (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified")):
                if value := known.header(validator):
                    request.headers[name] = value

    def answer(self, request: Request, response: Response) -> Response:
        """The page itself, when the answer says that it is what it was; and kept, when it can be asked for so."""
        known = self._pages.get(request.url)
        if response.status == NOT_MODIFIED and known is not None:
            return HtmlResponse(request.url, headers=dict(known.headers), body=known.body, request=request)
        if known is not None:
            del self._pages[request.url]
            self._changed = True
        if response.status == 200 and isinstance(response, HtmlResponse) and not response.flags:  # noqa: PLR2004
            page = KnownPage(tuple(_headers(response)), response.body)
            if page.header("etag") or page.header("last-modified"):
                self._pages[request.url] = page
                self._changed = True
        return response


def _headers(response: Response) -> Iterator[tuple[str, str]]:
    """Cookies are a visitor's own, and the body is unpacked."""
    for name in response.headers:
        if name.lower() not in (b"set-cookie", b"content-encoding"):
            yield name.decode("latin-1"), b", ".join(response.headers.getlist(name)).decode("latin-1")


class KnownPagesMiddleware:
    """Pages only: what else is asked for says itself what it wants to know."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> KnownPagesMiddleware:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        if (known := self._known(request)) is not None:
            known.ask(request)

    def process_response(self, request: Request, response: Response) -> Response:
        known = self._known(request)
        return response if known is None else known.answer(request, response)

    def _known(self, request: Request) -> KnownPages | None:
        return getattr(self._crawler.spider, "known", None) if request.meta.get(ONLY_HTML) else None
