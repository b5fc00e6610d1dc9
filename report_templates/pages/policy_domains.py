"""All policy domains with the share of their websites, in parts that are not too long."""

from __future__ import annotations

from collections.abc import Iterator

from report_templates.site_lists import GroupsPart, group_parts
from report_templates.views import CrawlView


def page_views(crawl: CrawlView) -> Iterator[tuple[str, GroupsPart]]:
    """None when the register names no policy domain."""
    groups = crawl.report.by_policy_domain
    if any(group.name for group in groups):
        yield from group_parts(groups, "domains.html")
