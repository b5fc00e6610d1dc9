"""What sites were in earlier crawls."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.crawls.stored_discoveries import save_discovery
from results.judging.stored_verdicts import judge_crawl, version_of
from results.model import PastVerdict, Profile, Verdict
from results.reporting.stored_history import last_tested, site_history, verdicts_of


@pytest.fixture
def crawls(stored: Any, inputs: CrawlInputs, basic: Profile) -> list[int]:
    """One in which good and bad were tested, two in which nothing could be, all judged."""
    judge_crawl(stored.store, stored.crawl.id, [basic])
    made = [stored.crawl.id]
    for _ in range(2):
        begun = start_crawl(stored.store, inputs)
        save_discovery(
            stored.store, begun.id, stored.discoveries[stored.site_id("gone")], stored.samples[stored.site_id("gone")]
        )
        finish_crawl(stored.store, begun.id)
        judge_crawl(stored.store, begun.id, [basic])
        made.append(begun.id)
    return made


def test_a_history_has_the_crawls_in_which_something_changed(stored: Any, crawls: list[int]) -> None:
    first, second, third = crawls
    good = site_history(stored.store, third, stored.site_id("good"), "basic")
    assert [(each.crawl_id, each.verdict) for each in good] == [
        (first, Verdict.ACCESSIBLE),
        (second, Verdict.NOT_TESTED),
    ]
    assert site_history(stored.store, first, stored.site_id("good"), "basic") == good[:1]
    gone = site_history(stored.store, third, stored.site_id("gone"), "basic")
    assert [(each.crawl_id, each.verdict, each.score) for each in gone] == [(first, Verdict.NOT_TESTED, None)]
    assert site_history(stored.store, third, stored.site_id("good"), "strict") == ()


def test_a_crawl_counts_under_the_newest_version_it_was_judged_by(
    stored: Any, crawls: list[int], basic: Profile
) -> None:
    newer = replace(basic, version="2", digest="ef" * 32, threshold=2.0)
    judge_crawl(stored.store, crawls[0], [newer])
    (one, *_) = site_history(stored.store, crawls[0], stored.site_id("good"), "basic")
    assert (one.profile_version, one.verdict) == ("2", Verdict.NOT_ACCESSIBLE)


def test_a_site_was_last_tested_in_the_last_crawl_that_could(stored: Any, crawls: list[int]) -> None:
    good, bad, gone = (stored.site_id(name) for name in ("good", "bad", "gone"))
    tested = last_tested(stored.store, crawls[-1])
    assert {good, bad} <= tested.keys()
    assert gone not in tested
    assert tested[good] == stored.crawl.started_at


def test_the_verdicts_of_a_crawl_are_those_under_one_version(stored: Any, crawls: list[int], basic: Profile) -> None:
    found = verdicts_of(stored.store, crawls[0], version_of(stored.store, basic))
    assert len(found) == len(stored.sites)
    good = found[stored.site_id("good")]
    assert good == PastVerdict(crawls[0], stored.crawl.started_at, "1", Verdict.ACCESSIBLE, good.score)
