"""The shortlists: to screen by hand, for a panel of users, and the nominees for the awards."""

from __future__ import annotations

from report_templates.views import CrawlView
from results.reporting.shortlists import Shortlists, shortlists


def page_view(crawl: CrawlView) -> Shortlists:
    return shortlists(crawl.report)
