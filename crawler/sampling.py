"""Found pages -> sample. Pure: the same pages and seed give the same sample.

Structured as Decision (EU) 2018/1524, Annex I, 3.2 (a) to (f) and WCAG-EM step 3.1; plus a random part of at
least 10 % (g). Clause letters: a home, login, sitemap, contact, help, legal; b service pages and search;
c statement and feedback; d distinct appearance or type of content; e documents (PDF); g random.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import ceil

from crawler.page_roles import ROLES, Role, evidence_of_role
from results.model import FoundPage, PlannedPage, Sample

# Pages found on a site -> pages in its sample (all of them on a small site). Appropriate "to the estimated size
# and the complexity of the website" (Annex I, 3.4); the table itself is our choice.
SIZES = ((10, 10), (50, 15), (200, 20), (1000, 25))
LARGEST = 30

# Clauses that every site's sample is asked for; documents (e) only where there are some.
CLAUSES = ("a", "b", "c", "d", "g")
_PDF = "application/pdf"  # other kinds of document are noted, not opened
_DOCUMENTS = (_PDF, "application/msword", "application/rtf", "application/vnd.")


@dataclass(frozen=True, slots=True)
class SampleSize:
    """pages: 0 means by the size of the site. random_share: of the structured pages, at least 0.1.

    documents: at most so many, besides the pages.
    """

    pages: int = 0
    random_share: float = 0.1
    documents: int = 2


def size_for(found: int) -> int:
    """Pages to sample of a site where `found` pages were found."""
    return next((size for limit, size in SIZES if found <= limit), LARGEST)


def draw_sample(site_id: int, pages: Sequence[FoundPage], size: SampleSize, seed: int) -> Sample:
    """The first page is the home page; `pages` must hold it first (empty pages give an empty sample)."""
    candidates = [page for page in pages if _may_be_html(page)]
    wanted = min(size.pages or size_for(len(candidates)), len(candidates))
    # Of n pages, r are random with r >= share * (n - r).
    random_part = ceil(wanted * size.random_share / (1 + size.random_share)) if wanted < len(candidates) else 0
    structured = list(islice(_structured(candidates), max(1, wanted - random_part)))
    if wanted == len(candidates):
        chosen = structured + _rest(candidates, structured)
    else:
        chosen = structured + _random(candidates, structured, wanted - len(structured), _seed(site_id, seed, pages))
    chosen = chosen[:wanted] + _documents(pages[1:], size.documents, _seed(site_id, seed, pages))
    return Sample(
        site_id=site_id,
        seed=seed,
        pages=tuple(chosen),
        frame_size=len(candidates),
        missing_clauses=_missing(chosen, pages, census=wanted == len(candidates)),
    )


def _may_be_html(page: FoundPage) -> bool:
    """Pages known not to be HTML, or to answer with an error, would only be untested; the home page always counts."""
    if page.depth == 0 and page.source == "start":
        return True
    content = not page.content_type or "html" in page.content_type
    return content and (page.status is None or page.status < 400)  # noqa: PLR2004


def _structured(pages: Sequence[FoundPage]) -> Iterator[PlannedPage]:
    """The pages of each role, then pages of distinct appearance; none twice."""
    taken: set[str] = set()
    if pages:
        taken.add(pages[0].url)
        yield PlannedPage(pages[0].url, "home", "a", "start URL")
    for role in ROLES:
        for best in _best_for_role(pages, role, taken):
            taken.add(best.url)
            yield best
    seen = {page.skeleton for page in pages if page.url in taken}
    for page in pages:
        if page.skeleton and page.skeleton not in seen and page.url not in taken:
            seen.add(page.skeleton)
            taken.add(page.url)
            yield PlannedPage(page.url, "appearance", "d", f"structure {page.skeleton}")


def _best_for_role(pages: Sequence[FoundPage], role: Role, taken: set[str]) -> list[PlannedPage]:
    """The strongest evidence; of equals, the page nearest to the home page."""
    ranked: list[tuple[int, int, int, PlannedPage]] = []
    for position, page in enumerate(pages):
        if page.url in taken or (page.depth == 0 and page.source == "start"):
            continue
        if found := evidence_of_role(role, page):
            strength, evidence = found
            ranked.append((-strength, page.depth, position, PlannedPage(page.url, role.name, role.clause, evidence)))
    ranked.sort(key=lambda rank: rank[:3])
    return [planned for strength, _, _, planned in ranked[: role.pages] if strength == ranked[0][0]]


def _rest(candidates: Sequence[FoundPage], structured: Sequence[PlannedPage]) -> list[PlannedPage]:
    """A census of a small site needs no draw."""
    taken = {page.url for page in structured}
    return [
        PlannedPage(page.url, "all", "", "every page of a small site") for page in candidates if page.url not in taken
    ]


def _random(
    candidates: Sequence[FoundPage], structured: Sequence[PlannedPage], number: int, seed: int
) -> list[PlannedPage]:
    """Drawn from all pages found that are not in the structured part (WCAG-EM 3.2)."""
    taken = {page.url for page in structured}
    frame = sorted(page.url for page in candidates if page.url not in taken)
    drawn = random.Random(seed).sample(frame, min(number, len(frame)))  # noqa: S311 - reproducible, not secret
    return [PlannedPage(url, "random", "g", f"1 of {len(frame)}") for url in drawn]


def _documents(pages: Sequence[FoundPage], number: int, seed: int) -> list[PlannedPage]:
    """Drawn from all PDF documents found: which are relevant to a service, only a person knows (Annex I, 3.2 (e))."""
    found = sorted(page.url for page in pages if page.content_type == _PDF)
    drawn = random.Random(seed).sample(found, min(number, len(found)))  # noqa: S311 - reproducible, not secret
    return [PlannedPage(url, "document", "e", f"1 of {len(found)} PDF documents") for url in drawn]


def _seed(site_id: int, seed: int, pages: Sequence[FoundPage]) -> int:
    """Sites must not share their draws; the start URL rather than the row keeps a draw across databases."""
    start = pages[0].url if pages else str(site_id)
    return int.from_bytes(hashlib.blake2b(f"{seed} {start}".encode(), digest_size=8).digest(), "big")


def _missing(chosen: Sequence[PlannedPage], pages: Sequence[FoundPage], *, census: bool) -> tuple[str, ...]:
    present = {page.clause for page in chosen}
    # Where every page is tested there is no random part, and nothing distinct is left out.
    unneeded = {"d", "g"} if census else set()
    documents = {"e"} if any(page.content_type.startswith(_DOCUMENTS) for page in pages) else set()
    return tuple(sorted({*CLAUSES, *documents} - present - unneeded))
