"""A small web of misbehaving pages behind an HTTP proxy, so that hosts can have any name, and a browser on it."""

from __future__ import annotations

import dataclasses
import socket
import struct
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from checks.audit import AuditLimits, Auditor
from checks.browser import RecyclingBrowser, running_browser
from checks.browsers.chromium import ChromiumContext
from checks.browsers.options import BrowserOptions
from checks.documents.audit import DocumentAuditor
from checks.documents.fetch import DocumentFetcher
from checks.engines.axe_core import AxeCore, load_axe
from checks.engines.own_checks import OwnChecks
from checks.image_words.reader import ImageReader, image_reader
from checks.image_words.site_images import SiteImages
from checks.rules import own_checks
from checks.standard import fitted
from checks.visit import PageVisit
from results.model import PageAudit, PlannedPage, Standard
from tests.local_proxy import LocalProxy

USER_AGENT_SUFFIX = "test-monitor (+http://monitor.test)"


@dataclass(frozen=True)
class Answer:
    """seconds: wait before the answer. reset: no answer, the connection breaks. then: called before answering."""

    body: str | bytes = ""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    reset: bool = False
    then: Callable[[], None] | None = None


class Web:
    """Answers are found by URL; a host with none answers 502, as a proxy does for a name that does not resolve."""

    def __init__(self) -> None:
        self._answers: dict[str, list[Answer]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []  # URL and headers of each request
        self._closing = threading.Event()
        self._local = LocalProxy(self._answer, "GET")
        self.proxy = self._local.url

    def close(self) -> None:
        self._closing.set()
        self._local.close()

    def put(self, url: str, body: str | bytes = "", **answer: object) -> str:
        self._answers[url] = [Answer(body, **answer)]
        return url

    def put_in_turn(self, url: str, *answers: dict[str, object]) -> str:
        """One answer a request; the last one stays."""
        self._answers[url] = [Answer(**answer) for answer in answers]
        return url

    def page(self, url: str, body: str, *, title: str = "A page", head: str = "", **answer: object) -> str:
        """A page that fails nothing but what `body` fails."""
        return self.put(
            url,
            f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body>'
            f"<main><h1>A page</h1><p>Some text.</p>{body}</main></body></html>",
            **answer,
        )

    def requests(self, url: str) -> list[dict[str, str]]:
        return [headers for seen, headers in self.seen if seen == url]

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        url = handler.path
        self.seen.append((url, {name.lower(): value for name, value in handler.headers.items()}))
        answers = self._answers.get(url)
        if answers is None:
            known = any(urlsplit(known).netloc == urlsplit(url).netloc for known in self._answers)
            answers = [Answer("not here", 404 if known else 502)]
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer.then:
            answer.then()
        self._closing.wait(answer.seconds)
        if answer.reset:
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            handler.close_connection = True
            handler.connection.close()
            return
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        try:
            handler.send_response(answer.status)
            for name, value in ({"Content-Type": answer.type} | answer.headers).items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        except OSError:
            handler.close_connection = True  # the browser left


@pytest.fixture(scope="session")
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.close()


@pytest.fixture(scope="session")
def browser_options(browser_path: Path, web: Web) -> BrowserOptions:
    return BrowserOptions(executable=browser_path, proxy=web.proxy, user_agent_suffix=USER_AGENT_SUFFIX)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(browser_options: BrowserOptions) -> AsyncIterator[RecyclingBrowser]:
    async with running_browser(browser_options) as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def axe(browser: RecyclingBrowser, axe_source: str) -> AxeCore:
    async with browser.site_context("en") as context, browser.page(context) as tab:
        loaded = await load_axe(tab.page, axe_source, elements_per_check=5)
    return dataclasses.replace(loaded, frame_seconds=0.5)


SHORT = AuditLimits(document=2, load=1, quiet=0.1, settle=1, checks=20, page=20, back_off=2)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def reader() -> AsyncIterator[ImageReader]:
    async with image_reader() as started:
        assert started is not None, "the extra “pictures” is part of the set-up"
        yield started


@pytest.fixture
def auditor(browser: RecyclingBrowser, axe: AxeCore, web: Web, reader: ImageReader) -> Auditor:
    own = OwnChecks(fitted(own_checks(), Standard.V3_2_1), elements_per_check=50)
    documents = DocumentAuditor(DocumentFetcher(USER_AGENT_SUFFIX, web.proxy, seconds=2), own_checks())
    images = SiteImages(reader, {}, most=100)
    return Auditor(browser, axe, own, documents, SHORT, through_proxy=True, images=images)


Visit = Callable[..., Awaitable[PageAudit]]


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: RecyclingBrowser) -> AsyncIterator[ChromiumContext]:
    async with browser.site_context("nl-BE") as context:
        yield context


@pytest.fixture
def visit(auditor: Auditor, context: ChromiumContext) -> Visit:
    """Audits one URL; keywords other than these are limits, in seconds."""

    async def visit(url: str, role: str = "random", **limits: float) -> PageAudit:
        patient = dataclasses.replace(auditor, limits=dataclasses.replace(auditor.limits, **limits))
        return (await patient.visit(context, PlannedPage(url, role), lambda _: None)).audit

    return visit


@pytest.fixture
def visit_for_links(auditor: Auditor, context: ChromiumContext) -> Callable[..., Awaitable[PageVisit]]:
    """The visit to one URL as to a home page: with its links, at most so many."""

    async def visit(url: str, links: int = 500) -> PageVisit:
        limited = dataclasses.replace(auditor, limits=dataclasses.replace(auditor.limits, links=links))
        return await limited.visit(context, PlannedPage(url, "home"), lambda _: None, with_links=True)

    return visit


Told = Sequence[tuple[str, str, int]]


@pytest.fixture(scope="session")
def told() -> Callable[[PageAudit], Told]:
    """What an audit says of elements: (check, outcome, count) of all that failed or cannot be told."""

    def told(audit: PageAudit) -> Told:
        return sorted((o.check, o.outcome.value, o.count) for o in audit.outcomes if o.count)

    return told
