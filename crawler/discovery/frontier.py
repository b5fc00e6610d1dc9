"""The URLs known of a site: which are let in, which are next, and why the others were left out."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from crawler.discovery.options import DiscoveryOptions
from crawler.discovery.urls import MAX_URL_LENGTH, canonical_url, repeats_itself, url_shape
from results.model import FoundPage

MAX_LINK_TEXTS = 5
SHAPE_CROWD = 50  # every so many URLs of one shape wait a level longer: others get their turn first

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
    """A URL let in. page grows as the walk learns more of it."""

    page: FoundPage
    texts: list[str] = field(default_factory=list)


class Frontier:
    """Breadth first: shallow before deep, then the one seen first; a long list of one shape makes way."""

    def __init__(self, options: DiscoveryOptions, owns: Callable[[str], bool], allowed: Callable[[str], bool]) -> None:
        self._options = options
        self._owns = owns
        self._allowed = allowed
        self._known: dict[str, _Known] = {}
        self._left_out: set[str] = set()
        self._forgotten: dict[str, str] = {}
        self._queue: list[tuple[int, int, str]] = []
        self._shapes: Counter[str] = Counter()
        self.dropped: Counter[str] = Counter()

    def add(self, address: str, *, depth: int, source: str, text: str = "") -> None:
        """Lets a URL in, or counts why not. address: absolute, as written."""
        url = canonical_url(address)
        if url is None:
            if not address.startswith(("http:", "https:")):
                self.dropped["scheme"] += 1
            else:
                self.dropped["malformed"] += 1
            return
        url = self._forgotten.get(url, url)
        if url in self._known:
            self._note_text(url, text)
            return
        if not url:
            return
        rule = self._rule_against(url, depth)
        if rule is None:
            self._let_in(url, depth, source, text)
        elif url not in self._left_out:
            self.dropped[rule] += 1
            # Counted once a URL as long as that costs little memory; past that, once a sighting.
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
            ("trap/shape", lambda: not self._shape_has_room(url)),
        )
        return next((name for name, applies in rules if applies()), None)

    def _shape_has_room(self, url: str) -> bool:
        room = self._options.max_query_shape if urlsplit(url).query else self._options.max_shape
        return self._shapes[url_shape(url)] < room

    def _let_in(self, url: str, depth: int, source: str, text: str) -> None:
        shape = url_shape(url)
        crowd = self._shapes[shape] // SHAPE_CROWD
        self._shapes[shape] += 1
        document = DOCUMENT_TYPES.get(extension(url), "")
        self._known[url] = _Known(FoundPage(url, depth=depth, source=source, content_type=document))
        self._note_text(url, text)
        if not document:
            heapq.heappush(self._queue, (depth + crowd, len(self._known), url))

    def _note_text(self, url: str, text: str) -> None:
        texts = self._known[url].texts
        if text and text not in texts and len(texts) < MAX_LINK_TEXTS:
            texts.append(text)

    def next(self) -> FoundPage | None:
        """The next page to fetch; None when all are fetched."""
        while self._queue:
            url = heapq.heappop(self._queue)[2]
            known = self._known.get(url)
            if known is not None and known.page.status is None:
                return known.page
        return None

    def learn(self, page: FoundPage) -> None:
        """Replaces what is known of a page by what a visit gave."""
        known = self._known.setdefault(page.url, _Known(page))
        known.page = page

    def forget(self, url: str, rule: str, *, instead: str = "") -> None:
        """Takes a URL out that proved to be no page of the site.

        instead: the URL it redirects to; the texts of links to the one describe the other.
        """
        if url == instead or (old := self._known.pop(url, None)) is None:
            return
        self.dropped[rule] += 1
        self._forgotten[url] = instead if instead in self._known else ""
        if instead in self._known:
            for text in old.texts:
                self._note_text(instead, text)

    @property
    def full(self) -> bool:
        return len(self._known) >= self._options.max_urls

    def pages(self) -> tuple[FoundPage, ...]:
        """All pages known, fetched or not, in the order they were let in."""
        return tuple(replace(known.page, link_texts=tuple(known.texts)) for known in self._known.values())


def extension(url: str) -> str:
    """Of the last path segment, lower case, without the dot."""
    name = urlsplit(url).path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""
