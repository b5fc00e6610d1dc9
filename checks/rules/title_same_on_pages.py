"""Pages of a site have titles of their own (WCAG 2.4.2, technique G88, failure F25).

Fails where a page has the title of the home page, which names the site, though its heading says it is about something
else. Other pages may share a title rightly, as the steps of one application do: there the check cannot tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from urllib.parse import urldefrag, urlsplit

from checks.check import Found, SiteCheck
from checks.facts import PageFacts
from results.model import Outcome
from results.page_words.fold import folded_words

# "/", "/nl/", "/index.php", "/fr/accueil": homes, of a site or of one of its languages
_HOMES = "index|default|home|accueil|start|startseite|startpagina"
_HOME = re.compile(rf"^/?([a-z]{{2}}(-[a-z]{{2}})?/?)?(({_HOMES})(\.\w+)?/?)?$", re.IGNORECASE)


def _is_home(page: PageFacts) -> bool:
    return page.role == "home" or _HOME.search(urlsplit(page.final_url).path) is not None


def _judge(pages: Sequence[PageFacts]) -> Iterable[tuple[str, Found]]:
    titled: dict[str, dict[str, PageFacts]] = defaultdict(dict)
    for page in pages:
        if title := str(folded_words(page.title)):
            titled[title].setdefault(urldefrag(page.final_url).url, page)
    for title, sharing in titled.items():
        homes = [page for page in sharing.values() if _is_home(page)]
        headings = {folded_words(page.heading) for page in sharing.values()} - {""}
        for page in sharing.values():
            heading = folded_words(page.heading)
            others = len(headings - {heading})
            if len(sharing) == 1 or page in homes or not heading or not others or heading in title:
                yield page.url, Found(Outcome.PASSED)
                continue
            of_home = any(
                folded_words(home.heading) not in ("", heading) and home.language == page.language for home in homes
            )
            yield (
                page.url,
                Found(
                    Outcome.FAILED if of_home else Outcome.CANNOT_TELL,
                    snippet=page.html,
                    measured={"title": page.title, "heading": page.heading, "pages": len(sharing)},
                    message="the page has the title of the home page" if of_home else "other pages have this title too",
                ),
            )


CHECK = SiteCheck("title-same-on-pages", ("2.4.2",), _judge)
