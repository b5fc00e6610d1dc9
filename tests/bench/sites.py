"""How fast sites are searched for, and in how much memory: `make bench-sites`, or ARGS="--hosts 1000".

A proxy in a process of its own answers for generated hosts: of ten, six are of the government, one is another address
of one of these, two are shops and one is gone. Prints the funnel, requests a second, and the memory of both processes
when a tenth of the hosts was visited and at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import resource
import tempfile
import time
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from crawler.commands.review import funnel_lines
from crawler.pipeline.searching import SearchLimits, SiteSearch
from crawler.site_search.scope_file import load_scope
from crawler.site_search.starting_points import StartingPoint
from crawler.web.options import DiscoveryOptions
from results.register.stored_searches import start_search
from results.storage.store import open_store

GOVERNMENT, ALIAS, SHOP, GONE = "overheid-voorbeeld.be", "ander-adres.be", "winkel.be", "weg.be"
LINKS = 12
SCOPE = f"""
title = "Generated"
[[rule]]
name = "government"
hosts = ["*.{GOVERNMENT}"]
[[rule]]
name = "local"
hosts = ["*.be"]
texts = ["gemeentebestuur"]
without = ["winkelmandje"]
"""
MEBIBYTE = 1024 * 1024


def host(number: int) -> str:
    kind = number % 10
    domain = ALIAS if kind == 6 else SHOP if kind in (7, 8) else GONE if kind == 9 else GOVERNMENT
    return f"site-{number}.{domain}"


def answer(name: str, path: str, hosts: int) -> tuple[int, str, str]:
    """Status, extra header lines, body."""
    number, domain = int(name.partition(".")[0].removeprefix("site-") or 0), name.partition(".")[2]
    if domain == GONE:
        return 502, "", "no such host"
    if path == "/robots.txt":
        return 404, "", ""
    if domain == ALIAS:
        return 301, f"Location: http://{host(number - number % 10)}/\r\n", ""
    links = "".join(f'<a href="http://{host((number * LINKS + n + 1) % hosts)}/">organisatie</a>' for n in range(LINKS))
    said = "Uw winkelmandje is leeg" if domain == SHOP else "Gemeentebestuur"
    menu = "".join(f'<a class="m{number % 97}" href="/{page}">{page}</a>' for page in ("over", "contact"))
    prose = f"site nummer {number} " + " ".join(f"woord{(number * 7 + n) % 5000}" for n in range(60))
    letters = "".join(chr(97 + int(digit)) for digit in str(number))
    page = (
        f'<!doctype html><html lang="nl"><head><title>Site {letters}</title></head><body>'
        f'<header class="h{number % 89}">'
        f"<nav>{menu}</nav></header><main><p>{letters} {prose}</p>{links if path == '/' else ''}</main>"
        f"<footer>{said} {letters}</footer></body></html>"
    )
    return 200, "", page


def serve(pipe: Connection, hosts: int) -> None:
    """A proxy; sends its port, and the number of requests when asked to stop."""
    requests = 0

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal requests
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                requests += 1
                url = head.split(b" ", 2)[1].decode()
                name, _, path = url.removeprefix("http://").partition("/")
                status, extra, body = answer(name, f"/{path}", hosts)
                content = body.encode()
                writer.write(
                    f"HTTP/1.1 {status} X\r\nContent-Type: text/html; charset=utf-8\r\n{extra}"
                    f"Content-Length: {len(content)}\r\n\r\n".encode()
                    + content
                )
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(converse, "127.0.0.1", 0, backlog=512)
        pipe.send(server.sockets[0].getsockname()[1])
        await asyncio.to_thread(pipe.recv)
        pipe.send(requests)

    asyncio.run(run())


class Meter:
    """Memory while the search goes on, in bytes: of this process and of Scrapy's."""

    def __init__(self, hosts: int) -> None:
        self._early, self.early, self.peak = hosts // 10, (0, 0), (0, 0)

    def show(self, visited: int, waiting: int, recognised: int) -> None:
        if visited % 100 and visited != self._early:
            return
        me = psutil.Process()
        children = sum(child.memory_info().rss for child in me.children() if "crawler.site_search" in child.cmdline())
        now = (me.memory_info().rss, children)
        if visited >= self._early and self.early == (0, 0):
            self.early = now
        self.peak = (max(self.peak[0], now[0]), max(self.peak[1], now[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hosts", type=int, default=10_000)
    parser.add_argument("--at-once", type=int, default=32)
    arguments = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs, arguments.hosts), daemon=True)
    server.start()
    options = DiscoveryOptions(
        "bench (+http://bench.test)", proxy=f"http://127.0.0.1:{ours.recv()}", delay=0.0, backoff=0.0, retries=0
    )
    meter = Meter(arguments.hosts)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        scope_file = Path(folder) / "bench.toml"
        scope_file.write_text(SCOPE, "utf-8")
        scope = load_scope(str(scope_file))
        limits = SearchLimits(depth=50, hosts=arguments.hosts * 2, at_once=arguments.at_once)
        search = SiteSearch(store, start_search(store, scope.name, scope.digest, {}), scope, limits)
        search.begin([StartingPoint(f"http://{host(0)}/", portal=False)])
        began = time.perf_counter()
        funnel = asyncio.run(search.run(options, meter))
        seconds = time.perf_counter() - began
        size = (Path(folder) / "bench.db").stat().st_size
    ours.send("stop")
    requests = ours.recv()
    for line in funnel_lines(funnel):
        print(line)
    speeds = f"{requests / seconds:.0f} requests and {funnel.hosts / seconds:.0f} hosts a second"
    print(f"{requests} requests in {seconds:.1f} s: {speeds}")
    for name, place in (("command", 0), ("Scrapy process", 1)):
        early, peak = meter.early[place] / MEBIBYTE, meter.peak[place] / MEBIBYTE
        print(f"memory of the {name}: {early:.0f} MiB after a tenth of the hosts, {peak:.0f} MiB at most")
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kibibytes on Linux
    print(f"memory of the command, candidates made: {whole:.0f} MiB at most")
    print(f"database: {size / MEBIBYTE:.1f} MiB")


if __name__ == "__main__":
    main()
