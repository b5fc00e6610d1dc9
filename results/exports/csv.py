"""CSV files (RFC 4180, UTF-8 with BOM so that spreadsheets read the letters right), described by datapackage.json.

Text from pages is defused: a cell that a spreadsheet would run as a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from results.barriers.table import COLUMNS as BARRIER_COLUMNS
from results.barriers.table import barrier_row
from results.model import AccessibilityStatement, CheckFindings, CrawlReport, Profile, SiteReport, SiteSummary
from results.reporting.share_tables import (
    CHANGED_SITES,
    CHANGES,
    SHARES,
    TREND,
    change_rows,
    changed_site_rows,
    share_row,
    trend_rows,
)
from results.reporting.spreadsheet_cells import defused

# Raised when a column changes its meaning, its name or its place; new columns come at the end.
SCHEMA_VERSION = "1"

COLUMNS = {
    "shares": SHARES,
    "sites": (
        "crawl", "url", "name", "organisation", "policy_domain", "level", "country", "language", "profile", "verdict",
        "reason", "score", "pages_planned", "pages_tested", "pages_failed", "failures", "statement", "statement_url",
        "statement_status", "statement_standard", "statement_prepared_on", "statement_reviewed_on",
        "statement_feedback", "statement_enforcement", "statement_linked_from_home",
    ),
    "changes": CHANGES,
    "changed_sites": CHANGED_SITES,
    "trend": TREND,
    "criteria": (
        "crawl", "url", "profile", "criterion", "state", "weight", "pages", "pages_failed", "checks",
        "pages_material",
    ),
    "criterion_texts": ("profile", "version", "profile_name", "criterion", "weight", "essential", "language", "title"),
    "pages": (
        "crawl", "site", "url", "role", "clause", "evidence", "reason", "detail", "http_status", "final_url", "title",
        "language", "settled", "audited_at", "checks_failed", "checks_cannot_tell",
        "tenure", "in_sample_since_crawl",
    ),
    "findings": (
        "crawl", "site", "page", "check", "outcome", "counts_for_verdict", "elements", "selector", "snippet",
        "measured", "region",
    ),
    "barriers": BARRIER_COLUMNS,
}  # fmt: skip


def export(report: CrawlReport, site_reports: Iterable[SiteReport], folder: Path) -> list[Path]:
    """All that COLUMNS names, and its description. Shares are 0 to 1, unrounded.

    changes and changed_sites: since the crawl before; only a header when there is none.
    """
    _write(folder, "shares", _shares(report))
    _write(folder, "changes", change_rows(report.comparison) if report.comparison else ())
    _write(folder, "changed_sites", changed_site_rows(report.comparison) if report.comparison else ())
    _write(folder, "trend", trend_rows(report.trend) if report.trend else ())
    _write(folder, "sites", (row for summary in report.sites for row in _sites(report, summary)))
    _write(folder, "criteria", (row for summary in report.sites for row in _criteria(report, summary)))
    _write(folder, "criterion_texts", (row for profile in report.profiles for row in _criterion_texts(profile)))
    with (
        _writer(folder, "pages") as pages,
        _writer(folder, "findings") as findings,
        _writer(folder, "barriers") as barriers,
    ):
        for site in site_reports:
            pages.write(_pages(report, site))
            findings.write(_findings(report, site))
            barriers.write(barrier_row(report.crawl.id, site.summary.site.url, each) for each in site.barriers)
    description = folder / "datapackage.json"
    description.write_text(json.dumps(_description(report), indent=2) + "\n", "utf-8")
    return [*(folder / f"{name}.csv" for name in COLUMNS), description]


class _writer:  # noqa: N801 - used like a function
    """An open CSV file with its header written."""

    def __init__(self, folder: Path, name: str) -> None:
        self._file = (folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="")
        self._csv = csv.writer(self._file)
        self._csv.writerow(COLUMNS[name])

    def write(self, rows: Iterable[Sequence[Any]]) -> None:
        self._csv.writerows([defused(cell) for cell in row] for row in rows)

    def __enter__(self) -> _writer:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _write(folder: Path, name: str, rows: Iterable[Sequence[Any]]) -> None:
    with _writer(folder, name) as file:
        file.write(rows)


def _shares(report: CrawlReport) -> Iterator[Sequence[Any]]:
    for share in report.shares.values():
        yield share_row(report.crawl.id, "all", "", share)
    for share in report.accepted_shares.values():
        yield share_row(report.crawl.id, "all, reviewed exceptions accepted", "", share)
    groups = {"policy_domain": report.by_policy_domain, "organisation": report.by_organisation, **report.groups}
    for group, members in groups.items():
        for member in members:
            yield share_row(report.crawl.id, group, member.name, member.share)


def _sites(report: CrawlReport, summary: SiteSummary) -> Iterator[Sequence[Any]]:
    site = summary.site
    for name, verdict in summary.verdicts.items():
        yield (
            report.crawl.id, site.url, site.name, site.organisation, site.policy_domain, site.level, site.country,
            site.language, name, verdict.verdict, verdict.reason, verdict.score, verdict.pages_planned,
            verdict.pages_tested, verdict.pages_failed, summary.failures, *_statement(summary.statement),
        )  # fmt: skip


def _statement(statement: AccessibilityStatement | None) -> Sequence[Any]:
    if statement is None:
        return (None,) * 9
    return (
        statement.state, statement.url, statement.status, statement.standard, statement.prepared_on,
        statement.reviewed_on, " ".join(statement.feedback), str(statement.enforcement).lower(),
        str(statement.linked_from_home).lower(),
    )  # fmt: skip


def _criteria(report: CrawlReport, summary: SiteSummary) -> Iterator[Sequence[Any]]:
    for name, verdict in summary.verdicts.items():
        for result in verdict.criteria:
            yield (
                report.crawl.id, summary.site.url, name, result.criterion, result.state, result.weight, result.pages,
                result.pages_failed, " ".join(result.checks), result.pages_material,
            )  # fmt: skip


def _criterion_texts(profile: Profile) -> Iterator[Sequence[Any]]:
    """A row a language that the file of the profile has."""
    for criterion in profile.criteria:
        for language, text in criterion.texts.items():
            name = profile.texts[language].name if language in profile.texts else profile.name
            yield (
                profile.name, profile.version, name, criterion.id, criterion.weight,
                str(bool(criterion.material)).lower(), language, text.title,
            )  # fmt: skip


def _pages(report: CrawlReport, site: SiteReport) -> Iterator[Sequence[Any]]:
    for page in site.pages:
        planned, audit = page.planned, page.audit
        yield (
            report.crawl.id, site.summary.site.url, planned.url, planned.role, planned.clause, planned.evidence,
            audit.reason, audit.detail, audit.http_status, audit.final_url, audit.title, audit.language, audit.settled,
            audit.audited_at, " ".join(page.failed), " ".join(page.cannot_tell),
            planned.tenure, planned.since or report.crawl.id,
        )  # fmt: skip


def _findings(report: CrawlReport, site: SiteReport) -> Iterator[Sequence[Any]]:
    for counts, checks in ((True, site.findings), (False, site.best_practices)):
        for check in checks:
            yield from _check_findings(report, site, check, counts=counts)


def _check_findings(
    report: CrawlReport, site: SiteReport, check: CheckFindings, *, counts: bool
) -> Iterator[Sequence[Any]]:
    """One row an element that was stored; `elements` is the exact number on the page."""
    for page in check.pages:
        for finding in page.findings:
            yield (
                report.crawl.id, site.summary.site.url, page.url, check.check, check.outcome, str(counts).lower(),
                page.count, finding.selector, finding.snippet, finding.measured, finding.region,
            )  # fmt: skip


def _description(report: CrawlReport) -> dict[str, Any]:
    """Frictionless Data Package: https://specs.frictionlessdata.io/data-package/"""
    return {
        "name": f"wad-monitor-crawl-{report.crawl.id}",
        "version": SCHEMA_VERSION,
        "created": report.crawl.finished_at,
        "resources": [
            {
                "name": name,
                "path": f"{name}.csv",
                "encoding": "utf-8",
                "schema": {"fields": [{"name": c} for c in columns]},
            }
            for name, columns in COLUMNS.items()
        ],
    }
