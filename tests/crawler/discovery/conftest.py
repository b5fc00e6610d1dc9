"""A small web of our own behind an HTTP proxy, so that hosts can have any name."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

import pytest

from crawler.discovery.process import discover
from crawler.web.options import DiscoveryOptions
from crawler.web.scopes import site_scope
from results.model import Site, SiteDiscovery
from tests.local_proxy import LocalProxy


@dataclass
class Answer:
    body: bytes | str = ""
    status: int = 200
    type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True)
class Seen:
    """A request the web got; times in seconds of one clock."""

    host: str
    target: str
    began: float
    ended: float
    headers: dict[str, str]
    status: int = 200


class Web:
    """Answers are found by URL; a host with none answers 502, as a name that does not resolve does."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[], Answer]] = {}
        self.endless: dict[str, Callable[[str], Answer | None]] = {}  # host -> what answers any path and query
        self.seen: list[Seen] = []
        self._local = LocalProxy(self.answer, "GET")
        self.proxy = self._local.url

    def close(self) -> None:
        self._local.close()

    def put(self, url: str, answer: Answer | Callable[[], Answer] | str) -> None:
        self.answers[url] = Answer(answer) if isinstance(answer, str) else answer

    def site(self, host: str, pages: dict[str, str | Answer | Callable[[], Answer]]) -> str:
        """Path -> answer; returns the start URL."""
        for path, answer in pages.items():
            self.put(f"http://{host}{path}", answer)
        return f"http://{host}/"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        began = time.monotonic()
        parts = urlsplit(handler.path)
        answer = self.answers.get(handler.path)
        answer = answer() if callable(answer) else answer
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        if answer is None and parts.netloc in self.endless:
            answer = self.endless[parts.netloc](target)
        if answer is None:
            known = any(urlsplit(url).netloc == parts.netloc for url in self.answers)
            answer = Answer("not here", 404 if known else 502)
        time.sleep(answer.seconds)
        if (tag := answer.headers.get("ETag")) and handler.headers.get("If-None-Match") == tag:
            answer = replace(answer, status=304, body="")
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        self.seen.append(Seen(parts.netloc, target, began, time.monotonic(), dict(handler.headers), answer.status))
        try:
            handler.send_response(answer.status)
            for name, value in ({"Content-Type": answer.type} | answer.headers).items():
                handler.send_header(name, value)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        except OSError:
            handler.close_connection = True  # the crawler read as much as it wanted

    def targets(self, host: str) -> list[str]:
        return [seen.target for seen in self.seen if seen.host == host]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    web = Web()
    yield web
    web.close()


def options_for(web: Web, **changes: object) -> DiscoveryOptions:
    plain = {"user_agent": "test-monitor (+http://monitor.test)", "proxy": web.proxy, "delay": 0.0, "backoff": 0.01}
    return DiscoveryOptions(**(plain | changes))


Visit = Callable[..., Awaitable[dict[str, SiteDiscovery]]]


@pytest.fixture(scope="module")
def visit(web: Web) -> Visit:
    """Discovers the sites with these start URLs; start URL -> discovery. registered: further start URLs.

    panel: pages of a sample before, of the first site.
    """

    async def visit(
        *urls: str, registered: Sequence[str] = (), panel: Sequence[str] = (), **changes: object
    ) -> dict[str, SiteDiscovery]:
        sites = [(Site(url, id=place + 1), site_scope(url)) for place, url in enumerate(urls)]
        scopes = [scope for _, scope in sites] + [site_scope(url) for url in registered]
        async with asyncio.timeout(50):
            found = discover(sites, options_for(web, **changes), scopes, panels={1: panel})
            return {urls[d.site_id - 1]: d async for d in found}

    return visit


@pytest.fixture(scope="module")
def answer() -> type[Answer]:
    return Answer
