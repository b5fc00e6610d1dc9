"""The JSON lines between the caller and the discovery process: one header, then one line a site."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from crawler.web.options import DiscoveryOptions
from results.model import NOTHING_TO_PROVE, Scope, Site, SiteDiscovery, SiteProof


@dataclass(frozen=True, slots=True)
class Header:
    """other_scopes: of all registered sites, whether or not they are discovered now."""

    options: DiscoveryOptions
    other_scopes: tuple[Scope, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """A site to discover. rendered_links: (URL, text) of links that only the browser saw on its home page.

    panel: URLs of the sample before; asked for first, to know whether they still exist.
    proof: what to ask for, when the pages are found, to know which of them are unchanged.
    """

    site: Site
    scope: Scope
    rendered_links: tuple[tuple[str, str], ...] = ()
    panel: tuple[str, ...] = ()
    proof: SiteProof = NOTHING_TO_PROVE


HEADER = TypeAdapter(Header)
ORDER = TypeAdapter(Order)
DISCOVERY = TypeAdapter(SiteDiscovery)
