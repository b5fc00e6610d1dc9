"""How long a report takes, how large it is, and what a week costs in which little changed: part of `make bench`.

Sites and crawls are made up as in storage.py, with their barriers. The report is written in four languages twice: the
first time, and after a second crawl in which one site in twenty changed. What ten thousand sites would take is reckoned
from the difference between two numbers of sites, and said to be.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import psutil

from crawler.pipeline.judge import judged_crawl
from crawler.pipeline.report import write_report
from crawler.settings import Settings
from results.barriers.stored_following import save_barriers
from results.crawls.stored_audits import get_pages
from results.judging.stored_verdicts import judge_crawl
from results.model import Site
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store, open_store
from tests.bench import storage
from tests.bench.memory import memory_of

LANGUAGES = ("nl", "fr", "de", "en")
FULL = 10_000
CHANGED = 20  # one site of so many
FIRST_SECONDS, WEEK_SECONDS, BYTES, INDEX_BYTES = 20 * 60, 3 * 60, 1e9, 300_000
# Nothing else differs from week to week.
storage.CHURN = replace(storage.CHURN, not_reached=0.0, unsettled=0.0)
OF_A_SITE = "sites"


def make(path: Path, sites: int, pages: int) -> None:
    """Three judged crawls: in the second nothing is new any more, before the third one site in twenty changed."""
    with open_store(path) as store:
        import_sites(store, (_site(number) for number in range(sites)))
        web = storage.WrittenWeb(registered_sites(store), pages, 3 * pages, storage.LIKE_REAL_SITES)
        _crawl(store, web, 1)
        _crawl(store, web, 2)
        for number, written in enumerate(web.sites.values()):
            if number % CHANGED == 0:
                for page in written.pages:
                    web._change(page)
        _crawl(store, web, 3)


def _site(number: int) -> Site:
    domains = ("Culture", "Mobility", "Environment", "Education", "Health")
    name, body = f"Site {number} of the government", f"Organisation {number // 3}"
    return Site(f"https://www.site-{number}.example/", 0, name, body, domains[number % 5], "local", "BE", "nl")


def _crawl(store: Store, web: storage.WrittenWeb, week: int) -> None:
    storage.write_crawl(store, web, week, random.Random(7))
    for site_id in web.sites:
        pages = [(planned, audit) for planned, audit in get_pages(store, week, site_id) if audit]
        save_barriers(store, week, site_id, pages)
    judge_crawl(store, week, storage.PROFILES)


def write(path: Path, crawl: int, out: Path) -> None:
    """In a process of its own, for its memory. Prints seconds and CPU seconds."""
    started = time.perf_counter()
    settings = Settings(database=path, languages=LANGUAGES)
    with judged_crawl(settings, crawl, lambda _: None) as judged:
        write_report(judged, out)
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu = sum(each.ru_utime + each.ru_stime for each in used)
    print(json.dumps([time.perf_counter() - started, cpu]))


def measured(path: Path, crawl: int, out: Path) -> tuple[float, float, float]:
    """Seconds, CPU seconds, and the most bytes of memory of all its processes; what they share counts once."""
    command = [sys.executable, "-m", "tests.bench.reports", "--write", str(path), str(crawl), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writing:
        process, most = psutil.Process(writing.pid), 0
        while writing.poll() is None:
            with suppress(psutil.Error):
                most = max(most, sum(memory_of(each) for each in (process, *process.children(recursive=True))))
            time.sleep(0.5)
        assert writing.stdout is not None
        printed = writing.stdout.read()
    if writing.returncode:
        raise SystemExit(writing.returncode)
    seconds, cpu = json.loads(printed)
    return seconds, cpu, most


def tell(sites: int, pages: int, folder: Path) -> tuple[tuple[float, float, float], ...]:
    """The first report and that of the week after: seconds, CPU seconds, bytes of memory."""
    path, out = folder / f"{sites}.db", folder / f"report-{sites}"
    make(path, sites, pages)
    figures = []
    for crawl, name in ((2, "first report"), (3, f"a week in which 1 site of {CHANGED} changed")):
        seconds, cpu, memory = measured(path, crawl, out)
        written = list(out.rglob("*.html"))
        figures.append((seconds, cpu, memory))
        size = sum(each.stat().st_size for each in written)
        print(
            f"{sites} sites, {name}: {seconds:.1f} s ({cpu:.1f} s of CPU), {memory / 1e6:.0f} MB of memory; "
            f"{len(written)} pages, {size / 1e6:.1f} MB: {1000 * cpu / len(written):.2f} ms of CPU a page",
            flush=True,
        )
    largest = max((each for each in out.rglob("*.html") if OF_A_SITE not in each.parts), key=_size)
    print(
        f"largest index page: {largest.relative_to(out)}, {_size(largest) / 1000:.0f} KB; "
        f"wanted: under {INDEX_BYTES / 1000:.0f} KB"
    )
    return tuple(figures)


def _size(path: Path) -> int:
    return path.stat().st_size


def reckoned(few: int, many: int, small: float, large: float) -> float:
    """For ten thousand sites, by what each site more takes."""
    return large + (FULL - many) * (large - small) / (many - few)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--sites", type=int, default=200, help="the larger of two numbers; the other is a quarter of it"
    )
    parser.add_argument("--pages", type=int, default=20, help="pages in the sample of a site")
    parser.add_argument("--write", nargs=3, metavar=("DATABASE", "CRAWL", "FOLDER"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        path, crawl, out = given.write
        write(Path(path), int(crawl), Path(out))
        return
    few = max(given.sites // 4, 1)
    with tempfile.TemporaryDirectory() as folder:
        small, large = (tell(sites, given.pages, Path(folder)) for sites in (few, given.sites))
    wanted = (("first report", FIRST_SECONDS), ("a week later", WEEK_SECONDS))
    for (name, seconds), one, other in zip(wanted, small, large, strict=True):
        time_, cpu, memory = (reckoned(few, given.sites, one[place], other[place]) for place in range(3))
        print(
            f"reckoned for {FULL:,} sites, {name}: {time_ / 60:.1f} minutes ({cpu / 60:.1f} of CPU), "
            f"{memory / 1e6:.0f} MB; wanted: under {seconds / 60:.0f} minutes and {BYTES / 1e9:.0f} GB"
        )


if __name__ == "__main__":
    main()
