"""A web of any number of generated sites, of two tiny pages each, and how its visitors behaved: a proxy in a process.

`python -m tests.bench.generated_web --port 8930`; `http://statistics.invalid/` tells requests, the most
under way at once on one host, and pages asked for.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

STATISTICS = "http://statistics.invalid/"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body>
<header><nav aria-label="Main"><a href="/">Home</a> <a href="/contact">Contact</a></nav></header>
<main><h1>{title}</h1><p>Municipality number {number} publishes what its council decided here.</p>{fault}
<form action="/search"><label for="q">Search</label> <input id="q" name="q"> <button>Search</button></form></main>
</body></html>"""
FAULTS = (
    "",
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    '<a href="/contact"></a>',
    '<p style="color:#aaa">Pale</p>',
)


def host(number: int) -> str:
    return f"site-{number}.example"


def register_csv(sites: int) -> str:
    rows = (f"http://{host(number)}/,Municipality {number}" for number in range(sites))
    return "\n".join(("url,name", *rows)) + "\n"


class GeneratedWeb:
    """latency: seconds before each answer, so that requests that overlap are seen to."""

    def __init__(self, latency: float) -> None:
        self._latency = latency
        self._under_way: Counter[str] = Counter()
        self.most_at_once: dict[str, int] = {}
        self.requests = 0
        self.pages: Counter[str] = Counter()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError, ValueError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                url = urlsplit(head.split(" ", 2)[1])
                status, kind, body = await self._answer(url.netloc, url.path or "/")
                writer.write(
                    f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
                )
                await writer.drain()
        writer.close()

    async def _answer(self, name: str, path: str) -> tuple[str, str, bytes]:
        if name == "statistics.invalid":
            told = {"requests": self.requests, "most_at_once": self.most_at_once, "pages": self.pages}
            return "200 OK", "application/json", json.dumps(told).encode()
        self.requests += 1
        self._under_way[name] += 1
        self.most_at_once[name] = max(self.most_at_once.get(name, 0), self._under_way[name])
        try:
            await asyncio.sleep(self._latency)
        finally:
            self._under_way[name] -= 1
        title = {"/": "Home", "/contact": "Contact"}.get(path)
        if title is None:
            return "404 Not Found", "text/plain", b"no such page"
        self.pages[f"{name}{path}"] += 1
        number = int(name.partition(".")[0].rpartition("-")[2])
        text = PAGE.format(title=f"{title} {number}", number=number, fault=FAULTS[number % len(FAULTS)])
        return "200 OK", "text/html; charset=utf-8", text.encode()


@dataclass(frozen=True)
class Statistics:
    requests: int
    most_at_once: Mapping[str, int]
    pages: Mapping[str, int]


def read_statistics(proxy: str) -> Statistics:
    with build_opener(ProxyHandler({"http": proxy})).open(STATISTICS, timeout=10) as answer:
        told: dict[str, Any] = json.load(answer)
    return Statistics(**told)


@contextmanager
def generated_web(port: int, latency: float = 0.02) -> Iterator[str]:
    """Its address as a proxy."""
    process = multiprocessing.Process(target=_run, args=(port, latency), daemon=True)
    process.start()
    proxy = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            with suppress(OSError):
                read_statistics(proxy)
                break
            time.sleep(0.1)
        yield proxy
    finally:
        process.kill()
        process.join()


def _run(port: int, latency: float) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # not what whoever started it made of it

    async def forever() -> None:
        server = await asyncio.start_server(GeneratedWeb(latency).serve, "127.0.0.1", port, backlog=512)
        async with server:
            await server.serve_forever()

    asyncio.run(forever())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--port", type=int, default=8930)
    parser.add_argument("--latency", type=float, default=0.02)
    given = parser.parse_args()
    _run(given.port, given.latency)


if __name__ == "__main__":
    main()
