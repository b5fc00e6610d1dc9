"""What comparing the pages of a site needs of each, packed to be kept until the next crawl."""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import TypeAdapter

from checks.facts import PageFacts
from checks.visit import PageVisit
from results.page_words.page_look import PageLook


@dataclass(frozen=True, slots=True)
class Compared:
    """As in `PageVisit`."""

    facts: PageFacts | None = None
    links: tuple[tuple[str, str], ...] = ()
    look: PageLook | None = None


_PAGES = TypeAdapter(dict[str, Compared])
# The pages of a site have most in common: packed together, each costs little.
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 22}]


def packed(visits: Iterable[PageVisit]) -> bytes:
    """Of the pages of one site."""
    pages = {visit.planned.url: Compared(visit.facts, visit.links, visit.look) for visit in visits}
    return lzma.compress(_PAGES.dump_json(pages), filters=_FILTERS)


def unpacked(data: bytes) -> dict[str, Compared]:
    """URL as planned -> what was packed."""
    return _PAGES.validate_json(lzma.decompress(data)) if data else {}
