"""Writes a crawl, and is killed at a statement or meets a full disk; run by test_killed_writer.py.

`killed_writer.py FOLDER`: for n = 1, 2, ... a process writes FOLDER/n.db and is killed as it begins its n-th statement,
until one comes to the end. What each was told is done is in FOLDER/n.done, a line a site.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

from results.crawls.stored_audits import audited_sites, save_audits
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, latest_crawl, start_crawl
from results.crawls.stored_discoveries import discovered_sites, extend_sample, save_discovery
from results.crawls.stored_statements import save_statement
from results.judging.stored_verdicts import judge_crawl
from results.model import (
    AccessibilityStatement,
    BasicCriterion,
    CheckOutcome,
    Finding,
    FoundPage,
    Outcome,
    PageAudit,
    PlannedPage,
    Profile,
    Sample,
    Selection,
    Site,
    SiteDiscovery,
    StatementState,
    Tools,
)
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store

TOOLS = Tools("0.1.0", "4.14.1", "9f" * 32, "npm", "HeadlessChrome 141.0.7390.37", browser_sandbox=True)
CHECKS = {"image-alt": ("1.1.1",), "label": ("1.3.1",), "region": ()}
PROFILE = Profile(
    "basic",
    "1",
    "score",
    0.75,
    0.9,
    (BasicCriterion("images", 3.0, ("image-alt",), ("1.1.1",), "partly"),),
    (),
    "ab" * 32,
)
LONG = "x" * 30_000  # so that the file grows
SITES = tuple(Site(f"https://{name}.test/") for name in ("a", "b", "c"))


def discovery_of(site: Site) -> tuple[SiteDiscovery, Sample]:
    found = tuple(FoundPage(f"{site.url}{n}", title=f"Page {n}") for n in range(3))
    planned = tuple(PlannedPage(page.url, "all") for page in found[:2])
    return SiteDiscovery(site.id, found, final_url=site.url), Sample(site.id, 1, planned, 3)


def audits_of(site: Site) -> list[PageAudit]:
    def finding(n: int) -> Finding:
        return Finding("image-alt", Outcome.FAILED, f"img:nth({n})", f"<img src={site.url}{n} alt={LONG}>")

    outcomes = (
        CheckOutcome("image-alt", Outcome.FAILED, ("1.1.1",), 2, (finding(1), finding(2))),
        CheckOutcome("label", Outcome.PASSED, ("1.3.1",)),
    )
    return [
        PageAudit(f"{site.url}{n}", outcomes=outcomes, audited_at="2026-11-22T10:00:00+00:00")
        for n in (0, 1, "rendered")
    ]


def extension_of(site: Site) -> tuple[Sample, list[FoundPage]]:
    """The browser finds a page more on every site."""
    _, sample = discovery_of(site)
    url = f"{site.url}rendered"
    return replace(sample, pages=(*sample.pages, PlannedPage(url, "all")), frame_size=4), [
        FoundPage(url, source="rendered")
    ]


def write_crawl(store: Store, done: Callable[[str], None]) -> None:
    """As a crawl does, or goes on with one that was interrupted: a transaction for each step of a site."""
    if not registered_sites(store):
        import_sites(store, SITES)
    sites = registered_sites(store)
    crawl = latest_crawl(store, finished=False) or start_crawl(
        store, CrawlInputs(1, Selection.CENSUS, len(sites), TOOLS, {}, sites, CHECKS)
    )
    discovered, audited = discovered_sites(store, crawl.id), audited_sites(store, crawl.id)
    for site in sites:
        if site.id not in discovered:
            save_discovery(store, crawl.id, *discovery_of(site))
            done(f"discovered {site.id}")
    for site in sites:
        if site.id not in audited:
            with store.transaction():
                extend_sample(store, crawl.id, *extension_of(site))
                save_audits(store, crawl.id, site.id, audits_of(site))
                save_statement(store, crawl.id, site.id, AccessibilityStatement(site.id, StatementState.MISSING))
            done(f"audited {site.id}")
    judge_crawl(store, crawl.id, [PROFILE])
    done("judged")
    finish_crawl(store, crawl.id)
    done("finished")


def _die_at(path: Path, number: int) -> bool:
    """Whether the writer came to its end before its `number`-th statement."""
    child = os.fork()
    if child == 0:
        with path.with_suffix(".done").open("w", buffering=1) as done, open_store(path) as store:
            statements = count(1)

            def seen(_: str) -> None:
                if next(statements) == number:
                    os.kill(os.getpid(), signal.SIGKILL)

            store.database.conn.set_trace_callback(seen)
            write_crawl(store, lambda line: print(line, file=done))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    template = folder / "empty.db"
    with open_store(template):
        pass  # the schema, once
    for n in count(1, int(sys.argv[2])):
        path = folder / f"{n}.db"
        path.write_bytes(template.read_bytes())
        if _die_at(path, n):
            break
