"""Barriers in the database: each crawl can be read as it was, and what does not change is not written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from results.barriers.stored_barriers import barrier_summary, site_barriers, worst_barriers
from results.barriers.stored_following import save_barriers
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.model import (
    BarrierExample,
    BarrierState,
    BarrierSummary,
    CheckOutcome,
    CommonBarrier,
    Finding,
    Outcome,
    PageAudit,
    PlannedPage,
    Reason,
    Selection,
    Site,
)
from results.storage.store import Store

NEW, PERSISTING, RETURNED, FIXED, NOT_SEEN = BarrierState
LOGO, PHOTO = '<img class="logo" src="/l.png">', '<img class="portrait" src="/m.jpg" width="9">'
Pages = list[tuple[PlannedPage, PageAudit]]


def page(number: int, *snippets: str, reason: Reason | None = None) -> tuple[PlannedPage, PageAudit]:
    url = f"https://good.test/{number}"
    findings = tuple(Finding("image-alt", Outcome.FAILED, "img", one, region="main") for one in snippets)
    failure = CheckOutcome(
        "image-alt", Outcome.FAILED if findings else Outcome.PASSED, ("1.1.1",), len(findings), findings
    )
    return PlannedPage(url, "random"), PageAudit(url, reason, outcomes=() if reason else (failure,))


@pytest.fixture
def site(register: tuple[Site, ...]) -> Site:
    return register[0]


def crawl(store: Store, inputs: CrawlInputs, site: Site, pages: Pages | None) -> int:
    """pages: None when the site could not be visited."""
    begun = start_crawl(store, replace(inputs, sites=(site,)))
    if pages is not None:
        save_barriers(store, begun.id, site.id, pages)
    finish_crawl(store, begun.id)
    return begun.id


def states(store: Store, crawl_id: int, site: Site) -> dict[str, BarrierState]:
    """Class of the example -> state."""
    return {each.finding.snippet.split('"')[1]: each.state for each in site_barriers(store, crawl_id, site.id)}


def rows(store: Store) -> int:
    (count,) = store.execute("SELECT count(*) FROM barrier_state").fetchone()
    return int(count)


def test_every_crawl_can_be_read_as_it_was(store: Store, inputs: CrawlInputs, site: Site) -> None:
    both = [page(1, LOGO), page(2, LOGO, PHOTO)]
    without_photo = [page(1, LOGO), page(2, LOGO)]
    crawls = [
        crawl(store, inputs, site, pages)
        for pages in (both, both, without_photo, without_photo, both, [page(1, LOGO), page(2, reason=Reason.TIMEOUT)])
    ]
    read = [states(store, each, site) for each in crawls]
    assert read == [
        {"logo": NEW, "portrait": NEW},
        {"logo": PERSISTING, "portrait": PERSISTING},
        {"logo": PERSISTING, "portrait": FIXED},
        {"logo": PERSISTING},
        {"logo": PERSISTING, "portrait": RETURNED},
        {"logo": PERSISTING, "portrait": NOT_SEEN},
    ]


def test_a_barrier_says_since_when_and_how_many(store: Store, inputs: CrawlInputs, site: Site) -> None:
    first = crawl(store, inputs, site, [page(1, LOGO, LOGO), page(2, LOGO)])
    second = crawl(store, inputs, site, [page(1), page(2, reason=Reason.TIMEOUT)])
    (new,) = site_barriers(store, first, site.id)
    assert (new.pages, new.instances, new.elements, new.first_crawl, new.last_crawl) == (2, 3, 1, first, first)
    (gone,) = site_barriers(store, second, site.id)
    assert (gone.id, gone.state, gone.pages, gone.pages_before, gone.pages_again) == (new.id, FIXED, 0, 2, 1)
    assert (gone.first_crawl, gone.last_crawl) == (first, first)


def test_a_site_that_could_not_be_visited_fixes_nothing(store: Store, inputs: CrawlInputs, site: Site) -> None:
    first = crawl(store, inputs, site, [page(1, LOGO)])
    second = crawl(store, inputs, site, None)
    third = crawl(store, inputs, site, [page(1, LOGO)])
    (missed,) = site_barriers(store, second, site.id)
    assert (missed.state, missed.last_crawl) == (NOT_SEEN, first)
    assert states(store, third, site) == {"logo": PERSISTING}


def test_a_site_that_did_not_change_costs_no_row(store: Store, inputs: CrawlInputs, site: Site) -> None:
    pages = [page(1, LOGO), page(2, PHOTO)]
    crawl(store, inputs, site, pages)
    before = rows(store)
    last = [crawl(store, inputs, site, pages) for _ in range(5)][-1]
    assert rows(store) == before
    assert {each.last_crawl for each in site_barriers(store, last, site.id)} == {last}


def test_a_visit_done_again_in_one_crawl_gives_the_same(store: Store, inputs: CrawlInputs, site: Site) -> None:
    crawl(store, inputs, site, [page(1, LOGO), page(2, LOGO)])
    changed = [page(1, PHOTO), page(2)]
    second = crawl(store, inputs, site, changed)
    once, count = [replace(each, id=0) for each in site_barriers(store, second, site.id)], rows(store)
    save_barriers(store, second, site.id, changed)
    assert [replace(each, id=0) for each in site_barriers(store, second, site.id)] == once
    assert rows(store) == count


def test_the_summary_counts_failures_over_all_sites(
    store: Store, inputs: CrawlInputs, register: tuple[Site, ...]
) -> None:
    good, bad = register[:2]
    for good_pages, bad_pages in (
        ([page(1, LOGO), page(2, PHOTO)], [page(1, LOGO)]),
        ([page(1, LOGO), page(2)], [page(1, LOGO, PHOTO)]),
    ):
        begun = start_crawl(store, replace(inputs, sites=(good, bad)))
        save_barriers(store, begun.id, good.id, good_pages)
        save_barriers(store, begun.id, bad.id, bad_pages)
        finish_crawl(store, begun.id)
    logo = Finding("image-alt", Outcome.FAILED, "img", LOGO, region="main")
    assert barrier_summary(store, begun.id) == BarrierSummary(
        there=3, new=1, returned=0, fixed=1,
        most_common=(CommonBarrier("image-alt", sites=2, barriers=3, new=1, pages=3, instances=3),),
        followed=True,
        new_by_site={bad.id: 1},
        examples={"image-alt": tuple(
            BarrierExample(one.id, "https://good.test/1", logo)
            for one in (good, bad)
        )},
    )  # fmt: skip
    assert not barrier_summary(store, begun.id - 1).followed
    found = [(site_id, each.state) for site_id, each in worst_barriers(store, begun.id, 9)]
    assert sorted(found) == [(good.id, PERSISTING), (bad.id, NEW), (bad.id, PERSISTING)]
    assert [each.state for _, each in worst_barriers(store, begun.id, 9, only_new=True)] == [NEW]
    now = store.rows('SELECT "check", sites, barriers, new FROM barriers_most_sites_have')
    assert [tuple(row) for row in now] == [("image-alt", 2, 3, 1)]
    assert sorted(row["state"] for row in store.rows("SELECT state FROM barriers_now")) == [
        "new",
        "persisting",
        "persisting",
    ]
    assert [row["pages_before"] for row in store.rows("SELECT * FROM barriers_fixed")] == [1]


def test_a_crawl_of_a_version_that_followed_none_is_caught_up_with(stored: Any) -> None:
    """`stored` has audits and no barriers: what a database made before has."""
    bad = stored.site_id("bad")
    again = start_crawl(stored.store, CrawlInputs(1, Selection.CENSUS, 6, stored.crawl.tools, {}, stored.sites, {}))
    planned = stored.samples[bad].pages
    save_barriers(stored.store, again.id, bad, list(zip(planned, stored.audits[bad], strict=True)))
    found = site_barriers(stored.store, again.id, bad)
    assert found
    assert {(each.state, each.first_crawl) for each in found} == {(PERSISTING, stored.crawl.id)}
