from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest

from checks.site import SiteJudge
from crawler.pipeline.cluster import ClusterError, VisitBrokenOff
from crawler.pipeline.cluster.quarantine import quarantined
from crawler.pipeline.run import host_of
from crawler.pipeline.stored_visit import order_of, store_visit
from crawler.pipeline.worker_board import read_state, state_file
from crawler.settings import Settings
from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import crawl_sites
from results.model import Reason
from tests.crawler.pipeline.cluster.conftest import other, settings_for


def stored(crawl: Any) -> dict[str, list[Reason | None]]:
    """Host -> why its pages were not tested."""
    return {
        host_of(site): [
            audit.reason if audit else Reason.INTERRUPTED for _, audit in get_pages(crawl.store, 1, site.id)
        ]
        for site in crawl_sites(crawl.store, 1)
    }


def all_tested(crawl: Any) -> dict[str, list[Reason | None]]:
    return {host: [None, None] for host in crawl.hosts}


async def test_each_site_is_visited_once_by_the_workers_together_and_stored(crawl: Any, cluster: Any) -> None:
    async def awhile(_station: Any, _order: Any) -> None:
        await asyncio.sleep(0.05)

    one, two = await cluster.worker(awhile), await cluster.worker(awhile)

    await crawl.audit(settings_for(cluster))

    assert stored(crawl) == all_tested(crawl)
    assert sorted([*one.at, *two.at]) == sorted(crawl.hosts)
    assert one.at
    assert two.at
    assert not state_file(crawl.store.path).exists()


async def test_what_a_visit_gave_is_stored_once_whatever_comes_later(crawl: Any, cluster: Any) -> None:
    await cluster.worker()
    run = await crawl.audit(settings_for(cluster))
    (site, *_) = run.sites

    store_visit(run, site, quarantined(order_of(run, site), "it came late"), SiteJudge(()), None)

    assert stored(crawl) == all_tested(crawl)


async def test_a_worker_that_comes_later_takes_part(crawl: Any, cluster: Any) -> None:
    working = asyncio.create_task(crawl.audit(settings_for(cluster)))
    await asyncio.sleep(0.2)

    await cluster.worker()
    await working

    assert stored(crawl) == all_tested(crawl)


async def test_the_site_at_which_a_worker_died_is_visited_by_another_after_the_others(crawl: Any, cluster: Any) -> None:
    async def dies(station: Any, _order: Any) -> None:
        await station.die()

    one = await cluster.worker(dies)
    working = asyncio.create_task(crawl.audit(settings_for(cluster)))
    await one.begun.wait()
    two = await cluster.worker()
    await working

    assert stored(crawl) == all_tested(crawl)
    assert len(one.at) == 1
    assert (two.at[-1:], len(two.at)) == (one.at, len(crawl.hosts))


async def test_a_site_that_ends_its_worker_twice_is_stored_as_such_and_takes_no_other_along(
    crawl: Any, cluster: Any
) -> None:
    async def dies(station: Any, order: Any) -> None:
        if order.site.url == "https://c.example/":
            await station.die()

    stations = [await cluster.worker(dies) for _ in range(3)]

    await crawl.audit(settings_for(cluster))

    assert stored(crawl) == all_tested(crawl) | {"c.example": [Reason.QUARANTINED] * 2}
    assert Counter(host for station in stations for host in station.at) == Counter(crawl.hosts) + Counter(["c.example"])
    (site,) = (each for each in crawl_sites(crawl.store, 1) if host_of(each) == "c.example")
    assert {audit.detail for _, audit in get_pages(crawl.store, 1, site.id) if audit} == {
        "2 visits ended the program that made them; the last time its worker was lost"
    }


async def test_an_error_of_the_program_at_a_site_costs_it_two_visits_and_ends_no_crawl(
    crawl: Any, cluster: Any
) -> None:
    async def fails(_station: Any, order: Any) -> None:
        if order.site.url == "https://c.example/":
            raise ValueError("a bug")

    await cluster.worker(fails)

    await crawl.audit(settings_for(cluster))

    assert stored(crawl) == all_tested(crawl) | {"c.example": [Reason.QUARANTINED] * 2}


async def test_a_visit_that_a_worker_was_told_to_break_off_is_not_held_against_the_site(
    crawl: Any, cluster: Any
) -> None:
    times = Counter[str]()

    async def broken_off(_station: Any, order: Any) -> None:
        times[order.site.url] += 1
        if order.site.url == "https://c.example/" and times[order.site.url] <= 3:
            raise VisitBrokenOff

    await cluster.worker(broken_off)

    await crawl.audit(settings_for(cluster))

    assert stored(crawl) == all_tested(crawl)
    assert times["https://c.example/"] == 4


async def test_a_worker_that_gives_no_sign_of_life_is_given_up_and_its_site_visited_by_another(
    crawl: Any, cluster: Any
) -> None:
    async def hangs(station: Any, _order: Any) -> None:
        station.worker.periodic_callbacks["heartbeat"].stop()
        await asyncio.sleep(60)

    one = await cluster.worker(hangs)
    working = asyncio.create_task(crawl.audit(settings_for(cluster, worker_silence=2)))
    await one.begun.wait()
    two = await cluster.worker()
    await working

    assert stored(crawl) == all_tested(crawl)
    assert (two.at[-1:], len(two.at)) == (one.at, len(crawl.hosts))


async def test_a_visit_that_does_not_end_in_time_costs_a_retry(
    crawl: Any, cluster: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crawler.pipeline.cluster.coordinator.longest_visit", lambda *_: 0.5)

    async def late(_station: Any, _order: Any) -> None:
        await asyncio.sleep(60)

    one = await cluster.worker(late)
    working = asyncio.create_task(crawl.audit(settings_for(cluster)))
    await one.begun.wait()
    await cluster.worker()
    await working

    assert stored(crawl) == all_tested(crawl)


async def test_a_worker_that_would_measure_otherwise_is_refused_with_one_line_and_told_so(
    crawl: Any, cluster: Any, caplog: pytest.LogCaptureFixture
) -> None:
    different = await cluster.worker(agreement=other(cluster.agreement, browser="Chromium 2", axe_core="4.13.0 cd"))
    await cluster.worker(plain=True)
    good = await cluster.worker()

    run = await crawl.audit(settings_for(cluster))

    assert different.at == []
    assert sorted(good.at) == sorted(crawl.hosts)
    assert different.refusal == (
        "axe-core: 4.13.0 cd there, 4.14.1 abababababab here; browser: Chromium 2 there, Chromium 1 here"
    )
    assert run.store.path.exists()


async def test_a_crawl_whose_workers_are_all_refused_ends_with_what_is_wrong(crawl: Any, cluster: Any) -> None:
    await cluster.worker(agreement=other(cluster.agreement, code="0.0.9 ff"))

    with pytest.RaisesGroup(
        pytest.RaisesExc(ClusterError, match="can be used: worker .* is refused: code of wadmon: 0.0.9")
    ):
        await crawl.audit(settings_for(cluster, cluster_patience=0.5))


async def test_without_a_scheduler_no_crawl_begins(crawl: Any) -> None:
    with pytest.raises(ClusterError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9; start"):
        await crawl.audit(Settings(cluster="tcp://127.0.0.1:9"))


async def test_while_a_crawl_is_under_way_its_workers_can_be_read_beside_the_database(crawl: Any, cluster: Any) -> None:
    async def waits(station: Any, order: Any) -> None:
        station.pages = 1
        if order.site.url == "https://b.example/":
            await read.wait()

    told, read = [], asyncio.Event()
    await cluster.worker(waits)
    working = asyncio.create_task(crawl.audit(settings_for(cluster)))
    while not told:
        await asyncio.sleep(0.05)
        state = read_state(crawl.store.path)
        if state is not None and state.workers and state.workers[0].pages:
            told.append(state)
    read.set()
    await working

    (worker,) = told[0].workers
    assert (worker.name, worker.site, worker.pages, worker.sites) == ("worker-1", "https://b.example/", 1, 1)
    assert told[0].cluster == cluster.scheduler.address
