"""The discovery process: sites in on standard input, a SiteDiscovery a line out as each is done."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from typing import Any, BinaryIO

from pydantic import ValidationError
from scrapy.crawler import AsyncCrawlerProcess, AsyncCrawlerRunner

from crawler.discovery.messages import DISCOVERY, HEADER, ORDER, Header, Order
from crawler.discovery.spider import SiteSpider
from crawler.web.child_process import claim_stdout, end_with_parent
from crawler.web.scopes import ScopeIndex
from crawler.web.scrapy_settings import scrapy_settings
from crawler.web.turns import Turns
from results.model import Reason, SiteDiscovery

logger = logging.getLogger(__name__)


def main() -> int:
    """Exit codes: 0 done, 1 stopped by a signal, 2 the input could not be read."""
    output = claim_stdout()
    lines = sys.stdin.buffer.read().splitlines()
    try:
        header = HEADER.validate_json(lines[0] if lines else b"")
        orders = [ORDER.validate_json(line) for line in lines[1:] if line.strip()]
    except ValidationError as error:
        sys.stderr.write(f"discovery: bad input: {error}\n")
        return 2
    process = AsyncCrawlerProcess(scrapy_settings(header.options))
    loop = asyncio.get_event_loop()
    task = loop.create_task(_discover_then_stop(process, header, orders, output))
    process.start(stop_after_crawl=False)
    if not task.done():  # a signal stopped the reactor
        return 1
    task.result()
    return 0


async def _discover_then_stop(
    process: AsyncCrawlerProcess, header: Header, orders: Sequence[Order], output: BinaryIO
) -> None:
    from twisted.internet import reactor  # noqa: PLC0415 - AsyncCrawlerProcess chooses which one

    running: Any = reactor
    watch = asyncio.create_task(end_with_parent(os.getppid()))
    try:
        await _discover(process, header, orders, output)
    finally:
        watch.cancel()
        running.callLater(0, running.stop)


async def _discover(runner: AsyncCrawlerRunner, header: Header, orders: Sequence[Order], output: BinaryIO) -> None:
    options = header.options
    registered = ScopeIndex(header.other_scopes)
    turns = Turns(options.concurrent_sites, rest=options.delay)

    async def visit(order: Order) -> None:
        hosts = (host.partition(":")[0] if host[0] != "[" else host for host in order.scope.hosts)
        async with turns.take(hosts) as turn:
            crawler = runner.create_crawler(SiteSpider)
            await runner.crawl(crawler, order=order, options=options, registered=registered, turn=turn)
            spider = crawler.spider
            assert isinstance(spider, SiteSpider)
            output.write(DISCOVERY.dump_json(spider.discovery or _failed(order, spider.error)) + b"\n")
            output.flush()

    await asyncio.gather(*(visit(order) for order in orders))


def _failed(order: Order, error: str) -> SiteDiscovery:
    """Scrapy has written the traceback to the log."""
    return SiteDiscovery(order.site.id, reason=Reason.CRASHED, detail=f"error in discovery: {error}"[:300])
