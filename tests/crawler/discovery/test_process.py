"""Children that die, hang up or are told to stop: every site still gets its answer, and no child stays behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.discovery.process import discover
from crawler.web.options import DiscoveryOptions
from crawler.web.scopes import site_scope
from results.model import Reason, Site, SiteDiscovery

PAGE = "<!doctype html><html lang=nl><title>Page</title><a href=/a>a</a>"


def children(of: int | None = None) -> list[int]:
    """Ids of the discovery processes a process (this one) has started and that have not ended."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue  # it ended meanwhile
        if parent == (of or os.getpid()) and b"-m\0crawler.discovery" in command:
            found.append(int(status.parent.name))
    return found


def options(web, **changes: object) -> DiscoveryOptions:
    plain = DiscoveryOptions(user_agent="test-monitor (+http://monitor.test)", proxy=web.proxy, delay=0.0, backoff=0.01)
    return replace(plain, **changes)


def sites(*hosts: str) -> list:
    return [
        (Site(f"http://{host}/", id=100 + place), site_scope(f"http://{host}/")) for place, host in enumerate(hosts)
    ]


def deadly(answer, times: int):
    """An answer that kills the child that asks for it, so many times."""
    left = [None] * times

    def kill():
        if left:
            left.pop()
            for child in children():
                os.kill(child, signal.SIGKILL)
        return answer(PAGE)

    return kill


# One deadly site a test: of two, either may kill the child before the other was asked.
async def test_a_site_that_ends_its_process_once_is_tried_again(web, answer) -> None:
    web.site("deadly.test", {"/": deadly(answer, 1)})

    found = await beside_a_harmless_one(web)

    assert {site_id: (d.reason, len(d.pages)) for site_id, d in found.items()} == {100: (None, 2), 101: (None, 2)}


async def test_a_site_that_ends_its_process_twice_is_reported_and_costs_no_other(web, answer) -> None:
    web.site("deadly.test", {"/": deadly(answer, 9)})

    found = await beside_a_harmless_one(web)

    assert {site_id: (d.reason, len(d.pages)) for site_id, d in found.items()} == {
        100: (Reason.CRASHED, 0),
        101: (None, 2),
    }
    assert found[100].detail == "the discovery process ended with exit code -9"


async def beside_a_harmless_one(web) -> dict[int, SiteDiscovery]:
    web.site("harmless.test", {"/": PAGE, "/a": PAGE})
    order = sites("deadly.test", "harmless.test")
    return {d.site_id: d async for d in discover(order, options(web, concurrent_sites=2), [])}


async def test_a_child_that_stops_answering_is_given_up(web, answer, monkeypatch) -> None:
    monkeypatch.setattr("crawler.discovery.process._patience", lambda options: 0.5)
    web.site("stuck.test", {"/": answer(PAGE, seconds=1.5)})

    found = [(d.reason, d.detail) async for d in discover(sites("stuck.test"), options(web), [])]

    assert (found, children()) == ([(Reason.CRASHED, "the discovery process stopped answering")], [])


async def test_sites_are_spread_over_processes(web) -> None:
    hosts = [f"batch{number}.test" for number in range(3)]
    for host in hosts:
        web.site(host, {"/": PAGE, "/a": PAGE})

    found = [d.site_id async for d in discover(sites(*hosts), options(web, sites_a_process=2), [])]

    assert sorted(found[:2]) == [100, 101]
    assert found[2:] == [102]


async def test_no_sites_are_no_work(web) -> None:
    assert [d async for d in discover([], options(web), [])] == []


async def test_results_come_as_sites_end_and_closing_kills_the_child(web, answer) -> None:
    web.site("quick.test", {"/": PAGE, "/a": PAGE})
    web.site("lasting.test", {"/": answer(PAGE, seconds=1.5)})

    async with aclosing(discover(sites("lasting.test", "quick.test"), options(web), [])) as discoveries:
        first = await anext(discoveries)
        assert len(children()) == 1

    assert (first.site_id, children()) == (101, [])


async def test_cancelling_kills_the_child(web, answer) -> None:
    web.site("endless.test", {"/": answer(PAGE, seconds=1.5)})

    async def consume() -> None:
        async for _ in discover(sites("endless.test"), options(web), []):
            pass

    task = asyncio.create_task(consume())
    async with asyncio.timeout(20):
        while not children():  # noqa: ASYNC110 - a process that starts sends us no event
            await asyncio.sleep(0.01)
    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert children() == []


CALLER = """
import asyncio, sys
from crawler.web.options import DiscoveryOptions
from crawler.discovery.process import discover
from crawler.web.scopes import site_scope
from results.model import Site

async def main():
    options = DiscoveryOptions(user_agent="test-monitor (+http://monitor.test)", proxy=sys.argv[1])
    async for _ in discover([(Site(sys.argv[2]), site_scope(sys.argv[2]))], options, []):
        pass

asyncio.run(main())
"""


def test_a_caller_killed_without_warning_leaves_no_child(web, answer) -> None:
    url = web.site("lonely.test", {"/": answer(PAGE, seconds=30)})
    caller = subprocess.Popen([sys.executable, "-c", CALLER, web.proxy, url])
    deadline = time.monotonic() + 20
    while not (left := children(of=caller.pid)) or not any(seen.host == "lonely.test" for seen in web.seen):
        assert time.monotonic() < deadline
        time.sleep(0.05)

    caller.kill()
    caller.wait()

    while any(Path(f"/proc/{child}/cmdline").exists() for child in left):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_child_given_nonsense_says_so() -> None:
    child = subprocess.run(
        [sys.executable, "-m", "crawler.discovery"], input=b"nonsense\n", capture_output=True, check=False
    )

    assert (child.returncode, child.stdout) == (2, b"")
    assert child.stderr.startswith(b"discovery: bad input:")
