"""The register of accessibility statements: which websites have one, and what it says beside what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from report_templates.site_lists import SITES_ON_A_PAGE, addresses_of
from report_templates.views import CrawlView
from results.model import (
    AccessibilityStatement,
    CheckDescription,
    ConformanceStatus,
    CrawlReport,
    SiteSummary,
    StatementState,
)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A tested website. criteria_failed: success criteria on which a check failed. day: of the measurement."""

    summary: SiteSummary
    statement: AccessibilityStatement
    criteria_failed: int
    day: date

    @property
    def last_date(self) -> str:
        """When it was last reviewed, or prepared; empty where neither was recognised."""
        return self.statement.reviewed_on or self.statement.prepared_on

    @property
    def old(self) -> bool:
        """More than a year: Implementing Decision (EU) 2018/1523 asks for a review every year."""
        if not self.last_date:
            return False
        last = date.fromisoformat(self.last_date)
        return (last.year + 1, last.month, last.day) < (self.day.year, self.day.month, self.day.day)

    @property
    def is_statement(self) -> bool:
        return self.statement.state is StatementState.FOUND

    @property
    def contradicted(self) -> bool:
        """It claims full compliance, and something failed."""
        return self.is_statement and self.statement.status is ConformanceStatus.FULL and self.criteria_failed > 0


@dataclass(frozen=True, slots=True)
class StatementCounts:
    """Over all websites. states, statuses: how many of each; statuses only of what is a statement."""

    states: tuple[tuple[StatementState, int], ...]
    statuses: tuple[tuple[ConformanceStatus, int], ...]
    statements: int
    tested: int
    not_tested: int
    old: int
    undated: int
    without_feedback: int
    contradicted: int


@dataclass(frozen=True, slots=True)
class StatementsPart:
    """One page of the register. counts: on the first of them. addresses: of all."""

    rows: Sequence[StatementRow]
    counts: StatementCounts | None
    number: int
    addresses: tuple[str, ...]


def page_views(crawl: CrawlView) -> Iterator[tuple[str, StatementsPart]]:
    """What needs attention first: statements that are contradicted, then what is missing, then the rest."""
    rows = sorted(statement_rows(crawl.report), key=_order)
    counts = statement_counts(rows, len(crawl.report.sites))
    addresses = addresses_of("statement_register.html", len(rows), SITES_ON_A_PAGE)
    for number, address in enumerate(addresses, start=1):
        part = rows[(number - 1) * SITES_ON_A_PAGE : number * SITES_ON_A_PAGE]
        yield address, StatementsPart(part, counts if number == 1 else None, number, addresses)


def statement_rows(report: CrawlReport) -> Iterator[StatementRow]:
    day = date.fromisoformat(report.crawl.started_at[:10])
    for summary in report.sites:
        if summary.statement is not None:
            yield StatementRow(summary, summary.statement, _criteria_failed(summary, report.checks.values()), day)


def statement_counts(rows: Sequence[StatementRow], sites: int) -> StatementCounts:
    found = [row for row in rows if row.is_statement]
    states = Counter(row.statement.state for row in rows)
    statuses = Counter(row.statement.status for row in found)
    return StatementCounts(
        tuple((state, states[state]) for state in StatementState),
        tuple((status, statuses[status]) for status in ConformanceStatus),
        len(found),
        len(rows),
        sites - len(rows),
        sum(row.old for row in found),
        sum(not row.last_date for row in found),
        sum(not row.statement.feedback for row in found),
        sum(row.contradicted for row in found),
    )


def _criteria_failed(summary: SiteSummary, checks: Iterable[CheckDescription]) -> int:
    return len({number for check in checks if check.id in summary.failed_checks for number in check.criteria})


def _order(row: StatementRow) -> tuple[bool, int, str]:
    states = (StatementState.MISSING, StatementState.INCOMPLETE, StatementState.UNREADABLE, StatementState.FOUND)
    return not row.contradicted, states.index(row.statement.state), row.summary.slug
