"""The JSON lines between the caller and the search process: one header, then hosts in and visits out."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from crawler.web.options import DiscoveryOptions
from results.model import HostVisit


@dataclass(frozen=True, slots=True)
class SearchHeader:
    """signs, contrary: texts of the scope to look for, as in results.model.HostVisit.

    organisations: (organisation, a name pages call it by). at_once: hosts under way at the same time.
    """

    options: DiscoveryOptions
    signs: tuple[str, ...] = ()
    contrary: tuple[str, ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()
    at_once: int = 32


@dataclass(frozen=True, slots=True)
class HostOrder:
    """A host to visit. url: where to begin; start: it is a starting point, read more widely.

    pages: the most pages to read. paths: URLs on it that others link to, read before others.
    """

    host: str
    url: str
    pages: int
    start: bool = False
    paths: tuple[str, ...] = ()


HEADER = TypeAdapter(SearchHeader)
ORDER = TypeAdapter(HostOrder)
VISIT = TypeAdapter(HostVisit)
