"""Stage report: the records of a judged crawl, and the pages and files that are made of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checks.catalogue import describe_checks, describe_criteria
from checks.coverage import coverage
from crawler.pipeline.judge import JudgedCrawl, judge_if_new, standard_of
from crawler.settings import Settings
from report_templates.render import render_report
from results.barriers.picture_files import pictures_folder
from results.change.stored_comparison import compare_crawls, crawl_trend, previous_crawl
from results.crawls.stored_crawls import DetailsRemoved, crawl_checks
from results.exports import export_format
from results.model import Crawl, CrawlReport, Publisher, Share
from results.reporting.stored_report import crawl_report, site_reports

SITES_OF_ONE_PROCESS = 100
"""To start others takes longer than to write the pages of so many sites."""


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
