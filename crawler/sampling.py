"""Found pages -> sample. Pure: the same pages, panel and seed give the same sample.

Structured as Decision (EU) 2018/1524, Annex I, 3.2 (a) to (f) and WCAG-EM step 3.1; plus a random part of at
least 10 % (g). Clause letters: a home, login, sitemap, contact, help, legal; b service pages and search;
c statement and feedback; d distinct appearance or type of content; e documents (PDF); g random.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import ceil

from crawler.page_roles import ROLES, Role, evidence_of_role
from results.model import EvidenceKind, FoundPage, LeftPage, PlannedPage, Sample, SampleComparison

# Pages found on a site -> pages in its sample (all of them on a small site). Appropriate "to the estimated size
# and the complexity of the website" (Annex I, 3.4); the table itself is our choice.
SIZES = ((10, 10), (50, 15), (200, 20), (1000, 25))
LARGEST = 30
MOST_LANGUAGES = 3
GROWTH, LEAST_GROWTH = 0.25, 2  # of the structured pages, when random ones failed in other ways

# Clauses that every site's sample is asked for; documents (e) only where there are some.
CLAUSES = ("a", "b", "c", "d", "g")
_PDF = "application/pdf"  # other kinds of document are noted, not opened
_DOCUMENTS = (_PDF, "application/msword", "application/rtf", "application/vnd.")
_DRAWN = ("random", "document", "all")
_APPEARANCE = "appearance"


@dataclass(frozen=True, slots=True)
class SampleSize:
    """pages: 0 means by the size of the site. random_share: of the structured pages, at least 0.1.

    documents: at most so many, besides the pages. sizes: (pages found up to, pages in the sample), ascending;
    largest: above the last of them. layouts_a_page: distinct layouts for one page more; 0 for none.
    rotation: share of the random pages that make way for others in each crawl.
    """

    pages: int = 0
    random_share: float = 0.1
    documents: int = 2
    sizes: tuple[tuple[int, int], ...] = SIZES
    largest: int = LARGEST
    layouts_a_page: int = 5
    rotation: float = 0.25

    def by_pages(self, found: int) -> int:
        """Pages to sample of a site where `found` pages were found."""
        return next((size for limit, size in self.sizes if found <= limit), self.largest)

    def by_layouts(self, layouts: int, size: int) -> int:
        """Pages more because the site is complex; at most half as many again."""
        return min(layouts // self.layouts_a_page, size // 2) if self.layouts_a_page else 0


@dataclass(frozen=True, slots=True)
class Panel:
    """The sample before, each page with the crawl it joined in, and its growth as it must be now (`growth_after`).

    redirects: URL -> where it leads today. replaced: as in SiteDiscovery.
    """

    sample: Sample
    redirects: Mapping[str, str] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)


def growth_after(sample: Sample, comparison: SampleComparison | None) -> int:
    """WCAG-EM step 4.c: random pages with kinds of failures that the chosen ones do not show ask for more chosen ones.

    A quarter more, at least two; never shrinks, and never more than the size of the sample without it.
    """
    if comparison is None or not comparison.only_random:
        return sample.growth
    structured = sum(page.role not in _DRAWN for page in sample.pages)
    limit = sum(page.role != "document" for page in sample.pages) - sample.growth
    return min(sample.growth + max(LEAST_GROWTH, ceil(GROWTH * structured)), max(limit, sample.growth))


def draw_sample(
    site_id: int, pages: Sequence[FoundPage], size: SampleSize, seed: int, panel: Panel | None = None
) -> Sample:
    """The first page is the home page; `pages` must hold it first (empty pages give an empty sample).

    Pages of the panel stay while they exist; of the random ones a part makes way (`size.rotation`).
    """
    return _Draw(site_id, pages, size, seed, panel).sample()


class _Draw:
    def __init__(
        self, site_id: int, pages: Sequence[FoundPage], size: SampleSize, seed: int, panel: Panel | None
    ) -> None:
        self._site_id, self._pages, self._size, self._seed = site_id, pages, size, seed
        self._panel = panel if pages else None
        self._candidates = [page for page in pages if _may_be_html(page)]
        self._before = {page.url: page for page in self._panel.sample.pages} if self._panel else {}

    def sample(self) -> Sample:
        found = len(self._candidates)
        layouts = len({page.skeleton for page in self._candidates if page.skeleton})
        base = 0 if self._size.pages else self._size.by_pages(found)
        more = self._size.by_layouts(layouts, base)
        growth = self._panel.sample.growth if self._panel else 0
        wanted = min((self._size.pages or base + more) + growth, found)
        census = wanted == found
        # Of n pages, r are random with r >= share * (n - r).
        share = self._size.random_share
        random_part = 0 if census else ceil(wanted * share / (1 + share))
        structured = self._structured(max(1, wanted - random_part))[:wanted]
        rest = self._rest(structured) if census else self._random(structured, wanted - len(structured))
        chosen = [self._with_tenure(page) for page in structured + rest + self._documents()]
        return Sample(
            site_id=self._site_id,
            seed=self._seed,
            pages=tuple(chosen),
            frame_size=found,
            missing_clauses=_missing(chosen, self._pages, census=census),
            size=base,
            layouts=layouts,
            layout_pages=more,
            growth=growth,
            left=tuple(self._left({page.url for page in chosen})),
        )

    # The structured part

    def _structured(self, room: int) -> list[PlannedPage]:
        """Pages of the panel before others, and pages for a role before those for their looks."""
        planned = list(islice(self._by_role(), room)) if not self._before else list(self._by_role())
        while len(planned) > room:
            planned.remove(max(planned, key=lambda page: (*self._dispensable(page), planned.index(page))))
        return planned

    def _dispensable(self, page: PlannedPage) -> tuple[bool, bool]:
        return page.role == _APPEARANCE, page.url not in self._before

    def _by_role(self) -> Iterator[PlannedPage]:
        """The pages of each role, then pages of distinct appearance; none twice."""
        taken: set[str] = set()
        if self._candidates:
            taken.add(self._candidates[0].url)
            yield PlannedPage(self._candidates[0].url, "home", "a", EvidenceKind.START.of())
        for role in ROLES:
            for best in self._for_role(role, taken):
                taken.add(best.url)
                yield best
        for planned in (*self._languages(taken), *self._appearances(taken)):
            if planned.url not in taken:
                taken.add(planned.url)
                yield planned

    def _for_role(self, role: Role, taken: set[str]) -> list[PlannedPage]:
        """The pages the panel has for it, and the strongest evidence, if that is stronger than theirs.

        Of equals the page in the language of the home page, then the one nearest to the home page.
        """
        ranked: list[tuple[int, bool, int, int, PlannedPage]] = []
        for position, page in enumerate(self._candidates):
            if position == 0 or page.url in taken:
                continue
            had = self._had(page.url, role.name)
            # What it was chosen by may be gone (a link in a script, for example); it stays what it was.
            found = evidence_of_role(role, page) or ((0, self._before[page.url].evidence) if had else None)
            if found:
                strength, evidence = found
                planned = PlannedPage(page.url, role.name, role.clause, evidence)
                ranked.append((-strength, self._is_translation(page), page.depth, position, planned))
        ranked.sort(key=lambda rank: rank[:4])
        best = [rank for rank in ranked[: role.pages] if rank[0] == ranked[0][0]]
        kept = [rank for rank in ranked if self._had(rank[-1].url, role.name)]
        if kept and kept[0][0] == ranked[0][0]:
            best = []
        return [rank[-1] for rank in (*kept, *(rank for rank in best if rank not in kept))]

    def _had(self, url: str, role: str) -> bool:
        return url in self._before and self._before[url].role == role

    def _is_translation(self, page: FoundPage) -> bool:
        main, other = _primary(self._candidates[0].language), _primary(page.language)
        return bool(main and other and main != other)

    def _languages(self, taken: set[str]) -> Iterator[PlannedPage]:
        """One page in each other language, the one nearest to the home page; the panel's first."""
        order = sorted(self._candidates, key=lambda page: (not self._had(page.url, "language"), page.depth))
        seen: set[str] = set()
        for page in order:
            language = _primary(page.language)
            if self._is_translation(page) and page.url not in taken and language not in seen:
                seen.add(language)
                yield PlannedPage(page.url, "language", "d", EvidenceKind.LANGUAGE.of(language))
            if len(seen) == MOST_LANGUAGES:
                return

    def _appearances(self, taken: set[str]) -> Iterator[PlannedPage]:
        """One page of each layout that the pages taken do not show; the layouts of most pages first."""
        layouts = Counter(page.skeleton for page in self._candidates if page.skeleton)
        seen = {page.skeleton for page in self._candidates if page.url in taken}
        kept = [page for page in self._candidates if self._had(page.url, _APPEARANCE)]
        by_size = sorted(self._candidates, key=lambda page: -layouts[page.skeleton])
        for page in (*kept, *by_size):
            if page.skeleton and page.skeleton not in seen and page.url not in taken:
                seen.add(page.skeleton)
                shown = EvidenceKind.LAYOUT.of(layouts[page.skeleton])
                yield PlannedPage(page.url, _APPEARANCE, "d", shown)

    # The other parts

    def _rest(self, structured: Sequence[PlannedPage]) -> list[PlannedPage]:
        """A census of a small site needs no draw."""
        taken = {page.url for page in structured}
        return [
            PlannedPage(page.url, "all", "", EvidenceKind.EVERY.of())
            for page in self._candidates
            if page.url not in taken
        ]

    def _random(self, structured: Sequence[PlannedPage], number: int) -> list[PlannedPage]:
        """Drawn from all pages found that are not in the structured part (WCAG-EM 3.2).

        Those drawn before stay, except for the part that makes way: the ones that were there longest.
        """
        taken = {page.url for page in structured}
        frame = sorted(page.url for page in self._candidates if page.url not in taken)
        drawn = random.Random(self._own_seed())  # noqa: S311 - reproducible, not secret
        before = [url for url in frame if self._before.get(url, PlannedPage("", "")).role in ("random", "all")]
        drawn.shuffle(before)
        before.sort(key=lambda url: self._before[url].since, reverse=True)  # stable: the longest there come last
        fresh = [url for url in frame if url not in set(before)]
        making_way = min(ceil(self._size.rotation * min(number, len(before))), len(fresh))
        kept = before[: max(0, min(len(before) - making_way, number - making_way))]
        new = drawn.sample(fresh, min(number - len(kept), len(fresh)))
        kept += [url for url in before if url not in kept][: number - len(kept) - len(new)]
        evidence = EvidenceKind.DRAWN.of(len(frame))
        return [PlannedPage(url, "random", "g", evidence) for url in kept] + [
            PlannedPage(url, "random", "g", evidence, tenure="rotating" if place < making_way else "new")
            for place, url in enumerate(new)
        ]

    def _documents(self) -> list[PlannedPage]:
        """Drawn from all PDF documents found: which are relevant to a service, only a person knows (3.2 (e))."""
        found = {page.url: page for page in self._pages[1:] if page.content_type == _PDF and _answers(page)}
        kept = sorted(url for url in found if self._had(url, "document"))[: self._size.documents]
        fresh = sorted(found.keys() - set(kept))
        drawn = random.Random(self._own_seed())  # noqa: S311 - reproducible, not secret
        drawn_urls = kept + drawn.sample(fresh, min(self._size.documents - len(kept), len(fresh)))
        return [PlannedPage(url, "document", "e", EvidenceKind.DRAWN_DOCUMENT.of(len(found))) for url in drawn_urls]

    def _own_seed(self) -> int:
        """Sites must not share their draws; the start URL rather than the row keeps a draw across databases.

        What was drawn before is part of it, or one crawl after the other would draw the same two pages in turn.
        """
        start = self._pages[0].url if self._pages else str(self._site_id)
        drawn = sorted(url for url, page in self._before.items() if page.role == "random")
        text = " ".join((str(self._seed), start, *drawn))
        return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")

    # The panel

    def _with_tenure(self, page: PlannedPage) -> PlannedPage:
        before = self._before.get(page.url)
        return replace(page, tenure="panel", since=before.since) if before else page

    def _left(self, chosen: set[str]) -> Iterator[LeftPage]:
        found = {page.url: page for page in self._pages}
        for before in self._before.values():
            if before.url in chosen:
                continue
            if page := found.get(before.url):
                yield LeftPage(before.url, before.role, self._why_left(before, page))
            else:
                yield LeftPage(before.url, before.role, *self._why_not_found(before.url))

    def _why_not_found(self, url: str) -> tuple[str, str]:
        """Reason and target."""
        redirects, replaced = (self._panel.redirects, self._panel.replaced) if self._panel else ({}, {})
        if url in redirects:
            return "redirect", redirects[url]
        if url in replaced:
            return "same-page" if replaced[url] else "gone", replaced[url]
        return "not-found", ""

    def _why_left(self, before: PlannedPage, page: FoundPage) -> str:
        if not _answers(page):
            return "gone"
        if before.role != "document" and not _may_be_html(page):
            return "not-html"
        return {"random": "rotated", "all": "no-census"}.get(before.role, "smaller")


def _may_be_html(page: FoundPage) -> bool:
    """Pages known not to be HTML, or to answer with an error, would only be untested; the home page always counts."""
    if page.depth == 0 and page.source == "start":
        return True
    return (not page.content_type or "html" in page.content_type) and _answers(page)


def _answers(page: FoundPage) -> bool:
    return page.status is None or page.status < 400  # noqa: PLR2004


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _missing(chosen: Sequence[PlannedPage], pages: Sequence[FoundPage], *, census: bool) -> tuple[str, ...]:
    present = {page.clause for page in chosen}
    # Where every page is tested there is no random part, and nothing distinct is left out.
    unneeded = {"d", "g"} if census else set()
    documents = {"e"} if any(page.content_type.startswith(_DOCUMENTS) for page in pages) else set()
    return tuple(sorted({*CLAUSES, *documents} - present - unneeded))
