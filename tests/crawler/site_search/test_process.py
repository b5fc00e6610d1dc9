"""The search process as its caller sees it; a script stands in for it where it has to misbehave."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

import pytest

from crawler.site_search import process
from crawler.site_search.messages import HostOrder, SearchHeader
from crawler.web.options import DiscoveryOptions
from results.model import HostVisit, Reason

HEADER = SearchHeader(DiscoveryOptions("test"), at_once=2)
# Answers every host, and dies without a word at one named bomb.
SCRIPT = """
import json, os, sys
sys.stdin.buffer.read(int(sys.stdin.buffer.readline()))
for line in sys.stdin.buffer:
    host = json.loads(line)["host"]
    if host.startswith("bomb"):
        os._exit(9)
    print(json.dumps({"host": host}), flush=True)
"""


@pytest.fixture
def fragile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fragile.py").write_text(SCRIPT, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(process, "MODULE", "fragile")


async def visits(hosts: Sequence[str]) -> list[HostVisit]:
    queue = list(hosts)

    def orders(most: int) -> list[HostOrder]:
        taken = [queue.pop(0) for _ in range(min(most, len(queue)))]
        return [HostOrder(host, f"http://{host}/", 1) for host in taken]

    async with aclosing(process.search(HEADER, orders)) as found:
        return [visit async for visit in found]


async def test_a_crash_costs_the_one_host_that_caused_it(fragile: None) -> None:
    hosts = [f"h{number}" for number in range(5)] + ["bomb"] + [f"h{number}" for number in range(5, 12)] + ["bomb2"]
    found = await visits(hosts)
    assert sorted(visit.host for visit in found) == sorted(hosts)
    assert {visit.host: visit.reason for visit in found if visit.reason} == {
        "bomb": Reason.CRASHED,
        "bomb2": Reason.CRASHED,
    }


async def test_nothing_to_visit_ends_at_once() -> None:
    assert await visits([]) == []


async def test_a_host_that_cannot_be_is_a_visit_with_a_reason() -> None:
    (visit,) = await visits(["127.0.0.1:1"])
    assert (visit.host, visit.reason) == ("127.0.0.1:1", Reason.PRIVATE_ADDRESS)
