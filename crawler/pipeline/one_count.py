"""Two rows of the register that are one website are one count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from crawler.web.scopes import covers, place_of, site_scope, twins
from results.model import Reason, Site, SiteDiscovery


def same_sites(sites: Iterable[Site]) -> Iterator[SiteDiscovery]:
    """What is stored of each site that has the scope of one before it; nothing is asked of it."""
    sites = tuple(sites)
    counted = twins(sites)
    for site in sites:
        if site.url in counted:
            yield SiteDiscovery(site.id, reason=Reason.OTHER_SITE, detail=_detail(counted[site.url]))


def _detail(counted: str) -> str:
    return f"the same website as {counted}, which is counted"[:300]


def has_moved(site: Site, discovery: SiteDiscovery) -> bool:
    """Whether its start URL leads to a place outside its own scope, where another site may have led as well."""
    landed = discovery.reason is None and bool(discovery.final_url)
    return landed and not covers(site_scope(site.url), discovery.final_url)


def counted_once(moved: Iterable[SiteDiscovery], landings: Iterable[str]) -> Iterator[SiteDiscovery]:
    """In the order of the register; the first that led to a place has it, the others are other sites' twins.

    landings: URLs where sites led that were counted already.
    """
    taken = {place_of(url) for url in landings}
    for discovery in sorted(moved, key=lambda each: each.site_id):
        place = place_of(discovery.final_url)
        if place in taken:
            yield replace(discovery, pages=(), reason=Reason.OTHER_SITE, detail=_detail(discovery.final_url))
        else:
            taken.add(place)
            yield discovery
