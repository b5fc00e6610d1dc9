import asyncio
import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.pipeline.visit_queue import VisitQueue
from results.model import Site


def _site(number: int) -> Site:
    return Site(f"https://host.example/{number}/", id=number)


class Rules:
    """Sees every step and fails when one breaks the rule."""

    def __init__(self, hosts: dict[int, str], coming: list[int]) -> None:
        self.hosts = hosts
        self.discovering = Counter(hosts[site] for site in coming)
        self.busy: set[str] = set()
        self.visited: list[int] = []

    def take(self, site: Site) -> None:
        host = self.hosts[site.id]
        assert host not in self.busy, "two sites of one host at a time"
        assert not self.discovering[host], "a visit while the host is being discovered"
        self.busy.add(host)
        self.visited.append(site.id)


async def _crawl(
    hosts: dict[int, str], earlier: list[int], coming: dict[int, bool], workers: int, seed: int
) -> list[int]:
    """Sites visited, with pauses of random length everywhere. coming: site -> is there anything to visit?"""
    chance = random.Random(seed)
    rules = Rules(hosts, list(coming))
    queue = VisitQueue(hosts, coming)

    async def pause() -> None:
        for _ in range(chance.randrange(4)):
            await asyncio.sleep(0)

    async def discover(sites: list[int]) -> None:
        for site in sites:
            await pause()
            rules.discovering[hosts[site]] -= 1
            await queue.discovered(_site(site), visit=coming[site])

    async def work() -> None:
        while (site := await queue.take()) is not None:
            rules.take(site)
            await pause()
            rules.busy.discard(hosts[site.id])
            await queue.done(site)

    for site in earlier:
        await queue.add(_site(site))
    order = list(coming)
    chance.shuffle(order)
    async with asyncio.timeout(10), asyncio.TaskGroup() as group:
        group.create_task(discover(order))
        for _ in range(workers):
            group.create_task(work())
    return rules.visited


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["earlier", "visit", "nothing"])), max_size=14),
    st.integers(1, 5),
    st.integers(0, 2**32),
)
def test_every_site_is_visited_once_one_a_host_at_a_time_after_the_host_is_discovered_and_then_it_ends(
    parts: list[tuple[str, str]], workers: int, seed: int
) -> None:
    hosts = {number: host for number, (host, _) in enumerate(parts)}
    earlier = [number for number, (_, kind) in enumerate(parts) if kind == "earlier"]
    coming = {number: kind == "visit" for number, (_, kind) in enumerate(parts) if kind != "earlier"}

    visited = asyncio.run(_crawl(hosts, earlier, coming, workers, seed))

    assert sorted(visited) == sorted([*earlier, *(number for number, visit in coming.items() if visit)])


async def test_a_worker_waits_for_a_site_and_is_woken_by_its_discovery() -> None:
    queue = VisitQueue({1: "a"}, [1])
    worker = asyncio.create_task(queue.take())
    await asyncio.sleep(0)
    assert not worker.done()

    await queue.discovered(_site(1), visit=True)

    assert await worker == _site(1)


async def test_a_site_waits_until_the_other_sites_of_its_host_are_discovered() -> None:
    queue = VisitQueue({1: "a", 2: "a"}, [1, 2])
    await queue.discovered(_site(1), visit=True)
    worker = asyncio.create_task(queue.take())
    await asyncio.sleep(0)
    assert not worker.done()

    await queue.discovered(_site(2), visit=False)

    assert await worker == _site(1)


async def test_a_site_whose_host_is_free_overtakes_one_whose_host_is_busy() -> None:
    queue = VisitQueue({1: "a", 2: "a", 3: "b"}, [])
    for number in (1, 2, 3):
        await queue.add(_site(number))

    first, second = await queue.take(), await queue.take()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await queue.take()
    await queue.done(_site(1))

    assert [site.id if site else None for site in (first, second, await queue.take())] == [1, 3, 2]
    await queue.done(_site(3))
    await queue.done(_site(2))
    assert await queue.take() is None


async def _not_taken(queue: VisitQueue) -> bool:
    try:
        async with asyncio.timeout(0.01):
            await queue.take()
    except TimeoutError:
        return True
    return False


async def _same_address(host: str) -> frozenset[str]:
    return frozenset({"192.0.2.1"} if host in ("a", "b") else {"192.0.2.9"})


async def test_of_the_sites_on_one_address_as_many_are_visited_at_a_time_as_the_settings_say() -> None:
    for at_once in (1, 2):
        queue = VisitQueue({1: "a", 2: "b", 3: "b", 4: "c"}, [], _same_address, at_once)
        for number in (1, 2, 3, 4):
            await queue.add(_site(number))

        taken = [await queue.take() for _ in range(at_once + 1)]

        assert [site.id for site in taken if site] == ([1, 4] if at_once == 1 else [1, 2, 4])
        assert await _not_taken(queue)


async def test_a_site_is_on_the_host_where_its_start_url_led_as_well() -> None:
    queue = VisitQueue({1: "a", 2: "www.a"}, [])
    await queue.add(_site(1), landing="https://www.a/nl")
    await queue.add(_site(2))
    await queue.take()

    assert await _not_taken(queue)


async def test_a_site_whose_visit_came_to_nothing_is_taken_again_after_the_others() -> None:
    queue = VisitQueue({1: "a", 2: "b"}, [])
    for number in (1, 2):
        await queue.add(_site(number))
    first = await queue.take()
    assert first is not None

    await queue.again(first)
    second, third = await queue.take(), await queue.take()

    assert [site.id for site in (second, third) if site] == [2, 1]
    assert not queue.is_done


async def test_the_longest_visit_that_may_begin_goes_first_and_of_equal_ones_the_one_that_came_first() -> None:
    queue = VisitQueue({1: "a", 2: "b", 3: "a", 4: "c", 5: "d"}, [4])
    for number, seconds in ((1, 30.0), (2, 4.0), (3, 20.0), (5, 4.0)):
        await queue.add(_site(number), seconds=seconds)
    first = await queue.take()
    assert first == _site(1)
    await queue.discovered(_site(4), visit=True, seconds=8.0)

    assert [await queue.take() for _ in range(3)] == [_site(4), _site(2), _site(5)]  # 3 is on the host of 1
    await queue.again(first)
    assert [await queue.take(), await _not_taken(queue)] == [_site(3), True]


async def test_a_host_that_is_held_is_not_visited_and_one_that_is_visited_is_not_held() -> None:
    queue = VisitQueue({1: "a"}, [])
    await queue.add(_site(1))
    async with queue.hold("a"):
        assert await _not_taken(queue)
    site = await queue.take()
    assert site is not None

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01), queue.hold("a"):
            pytest.fail("held while it is visited")


async def test_without_sites_workers_end_at_once() -> None:
    assert await VisitQueue({}, []).take() is None
