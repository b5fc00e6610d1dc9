"""Series of addresses that never end, and how they differ from pages.

Two signs. How an address is spelled: a date, a search, a filter. And what its pages say: a calendar, a list sorted
in yet another way or an error page behind status 200 says nothing that was not said before, a real page does.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urlsplit, urlunsplit

from crawler.web.evidence import PageText
from crawler.web.urls import url_family

CALENDAR_NAMES = frozenset(
    (
        *("date", "day", "month", "year", "week", "from", "to", "start", "end", "startdate", "enddate", "ical"),
        *("datum", "dag", "maand", "jaar", "jour", "mois", "annee", "tag", "monat", "jahr", "fecha", "mes", "giorno"),
        *("mese", "anno", "dato", "maned", "ar", "eventdate", "eventdisplay", "tribe-bar-date"),
    )
)
SEARCH_NAMES = frozenset(
    (
        *("q", "s", "query", "search", "searchterm", "search_api_fulltext", "keys", "keyword", "keywords", "term"),
        *("zoek", "zoekterm", "zoekwoord", "trefwoord", "recherche", "mot", "suche", "suchbegriff", "buscar", "cerca"),
        *("ricerca", "szukaj", "sok"),
    )
)
FACET_NAMES = frozenset(
    (
        *("sort", "sortby", "sort_by", "order", "orderby", "order_by", "dir", "direction", "filter", "filters"),
        *("facet", "facets", "refine", "per_page", "perpage", "items_per_page"),
    )
)
# A path that ends in a month or a day. One that ends in a year is an archive: there are few of them.
DATE_PATH = re.compile(r"/(?:19|20|21)\d\d[-/](?:0?[1-9]|1[0-2])(?:[-/](?:0?[1-9]|[12]\d|3[01]))?/?\Z")
DIGIT = re.compile(r"\d")
MANY_NAME_SETS = 3  # a path asked with more combinations of parameters than this is a list to be filtered

SHINGLE = 4  # words
FEW_WORDS = 20  # less text than this is compared as a whole
LEAST_NEW, LEAST_NEW_SHARE = 8, 0.02  # shingles; a page with fewer says nothing new
MOST_REMEMBERED = 60_000  # shingles of a site, some megabytes
BARREN_IN_A_ROW = {True: 3, False: 5}  # pages that say nothing new before a series is suspect; with a query, without
BARREN_FOLDER = 6  # the same for all that is below a folder of the first level
TRUSTED = 2  # pages of a filtered list that do say something new: it is no list then
SUSPECTS_SHARE, LEAST_SUSPECTS = 0.02, 2  # of the pages visited, so many may be suspects
# Pages with one text that are kept: they may differ in what is no text (a form filled in, a picture). An error page
# behind status 200 comes more often.
COPIES_KEPT = 3
DUPLICATES_OF_NESTING = 3
PROOFS_OF_NOISE = 2  # pages that were the same with another value of a parameter


@dataclass(slots=True)
class _Series:
    """barren: pages in a row that said nothing new. rich: pages that did."""

    barren: int = 0
    rich: int = 0


@dataclass(slots=True)
class TrapWatch:
    """What was seen on one site. visited: pages; suspects: those of them that were suspects.

    noise: names of parameters whose value changes nothing, a session's for example.
    """

    visited: int = 0
    suspects: int = 0
    noise: set[str] = field(default_factory=set)
    _proofs: Counter[str] = field(default_factory=Counter)
    _series: dict[str, _Series] = field(default_factory=dict)
    _name_sets: dict[str, set[frozenset[str]]] = field(default_factory=dict)
    _remembered: set[int] = field(default_factory=set)
    _texts: dict[bytes, list[str]] = field(default_factory=dict)
    _names_of_duplicates: set[str] = field(default_factory=set)
    _duplicates: int = 0

    def suspicion(self, url: str) -> str:
        """The kind of trap the address may be a part of, empty for none.

        calendar, search, facets; nesting: relative links that lead a folder deeper each time; nothing-new.
        """
        parts = urlsplit(url)
        parameters = parse_qsl(parts.query, keep_blank_values=True)
        names = frozenset(re.sub(r"\[.*", "[]", name.lower()) for name, _ in parameters)
        if DATE_PATH.search(parts.path) or any(
            name.lower() in CALENDAR_NAMES and DIGIT.search(value) for name, value in parameters
        ):
            return "calendar"
        if names & SEARCH_NAMES:
            return "search"
        if self._is_filtered(parts.path, names) and self._series_of(url).rich < TRUSTED:
            return "facets"
        if self._duplicates >= DUPLICATES_OF_NESTING and _last_segment(url) in self._names_of_duplicates:
            return "nesting"
        return "nothing-new" if self._is_barren(url) else ""

    def _is_filtered(self, path: str, names: frozenset[str]) -> bool:
        if not names:
            return False
        seen = self._name_sets.setdefault(path, set())
        if len(seen) <= MANY_NAME_SETS:
            seen.add(names)
        return bool(names & FACET_NAMES) or len(seen) > MANY_NAME_SETS or any(name.endswith("[]") for name in names)

    def _series_of(self, url: str) -> _Series:
        return self._series.setdefault(url_family(url), _Series())

    def _folder_of(self, url: str) -> _Series:
        """All that is below a folder of the first level; the pages of the root itself are no such series."""
        folders = urlsplit(url).path.split("/")
        return self._series.setdefault(f"below /{folders[1]}/", _Series()) if len(folders) > 2 else _Series()  # noqa: PLR2004

    def _is_barren(self, url: str) -> bool:
        return (
            self._series_of(url).barren >= BARREN_IN_A_ROW["?" in url] or self._folder_of(url).barren >= BARREN_FOLDER
        )

    def may_visit_suspect(self) -> bool:
        return self.suspects < max(LEAST_SUSPECTS, int(SUSPECTS_SHARE * self.visited))

    def read(self, url: str, text: PageText, *, suspect: bool) -> str:
        """Takes in what a page says; returns the URL that said the same first, when too many did, or nothing."""
        self.visited += 1
        self.suspects += suspect
        same = self._pages_saying(text)
        new = not same and self._says_something_new(url, text)
        for series in (self._series_of(url), self._folder_of(url)):
            series.barren = 0 if new else series.barren + 1
            series.rich += new
        if same:
            self._duplicates += 1
            self._names_of_duplicates.add(_last_segment(url))
            self._look_for_noise(url, same[0])
        if len(same) >= COPIES_KEPT:
            return same[0]
        same.append(url)
        return ""

    def _pages_saying(self, text: PageText) -> list[str]:
        """URLs of the pages with just this text, in the order they were read, at most COPIES_KEPT."""
        words = text.whole.casefold().split()
        if len(words) < FEW_WORDS:
            return []
        digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        return self._texts.setdefault(digest, [])

    def _says_something_new(self, url: str, text: PageText) -> bool:
        """A page of a calendar differs in its numbers, a list sorted in another way in the order of its words."""
        own, whole = (DIGIT.sub("0", part.casefold()).split() for part in (text.own, text.whole))
        words = own if len(own) >= FEW_WORDS else whole
        if len(words) < FEW_WORDS:
            return "?" not in url and self._says_so_little_for_the_first_time(url, words)
        shingles = {hash(tuple(words[start : start + SHINGLE])) for start in range(len(words) - SHINGLE + 1)}
        single = {hash(word) for word in words}
        new, new_words = len(shingles - self._remembered), len(single - self._remembered)
        if len(self._remembered) >= MOST_REMEMBERED:
            return True  # too much was said to remember it all
        self._remembered |= shingles | single
        return new_words > 0 and new >= max(LEAST_NEW, LEAST_NEW_SHARE * len(shingles))

    def _says_so_little_for_the_first_time(self, url: str, words: list[str]) -> bool:
        """A page without text is drawn by a script: what it says is not known. Names somebody chose come to an end."""
        if not words or not DIGIT.search(urlsplit(url).path):
            return True
        said = hash(tuple(words))
        new = said not in self._remembered
        self._remembered.add(said)
        return new

    def _look_for_noise(self, url: str, original: str) -> None:
        one, other = urlsplit(url), urlsplit(original)
        if one[:3] != other[:3]:
            return
        differing = {name for name, _ in set(parse_qsl(one.query)) ^ set(parse_qsl(other.query))}
        if len(differing) == 1:
            self._proofs.update(differing)
            self.noise = {name for name, proofs in self._proofs.items() if proofs >= PROOFS_OF_NOISE}

    def without_noise(self, url: str) -> str:
        """The same for all addresses that differ only in what proved to change nothing."""
        parts = urlsplit(url)
        if not self.noise or not parts.query:
            return url
        kept = (parameter for parameter in parts.query.split("&") if parameter.partition("=")[0] not in self.noise)
        return urlunsplit(SplitResult(parts.scheme, parts.netloc, parts.path, "&".join(kept), ""))


def _last_segment(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rpartition("/")[2]
