"""What the second crawl of a web costs beside the first: of one that did not change, and with some pages changed.

Part of `make bench`; for other sites: `python -m tests.bench.second_week --register sites.csv --proxy URL`. A proxy of
our own stands before them, which changes a part of the pages (a sentence more, no validator) for the third crawl.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import resource
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from crawler.pipeline.audit import LocalCrew
from crawler.pipeline.choosing import choose_sites
from crawler.pipeline.crawl import begin_crawl, discover_and_audit
from crawler.pipeline.judge import judge, profiles_of
from crawler.pipeline.run import CrawlRun
from crawler.pipeline.tools import audit_tools
from crawler.progress import QuietProgress
from crawler.register import read_register
from crawler.settings import Settings, load_settings
from results.crawls.stored_carrying import carried_pages, get_retests
from results.model import CarriedPages
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store
from tests.bench.audit import pages_to_visit

_MARKER = b"<p>Edited since.</p></body>"
_LIMIT = 1 << 26


class ChangingProxy:
    """share: of the HTML pages, which is changed, chosen by their address. requests: so far."""

    def __init__(self, upstream: str) -> None:
        parts = urlsplit(upstream)
        self._upstream = (parts.hostname or "", parts.port or 80)
        self.share = 0.0
        self.requests = 0
        self.url = ""

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[ChangingProxy]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=_LIMIT)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server:
            yield self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            self.requests += 1
            url = head.split(b" ", 2)[1].decode("latin-1")
            changed = b"text/html" in head and self._is_changed(url)
            answer = await self._answer(_for_one_hop(head, conditional=not changed))
            writer.write(_edited(answer) if changed else answer)
            await writer.drain()
        writer.close()

    def _is_changed(self, url: str) -> bool:
        place = int.from_bytes(hashlib.blake2b(url.encode(), digest_size=4).digest(), "big")
        return place < self.share * 2**32

    async def _answer(self, head: bytes) -> bytes:
        reader, writer = await asyncio.open_connection(*self._upstream, limit=_LIMIT)
        try:
            writer.write(head)
            answer = await reader.read(-1)
        finally:
            writer.close()
        head, _, body = answer.partition(b"\r\n\r\n")
        return _without(head, b"connection", b"keep-alive") + b"\r\nConnection: close\r\n\r\n" + body


def _for_one_hop(head: bytes, *, conditional: bool) -> bytes:
    dropped = (b"connection", b"proxy-connection", b"accept-encoding")
    validators = () if conditional else (b"if-none-match", b"if-modified-since")
    return _without(head[:-4], *dropped, *validators) + b"\r\nConnection: close\r\n\r\n"


def _without(head: bytes, *names: bytes) -> bytes:
    return b"\r\n".join(line for line in head.split(b"\r\n") if line.partition(b":")[0].lower() not in names)


def _edited(answer: bytes) -> bytes:
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"</body>" not in body:
        return answer
    head = _without(head, b"etag", b"last-modified", b"content-length")
    body = body.replace(b"</body>", _MARKER, 1)
    return head + f"\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one crawl. seconds: of wall time."""

    seconds: float
    requests: int
    pages: CarriedPages
    wrong: tuple[str, ...]


async def one_crawl(store: Store, settings: Settings, proxy: ChangingProxy) -> Cost:
    requests = proxy.requests
    async with audit_tools(settings) as tools:
        chosen = choose_sites(registered_sites(store), (), None, settings.seed)
        crawl = begin_crawl(store, settings, chosen, tools)
        started = time.monotonic()
        await discover_and_audit(CrawlRun(store, crawl, settings, QuietProgress()), tools, LocalCrew())
        judge(store, crawl, profiles_of(settings))
        seconds = time.monotonic() - started
    wrong = tuple(f"{each.url}: {' '.join(each.differing)}" for each in get_retests(store, crawl.id) if each.differing)
    return Cost(seconds, proxy.requests - requests, carried_pages(store, crawl.id), wrong)


async def measure(store: Store, upstream: str, given: argparse.Namespace) -> None:
    async with ChangingProxy(upstream).serving() as proxy:
        options = {"proxy": proxy.url, "delay": given.delay, "screenshots": False, "images_read": 0}
        settings = load_settings(None, options)
        first = None
        for what, share in (("first", 0.0), ("nothing changed", 0.0), (f"{given.changed:.0%} changed", given.changed)):
            proxy.share = share
            before = _processor_seconds()
            cost = await one_crawl(store, settings, proxy)
            processor = _processor_seconds() - before
            first = first or (cost.seconds, processor)
            pages = cost.pages
            print(
                f"{what}: {cost.seconds:.0f} s (ratio {cost.seconds / first[0]:.2f}), processor {processor:.0f} s "
                f"(ratio {processor / first[1]:.2f}), {cost.requests} requests; {pages.visited} pages, "
                f"{pages.carried} carried over, {pages.retested} tested all the same, {pages.differing} of them differ",
                flush=True,
            )
            for line in cost.wrong:
                print(f"  differs: {line}", flush=True)
        sizes = store.execute("SELECT count(*), total(length(files)), total(length(facts)) FROM site_memory").fetchone()
        print(f"kept of {sizes[0]} sites: {sizes[1] / 1024:.0f} KiB of files, {sizes[2] / 1024:.0f} KiB of facts")


def _processor_seconds() -> float:
    """Of this process and of all below it that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--register", type=Path, help="sites to measure on; default: the demonstration web")
    parser.add_argument("--proxy", default="", help="how the sites of --register are reached; needed with it")
    parser.add_argument("--changed", type=float, default=0.05, help="part of the pages changed for the third crawl")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds between two requests to one host")
    given = parser.parse_args()
    with (
        pages_to_visit(given.register, given.proxy) as (register, proxy),
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "bench.db") as store,
    ):
        import_sites(store, read_register(register).sites)
        asyncio.run(measure(store, proxy, given))


if __name__ == "__main__":
    main()
