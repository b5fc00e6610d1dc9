"""All websites of the measurement, in parts that are not too long, and the data that finds one on any of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from report_templates.addresses import organisation_page
from report_templates.hostile import printable, shortened
from report_templates.site_lists import SiteRow, SitesPart, site_parts, site_rows
from report_templates.views import CrawlView
from results.model import Profile

NAME_CHARACTERS = 120


def page_views(crawl: CrawlView) -> Iterator[tuple[str, SitesPart]]:
    yield from site_parts(crawl, crawl.report.sites, "sites.html")


def static_files(crawl: CrawlView, language: str) -> Iterator[tuple[str, str]]:
    """What static/site_filter.js looks through, plain ASCII."""
    rows = site_rows(crawl, crawl.report.sites)
    called = {
        name: labels[language]
        for name, labels in crawl.report.labels.get("organisation", {}).items()
        if language in labels
    }
    lines = ",\n".join(json.dumps(_values(row, called, crawl.report.profiles[1:])) for row in rows)
    yield f"sites_data.{language}.js", f"globalThis.wadmonSites = [\n{lines}\n];\n"


def _values(row: SiteRow, called: Mapping[str, str], others: tuple[Profile, ...]) -> list[object]:
    """In the order of the places in static/site_filter.js."""
    site, verdict = row.summary.site, row.verdict
    return [
        _text(site.name),
        _text(site.url),
        row.summary.slug,
        _text(called.get(site.organisation, site.organisation)),
        organisation_page(site.organisation) if site.organisation else "",
        verdict.verdict,
        verdict.reason or "",
        verdict.score,
        row.points,
        row.turn or "",
        row.summary.last_tested[:10],
        [row.summary.verdicts[profile.name].verdict for profile in others],
    ]


def _text(value: str) -> str:
    return shortened(printable(value), NAME_CHARACTERS)
