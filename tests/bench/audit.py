"""How fast the audit stage is beside a bare browser loop, what our own checks cost, part by part, and how much memory:
`make bench`.

The bare loop is one warm Chromium: page.goto, inject axe-core, axe.run, next page; in one tab, and in as many tabs as
there are browsers. The audit stage is what a crawl
does: a context a site, settling, classification, every frame, findings with selectors, written to the database; with
axe-core alone, with those of our checks that the profile `basic` asks, with all of them, and with a picture of every
barrier. All visit the same pages with the same rules of axe-core, in turns, so that a slow machine slows all. There is
no pause between visits, which a crawl spends on other sites. Words in pictures are not read: images.py measures that.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import patch

import psutil
from playwright.async_api import Page as PlaywrightPage
from playwright.async_api import async_playwright

from checks.browser_install import find_browser
from checks.browsers.engine import Page
from checks.check import Check
from checks.engines.axe_core import AxeCore
from checks.engines.own_checks import OwnChecks
from checks.pictures import Picture, take_pictures
from checks.profile import load_profile
from checks.rules import own_checks
from checks.site import SiteJudge
from checks.standard import fitted
from crawler import demonstration
from crawler.pipeline.audit import LocalCrew
from crawler.pipeline.choosing import choose_sites
from crawler.pipeline.crawl import audit, begin_crawl
from crawler.pipeline.discover import discover_pages
from crawler.pipeline.run import CrawlRun
from crawler.pipeline.tools import AuditTools, audit_tools
from crawler.progress import QuietProgress
from crawler.register import read_register
from crawler.settings import Settings, load_settings
from results.barriers.picture_files import pictures_folder
from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import crawl_sites
from results.model import Finding, PageAudit
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store
from tests.bench.memory import memory_of
from tests.bench.parts import Parts, each_reading_check

PAGES = 10  # a sample of each site
LEAST_SHOWN = 1.0  # milliseconds a page
GIVEN = {"screenshots": False, "delay": 0.0, "documents": 0, "images_read": 0, "carry_crawls": 1}


class PeakMemory:
    """Largest resident memory of this process and of the browsers below it, in MiB, sampled four times a second."""

    def __init__(self) -> None:
        self.own = self.browsers = 0
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> PeakMemory:
        self._task = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()

    async def _watch(self) -> None:
        this = psutil.Process()
        while True:
            below = 0
            for child in this.children(recursive=True):
                try:
                    below += memory_of(child)
                except psutil.Error:
                    continue
            self.own = max(self.own, this.memory_info().rss >> 20)
            self.browsers = max(self.browsers, below >> 20)
            await asyncio.sleep(0.25)


class PictureTime:
    """Seconds of the pictures of barriers, and how many there are."""

    def __init__(self) -> None:
        self.seconds, self.pictures = 0.0, 0

    @contextmanager
    def measured(self) -> Iterator[PictureTime]:
        async def timed(page: Page, url: str, groups: Sequence[Sequence[Finding]]) -> tuple[Picture, ...]:
            started = time.monotonic()
            taken = await take_pictures(page, url, groups)
            self.seconds += time.monotonic() - started
            self.pictures += len(taken)
            return taken

        with patch("checks.audit.take_pictures", timed):
            yield self


async def bare_loop(urls: Sequence[str], proxy: str, axe: AxeCore, tabs: int) -> float:
    """Pages a second, of all tabs."""
    options = {"runOnly": {"type": "rule", "values": list(axe.criteria)}}
    waiting = list(urls)

    async def visit_all(page: PlaywrightPage) -> None:
        while waiting:
            await page.goto(waiting.pop(0))
            await page.evaluate(axe.source)
            await page.evaluate("options => axe.run(document, options)", options)

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=find_browser(), proxy={"server": proxy}, chromium_sandbox=False
        )
        pages = [await browser.new_page(viewport={"width": 1280, "height": 900}) for _ in range(tabs)]
        for page in pages:
            await page.goto(urls[0])
        started = time.monotonic()
        await asyncio.gather(*map(visit_all, pages))
        seconds = time.monotonic() - started
        await browser.close()
    return len(urls) / seconds


async def audit_stage(store: Store, settings: Settings, tools: AuditTools) -> tuple[int, PeakMemory, float]:
    """The crawl, its peak memory, and its pages a second, start of the browsers included; discovery is not."""
    crawl = begin_crawl(store, settings, choose_sites(registered_sites(store), (), None, settings.seed), tools)
    run = CrawlRun(store, crawl, settings, QuietProgress())
    await discover_pages(run)
    async with PeakMemory() as memory:
        started = time.monotonic()
        await audit(run, tools, LocalCrew())
        seconds = time.monotonic() - started
    return crawl.id, memory, len(tested(store, crawl.id)) / seconds


def tested(store: Store, crawl_id: int) -> list[PageAudit]:
    """The pages of a crawl that were tested."""
    pages = (page for site in crawl_sites(store, crawl_id) for page in get_pages(store, crawl_id, site.id))
    return [audit for _, audit in pages if audit is not None and audit.tested]


@contextmanager
def pages_to_visit(register: Path | None, proxy: str) -> Iterator[tuple[Path, str]]:
    """A register and the proxy its sites are reached through: those given, or the demonstration web."""
    if register is not None:
        yield register, proxy
        return
    with demonstration.serve() as server, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "register.csv"
        file.write_text(server.register_csv, "utf-8")
        yield file, server.proxy_url


@dataclass
class Rates:
    """Pages a second, a round each, by number of tabs, and by what was run and number of browsers."""

    bare: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    stage: dict[tuple[str, int], list[float]] = field(default_factory=lambda: defaultdict(list))

    def tell(self, workers: Sequence[int]) -> None:
        for number in workers:
            for what in MODES:
                rates = self.stage[what, number]
                for tabs, bare in self.bare.items():
                    _tell(f"audit stage with {what}, {number} browser(s) / bare loop, {tabs} tab(s)", rates, bare)
            alone = self.stage[AXE, number]
            _tell(f"time a page, all checks / axe-core, {number} browser(s)", alone, self.stage[ALL, number])


AXE, BASIC, ALL = MODES = ("axe-core", "the checks of basic", "all checks")


def of_basic(checks: Sequence[Check]) -> list[Check]:
    asked = {number for criterion in load_profile("basic").criteria for number in criterion.criteria}
    return [check for check in checks if asked.intersection(check.criteria)]


async def measure(store: Store, proxy: str, rounds: int, workers: Sequence[int], pages: int) -> None:
    rates = Rates()
    parts = {number: Parts() for number in workers}
    shares: list[float] = []
    for turn in range(1, rounds + 1):
        for number in workers:
            settings = load_settings(None, GIVEN | {"proxy": proxy, "workers": number, "pages": pages})
            async with audit_tools(settings) as tools:
                ours = fitted(own_checks(), settings.standard)
                asked = of_basic(ours)
                modes = {AXE: replace(tools, own=OwnChecks(()), sites=SiteJudge(()))}
                modes[BASIC] = replace(tools, own=OwnChecks(asked), sites=SiteJudge(asked))
                with parts[number].timing(tools, ours, settings.elements_per_check) as timed:
                    for what, used in (modes | {ALL: timed}).items():
                        crawl, memory, rate = await audit_stage(store, settings, used)
                        rates.stage[what, number].append(rate)
                        print(
                            f"round {turn}: audit stage, {what}, {number} browser(s): {rate:5.2f} pages/s, "
                            f"peak memory {memory.own} MiB + browsers {memory.browsers} MiB",
                            flush=True,
                        )
                parts[number].add(tested(store, crawl))
            shares.append(await share_of_pictures(store, settings, tools, number))
            print(f"round {turn}: pictures, {number} browser(s): {shares[-1]:.1%} of the time", flush=True)
        urls = [page.url for page in tested(store, crawl)]
        for tabs in dict.fromkeys((1, *workers)):
            rates.bare[tabs].append(await bare_loop(urls, proxy, tools.axe, tabs))
            print(f"round {turn}: bare loop, {tabs} tab(s), {len(urls)} pages: {rates.bare[tabs][-1]:5.2f} pages/s")
    rates.tell(workers)
    for number in workers:
        print(f"milliseconds a page by part, all checks, {number} browser(s):")
        for part, milliseconds in parts[number].table():
            print(f"  {part:16}{milliseconds:7.0f}")
    print("of which each check that reads the document, alone:")
    for name, milliseconds in await each_reading_check(tools, urls, ours):
        if milliseconds >= LEAST_SHOWN:
            print(f"  {name:32}{milliseconds:7.1f}")
    print(f"pictures, of the time of the audit stage: median {statistics.median(shares):.1%}, a first crawl")


async def share_of_pictures(store: Store, settings: Settings, tools: AuditTools, browsers: int) -> float:
    """Of the time of all browsers, in a crawl that finds every barrier without one."""
    shutil.rmtree(pictures_folder(store.path), ignore_errors=True)
    with PictureTime().measured() as pictures:
        crawl, _, rate = await audit_stage(store, settings.model_copy(update={"screenshots": True}), tools)
    return pictures.seconds / (len(tested(store, crawl)) / rate * browsers)


def _tell(what: str, rates: Sequence[float], bases: Sequence[float]) -> None:
    ratios = [rate / base for rate, base in zip(rates, bases, strict=True)]
    rounds = ", ".join(f"{ratio:.2f}" for ratio in ratios)
    print(f"{what}: median {statistics.median(ratios):.2f} (rounds: {rounds})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, os.cpu_count() or 1], help="browsers at once")
    parser.add_argument("--register", type=Path, help="sites to measure on; default: the demonstration web")
    parser.add_argument("--proxy", default="", help="how the sites of --register are reached")
    parser.add_argument("--pages", type=int, default=PAGES, help="a sample of each site")
    given = parser.parse_args()
    with (
        pages_to_visit(given.register, given.proxy) as (register, proxy),
        tempfile.TemporaryDirectory() as folder,
        open_store(Path(folder) / "bench.db") as store,
    ):
        import_sites(store, read_register(register).sites)
        asyncio.run(measure(store, proxy, given.rounds, list(dict.fromkeys(given.workers)), given.pages))


if __name__ == "__main__":
    main()
