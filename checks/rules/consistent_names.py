"""Links of the navigation that lead to one page have one name on all pages (WCAG 3.2.4, failure F31).

Only asks: "Home" on one page and the name of the site on another may be two links for two purposes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from checks.check import Found, SiteCheck
from checks.facts import PageFacts, address
from results.model import Outcome
from results.page_words.fold import folded

_SHOWN = 3  # names


def _judge(pages: Sequence[PageFacts]) -> Iterable[tuple[str, Found]]:
    first: dict[str, tuple[str, Mapping[str, dict[str, str]]]] = {}
    for page in pages:
        names = _names(page)
        url, others = first.setdefault(page.language, (page.url, names))
        if url == page.url:
            continue
        shared = names.keys() & others.keys()
        differing = sorted(target for target in shared if not _agree(names[target], others[target]))
        if shared and not differing:
            yield page.url, Found(Outcome.PASSED)
        for target in differing:
            here, there = (" / ".join(list(known.values())[:_SHOWN]) for known in (names[target], others[target]))
            yield (
                page.url,
                Found(
                    Outcome.CANNOT_TELL,
                    measured={"link to": target, "here": here, "elsewhere": there, "compared with": url},
                    message="this link of the navigation has another name on the other page",
                ),
            )


def _names(page: PageFacts) -> Mapping[str, dict[str, str]]:
    """Page that is linked to -> names of the links, folded -> as written; links within the page left out."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    own = {address(page.url), address(page.final_url)}
    for navigation in page.navigations:
        for link in navigation.links:
            target = address(link.url)
            if link.url.startswith("http") and target not in own and (name := _folded(link.name)):
                names[target][name] = link.name
    return names


def _agree(here: Iterable[str], there: Iterable[str]) -> bool:
    """Also "Cart" and "Cart 3", "News" and "News, current page"."""
    return any(a in b or b in a for a in here for b in there)


def _folded(name: str) -> str:
    return " ".join(re.sub(r"[\W\d_]+", " ", folded(name)).split())


CHECK = SiteCheck("consistent-names", ("3.2.4",), _judge, only_asks=True)
