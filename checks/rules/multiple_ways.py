"""There is more than one way to find a page: a search, a sitemap, or links to all pages (WCAG 2.4.5; G63, G161, G185).

Only asks: another way, such as an index, may not be recognised; said of the home page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.check import Found, SiteCheck
from checks.facts import PageFacts, address
from results.model import Outcome
from results.page_words.fold import folded
from results.page_words.phrases import phrases

_OVERVIEW = phrases("roles", "sitemap", "overview")
_FEWEST = 3  # pages of a site on which this can be asked


def _judge(pages: Sequence[PageFacts]) -> Iterable[tuple[str, Found]]:
    home = next((page for page in pages if page.role == "home"), None)
    if home is None or len(pages) < _FEWEST:
        return
    way = _way(home, pages)
    yield (
        home.url,
        Found(
            Outcome.PASSED if way else Outcome.CANNOT_TELL,
            measured={"way": way},
            message="" if way else "no search, sitemap, or links to all pages were recognised",
        ),
    )


def _way(home: PageFacts, pages: Sequence[PageFacts]) -> str:
    """The way besides following the navigation; empty when none was recognised."""
    if any(page.search or page.role == "search" for page in pages):
        return "search"
    if any(page.role == "sitemap" or any(_OVERVIEW.begin(folded(link.name)) for link in page.links) for page in pages):
        return "sitemap"
    linked = {address(link.url) for link in home.links}
    others = (page for page in pages if page is not home)
    complete = all(linked & {address(page.url), address(page.final_url)} for page in others)
    return "links on the home page" if complete else ""


CHECK = SiteCheck("multiple-ways", ("2.4.5",), _judge, only_asks=True)
