"""A page for each policy domain, with its websites and their share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_templates.addresses import policy_domain_page
from report_templates.site_lists import SitesPart, site_parts
from report_templates.views import CrawlView
from results.model import Share, SiteSummary


@dataclass(frozen=True, slots=True)
class PolicyDomainView:
    name: str
    share: Share
    organisations: int
    part: SitesPart


def page_views(crawl: CrawlView) -> Iterator[tuple[str, PolicyDomainView]]:
    sites: dict[str, list[SiteSummary]] = {}
    for summary in crawl.report.sites:
        sites.setdefault(summary.site.policy_domain, []).append(summary)
    for group in crawl.report.by_policy_domain:
        if not group.name:
            continue
        own = sites.get(group.name, [])
        organisations = len({each.site.organisation for each in own if each.site.organisation})
        for address, part in site_parts(crawl, own, policy_domain_page(group.name)):
            yield address, PolicyDomainView(group.name, group.share, organisations, part)
