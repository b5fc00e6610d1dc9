"""The URLs known of a site: which are let in, which are next, and why the others were left out."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from urllib.parse import urlsplit

from crawler.discovery.traps import TrapWatch
from crawler.web.evidence import PageText
from crawler.web.options import DiscoveryOptions
from crawler.web.urls import MAX_URL_LENGTH, canonical_url, language_of, repeats_itself, url_family, url_shape
from results.model import FoundPage

MAX_LINK_TEXTS = 5
TEMPLATE_CROWD = 15  # every so many pages of one template in one folder, those left wait a level longer
SUSPECTS_LAST = 1000  # levels
NO_SUSPECTS = frozenset(("start", "sitemap", "rendered", "panel"))  # sources that name pages, not series
NO_PAGES = frozenset(("same-page", "duplicate", "trap/session", "error-page"))  # rules

# Never a page. Documents are noted as found but not fetched: whether they are accessible is another test.
DROPPED_EXTENSIONS = {
    ending: kind
    for kind, endings in {
        "image": "jpg jpeg png gif svg webp avif ico bmp tif tiff",
        "style": "css",
        "script": "js mjs map wasm",
        "font": "woff woff2 ttf otf eot",
        "media": "mp3 mp4 m4a m4v mov avi wmv webm ogg ogv wav flac vtt srt",
        "archive": "zip gz tgz bz2 xz 7z rar tar iso",
        "program": "exe msi dmg apk deb rpm jar bin",
        "data": "json jsonld geojson xml rss atom kml gml gpx csv tsv ics vcf yml yaml shp",
    }.items()
    for ending in endings.split()
}
DOCUMENT_TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "rtf": "application/rtf",
    "epub": "application/epub+zip",
}


@dataclass(slots=True)
class _Known:
    """A URL let in. page grows as the walk learns more of it. named: by a source that names pages, not series."""

    page: FoundPage
    found_on: str = ""
    language: str = ""
    translation_of: str = ""
    named: bool = False
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Family:
    """Pages that are listed together. queue: (depth, order of discovery, URL). suspect: may be a trap."""

    suspect: bool
    queue: list[tuple[int, int, str]] = field(default_factory=list)
    size: int = 0
    visited: int = 0
    skeletons: set[str] = field(default_factory=set)

    def rank(self) -> tuple[int, int, int]:
        """Shallow before deep; a template that was seen often waits; then the least visited, then the first seen."""
        depth, order, _ = self.queue[0]
        crowd = self.visited // (TEMPLATE_CROWD * max(1, len(self.skeletons)))
        return depth + crowd + SUSPECTS_LAST * self.suspect, self.visited, order


class Frontier:
    """Breadth first, and wide: the folders of a level take turns, and what is spelled like a trap comes last."""

    def __init__(self, options: DiscoveryOptions, owns: Callable[[str], bool], allowed: Callable[[str], bool]) -> None:
        self._options = options
        self._owns = owns
        self._allowed = allowed
        self._known: dict[str, _Known] = {}
        self._left_out: set[str] = set()
        self._forgotten: dict[str, str] = {}
        self._no_pages: set[str] = set()  # URLs that answer with a page that is known at another URL, or with an error
        self._families: dict[str, _Family] = {}
        self._shapes: Counter[str] = Counter()
        self._traps = TrapWatch()
        self._read: list[str] = []  # URLs of the pages read
        self._noise: set[str] = set()
        self._bare: dict[str, str] = {}  # without the parameters that are noise -> the page read
        self.dropped: Counter[str] = Counter()

    def add(
        self,
        address: str,
        *,
        depth: int,
        source: str,
        text: str = "",
        found_on: str = "",
        translation: str = "",
    ) -> None:
        """Lets a URL in, or counts why not. address: absolute, as written. The rest as in FoundPage and Link."""
        url = canonical_url(address)
        if url is None:
            if not address.startswith(("http:", "https:")):
                self.dropped["scheme"] += 1
            else:
                self.dropped["malformed"] += 1
            return
        url = self._forgotten.get(url, url)
        if not url:
            return
        if url not in self._known:
            if rule := self._rule_against(url, depth):
                self._leave_out(url, rule)
                return
            self._let_in(url, depth, source, found_on)
        known = self._known[url]
        if known.page.source == "panel" and source != "panel":  # the sample before is not all that leads to it
            known.page = replace(known.page, source=source, depth=depth)
        self._note_text(url, text)
        if translation:
            known.language = known.language or translation
            known.translation_of = known.translation_of or (found_on if found_on != url else "")

    def _leave_out(self, url: str, rule: str) -> None:
        """Counted once a URL as long as that costs little memory; past that, once a sighting."""
        if url not in self._left_out:
            self.dropped[rule] += 1
            if len(self._left_out) < self._options.max_urls:
                self._left_out.add(url)

    def _rule_against(self, url: str, depth: int) -> str | None:
        rules: tuple[tuple[str, Callable[[], bool]], ...] = (
            ("off-scope", lambda: not self._owns(url)),
            ("too-long", lambda: len(url) > MAX_URL_LENGTH),
            (
                f"extension/{DROPPED_EXTENSIONS.get(extension(url))}",
                lambda: extension(url) in DROPPED_EXTENSIONS,
            ),
            ("robots", lambda: not self._allowed(url)),
            ("cap/depth", lambda: depth > self._options.max_depth),
            ("trap/repeat", lambda: repeats_itself(url)),
            ("cap/urls", lambda: self.full),
            ("cap/pattern", lambda: not self._family_has_room(url)),
            ("trap/shape", lambda: not self._shape_has_room(url)),
            ("trap/session", lambda: bool(self._same_but_for_noise(url))),
        )
        return next((name for name, applies in rules if applies()), None)

    def _shape_has_room(self, url: str) -> bool:
        room = self._options.max_query_shape if urlsplit(url).query else self._options.max_shape
        return self._shapes[url_shape(url)] < room

    def _family_has_room(self, url: str) -> bool:
        """One archive must leave half of the memory to the rest of the site."""
        family = self._families.get(url_family(url))
        return family is None or family.size < max(1, self._options.max_urls // 2)

    def _let_in(self, url: str, depth: int, source: str, found_on: str) -> None:
        self._shapes[url_shape(url)] += 1
        document = DOCUMENT_TYPES.get(extension(url), "")
        self._known[url] = _Known(
            FoundPage(url, depth=depth, source=source, content_type=document), found_on, named=source in NO_SUSPECTS
        )
        if not document:
            self._queue(url, suspect=self._is_suspect(url))

    def _is_suspect(self, url: str) -> bool:
        """What the site itself lists as its pages, or kept in a sample, is none."""
        return not self._known[url].named and bool(self._traps.suspicion(url))

    def _queue(self, url: str, *, suspect: bool) -> None:
        name = url_family(url)
        family = self._families.setdefault(f"suspect {name}" if suspect else name, _Family(suspect))
        family.size += 1
        page = self._known[url].page
        # Whether the sample can stay as it is must be known, however few pages may be fetched.
        depth = 0 if page.source == "panel" else page.depth
        heapq.heappush(family.queue, (depth, len(self._known), url))

    def _note_text(self, url: str, text: str) -> None:
        texts = self._known[url].texts
        if text and text not in texts and len(texts) < MAX_LINK_TEXTS:
            texts.append(text)

    def next(self) -> FoundPage | None:
        """The next page to fetch; None when all are fetched."""
        while waiting := [family for family in self._families.values() if family.queue]:
            family = min(waiting, key=_Family.rank)
            url = heapq.heappop(family.queue)[2]
            known = self._known.get(url)
            if known is None or known.page.status is not None:
                continue
            if family.suspect is not self._is_suspect(url):  # what was seen since has changed the suspicion
                self._queue(url, suspect=not family.suspect)
            elif original := self._same_but_for_noise(url):
                self.forget(url, "trap/session", instead=original)
            elif family.suspect and not self._traps.may_visit_suspect():
                self.forget(url, f"trap/{self._traps.suspicion(url)}")
            else:
                family.visited += 1
                return known.page
        return None

    def _same_but_for_noise(self, url: str) -> str:
        """The page that was read at the same address but for a parameter that changes nothing."""
        if not self._traps.noise or "?" not in url:
            return ""
        if self._noise != self._traps.noise:
            self._noise = set(self._traps.noise)
            self._bare = {self._traps.without_noise(read): read for read in reversed(self._read)}
        return self._bare.get(self._traps.without_noise(url), "")

    def read(self, url: str, text: PageText, skeleton: str) -> str:
        """Takes in what a page says; returns the URL of the page that says the same, if it is to be forgotten."""
        known = self._known.get(url)
        named = known is not None and known.named
        suspect = not named and bool(self._traps.suspicion(url))
        name = url_family(url)
        if family := self._families.get(f"suspect {name}" if suspect else name):
            family.skeletons.add(skeleton)
        self._read.append(url)
        self._bare.setdefault(self._traps.without_noise(url), url)
        original = self._traps.read(url, text, suspect=suspect)
        return original if original in self._known and not named else ""

    def is_named(self, url: str) -> bool:
        """Whether the site itself lists it as a page, or the sample before holds it."""
        return url in self._known and self._known[url].named

    def leave_traps(self) -> None:
        """At the end: what was only ever suspected of being a page is not one to choose from."""
        waiting = [url for family in self._families.values() for _, _, url in family.queue]
        for url in waiting:
            known = self._known.get(url)
            if known is not None and known.page.status is None and self._is_suspect(url):
                self.forget(url, f"trap/{self._traps.suspicion(url)}")

    def learn(self, page: FoundPage) -> None:
        """Replaces what is known of a page by what a visit gave."""
        self._known.setdefault(page.url, _Known(page, named=page.source in NO_SUSPECTS)).page = page

    def is_alone(self, url: str) -> bool:
        """Whether no other web page is known that answers, as far as it was asked."""
        return not any(
            (page.status is None or page.status < HTTPStatus.BAD_REQUEST)
            and (not page.content_type or "html" in page.content_type)
            for page in (known.page for known in self._known.values())
            if page.url != url
        )

    def forget(self, url: str, rule: str, *, instead: str = "") -> None:
        """Takes a URL out that proved to be no page of the site.

        instead: the URL it redirects to; the texts of links to the one describe the other.
        """
        if url == instead or (old := self._known.pop(url, None)) is None:
            return
        self.dropped[rule] += 1
        if rule in NO_PAGES:
            self._no_pages.add(url)
        self._forgotten[url] = instead if instead in self._known else ""
        if instead in self._known:
            for text in old.texts:
                self._note_text(instead, text)

    def replaced(self, urls: Iterable[str]) -> dict[str, str]:
        """Of these, those that proved to be no pages of their own -> the page that is; empty for an error page."""
        return {url: self._standing_for(url) for url in urls if url in self._no_pages and url not in self._known}

    def _standing_for(self, url: str) -> str:
        while url and url not in self._known:  # what stood for it may have made way in its turn
            url = self._forgotten.get(url, "")
        return url

    @property
    def full(self) -> bool:
        return len(self._known) >= self._options.max_urls

    def pages(self) -> tuple[FoundPage, ...]:
        """All pages known, fetched or not, in the order they were let in."""
        return tuple(
            replace(
                known.page,
                link_texts=tuple(known.texts),
                language=known.page.language or known.language or language_of(url),
                found_on=known.found_on,
                translation_of=known.translation_of if known.translation_of in self._known else "",
            )
            for url, known in self._known.items()
        )


def extension(url: str) -> str:
    """Of the last path segment, lower case, without the dot."""
    name = urlsplit(url).path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""
