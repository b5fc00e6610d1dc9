"""Navigation that returns on several pages has its links in the same order (WCAG 3.2.3, failure F66).

Fails where two pages of one language have a navigation of one name with the same links in another order. Where only
some of the links are the same, a person has to tell whether it is the same navigation.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.check import Found, SiteCheck
from checks.facts import Navigation, PageFacts, address
from results.model import Outcome

_FEWEST = 4  # links two navigations must share to be the same one
_SHARED = 0.8  # of the shorter one


def _judge(pages: Sequence[PageFacts]) -> Iterable[tuple[str, Found]]:
    first: dict[str, PageFacts] = {}
    for page in pages:
        # The home page comes first in a sample; the others are compared with it.
        other = first.setdefault(page.language, page)
        if other is page:
            continue
        for navigation in page.navigations:
            if found := _compared(navigation, other):
                yield page.url, found


def _compared(navigation: Navigation, page: PageFacts) -> Found | None:
    """None when the other page has no such navigation."""
    here = _order(navigation)
    alike = max(page.navigations, key=lambda other: len(set(_order(other)) & set(here)), default=None)
    there = _order(alike) if alike else []
    shared = set(here) & set(there)
    if alike is None or len(shared) < max(_FEWEST, _SHARED * min(len(here), len(there))):
        return None
    if [url for url in here if url in shared] == [url for url in there if url in shared]:
        return Found(Outcome.PASSED)
    same = set(here) == set(there) and navigation.name == alike.name
    return Found(
        Outcome.FAILED if same else Outcome.CANNOT_TELL,
        measured={"navigation": navigation.name, "links": len(shared), "compared with": page.url},
        message="the links of this navigation have another order than on the other page",
    )


def _order(navigation: Navigation) -> list[str]:
    return list(dict.fromkeys(address(link.url) for link in navigation.links))


CHECK = SiteCheck("navigation-order", ("3.2.3",), _judge)
