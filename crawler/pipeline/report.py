"""Stage report: the records of a judged crawl, and the pages, files and tables that are made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from checks.catalogue import describe_checks, describe_criteria
from checks.coverage import coverage
from crawler.pipeline.judge import JudgedCrawl, judge_if_new, standard_of
from crawler.pipeline.which_crawl import NoSuchCrawl, chosen_crawl
from crawler.settings import Settings
from report_templates.check_lines import fault_of
from report_templates.languages import load_language
from report_templates.render import render_report
from report_templates.verdict_sentences import reason_sentence
from report_templates.wording import ONE_VIEW
from results.barriers.picture_files import pictures_folder
from results.change.stored_comparison import compare_crawls, crawl_trend, previous_crawl
from results.crawls.stored_crawls import DetailsRemoved, crawl_checks, crawl_sites
from results.crawls.stored_ends import ends_of_search
from results.exports import export_format
from results.judging.grouping import TAG
from results.judging.stored_verdicts import get_verdicts
from results.model import Crawl, CrawlComparison, CrawlReport, GroupShare, Publisher, Reason, Share, Verdict, WrongInput
from results.reporting.stored_report import accepted_shares, crawl_report, crawl_share, share_by, site_reports

SITES_OF_ONE_PROCESS = 100
"""To start others takes longer than to write the pages of so many sites."""


class NoSuchGroup(WrongInput):
    """No site has what the sites should be grouped by."""


@dataclass(frozen=True, slots=True)
class SharesAsked:
    """accepted: the share if the reviewed exceptions are accepted; None when none counts. groups: as asked for."""

    found: Share
    accepted: Share | None
    groups: tuple[GroupShare, ...]


class VerdictRow(NamedTuple):
    """One site under one profile. sentence: the reason, for a reader, and what could not be seen."""

    crawl: int
    url: str
    name: str
    profile: str
    version: str
    verdict: Verdict
    score: float | None
    reason: Reason | None
    sentence: str


def records_of(judged: JudgedCrawl) -> CrawlReport:
    """The whole crawl, with what changed since the crawl before, and all crawls in a row."""
    store, crawl = judged.store, judged.crawl
    checks = describe_checks(crawl_checks(store, crawl.id))
    records = crawl_report(store, crawl, judged.profiles, checks, coverage(checks, standard_of(crawl)))
    previous = _comparable(judged)
    return replace(
        records,
        comparison=compare_crawls(store, previous, crawl, judged.profile) if previous else None,
        trend=crawl_trend(store, judged.profile.name),
        criteria=describe_criteria(standard_of(crawl)),
        publisher=publisher_of(judged.settings),
    )


def publisher_of(settings: Settings) -> Publisher:
    """As the settings of today say, not those of the crawl."""
    return Publisher(settings.publisher, settings.feedback, settings.enforcement_body, settings.enforcement_url)


def _comparable(judged: JudgedCrawl) -> Crawl | None:
    """The crawl before, if it can be judged by the same profile."""
    previous = previous_crawl(judged.store, judged.crawl)
    if previous is None:
        return None
    try:
        judge_if_new(judged.settings, judged.store, previous, [judged.profile], judged.say)
    except DetailsRemoved as error:
        judged.say(f"not compared with crawl {previous.id}: {error}")
        return None
    return previous


def write_report(judged: JudgedCrawl, folder: Path) -> tuple[Path, list[Share]]:
    """The report in the languages of the settings: its first page, and the shares it shows.

    Raises NotAReportError, UnknownLanguageError.
    """
    records = records_of(judged)
    pictures = pictures_folder(judged.store.path)
    sites, settings = site_reports(judged.store, records, with_passed=False), judged.settings
    processes = settings.effective_processes if len(records.sites) > SITES_OF_ONE_PROCESS else 1
    index = render_report(records, sites, folder, settings.languages, pictures, processes)
    return index, list(records.shares.values())


def write_export(judged: JudgedCrawl, name: str, folder: Path) -> list[Path]:
    """The files that the export of this name makes."""
    records = records_of(judged)
    folder.mkdir(parents=True, exist_ok=True)
    return list(export_format(name).export(records, site_reports(judged.store, records), folder))


def shares_asked(judged: JudgedCrawl, group: str | None) -> SharesAsked:
    """Under the first profile. group: as for `share_by`. Raises NoSuchGroup."""
    store, crawl, profile = judged.store, judged.crawl, judged.profile
    groups = share_by(store, crawl, profile, group) if group else ()
    if group and group.startswith(TAG) and {member.name for member in groups} == {""}:
        raise NoSuchGroup(f"no site of crawl {crawl.id} has a column {group.removeprefix(TAG)!r} in the register")
    accepted = accepted_shares(store, crawl, [profile]).get(profile.name)
    return SharesAsked(crawl_share(store, crawl, profile), accepted, groups)


def verdict_rows(judged: JudgedCrawl, language: str, only: str | None) -> list[VerdictRow]:
    """Every site, or those with one verdict, under the first profile."""
    crawl, profile = judged.crawl, judged.profile
    checks = describe_checks(crawl_checks(judged.store, crawl.id))
    found = get_verdicts(judged.store, crawl.id, profile)
    texts, ended = load_language(language), ends_of_search(judged.store, crawl.id)
    rows = []
    for site in crawl_sites(judged.store, crawl.id):
        each = found[site.id]
        if only and each.verdict != only:
            continue
        blockers = [fault_of(checks[check], language) if check in checks else check for check in each.blockers]
        sentence = reason_sentence(each, profile, blockers, texts)
        if ended.get(site.id) == "one-view" and each.verdict is not Verdict.NOT_TESTED:
            sentence = f"{sentence} {texts.gettext(ONE_VIEW)}"
        known = (crawl.id, site.url, site.name, profile.name, profile.version)
        rows.append(VerdictRow(*known, each.verdict, each.score, each.reason, sentence))
    return rows


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
