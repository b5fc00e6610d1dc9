"""Ways to get help stand in the same order on all pages (WCAG 2.2, 3.2.6).

Only asks: whether a link is a way to get help is seen by its name alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from checks.check import Found, SiteCheck
from checks.facts import PageFacts
from results.model import Outcome


def _judge(pages: Sequence[PageFacts]) -> Iterable[tuple[str, Found]]:
    first: dict[str, PageFacts] = {}
    for page in pages:
        other = first.setdefault(page.language, page)
        shared = set(page.help) & set(other.help)
        if other is page or not shared:
            continue
        here, there = ([way for way in each.help if way in shared] for each in (page, other))
        yield (
            page.url,
            Found(
                Outcome.PASSED if here == there else Outcome.CANNOT_TELL,
                measured={"here": " ".join(here), "elsewhere": " ".join(there), "compared with": other.url},
                message="" if here == there else "ways to get help have another order than on the other page",
            ),
        )


CHECK = SiteCheck("help-order", ("3.2.6",), _judge, only_asks=True)
