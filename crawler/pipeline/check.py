"""Pages named by a person, checked now; nothing is stored."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from urllib.parse import urlsplit

from checks.audit import Auditor
from crawler.pipeline.site_visit import explained
from crawler.pipeline.tools import AuditTools
from crawler.settings import Settings
from results.model import PageAudit, PlannedPage, Reason


def _planned(url: str) -> PlannedPage:
    return PlannedPage(url, "document" if urlsplit(url).path.lower().endswith(".pdf") else "named")


async def check_pages(
    urls: Sequence[str], settings: Settings, tools: AuditTools, language: str
) -> AsyncGenerator[PageAudit, None]:
    """Each URL once, as it is done: hosts side by side, the pages of one host one after another."""
    hosts: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        hosts.setdefault(urlsplit(url).netloc, []).append(url)
    waiting = list(hosts.values())
    done: asyncio.Queue[PageAudit | None] = asyncio.Queue()

    async def work() -> None:
        try:
            async with tools.browsers.browser() as browser:
                auditor = tools.auditor(browser, settings)
                while waiting:
                    async with aclosing(_check_host(waiting.pop(0), auditor, settings.delay, language)) as audits:
                        async for audit in audits:
                            await done.put(explained(audit, tools.guard))
        finally:
            await done.put(None)

    workers = min(settings.effective_workers, len(hosts))
    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(work())
        while workers:
            audit = await done.get()
            if audit is None:
                workers -= 1
            else:
                yield audit


# Contexts are cheap beside pages, and a long list of pages must not keep all it ever loaded.
_PAGES_A_CONTEXT = 50


async def _check_host(
    urls: Sequence[str], auditor: Auditor, delay: float, language: str
) -> AsyncGenerator[PageAudit, None]:
    for start in range(0, len(urls), _PAGES_A_CONTEXT):
        async with auditor.browser.site_context(language) as context:
            for url in urls[start : start + _PAGES_A_CONTEXT]:
                started = time.monotonic()
                yield (await auditor.visit(context, _planned(url), _anywhere)).audit
                if url != urls[-1]:
                    await asyncio.sleep(max(0.0, started + delay - time.monotonic()))


def _anywhere(_url: str) -> Reason | None:
    return None
