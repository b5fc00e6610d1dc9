"""What following barriers costs: CPU to write a crawl, bytes a barrier and a week, and how soon the answers come.

    python tests/bench/barriers.py --sites 200 --weeks 8

Some sites are followed through some weeks by the code a crawl uses. Their rows are then copied to the number of sites
of the plan (10,000), and the questions are asked of that. Pages are drawn as a crawl draws them: a panel that stays,
and one random page that makes way each week. What is on them is as on recorded government sites: 37 barriers a site,
of two different elements each, a fifth of them on most pages; each week 3 of 100 are repaired, as many come, and a
tenth of the sites is touched. Each week starts with nothing in memory, as a crawl does; its texts are stored, as those
of its audits are by then.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from results.barriers import component as components
from results.barriers.stored_barriers import barrier_summary, site_barriers, worst_barriers
from results.barriers.stored_following import save_barriers
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.model import CheckOutcome, Finding, Outcome, PageAudit, PlannedPage, Selection, Site, Tools
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store

PLAN_SITES, PLAN_WEEKS = 10_000, 52
PAGES, PANEL, FRAME = 20, 19, 200
BARRIERS, CHECKS = 37, 170
TOOLS = Tools("0", "0", "0", "npm", "none", browser_sandbox=True)
ANSWERED = tuple(CheckOutcome(f"check-{n}", Outcome.PASSED, ("1.1.1",)) for n in range(CHECKS))


class Town:
    """One website: faults, each with the pages of its frame that have it."""

    def __init__(self, number: int, draw: random.Random) -> None:
        self.number, self.draw, self.made = number, draw, 0
        self.faults = [self._fault() for _ in range(BARRIERS)]

    def _fault(self) -> tuple[int, str, frozenset[int], int]:
        self.made += 1
        elements = self.draw.choice((1, 1, 1, 1, 2, 6))
        everywhere = self.draw.random() < 0.2
        pages = range(FRAME) if everywhere else [self.draw.randrange(PANEL)]
        return (
            self.draw.randrange(CHECKS),
            f"part-{'abcdefghij'[self.made % 10]}{'klmnopqrst'[self.made // 10 % 10]}",
            frozenset(pages),
            elements,
        )

    def a_week_passes(self) -> None:
        if self.draw.random() < 0.1:
            kept = [fault for fault in self.faults if self.draw.random() > 0.3]
            self.faults = kept + [self._fault() for _ in range(BARRIERS - len(kept))]

    def visited(self) -> list[tuple[PlannedPage, PageAudit]]:
        pages = [*range(PANEL), *self.draw.sample(range(PANEL, FRAME), PAGES - PANEL)]
        return [self._page(page) for page in pages]

    def _page(self, page: int) -> tuple[PlannedPage, PageAudit]:
        url = f"https://town-{self.number}.test/page/{page}"
        outcomes = list(ANSWERED)
        found: dict[int, list[Finding]] = {}
        for check, name, pages, elements in self.faults:
            # Of what is on every page, each has one; what is on one page only has all of it.
            for element in range(elements) if len(pages) == 1 else [page % elements]:
                if page not in pages:
                    continue
                link = f'<a href="/{self.number}/{element}">Read on</a>'
                html = f'<div class="card {name}" id="n{self.number}" title="{element}">{link}</div>'
                found.setdefault(check, []).append(
                    Finding(f"check-{check}", Outcome.FAILED, f".{name}", html, region="main")
                )
        for check, findings in found.items():
            outcomes[check] = CheckOutcome(f"check-{check}", Outcome.FAILED, ("1.1.1",), len(findings), tuple(findings))
        return PlannedPage(url, "random"), PageAudit(url, outcomes=tuple(outcomes))


def follow_weeks(store: Store, number: int, weeks: int) -> Iterator[float]:
    """CPU seconds of each week's writing."""
    towns = [Town(each, random.Random(each)) for each in range(number)]
    import_sites(store, [Site(f"https://town-{each}.test/") for each in range(number)])
    sites = registered_sites(store)
    for week in range(weeks):
        inputs = CrawlInputs(week, Selection.CENSUS, number, TOOLS, {}, sites, {})
        crawl = start_crawl(store, inputs)
        forget()
        spent = 0.0
        for site, town in zip(sites, towns, strict=True):
            pages = town.visited()
            with store.transaction():  # one for all of a site, as in a crawl; its end counts here
                store_texts(store, pages)
                started = time.process_time()
                save_barriers(store, crawl.id, site.id, pages)
            spent += time.process_time() - started
        yield spent
        finish_crawl(store, crawl.id)
        for town in towns:
            town.a_week_passes()


def forget() -> None:
    """What was read of elements: the next crawl is another process."""
    for each in vars(components).values():
        if hasattr(each, "cache_clear"):
            each.cache_clear()


def store_texts(store: Store, pages: list[tuple[PlannedPage, PageAudit]]) -> None:
    """Inside a transaction."""
    for _, audit in pages:
        store.text_id(audit.url)
        for finding in [finding for outcome in audit.outcomes for finding in outcome.findings]:
            store.text_id(finding.selector)
            store.text_id(finding.snippet)


def enlarge(store: Store, sites: int, weeks: int, plan_sites: int) -> int:
    """Copies the rows of `sites` until there are `plan_sites`, and those of the weeks to 52. The last crawl."""
    with store.transaction():
        last = store.execute("SELECT max(id) FROM crawl").fetchone()[0]
        top = store.execute("SELECT max(id) FROM barrier").fetchone()[0]
        for copy in range(1, plan_sites // sites):
            store.execute(
                "INSERT INTO site (id, url, added_at) SELECT id + ?1, url || ?1, added_at FROM site WHERE id <= ?2",
                (copy * sites, sites),
            )
            store.execute("INSERT INTO crawl_site SELECT crawl_id, site_id + ?1, register_row_id FROM crawl_site"
                          " WHERE site_id <= ?2", (copy * sites, sites))  # fmt: skip
            store.execute(
                "INSERT INTO barrier SELECT id + ?1, site_id + ?2, check_id, outcome, best_practice, component, region,"
                " selector_id, snippet_id, page_url_id, third_party, pages, state, first_crawl_id, last_crawl_id"
                " FROM barrier WHERE id <= ?3", (copy * top, copy * sites, top))  # fmt: skip
            store.execute(
                "INSERT INTO barrier_state SELECT barrier_id + ?1, crawl_id, state, pages, instances, elements, exact"
                " FROM barrier_state WHERE barrier_id <= ?2", (copy * top, top))  # fmt: skip
    return int(last)


def size(store: Store, name: str) -> int:
    """Bytes of a table or an index."""
    return int(store.execute("SELECT sum(pgsize) FROM dbstat WHERE name = ?", (name,)).fetchone()[0])


def timed(name: str, ask: Callable[[], object]) -> None:
    started = time.process_time()
    ask()
    print(f"  {name:<24}{time.process_time() - started:8.3f} s of CPU")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--sites", type=int, default=200)
    parser.add_argument("--weeks", type=int, default=8)
    parser.add_argument("--plan-sites", type=int, default=PLAN_SITES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "bench.db") as store:
        cpu = list(follow_weeks(store, options.sites, options.weeks))
        first, later = cpu[0], sum(cpu[1:]) / len(cpu[1:])
        scale = PLAN_SITES / options.sites
        print(f"CPU of one crawl of {PLAN_SITES:,} sites: the first {first * scale:.0f} s, later {later * scale:.0f} s")
        (barriers,) = store.execute("SELECT count(*) FROM barrier").fetchone()
        (rows,) = store.execute("SELECT count(*) FROM barrier_state").fetchone()
        once = size(store, "barrier") + size(store, "barrier_by_site") + size(store, "barrier_site")
        weekly = size(store, "barrier_state") / options.weeks
        print(f"{barriers / options.sites:.0f} barriers a site, {rows / barriers:.1f} states each")
        print(f"{weekly / options.sites / BARRIERS:.1f} bytes a barrier a week")
        print(f"{PLAN_SITES:,} sites, {PLAN_WEEKS} weeks: {(once + weekly * PLAN_WEEKS) * scale / 1e6:.0f} MB")
        last = enlarge(store, options.sites, options.weeks, options.plan_sites)
        print(f"answers from {options.plan_sites:,} sites, {options.weeks} weeks:")
        timed("worst barriers", lambda: worst_barriers(store, last, 20))
        timed("new barriers", lambda: worst_barriers(store, last, 20, only_new=True))
        timed("summary of all sites", lambda: barrier_summary(store, last))
        timed("barriers of one site", lambda: site_barriers(store, last, 1))


if __name__ == "__main__":
    main()
