"""What a site costs when there are many: `python -m tests.bench.scale --sites 100 500 2000`.

Generated sites of two tiny pages go through a whole crawl: discovery, visits in real browsers, storing, judging. For
each number of sites: pages a second, seconds and bytes of database a site, memory when a quarter of the sites was done
and at the end; and what a week is worth on a number of machines like this one, at the cost of the largest.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.generated_web import generated_web, read_statistics
from tests.bench.memory import memory_of
from tests.bench.soak import ROOT, WADMON, register

MEBIBYTE = 1024 * 1024
WEEK = 7 * 24 * 3600.0
DONE = "SELECT count(DISTINCT site_id) FROM visit WHERE audited_at IS NOT NULL"
PAGES = "SELECT count(*) FROM visit JOIN page_result ON page_result.id = page_result_id WHERE reason IS NULL"


@dataclass(frozen=True)
class Memory:
    """Mebibytes: of our own processes, and of browsers and their drivers; of these the pages they share count once."""

    own: int
    browsers: int

    @classmethod
    def of(cls, process: psutil.Process) -> Memory:
        own, browsers = memory_of(process), 0
        for child in process.children(recursive=True):
            with suppress(psutil.Error):
                if "python" in child.name():
                    own += memory_of(child)
                else:
                    browsers += memory_of(child)
        return cls(own // MEBIBYTE, browsers // MEBIBYTE)


@dataclass(frozen=True)
class Measured:
    """early, late: memory when a quarter of the sites was done, and at the end."""

    sites: int
    seconds: float
    pages: int
    early: Memory
    late: Memory
    bytes: int


def measure(folder: Path, proxy: str, sites: int, workers: int) -> Measured:
    database = register(folder, f"scale-{sites}.db", sites)
    command = (*WADMON, "--quiet", "--database", str(database), "--proxy", proxy, "crawl", "--delay", "0")
    started = time.monotonic()
    process = subprocess.Popen(
        (*command, "--workers", str(workers)),
        stdout=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    early = late = Memory(0, 0)
    while process.poll() is None:
        time.sleep(1.0)
        with suppress(psutil.Error):
            now = Memory.of(psutil.Process(process.pid))
            late = now if now.browsers else late  # the last look may find it closing
            if not early.own and _count(database, DONE) >= sites / 4:
                early = late
    seconds = time.monotonic() - started
    if process.returncode not in (0, 1):
        raise SystemExit(f"the crawl of {sites} sites ended with {process.returncode}")
    return Measured(sites, seconds, _count(database, PAGES), early, late, database.stat().st_size)


def _count(database: Path, query: str) -> int:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)
    try:
        return int(connection.execute(query).fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0
    finally:
        connection.close()


def tell(found: Measured, workers: int) -> None:
    print(
        f"{found.sites} sites, {workers} browser(s): {found.seconds:.0f} s, {found.pages} pages tested, "
        f"{found.pages / found.seconds:.2f} pages/s, {found.seconds / found.sites:.2f} s and "
        f"{found.bytes / found.sites / 1024:.1f} KiB a site; memory at a quarter {found.early.own} + browsers "
        f"{found.early.browsers} MiB, at the end {found.late.own} + {found.late.browsers} MiB",
        flush=True,
    )


def extrapolate(found: Measured) -> None:
    """Of real sites a page takes longer: the figure for pages is the one to scale."""
    for machines in (1, 4, 16):
        sites, pages = (WEEK / found.seconds * number * machines for number in (found.sites, found.pages))
        print(f"a week on {machines} machine(s) like this: {sites:,.0f} such sites, {pages:,.0f} such pages")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sites", type=int, nargs="+", default=[100, 500, 2000])
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="browsers at once")
    parser.add_argument("--port", type=int, default=8950)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, generated_web(given.port, latency=0.0) as proxy:
        for sites in given.sites:
            found = measure(Path(folder), proxy, sites, given.workers)
            tell(found, given.workers)
        told = read_statistics(proxy)
        print(f"{told.requests} requests, at most {max(told.most_at_once.values())} at once on a host")
        extrapolate(found)


if __name__ == "__main__":
    sys.exit(main())
