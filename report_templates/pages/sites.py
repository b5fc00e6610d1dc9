"""The list of websites beyond what is on the first page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_templates.views import CrawlView
from results.model import SiteSummary


@dataclass(frozen=True, slots=True)
class SitesPage:
    number: int
    sites: Sequence[SiteSummary]


def page_views(crawl: CrawlView) -> Iterator[tuple[str, SitesPage]]:
    for number, sites in enumerate(crawl.site_pages[1:], start=2):
        yield f"sites-{number}.html", SitesPage(number, sites)
