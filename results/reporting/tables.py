"""The results as tidy tables, one fact a table: their columns and meaning (tables.toml) and their rows. Pure.

Rows are plain values in the order of the columns: text, numbers, booleans, and None for what there is not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from results.barriers.table import barrier_row
from results.model import AccessibilityStatement, CheckFindings, CrawlReport, Profile, SiteReport, SiteSummary
from results.reporting.share_tables import change_rows, changed_site_rows, share_row, trend_rows
from results.reporting.shortlist_table import shortlist_rows

# Raised when a column changes its meaning, its name or its place; new columns come at the end.
SCHEMA_VERSION = "1"

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Column:
    """type: string, integer, number or boolean, as in Frictionless Table Schema. meaning: English."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """row: what a row is. key: columns that tell rows apart; empty where rows may be equal."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]


def _load() -> dict[str, Table]:
    entries = tomllib.loads((resources.files("results.reporting") / "tables.toml").read_text("utf-8"))
    return {
        name: Table(
            name=name,
            row=entry["row"],
            key=tuple(entry.get("key", ())),
            columns=tuple(Column(column, *meaning) for column, meaning in entry["columns"].items()),
        )
        for name, entry in entries.items()
    }


TABLES = _load()


def all_rows(report: CrawlReport, site_reports: Iterable[SiteReport]) -> Iterator[tuple[str, Row]]:
    """(table, row) of all tables, streamed: the rows of one table are in order, those of several interleaved.

    Shares are 0 to 1, unrounded. changes and changed_sites: since the crawl before; none when there is none.
    """
    yield from (("shares", row) for row in _shares(report))
    if report.comparison:
        yield from (("changes", row) for row in change_rows(report.comparison))
        yield from (("changed_sites", row) for row in changed_site_rows(report.comparison))
    if report.trend:
        yield from (("trend", row) for row in trend_rows(report.trend))
    for summary in report.sites:
        yield from (("sites", row) for row in _sites(report, summary))
        yield from (("criteria", row) for row in _criteria(report, summary))
    for profile in report.profiles:
        yield from (("criterion_texts", row) for row in _criterion_texts(profile))
    yield from (("shortlists", row) for row in shortlist_rows(report))
    yield from (("agreement", row) for row in _agreement(report))
    for site in site_reports:
        yield from (("pages", row) for row in _pages(report, site))
        yield from (("findings", row) for row in _findings(report, site))
        yield from (("barriers", barrier_row(report.crawl.id, site.summary.site.url, each)) for each in site.barriers)


def _shares(report: CrawlReport) -> Iterator[Row]:
    for share in report.shares.values():
        yield share_row(report.crawl.id, "all", "", share)
    for share in report.accepted_shares.values():
        yield share_row(report.crawl.id, "all, reviewed exceptions accepted", "", share)
    groups = {"policy_domain": report.by_policy_domain, "organisation": report.by_organisation, **report.groups}
    for group, members in groups.items():
        for member in members:
            yield share_row(report.crawl.id, group, member.name, member.share)


def _sites(report: CrawlReport, summary: SiteSummary) -> Iterator[Row]:
    site = summary.site
    for name, verdict in summary.verdicts.items():
        yield (
            report.crawl.id, site.url, site.name, site.organisation, site.policy_domain, site.level, site.country,
            site.language, name, verdict.verdict, verdict.reason, verdict.score, verdict.pages_planned,
            verdict.pages_tested, verdict.pages_failed, summary.failures, *_statement(summary.statement),
            summary.ended,
        )  # fmt: skip


def _statement(statement: AccessibilityStatement | None) -> Row:
    if statement is None:
        return (None,) * 10
    return (
        statement.state, statement.url, statement.status, statement.standard, statement.prepared_on,
        statement.reviewed_on, " ".join(statement.feedback), statement.enforcement, statement.linked_from_home,
        " ".join(statement.lacking),
    )  # fmt: skip


def _criteria(report: CrawlReport, summary: SiteSummary) -> Iterator[Row]:
    for name, verdict in summary.verdicts.items():
        for result in verdict.criteria:
            yield (
                report.crawl.id, summary.site.url, name, result.criterion, result.state, result.weight, result.pages,
                result.pages_failed, " ".join(result.checks), result.pages_material,
            )  # fmt: skip


def _criterion_texts(profile: Profile) -> Iterator[Row]:
    """A row a language that the file of the profile has."""
    for criterion in profile.criteria:
        for language, text in criterion.texts.items():
            name = profile.texts[language].name if language in profile.texts else profile.name
            yield (
                profile.name, profile.version, name, criterion.id, criterion.weight,
                bool(criterion.material), language, text.title,
            )  # fmt: skip


def _agreement(report: CrawlReport) -> Iterator[Row]:
    for browser in report.agreement:
        for one in browser.checks:
            yield (
                report.crawl.id, browser.browser, browser.version, one.check, one.agree, one.differ,
                one.not_reproducible,
            )  # fmt: skip


def _pages(report: CrawlReport, site: SiteReport) -> Iterator[Row]:
    for page in site.pages:
        planned, audit = page.planned, page.audit
        yield (
            report.crawl.id, site.summary.site.url, planned.url, planned.role, planned.clause, planned.evidence,
            audit.reason, audit.detail, audit.http_status, audit.final_url, audit.title, audit.language, audit.settled,
            audit.audited_at, " ".join(page.failed), " ".join(page.cannot_tell),
            planned.tenure, planned.since or report.crawl.id, audit.proven_at or None, audit.carried_from or None,
        )  # fmt: skip


def _findings(report: CrawlReport, site: SiteReport) -> Iterator[Row]:
    for counts, checks in ((True, site.findings), (False, site.best_practices)):
        for check in checks:
            yield from _check_findings(report, site, check, counts=counts)


def _check_findings(report: CrawlReport, site: SiteReport, check: CheckFindings, *, counts: bool) -> Iterator[Row]:
    """One row an element that was stored; `elements` is the exact number on the page."""
    for page in check.pages:
        for finding in page.findings:
            yield (
                report.crawl.id, site.summary.site.url, page.url, check.check, check.outcome, counts,
                page.count, finding.selector, finding.snippet, finding.measured, finding.region,
            )  # fmt: skip
