"""A small web behind an HTTP proxy whose files can be changed, and crawls of it with axe-core alone."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

from checks.engines.own_checks import OwnChecks
from checks.site import SiteJudge
from crawler.pipeline.audit import LocalCrew
from crawler.pipeline.choosing import choose_sites
from crawler.pipeline.crawl import begin_crawl, discover_and_audit
from crawler.pipeline.judge import judge, profiles_of
from crawler.pipeline.run import CrawlRun
from crawler.pipeline.tools import audit_tools
from crawler.progress import QuietProgress
from crawler.settings import load_settings
from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import crawl_sites
from results.model import Crawl, PageAudit, Site
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store
from tests.local_proxy import LocalProxy

HOST = "changing.test"


@dataclass
class File:
    """validator: none, etag, date, or stale (an ETag that stays when the body changes)."""

    body: bytes
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    validator: str = "none"


@dataclass(frozen=True)
class Asked:
    """began: seconds of one clock."""

    url: str
    headers: Mapping[str, str]
    status: int
    began: float


class ChangingWeb:
    """files: URL -> what is there."""

    def __init__(self) -> None:
        self.files: dict[str, File] = {}
        self.asked: list[Asked] = []
        self._changed: dict[str, tuple[bytes, float]] = {}
        self._local = LocalProxy(self._answer, "GET", "POST")
        self.proxy = self._local.url

    def close(self) -> None:
        self._local.close()

    def put(self, path: str, body: str | bytes, type_: str = "text/html; charset=utf-8", **more: object) -> None:
        data = body.encode() if isinstance(body, str) else body
        self.files[path if "://" in path else f"http://{HOST}{path}"] = File(data, type_, **more)

    def page(self, path: str, body: str = "", **more: object) -> None:
        title = f"Page {path}"
        words = " ".join(hashlib.sha256(f"{path}{place}".encode()).hexdigest()[:7] for place in range(30))
        self.put(
            path,
            f'<!doctype html><html lang="en"><head><title>{title}</title></head>'
            f"<body><main><h1>{title}</h1><p>{words}</p>{body}</main></body></html>",
            **more,
        )

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        url, began = handler.path, time.monotonic()
        handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        known = any(urlsplit(one).netloc == urlsplit(url).netloc for one in self.files)
        file = self.files.get(url, File(b"not here", status=404 if known else 502))
        validators = self._validators(url, file)
        same = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
        is_same = any(handler.headers.get(same[name]) == value for name, value in validators.items())
        status, body = (304, b"") if is_same else (file.status, file.body)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        self.asked.append(Asked(url, headers, status, began))
        try:
            handler.send_response(status)
            for name, value in ({"Content-Type": file.type} | file.headers | validators).items():
                handler.send_header(name, value)
            if not is_same:
                handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body)
        except OSError:
            handler.close_connection = True

    def _validators(self, url: str, file: File) -> dict[str, str]:
        before, when = self._changed.get(url, (b"", time.time() - 90_000))
        if before != file.body:
            when += 3600 if before else 0
            self._changed[url] = (file.body, when)
        digest = hashlib.sha256(b"" if file.validator == "stale" else file.body).hexdigest()[:12]
        if file.validator in ("etag", "stale"):
            return {"ETag": f'"{digest}"'}
        return {"Last-Modified": formatdate(when, usegmt=True)} if file.validator == "date" else {}


@contextmanager
def changing_web() -> Iterator[ChangingWeb]:
    web = ChangingWeb()
    try:
        yield web
    finally:
        web.close()


async def crawl(store: Store, web: ChangingWeb, **changes: object) -> dict[str, PageAudit]:
    """Another crawl of the site, judged; path of each page of its sample -> what is stored of it."""
    if not registered_sites(store):
        import_sites(store, [Site(f"http://{HOST}/", name="Changing", language="en")])
    given: dict[str, object] = {"proxy": web.proxy, "delay": 0.0, "workers": 1, "settle_quiet": 0.05, "images_read": 0}
    settings = load_settings(None, given | {"sample_sizes": ("*:90",), "screenshots": False, "documents": 1} | changes)
    async with audit_tools(settings) as tools:
        chosen = choose_sites(registered_sites(store), (), None, settings.seed)
        begun = begin_crawl(store, settings, chosen, tools)
        axe_only = replace(tools, own=OwnChecks(()), sites=SiteJudge(()))
        await discover_and_audit(CrawlRun(store, begun, settings, QuietProgress()), axe_only, LocalCrew())
        judge(store, begun, profiles_of(settings))
    return visited(store, begun)


def visited(store: Store, of: Crawl) -> dict[str, PageAudit]:
    pages = (page for site in crawl_sites(store, of.id) for page in get_pages(store, of.id, site.id))
    return {urlsplit(planned.url).path: audit for planned, audit in pages if audit is not None}
