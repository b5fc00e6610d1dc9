"""Figures of a judged crawl that are asked for alone: its shares, and what changed since another."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.pipeline.judge import JudgedCrawl, judge_if_new
from crawler.pipeline.which_crawl import NoSuchCrawl, chosen_crawl
from results.change.stored_comparison import compare_crawls, previous_crawl
from results.judging.grouping import TAG
from results.model import CrawlComparison, GroupShare, Share, WrongInput
from results.reporting.stored_report import accepted_shares, crawl_share, share_by


class NoSuchGroup(WrongInput):
    """No site has what the sites should be grouped by."""


@dataclass(frozen=True, slots=True)
class SharesAsked:
    """accepted: the share if the reviewed exceptions are accepted; None when none counts. groups: as asked for."""

    found: Share
    accepted: Share | None
    groups: tuple[GroupShare, ...]


def shares_asked(judged: JudgedCrawl, group: str | None) -> SharesAsked:
    """Under the first profile. group: as for `share_by`. Raises NoSuchGroup."""
    store, crawl, profile = judged.store, judged.crawl, judged.profile
    groups = share_by(store, crawl, profile, group) if group else ()
    if group and group.startswith(TAG) and {member.name for member in groups} == {""}:
        raise NoSuchGroup(f"no site of crawl {crawl.id} has a column {group.removeprefix(TAG)!r} in the register")
    accepted = accepted_shares(store, crawl, [profile]).get(profile.name)
    return SharesAsked(crawl_share(store, crawl, profile), accepted, groups)


def comparison_with(judged: JudgedCrawl, before: int | None) -> CrawlComparison:
    """With an earlier crawl, or the one before, under the first profile. Raises NoSuchCrawl, DetailsRemoved."""
    store, later = judged.store, judged.crawl
    earlier = previous_crawl(store, later) if before is None else chosen_crawl(store, before)
    if earlier is None:
        raise NoSuchCrawl(f"there is nothing to compare yet: crawl {later.id} is the first of its kind")
    if not earlier.finished_at or earlier.id >= later.id:
        raise NoSuchCrawl(f"crawl {earlier.id} is not a finished crawl from before crawl {later.id}")
    judge_if_new(judged.settings, store, earlier, [judged.profile], judged.say)
    return compare_crawls(store, earlier, later, judged.profile)
