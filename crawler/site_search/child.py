"""The search process: hosts in on standard input, a HostVisit a line out as each is done."""

from __future__ import annotations

import asyncio
import io
import os
import sys
from typing import Any, BinaryIO

from pydantic import ValidationError
from scrapy.crawler import AsyncCrawlerProcess

from crawler.site_search.messages import HEADER, ORDER, VISIT, HostOrder, SearchHeader
from crawler.site_search.spider import HostSpider
from crawler.web.child_process import claim_stdout, end_with_parent
from crawler.web.scrapy_settings import DOWNLOADER_MIDDLEWARES, scrapy_settings
from results.model import HostVisit

MAX_LINE = 64 * 1024 * 1024
RESOLVER_THREADS = 32  # names that do not resolve take seconds


def main() -> int:
    """Exit codes: 0 done, 1 stopped by a signal, 2 the input could not be read."""
    output = claim_stdout()
    stdin = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115 - unbuffered: the hosts are read by asyncio
    try:
        header = HEADER.validate_json(_header_of(stdin))
    except (ValueError, ValidationError) as error:
        sys.stderr.write(f"search: bad input: {error}\n")
        return 2
    settings = scrapy_settings(header.options)
    # Turns are for many spiders in a process; here one downloader knows of every request to a host.
    own = DOWNLOADER_MIDDLEWARES | {"crawler.web.middlewares.HostTurnMiddleware": None}
    settings.set("DOWNLOADER_MIDDLEWARES", own)
    settings.set("CONCURRENT_REQUESTS", header.at_once)
    settings.set("REACTOR_THREADPOOL_MAXSIZE", RESOLVER_THREADS)
    process = AsyncCrawlerProcess(settings)
    task = asyncio.get_event_loop().create_task(_search(process, header, stdin, output))
    process.start(stop_after_crawl=False)
    if not task.done():  # a signal stopped the reactor
        return 1
    task.result()
    return 0


def _header_of(stdin: io.FileIO) -> bytes:
    """A line with the number of bytes, and the bytes. Raises ValueError."""
    left, parts = int(stdin.readline()), []
    while left and (part := stdin.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


async def _search(process: AsyncCrawlerProcess, header: SearchHeader, stdin: io.FileIO, output: BinaryIO) -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - AsyncCrawlerProcess chooses which one

    running: Any = reactor
    watch = asyncio.create_task(end_with_parent(os.getppid()))
    try:
        lines = asyncio.StreamReader(limit=MAX_LINE)
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), stdin)
        reading = asyncio.Lock()

        async def receive() -> HostOrder | None:
            async with reading:
                line = await lines.readline()
            return ORDER.validate_json(line) if line.strip() else None

        def report(visit: HostVisit) -> None:
            output.write(VISIT.dump_json(visit) + b"\n")
            output.flush()

        await process.crawl(HostSpider, header=header, receive=receive, report=report)
    finally:
        watch.cancel()
        running.callLater(0, running.stop)
