"""How large a year of weekly crawls is, and how fast it is written, read and judged again: `make bench-storage`.

The crawls are made up, after the measure of real ones, and written through the functions that a crawl uses. What
changes from week to week is said in `Churn`; how many outcomes a page has, how many elements an outcome, how long
their texts are and how many of them all pages of a site share is in `LIKE_REAL_SITES` or measured in a database
(`--like`). One line is printed a crawl; the figures are at the end.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from checks.profile import load_profile
from results.crawls.stored_audits import get_pages, save_audits
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.crawls.stored_discoveries import get_discovery, get_sample, save_discovery
from results.crawls.stored_statements import save_statement
from results.judging.stored_verdicts import get_verdicts, judge_crawl
from results.model import (
    AccessibilityStatement,
    CheckOutcome,
    Finding,
    FoundPage,
    Outcome,
    PageAudit,
    PlannedPage,
    Reason,
    Redirect,
    Sample,
    Selection,
    Site,
    SiteDiscovery,
    StatementState,
    Tools,
)
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store

TARGET_BYTES = 3e9  # 10,000 sites x 20 pages x 52 crawls
TOOLS = Tools("0.1.0", "4.14.1", "9f" * 32, "npm", "HeadlessChrome 141.0.7390.37", browser_sandbox=True)
PROFILES = [load_profile("basic"), load_profile("strict")]


@dataclass(frozen=True)
class Distribution:
    """What pages give. Lists are deciles (the 10th to the 90th percentile), from which values are drawn.

    common: share of outcomes whose elements other pages of the site have too. common_sets: such sets a site.
    told: (check, outcome) -> how often, of the outcomes that are told.
    """

    outcomes: Sequence[float]
    elements: Sequence[float]
    common: float
    common_sets: int
    selector: Sequence[float]
    snippet: Sequence[float]
    measured: Sequence[float]
    message: Sequence[float]
    url: Sequence[float]
    title: Sequence[float]
    told: Sequence[tuple[str, str, int]]


# 293 pages of 17 government websites, November 2026.
LIKE_REAL_SITES = Distribution(
    outcomes=(1, 1, 2, 4, 4, 5, 6, 7, 9),
    elements=(1, 1, 1, 1, 2, 2, 3, 5, 14),
    common=0.68,
    common_sets=12,
    selector=(12, 17, 22, 28, 36, 42, 54, 75, 113),
    snippet=(33, 44, 60, 75, 88, 106, 135, 164, 215),
    measured=(21, 29, 42, 71, 117, 128, 135, 172, 176),
    message=(43, 51, 58, 71, 89, 143, 182, 183, 186),
    url=(35, 46, 51, 52, 52, 61, 69, 76, 87),
    title=(21, 26, 29, 33, 38, 47, 63, 74, 87),
    told=(
        ("color-contrast", "cantTell", 138),
        ("region", "failed", 115),
        ("link-new-window", "cantTell", 111),
        ("landmark-unique", "failed", 94),
        ("color-contrast", "failed", 80),
        ("heading-order", "failed", 63),
        ("label-content-name-mismatch", "failed", 42),
        ("page-has-heading-one", "failed", 40),
        ("landmark-one-main", "failed", 39),
        ("focus-visible", "failed", 37),
        ("link-name", "failed", 29),
        ("role-button-keys", "cantTell", 29),
        ("scrollable-region-focusable", "failed", 29),
        ("aria-allowed-role", "cantTell", 25),
        ("focus-on-hidden", "failed", 24),
        ("link-document-type", "cantTell", 23),
        ("aria-valid-attr-value", "cantTell", 22),
        ("empty-heading", "failed", 19),
        ("link-distinguishable", "cantTell", 19),
        ("listitem", "failed", 17),
        ("heading-without-content", "cantTell", 16),
        ("field-visible-label", "cantTell", 14),
        ("html-has-lang", "failed", 13),
        ("reflow", "cantTell", 11),
        ("aria-hidden-focus", "failed", 9),
        ("frame-title", "failed", 8),
        ("label", "failed", 7),
        ("button-name", "failed", 6),
        ("select-name", "failed", 4),
        ("image-alt", "failed", 2),
    ),
)


@dataclass(frozen=True)
class Churn:
    """What is different from one week to the next; shares between 0 and 1.

    page: pages whose content changed (elements of an outcome, an outcome more or less, the title).
    page_replaced: pages of the sample that are others. site_renewed: sites that are built anew, all pages at once.
    generated: sites on which some element has another generated id in every crawl, on all pages.
    not_reached: sites that do not answer this week. unsettled: pages that did not come to rest this time.
    found: found pages of which something changed (title, size). found_replaced: that are others.
    """

    page: float = 0.10
    page_replaced: float = 0.02
    site_renewed: float = 0.002
    generated: float = 0.05
    not_reached: float = 0.02
    unsettled: float = 0.01
    found: float = 0.05
    found_replaced: float = 0.01


CHURN = Churn()
_WORDS = [f"{a}{b}{c}" for a in ("na", "ver", "toe", "ge", "in") for b in ("ga", "lij", "ste", "ka") for c in "nrst"]


class WrittenWeb:
    """Sites that change from week to week, always the same for the same seed."""

    def __init__(self, sites: Sequence[Site], pages: int, found: int, like: Distribution) -> None:
        self._random = random.Random(2102)
        self._like = like
        self._pages = pages
        self._found = found
        self._made = 0
        told = [(check, Outcome(outcome)) for check, outcome, _ in like.told]
        self._told = random.Random(1).choices(told, [often for *_, often in like.told], k=10_000)
        names = {check for profile in PROFILES for criterion in profile.criteria for check in criterion.checks}
        names |= {check for check, _ in told}
        names |= {f"rule-{number:02}" for number in range(170 - len(names))}
        self.checks = {name: ("1.1.1",) if number % 4 else () for number, name in enumerate(sorted(names))}
        self._measured = [json.dumps({"v": self._text(like.measured)}) for _ in range(4000)]
        self._messages = [self._text(like.message) for _ in range(1500)]
        self.sites = {site.id: self._new_site(site) for site in sites}

    def _drawn(self, deciles: Sequence[float]) -> int:
        """Between two deciles, evenly; above the highest, up to a third more."""
        place = self._random.random() * 10
        edges = (deciles[0] / 2, *deciles, deciles[-1] * 4 / 3)
        low, high = edges[int(place)], edges[int(place) + 1]
        return max(1, round(low + (high - low) * (place % 1)))

    def _text(self, lengths: Sequence[float]) -> str:
        self._made += 1
        length = self._drawn(lengths)
        text = f"{self._made:x} {' '.join(self._random.choices(_WORDS, k=length // 6 + 1))}"
        return text[:length] if length > 12 else text[:12]

    def _finding(self, check: str, outcome: Outcome) -> Finding:
        like, pick = self._like, self._random.choice
        return Finding(
            check, outcome, self._text(like.selector), f"<p class={self._text(like.snippet)}>", pick(self._measured),
            pick(self._messages), pick(("main", "navigation", "banner", "contentinfo", "")),
        )  # fmt: skip

    def _outcome(self) -> CheckOutcome:
        check, outcome = self._random.choice(self._told)
        # Real crawls keep at most 20 elements a check.
        count = min(self._drawn(self._like.elements), 20)
        findings = tuple(self._finding(check, outcome) for _ in range(count))
        return CheckOutcome(check, outcome, self.checks[check], count, findings)

    def _new_site(self, site: Site) -> _WebSite:
        common = [self._outcome() for _ in range(self._like.common_sets)]
        passing = self._random.sample(sorted(self.checks), 60)
        made = _WebSite(site, common, frozenset(passing), [], [], self._random.random() < CHURN.generated)
        for _ in range(self._pages):
            made.pages.append(self._new_page(made))
        sampled = [self._found_page(page.audit.url, page.audit.title) for page in made.pages]
        made.found = sampled + [self._found_page(self._url(site)) for _ in range(self._found - self._pages)]
        return made

    def _url(self, site: Site) -> str:
        """Of the length of a real one, and like no other."""
        path = self._text(self._like.url).replace(" ", "-")
        number = path.partition("-")[0]
        return site.url + path[: max(len(path) - len(site.url), len(number))]

    def _found_page(self, url: str, title: str = "") -> FoundPage:
        """A page that was not fetched has no title; a third of the others share theirs."""
        pick = self._random
        title = title or (self._text(self._like.title) if pick.random() < 0.5 else "")
        return FoundPage(
            url, 1, "link", 200 if pick.random() < 0.86 else None, "text/html", title, "nl",
            (self._text(self._like.title),), pick.randrange(3), pick.randrange(2), 0, 0,
            f"{pick.randrange(60):08x}", pick.randrange(100_000),
        )  # fmt: skip

    def _new_page(self, site: _WebSite) -> _WebPage:
        url = self._url(site.site) if site.pages else site.site.url
        told: dict[tuple[str, Outcome], CheckOutcome] = {}
        for _ in range(self._drawn(self._like.outcomes)):
            one = self._random.choice(site.common) if self._random.random() < self._like.common else self._outcome()
            told[one.check, one.outcome] = one
        flipped = self._random.sample(sorted(self.checks), self._random.randrange(3))
        audit = PageAudit(url, None, "", url, 200, self._text(self._like.title), "nl", "quiet")
        return _WebPage(PlannedPage(url, "random", "g", ""), audit, told, set(flipped))

    def visited(self, site: _WebSite, page: _WebPage) -> PageAudit:
        """With all its outcomes, in the order a crawl has them; made when it is asked for, as in a crawl."""
        passing = site.passing ^ page.flipped
        told = {check for check, _ in page.told}
        rest = (
            CheckOutcome(check, Outcome.PASSED if check in passing else Outcome.INAPPLICABLE, criteria)
            for check, criteria in self.checks.items()
            if check not in told
        )
        return replace(page.audit, outcomes=(*page.told.values(), *rest))

    def next_week(self) -> None:
        for site in self.sites.values():
            if self._random.random() < CHURN.site_renewed:
                self.sites[site.site.id] = self._new_site(site.site)
                continue
            if site.generated:
                self._new_ids(site)
            for number, page in enumerate(site.pages):
                chance = self._random.random()
                if number and chance < CHURN.page_replaced:
                    site.pages[number] = self._new_page(site)
                    site.found[number] = self._found_page(site.pages[number].audit.url, site.pages[number].audit.title)
                elif chance < CHURN.page_replaced + CHURN.page:
                    self._change(page)
            for number, found in enumerate(site.found):
                chance = self._random.random()
                if number >= self._pages and chance < CHURN.found_replaced:
                    site.found[number] = self._found_page(self._url(site.site))
                elif chance < CHURN.found_replaced + CHURN.found:
                    site.found[number] = replace(found, bytes=found.bytes + self._random.randrange(1, 900))

    def _new_ids(self, site: _WebSite) -> None:
        before = site.common[0]
        after = replace(
            before,
            findings=tuple(replace(f, snippet=f"{f.snippet} id={self._text((12,) * 9)}") for f in before.findings),
        )
        site.common[0] = after
        for page in site.pages:
            if page.told.get((before.check, before.outcome)) is before:
                page.told[before.check, before.outcome] = after

    def _change(self, page: _WebPage) -> None:
        chance = self._random.random()
        if chance < 0.2:
            page.audit = replace(page.audit, title=self._text(self._like.title))
            return
        if chance < 0.35 and len(page.told) > 1:
            del page.told[self._random.choice(list(page.told))]
        elif chance < 0.5 or not page.told:
            one = self._outcome()
            page.told[one.check, one.outcome] = one
        else:
            key = self._random.choice(list(page.told))
            before = page.told[key]
            findings = list(before.findings) or [self._finding(*key)]
            findings[self._random.randrange(len(findings))] = self._finding(*key)
            page.told[key] = replace(before, findings=tuple(findings))
        if self._random.random() < 0.3:
            page.flipped ^= {self._random.choice(sorted(self.checks))}


@dataclass
class _WebPage:
    planned: PlannedPage
    audit: PageAudit
    told: dict[tuple[str, Outcome], CheckOutcome]
    flipped: set[str]


@dataclass
class _WebSite:
    site: Site
    common: list[CheckOutcome]
    passing: frozenset[str]
    pages: list[_WebPage]
    found: list[FoundPage]
    generated: bool


class Stopwatch:
    """CPU seconds of this process while it runs."""

    def __init__(self) -> None:
        self.seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        started = time.process_time()
        yield
        self.seconds += time.process_time() - started


def write_crawl(store: Store, web: WrittenWeb, week: int, chance: random.Random) -> float:
    """CPU seconds of the functions that write, without those that make up what is written; not judged.

    Barriers are not among them: made-up elements have no components. `tests/bench/barriers.py` measures these.
    """
    watch = Stopwatch()
    sites = tuple(site.site for site in web.sites.values())
    at = datetime(2026, 1, 5, 6, tzinfo=UTC) + timedelta(weeks=week)
    with watch.running():
        inputs = CrawlInputs(week, Selection.CENSUS, len(sites), TOOLS, {"pages": "20"}, sites, web.checks)
        crawl_id = start_crawl(store, inputs).id
    for number, written in enumerate(web.sites.values()):
        site_id, url = written.site.id, written.site.url
        if chance.random() < CHURN.not_reached:
            with watch.running():
                gone = SiteDiscovery(site_id, reason=Reason.TIMEOUT, detail="no answer within 30 seconds")
                save_discovery(store, crawl_id, gone, Sample(site_id, week, (), 0))
            continue
        found = SiteDiscovery(
            site_id, tuple(written.found), None, "", url, (Redirect(url[:-1], url, 301),),
            {"off-scope": number % 90, "robots": number % 7}, "found", 0.0, "complete", 20 + chance.random(), 61,
        )  # fmt: skip
        sample = Sample(site_id, week, tuple(page.planned for page in written.pages), len(written.found), ("c",))
        audits = [
            replace(
                web.visited(written, page),
                audited_at=(at + timedelta(seconds=number * 3 + place)).isoformat(timespec="seconds"),
                settled="limit" if chance.random() < CHURN.unsettled else "quiet",
                load_seconds=round(0.3 + chance.random(), 3),
                settle_seconds=round(0.2 + chance.random(), 3),
                check_seconds=round(1 + chance.random(), 3),
            )
            for place, page in enumerate(written.pages)
        ]
        statement = AccessibilityStatement(
            site_id, StatementState.FOUND, url + "toegankelijkheid", "nl", evidence=f"Website {number} voldoet deels",
            prepared_on="2025-09-23", method="self", feedback=("mail",), linked_from=19, pages=20,
        )  # fmt: skip
        with watch.running():
            save_discovery(store, crawl_id, found, sample)
            with store.transaction():
                save_audits(store, crawl_id, site_id, audits)
                save_statement(store, crawl_id, site_id, statement)
    with watch.running():
        finish_crawl(store, crawl_id)
    return watch.seconds


QUERIES = {
    "share of the last crawl": "SELECT * FROM share_by_crawl WHERE crawl = (SELECT max(id) FROM crawl)",
    "trend: share of every crawl": "SELECT * FROM share_by_crawl",
    "share by policy domain of the last crawl": "SELECT * FROM share_by_policy_domain_now",
    "compare: verdicts of two crawls": "SELECT a.verdict, b.verdict, count(*) FROM verdict AS a JOIN verdict AS b"
    " USING (profile_id, site_id) WHERE a.crawl_id = (SELECT max(id) - 1 FROM crawl) AND b.crawl_id ="
    " (SELECT max(id) FROM crawl) GROUP BY profile_id, a.verdict, b.verdict",
    "worst barriers: checks that fail on most sites": "SELECT * FROM failures_now ORDER BY sites DESC",
    "sites of the last crawl": "SELECT * FROM sites_now",
}


def tell_reading_times(store: Store, last: int) -> None:
    for name, sql in QUERIES.items():
        _tell_time(name, lambda sql=sql: list(store.rows(sql)))
    _tell_time("compare: the records of two crawls", lambda: [get_verdicts(store, c, PROFILES[0]) for c in (1, last)])
    site_id = registered_sites(store)[-1].id
    _tell_time(
        "one site's report data",
        lambda: (
            get_discovery(store, last, site_id),
            get_sample(store, last, site_id),
            list(get_pages(store, last, site_id)),
        ),
    )


def _tell_time(name: str, read: Callable[[], object]) -> None:
    """On a machine that does other work too, the CPU says more."""
    times = []
    for _ in range(3):
        started, cpu = time.perf_counter(), time.process_time()
        read()
        times.append((time.perf_counter() - started, time.process_time() - cpu))
    (first, cpu), *others = times
    print(
        f"{name}: first {first:.3f} s ({cpu:.3f} of CPU), then {min(others)[0]:.3f} s ({min(others)[1]:.3f})",
        flush=True,
    )


def judge_again(path: Path) -> None:
    """In a process of its own, for its memory."""
    with open_store(path) as store:
        last = max(row["id"] for row in store.rows("SELECT id FROM crawl"))
        started, cpu = time.monotonic(), time.process_time()
        judge_crawl(store, last, PROFILES)
        wall, cpu = time.monotonic() - started, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    print(f"judging a stored crawl again under both profiles: {wall:.1f} s, {cpu:.1f} s of CPU, peak {peak:.0f} MB")


def tell_size(store: Store, path: Path, visits: int) -> None:
    store.database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    print(f"size: {size / 1e6:,.0f} MB, {size / visits:.0f} bytes a page a week (all included, of {visits:,} visits)")
    try:
        rows = list(
            store.rows("SELECT name, sum(pgsize) AS size FROM dbstat GROUP BY name ORDER BY size DESC LIMIT 12")
        )
    except sqlite3.OperationalError:  # this SQLite was built without dbstat
        return
    print("largest: " + ", ".join(f"{row['name']} {row['size'] / 1e6:.0f} MB" for row in rows))


def measured_like(path: Path) -> Distribution:
    """The distribution of the last crawl of a database."""
    with open_store(path, create=False) as store:

        def deciles(sql: str) -> tuple[float, ...]:
            return tuple(statistics.quantiles([row[0] for row in store.execute(sql)], n=10))

        def lengths(column: str, table: str = "finding") -> tuple[float, ...]:
            return deciles(f"SELECT length(value) FROM text WHERE id IN (SELECT {column} FROM {table})")

        sets, uses, sites = store.execute(
            "SELECT count(DISTINCT finding_set_id), count(finding_set_id), count(DISTINCT site_id)"
            " FROM visit JOIN outcome USING (page_result_id)"
        ).fetchone()
        alone = store.execute(
            "SELECT count(*) FROM (SELECT 1 FROM visit JOIN outcome USING (page_result_id)"
            " WHERE finding_set_id IS NOT NULL GROUP BY finding_set_id HAVING count(*) = 1)"
        ).fetchone()[0]
        told = store.execute(
            "SELECT name, outcome, count(*) FROM outcome JOIN check_name ON check_name.id = check_id"
            " WHERE finding_set_id IS NOT NULL GROUP BY name, outcome"
        ).fetchall()
        return Distribution(
            outcomes=deciles(
                "SELECT (SELECT count(*) FROM outcome WHERE page_result_id = page_result.id) FROM page_result"
                " WHERE reason IS NULL"
            ),
            elements=deciles("SELECT count(*) FROM finding GROUP BY finding_set_id"),
            common=1 - alone / uses,
            common_sets=max(1, round((sets - alone) / sites)),
            selector=lengths("selector_id"),
            snippet=lengths("snippet_id"),
            measured=lengths("measured_id"),
            message=lengths("message_id"),
            url=lengths("url_id", "found_page"),
            title=lengths("title_id", "found_page"),
            told=[tuple(row) for row in told],
        )


def make_database(path: Path, sites: int, pages: int, found: int, weeks: int, like: Distribution) -> None:
    with open_store(path) as store:
        domains = ("Culture", "Mobility", "Environment", "Education", "Health")
        register = (
            Site(f"https://www.site-{n}.example/", 0, f"Site {n}", f"Organisation {n % 900}", domains[n % 5], "local")
            for n in range(sites)
        )
        import_sites(store, register)
        web = WrittenWeb(registered_sites(store), pages, found, like)
        chance = random.Random(7)
        sizes = []
        for week in range(1, weeks + 1):
            if week > 1:
                web.next_week()
            seconds = write_crawl(store, web, week, chance)
            judging = Stopwatch()
            with judging.running():
                judge_crawl(store, week, PROFILES)
            store.database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            size = path.stat().st_size
            sizes.append(size)
            print(
                f"crawl {week}: written in {seconds:.1f} s of CPU, judged in {judging.seconds:.1f} s; "
                f"{size / 1e6:,.1f} MB",
                flush=True,
            )
        tell_year(sizes, sites * pages)


def tell_year(sizes: Sequence[int], pages: int) -> None:
    """A year at full size by the first crawl and the mean of those after it: the first is by far the largest."""
    if len(sizes) == 1:
        return
    first, later = sizes[0] / pages, (sizes[-1] - sizes[0]) / (len(sizes) - 1) / pages
    year = first + 51 * later
    print(
        f"a page: {first:,.0f} bytes in the first crawl, {later:,.0f} in each after it; a year: {year / 52:,.0f} a week"
    )
    print(f"10,000 sites x 20 pages x 52 weeks by that: {year * 200_000 / 1e9:.2f} GB; wanted: {TARGET_BYTES / 1e9} GB")


def measure(path: Path) -> None:
    """What a database weighs, and how long reading it and judging its last crawl again take."""
    with open_store(path, create=False) as store:
        visits, done, last = store.execute("SELECT count(*), count(audited_at), max(crawl_id) FROM visit").fetchone()
        assert visits == done, f"{visits - done} visits were written without what they gave"
        tell_size(store, path, visits)
        tell_reading_times(store, last)
    subprocess.run([sys.executable, __file__, "--judge", path], check=True, env=os.environ)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--sites", type=int, default=300)
    parser.add_argument("--pages", type=int, default=20, help="pages in the sample of a site")
    parser.add_argument("--found", type=int, default=60, help="pages found on a site")
    parser.add_argument("--weeks", type=int, default=12)
    parser.add_argument("--like", type=Path, help="database of a real crawl, whose distribution is taken")
    parser.add_argument("--keep", type=Path, help="where to make the database; default: a temporary folder")
    parser.add_argument("--read", type=Path, metavar="FILE", help="measure reading and judging of a database only")
    parser.add_argument("--judge", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.judge:
        judge_again(given.judge)
        return
    if given.read:
        measure(given.read)
        return
    like = measured_like(given.like) if given.like else LIKE_REAL_SITES
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "year.db"
        if path.exists():
            parser.error(f"{path} exists")
        print(f"{given.sites} sites x {given.pages} pages x {given.weeks} weeks; a week: {CHURN}")
        make_database(path, given.sites, given.pages, given.found, given.weeks, like)
        measure(path)


if __name__ == "__main__":
    main()
