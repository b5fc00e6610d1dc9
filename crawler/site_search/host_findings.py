"""What the pages of one host show: whose it is, where it leads, and which parts look like another's."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.site_search.messages import HostOrder, SearchHeader
from crawler.site_search.page_signs import (
    ENOUGH_WORDS,
    IMPRINT,
    LISTS,
    MAYBE_STATEMENT,
    STANDARD,
    OrganisationNames,
    PageSigns,
    first_segment,
    likeness,
    names_statement,
)
from crawler.web.links import Link
from crawler.web.urls import canonical_url, is_language_segment
from results.model import HostLink, OwnPart
from results.page_words.fold import folded

MAX_HOSTS = 3000  # passed on of one host
MAX_INTERNAL = 5000  # addresses remembered of one host
OWN_LINKS = 2  # owners of a template of their own have at least so many of their own pages in the navigation
OTHER_TEMPLATE = 0.5  # less alike than this
OTHER_NAVIGATION = 0.3
LEAST_NAME = 2  # words of an organisation's name that is looked for inside a text


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of the host."""

    url: str
    signs: PageSigns
    links: tuple[Link, ...]


class HostFindings:
    """Filled page by page. inside: addresses on the host -> how soon to read them. seen: all addresses, here or not."""

    def __init__(self, order: HostOrder, header: SearchHeader, names: OrganisationNames) -> None:
        self._order, self._names = order, names
        self._signs = tuple((sign, folded(sign)) for sign in header.signs)
        self._contrary = tuple((sign, folded(sign)) for sign in header.contrary)
        self._maybe_statements: set[str] = set()
        self.hosts: dict[str, HostLink] = {}
        self.inside: dict[str, int] = {}
        self.seen: set[str] = set()
        self.signs: dict[str, None] = {}
        self.contrary: dict[str, None] = {}
        self.named: dict[str, str] = {}
        self.parts: dict[str, OwnPart] = {}
        self.statement = ""

    def note(self, page: ReadPage, home: ReadPage) -> None:
        for link in page.links:
            self.note_link(link)
        role = self._role(page, home)
        if role:
            self._note_signs(page.signs, role)
            self._note_names(page, role)
        part = _own_part(page, home)
        if part is not None:
            self.parts.setdefault(part.url, part)

    def _role(self, page: ReadPage, home: ReadPage) -> str:
        if page is home:
            return "home"
        title = folded(page.signs.title)
        named = page.url == self.statement or names_statement(title)
        if named or (page.url in self._maybe_statements and STANDARD.are_in(page.signs.text)):
            self.statement = self.statement or page.url
            return "statement"
        return "imprint" if self.inside.get(page.url) == 2 else ""  # noqa: PLR2004 - as _soon gives

    def _note_signs(self, signs: PageSigns, role: str) -> None:
        """Where a text stands decides what it means: the home page of a newspaper writes about town halls."""
        names = f"{folded(signs.title)}\n{' '.join(signs.owner)}"
        signed = f"{names}\n{signs.edges if role == 'home' else signs.text}"
        self.signs |= {sign: None for sign, text in self._signs if text in signed}
        anything = f"{names}\n{signs.text}"
        self.contrary |= {sign: None for sign, text in self._contrary if text in anything}

    def _note_names(self, page: ReadPage, role: str) -> None:
        owners = [name for text in page.signs.owner if (name := self._names.is_called(text))]
        if owners:
            self.named.setdefault("meta", owners[0])
        if role == "home":
            parts = re.split(r"\s[|–:-]\s", page.signs.title)
            titled = next((name for part in parts if (name := self._names.is_called(folded(part)))), "")
            if titled:
                self.named.setdefault("title", titled)
        else:
            named = self._names.named_in(page.signs.text, least_words=LEAST_NAME)
            if named:
                self.named.setdefault(role, named)

    def note_link(self, link: Link, soon: int | None = None) -> None:
        url = canonical_url(link.url)
        if url is None or (url in self.seen and not link.text):
            return
        if len(self.seen) < MAX_INTERNAL:
            self.seen.add(url)
        if not self.is_here(url):
            self.note_host(replace(link, url=url))
        elif len(self.inside) < MAX_INTERNAL:
            when = self._soon(url, link.text) if soon is None else soon
            if when is not None:
                self.inside[url] = min(when, self.inside.get(url, when))

    def note_host(self, link: Link) -> None:
        host = urlsplit(link.url).netloc
        known = self.hosts.get(host)
        if known is not None:
            self.hosts[host] = replace(known, count=known.count + 1, text=known.text or link.text)
        elif len(self.hosts) < MAX_HOSTS:
            self.hosts[host] = HostLink(host, link.url, link.text)

    def _soon(self, url: str, text: str) -> int | None:
        """0 first; None: not worth a request here."""
        words = folded(text)
        if names_statement(words):
            self.statement = self.statement or url
            return 1
        if MAYBE_STATEMENT.are_all_of(words):
            self._maybe_statements.add(url)
            return 1
        if IMPRINT.are_all_of(words):
            return 2
        if LISTS.are_words_of(words) and len(words) < 80:  # noqa: PLR2004 - longer ones are sentences
            return 3
        segment = first_segment(url)
        if urlsplit(url).path == segment != "/" and not is_language_segment(segment.strip("/")):
            return 4
        return 5 if self._order.start else None

    def is_here(self, url: str) -> bool:
        return urlsplit(url).netloc == self._order.host


def _own_part(page: ReadPage, home: ReadPage) -> OwnPart | None:
    """A first folder with other surroundings than the home page, and a navigation that stays within it."""
    folder = first_segment(page.url)
    if page is home or folder == "/" or is_language_segment(folder.strip("/")) or page.signs.words < ENOUGH_WORDS:
        return None
    if not page.signs.template or not home.signs.template:
        return None
    parts = urlsplit(page.url)
    own_links = [
        url for url in page.signs.inside if urlsplit(url).netloc == parts.netloc and first_segment(url) == folder
    ]
    alike = likeness(page.signs.template, home.signs.template)
    led_alike = likeness(page.signs.navigation, home.signs.navigation)
    if len(own_links) < OWN_LINKS or alike >= OTHER_TEMPLATE or led_alike >= OTHER_NAVIGATION:
        return None
    reason = (
        f"its own template: header, navigation and footer are {alike:.0%} like those of {home.url}, "
        f"and {len(own_links)} links of its navigation stay under {folder}"
    )
    return OwnPart(f"{parts.scheme}://{parts.netloc}{folder}", page.signs.title, reason)
