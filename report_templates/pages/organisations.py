"""The page with every organisation, when there are too many for the first page."""

from __future__ import annotations

from collections.abc import Sequence

from report_templates.views import CrawlView
from results.model import GroupShare


def page_view(crawl: CrawlView) -> Sequence[GroupShare] | None:
    return crawl.report.by_organisation if crawl.organisations_apart else None
