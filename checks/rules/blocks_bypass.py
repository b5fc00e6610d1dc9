"""Blocks that return on several pages can be passed by (WCAG 2.4.1; techniques G1, G123, H69, ARIA11).

Fails for a page that begins with the same links as another page of the site and has none of the ways past them: no
heading, no landmark, no link to a place further on. Whether a way leads past the right block, a person sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from checks.check import Found, SiteCheck
from checks.facts import PageFacts, address
from results.model import Outcome

_FEWEST = 4  # links that make a block worth passing by
_SKIPPED = 2  # links before it that may differ: of a language, of the page itself


def _judge(pages: Sequence[PageFacts]) -> Iterable[tuple[str, Found]]:
    for page in pages:
        others = [other for other in pages if other is not page and other.final_url != page.final_url]
        repeated = max((_repeated(page, other) for other in others), default=0)
        if repeated < _FEWEST:
            continue
        if page.passes:
            yield page.url, Found(Outcome.PASSED)
        else:
            yield (
                page.url,
                Found(
                    Outcome.FAILED,
                    snippet=page.html,
                    measured={"links": repeated},
                    message="the page begins with the links of other pages, and nothing leads past them",
                ),
            )


def _repeated(page: PageFacts, other: PageFacts) -> int:
    """How many links after each other both begin with, a few that differ before them aside."""
    here, there = ([address(link.url) for link in one.links] for one in (page, other))
    starts = [(at, to) for at in range(_SKIPPED + 1) for to in range(_SKIPPED + 1)]
    return max(
        sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here[at:], there[to:], strict=False)))
        for at, to in starts
    )


CHECK = SiteCheck("blocks-bypass", ("2.4.1",), _judge)
