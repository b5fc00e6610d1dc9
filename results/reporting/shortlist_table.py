"""The shortlists as rows of a table: a reason a row. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from results.model import CrawlReport
from results.reporting.shortlists import Award, Because, Listed, shortlists

Row = Sequence[Any]


def shortlist_rows(report: CrawlReport) -> Iterator[Row]:
    found = shortlists(report)
    crawl = report.crawl.id
    yield from _of_websites(crawl, "most-visited", found.most_visited)
    yield from _of_websites(crawl, "user-panel", found.panel)
    for award, listed in found.websites.items():
        yield from _of_websites(crawl, award.value, listed)
    for nominee in found.organisations:
        known = (crawl, Award.BEST_ORGANISATION.value, nominee.rank, None, nominee.group.name)
        yield from _of_reasons(known, nominee.reasons)


def _of_websites(crawl: int, name: str, listed: Iterable[Listed]) -> Iterator[Row]:
    for each in listed:
        site = each.summary.site
        yield from _of_reasons((crawl, name, each.rank, site.url, site.organisation), each.reasons)


def _of_reasons(known: Row, reasons: Iterable[Because]) -> Iterator[Row]:
    for because in reasons:
        yield (*known, because.why.value, because.value)
