"""What a page in Chromium loaded, file by file, for a later crawl to ask whether it is still the same."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urldefrag

from playwright.async_api import Error, Page, Request, Response

from checks.seen_files import deciding, validators
from results.model import SeenFile, SeenFiles
from results.model.carrying import NO_ANSWER, file_digest

# What no page can read the answer to.
_UNHEARD = frozenset({"ping", "cspviolationreport", "preflight"})
# What scripts ask for as they please: another time, it may be something else.
_ASKED_BY_SCRIPTS = frozenset({"xhr", "fetch", "eventsource", "websocket"})
_BYTES_TOO = ("document",)  # small, and often without validators that hold
_MOST_FILES = 400
_ERROR = 400  # HTTP status
_UNUSED_WHEN_ERROR = ("script", "stylesheet", "font", "other")  # what says that an image is not there may be one
_CANCELLED = "net::ERR_ABORTED"  # by the page itself
# Playwright tells what the page asked with; what the browser adds for each kind is known.
_ACCEPT = {
    "document": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
    "application/signed-exchange;v=b3;q=0.7",
    "stylesheet": "text/css,*/*;q=0.1",
    "image": "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
}
_SENT = ("referer", "origin")
_SENT_ALWAYS = ("user-agent", "accept-language")  # though what comes from the browser's cache does not say so


class ChromiumFiles:
    """Follows what a page loads while the context is open."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._asked: dict[Request, Response | None] = {}
        self._styles: set[str] = set()
        self._lost: set[Request] = set()
        self._unprovable = ""

    @contextmanager
    def following(self) -> Iterator[ChromiumFiles]:
        listeners = {
            "request": self._on_request,
            "response": self._on_response,
            "requestfailed": self._on_failure,
            "websocket": self._on_talk,
            "worker": self._on_talk,
        }
        for event, listener in listeners.items():
            self._page.on(event, listener)  # type: ignore[call-overload]
        try:
            yield self
        finally:
            for event, listener in listeners.items():
                self._page.remove_listener(event, listener)

    async def seen(self, seconds: float) -> SeenFiles:
        """To be called when nothing more is done to the page. seconds: for all bodies."""
        unprovable = self._unprovable or next((why for why in map(self._why_not, self._asked) if why), "")
        if not unprovable and not self._asked:
            unprovable = "nothing was loaded"
        if unprovable:
            return SeenFiles(unprovable=unprovable)
        always = next(iter(self._asked)).headers
        sent = {name: always[name] for name in _SENT_ALWAYS if name in always}
        try:
            async with asyncio.timeout(seconds):
                files = await asyncio.gather(*(_seen(*asked, sent) for asked in self._asked.items()))
        except (Error, TimeoutError) as error:
            return SeenFiles(unprovable=f"a file could not be read: {str(error).partition(chr(10))[0][:100]}")
        vague = next((file.url for file in files if not _is_comparable(file)), "")
        return SeenFiles(unprovable=f"nothing to compare: {vague[:200]}") if vague else SeenFiles(tuple(files))

    def _why_not(self, request: Request) -> str:
        if request.method != "GET":
            return f"asks with {request.method}"
        if request.resource_type in _ASKED_BY_SCRIPTS:
            return f"asks by {request.resource_type}"
        came = self._asked[request] is not None or request in self._lost
        return "" if came else f"did not come: {request.url[:200]}"

    def _on_request(self, request: Request) -> None:
        scheme, kind = request.url.partition(":")[0], request.resource_type
        # axe-core asks once more for style sheets it cannot read where they are; what came first is known.
        is_again = kind in _ASKED_BY_SCRIPTS and request.method == "GET" and request.url in self._styles
        if kind in _UNHEARD or scheme in ("data", "blob", "about") or is_again:
            return
        if kind == "stylesheet":
            self._styles.add(request.url)
        if scheme not in ("http", "https"):
            self._unprovable = f"loads {scheme}:"
        elif len(self._asked) >= _MOST_FILES:
            self._unprovable = f"loads more than {_MOST_FILES} files"
        else:
            self._asked[request] = None

    def _on_response(self, response: Response) -> None:
        if response.request in self._asked:
            self._asked[response.request] = response

    def _on_failure(self, request: Request) -> None:
        if request not in self._asked:
            return
        response = self._asked[request]
        if request.failure == _CANCELLED if response is None else not _is_unused(request, response):
            self._unprovable = f"did not come to an end: {request.url[:200]}"
        self._lost.add(request)

    def _on_talk(self, _: object) -> None:
        self._unprovable = "talks to a server or works in the background"


async def _seen(request: Request, response: Response | None, always: Mapping[str, str]) -> SeenFile:
    asked = request.headers
    accept = {"accept": asked.get("accept") or _ACCEPT.get(request.resource_type, "*/*")}
    sent = tuple({**always, **accept, **{name: asked[name] for name in _SENT if name in asked}}.items())
    url = urldefrag(request.url).url
    if response is None:
        return SeenFile(url, NO_ANSWER, sent=sent)
    headers = response.headers
    etag, last_modified = validators(headers)
    head = SeenFile(url, response.status, "", etag, last_modified, deciding(headers), sent)
    if head.leads_on or _is_unused(request, response):
        return replace(head, etag="", last_modified="", unused=not head.leads_on)
    if request.resource_type not in _BYTES_TOO and (etag or last_modified):
        return head
    try:
        return replace(head, digest=file_digest(await response.body()))
    except Error:  # the browser has it no more
        return head


def _is_unused(request: Request, response: Response) -> bool:
    """Whether nothing of the answer comes on the page: it says that there is no such file."""
    return response.status >= _ERROR and request.resource_type in _UNUSED_WHEN_ERROR


def _is_comparable(file: SeenFile) -> bool:
    return file.says_it_all or bool(file.digest or file.etag or file.last_modified)
