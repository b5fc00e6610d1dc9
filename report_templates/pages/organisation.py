"""A page for each organisation, with its websites and their share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from report_templates.addresses import organisation_page
from report_templates.site_lists import SitesPart, site_parts
from report_templates.views import CrawlView
from results.model import Organisation, Share, SiteSummary


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """known: what the register says of it, beside its name. domains: policy domains of its websites."""

    name: str
    share: Share
    known: Organisation | None
    domains: tuple[str, ...]
    part: SitesPart


def page_views(crawl: CrawlView) -> Iterator[tuple[str, OrganisationView]]:
    sites: dict[str, list[SiteSummary]] = {}
    for summary in crawl.report.sites:
        sites.setdefault(summary.site.organisation, []).append(summary)
    for group in crawl.report.by_organisation:
        if not group.name:
            continue
        own = sites.get(group.name, [])
        domains = tuple(dict.fromkeys(each.site.policy_domain for each in own if each.site.policy_domain))
        known = crawl.report.organisations.get(group.name)
        for address, part in site_parts(crawl, own, organisation_page(group.name)):
            yield address, OrganisationView(group.name, group.share, known, domains, part)
