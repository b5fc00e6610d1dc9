"""The requests of a page in Chromium."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urldefrag

from playwright.async_api import Error, Page, Request, Response

from checks.browsers.chromium_files import ChromiumFiles
from checks.browsers.engine import LostFile
from results.model import SeenFiles

_SHOWN = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})
# A request this old is a poll, a stream or a tracker that does not answer: no visitor waits for it.
_PATIENCE_SECONDS = 2.0
_LOOK_SECONDS = 0.02
# What may move, sound or say something without a script, whatever type its server names; checks look into these after
# the page settled.
_LOOKED_INTO = ("image", "media")
_MOST_FILES = 300
_KINDS = {"stylesheet": "style sheet", "font": "font", "script": "script", "document": "frame"}
_ERROR = 400  # HTTP status
_PAGE = "text/html"  # what no browser takes for a style sheet
_CANCELLED = "net::ERR_ABORTED"  # by the page itself


class ChromiumFile:
    """The answer to a request for an image, video or sound."""

    def __init__(self, response: Response) -> None:
        self._response = response

    @property
    def url(self) -> str:
        request = self._response.request
        while request.redirected_from is not None:
            request = request.redirected_from
        return urldefrag(request.url).url

    @property
    def content_type(self) -> str:
        return self._response.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def size(self) -> int | None:
        length = self._response.headers.get("content-length", "")
        return int(length) if length.isascii() and length.isdigit() else None

    @property
    def ok(self) -> bool:
        return self._response.ok

    async def body(self, seconds: float) -> bytes | None:
        try:
            return await asyncio.wait_for(self._response.body(), seconds)
        except (Error, TimeoutError):
            return None


class ChromiumTraffic:
    """Follows a page's requests while the context is open."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._began: dict[Request, float] = {}
        self._lost: dict[str, LostFile] = {}
        self._seen = ChromiumFiles(page)
        self.files: list[ChromiumFile] = []

    @property
    def lost(self) -> tuple[LostFile, ...]:
        return tuple(self._lost.values())

    @contextmanager
    def following(self) -> Iterator[ChromiumTraffic]:
        self._page.on("request", self._on_request)
        self._page.on("requestfinished", self._on_end)
        self._page.on("requestfailed", self._on_failure)
        self._page.on("response", self._on_response)
        try:
            with self._seen.following():
                yield self
        finally:
            self._page.remove_listener("request", self._on_request)
            self._page.remove_listener("requestfinished", self._on_end)
            self._page.remove_listener("requestfailed", self._on_failure)
            self._page.remove_listener("response", self._on_response)

    async def seen(self, seconds: float) -> SeenFiles:
        return await self._seen.seen(seconds)

    async def wait(self, seconds: float, document_seconds: float) -> bool:
        started = time.monotonic()
        waited = False
        while time.monotonic() < started + (document_seconds if self._is_moving_on() else seconds):
            if not self._is_busy():
                return waited
            waited = True
            await asyncio.sleep(_LOOK_SECONDS)
        return waited

    def _is_busy(self) -> bool:
        young = time.monotonic() - _PATIENCE_SECONDS
        return self._is_moving_on() or any(began > young for began in self._began.values())

    def _is_moving_on(self) -> bool:
        return any(r.is_navigation_request() and r.frame == self._page.main_frame for r in self._began)

    def _on_request(self, request: Request) -> None:
        if request.resource_type in _SHOWN:
            self._began[request] = time.monotonic()

    def _on_end(self, request: Request) -> None:
        self._began.pop(request, None)

    def _on_failure(self, request: Request) -> None:
        self._on_end(request)
        if request.failure != _CANCELLED:
            self._note(request, request.failure or "no answer")

    def _note(self, request: Request, why: str) -> None:
        """why: it did not come; empty when it did."""
        kind, url = _KINDS.get(request.resource_type, ""), urldefrag(request.url).url
        if not why:
            self._lost.pop(url, None)
        elif kind and (kind != "frame" or request.frame != self._page.main_frame):
            self._lost[url] = LostFile(kind, url, why)

    def _on_response(self, response: Response) -> None:
        is_page = response.headers.get("content-type", "").startswith(_PAGE)
        not_styles = "a page in its place" if is_page and response.request.resource_type == "stylesheet" else ""
        self._note(response.request, f"HTTP {response.status}" if response.status >= _ERROR else not_styles)
        if response.request.resource_type in _LOOKED_INTO and len(self.files) < _MOST_FILES:
            self.files.append(ChromiumFile(response))
