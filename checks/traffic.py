"""What a page still waits for: requests under way that can change what it shows."""

from __future__ import annotations

import asyncio
import time

from playwright.async_api import Page, Request, Response

_SHOWN = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})
# A request this old is a poll, a stream or a tracker that does not answer: no visitor waits for it.
_PATIENCE_SECONDS = 2.0
_LOOK_SECONDS = 0.02
# What may move or sound without a script; checks look into these after the page settled.
_MOVING = ("image/gif", "image/webp", "image/apng", "image/png", "video/", "audio/")
_MOST_MEDIA = 100


class Traffic:
    """Follows a page's requests while the context is open."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._began: dict[Request, float] = {}
        self.media: list[Response] = []  # answers that hold images that may move, video or sound

    def __enter__(self) -> Traffic:
        self._page.on("request", self._on_request)
        self._page.on("requestfinished", self._on_end)
        self._page.on("requestfailed", self._on_end)
        self._page.on("response", self._on_response)
        return self

    def __exit__(self, *_: object) -> None:
        self._page.remove_listener("request", self._on_request)
        self._page.remove_listener("requestfinished", self._on_end)
        self._page.remove_listener("requestfailed", self._on_end)
        self._page.remove_listener("response", self._on_response)

    async def wait(self, seconds: float, document_seconds: float) -> bool:
        """Until nothing is under way; whether anything was.

        document_seconds: how long to wait for another document in place of this one.
        """
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

    def _on_response(self, response: Response) -> None:
        if response.request.resource_type in ("image", "media") and len(self.media) < _MOST_MEDIA:
            kind = response.headers.get("content-type", "")
            if kind.startswith(_MOVING):
                self.media.append(response)
