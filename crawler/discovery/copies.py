"""Addresses of one document: a page that is reached in many ways is one page.

Two addresses are one page when their documents are proven the same, never because of their spelling alone. Addresses
that are spelled alike (slash, capitals, www, scheme) or of which one names the other as canonical: the same title, and
nine in ten of the runs of words of the text without links. Any other addresses: the same words to the last, the same
elements with their classes and styles, pictures and values of fields. But for the spelling, the text must be long
enough to tell pages apart.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from heapq import nsmallest
from urllib.parse import urlsplit

from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from lxml.html import HtmlElement  # type: ignore[import-untyped, unused-ignore]

from crawler.web.evidence import PageText
from crawler.web.links import absolute_address, base_url
from crawler.web.urls import canonical_url, without_index_page

SHINGLE = 4  # words
SKETCH = 128  # hashes; likeness is an estimate with an error of some 3 points at 0.9
ALIKE = 0.9
FEW_WORDS = 20  # less text than this tells no pages apart: a page drawn by a script has the same shell everywhere
PROOFS = 3  # pairs spelled alike that were the same, before such addresses are left unasked
NAMELESS = frozenset(("hidden", "password"))  # fields whose value is made anew at each visit


@dataclass(frozen=True, slots=True)
class Document:
    """What is compared. exact: digest of all that is shown. sketch: of the text without links. canonical: a URL of the
    page's choice, empty for none or its own."""

    url: str
    title: str
    words: int
    exact: str
    sketch: frozenset[int]
    canonical: str = ""


def document_of(root: HtmlElement, text: PageText, url: str, address: str) -> Document:
    """url: canonical. address: as asked, for relative addresses."""
    own = text.own.casefold().split()
    title = " ".join(root.xpath("string(//head/title[1])").casefold().split())
    shown = "\n".join((" ".join(text.whole.casefold().split()), _elements(root)))
    canonical = _canonical(root, address)
    return Document(
        url,
        title,
        len(own),
        hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest(),
        sketch_of(own),
        canonical if canonical != url else "",
    )


def sketch_of(words: list[str]) -> frozenset[int]:
    runs = {" ".join(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1))}
    return frozenset(nsmallest(SKETCH, {zlib.crc32(run.encode("utf-8", "surrogatepass")) for run in runs}))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """Broder 1997: of the smallest hashes of both, those that are in each."""
    smallest = nsmallest(SKETCH, one | other)
    return sum(each in one and each in other for each in smallest) / len(smallest)


def _elements(root: HtmlElement) -> str:
    """What a page shows beside text: elements, what they take their look from, pictures, values of fields."""
    shown = []
    for element in root.iter(etree.Element):
        if element.tag == "style":
            shown.append(element.text or "")
        elif element.tag == "link" and "stylesheet" in (element.get("rel") or "").lower():
            shown.append(_file_name(element.get("href")))
        elif element.tag not in ("script", "meta", "link", "noscript", "template"):
            kind = (element.get("type") or "").lower()
            value = "" if kind in NAMELESS else element.get("value") or ""
            state = "+".join(name for name in ("checked", "selected") if element.get(name) is not None)
            look = " ".join((element.get("class") or "").split()), element.get("style") or ""
            picture = _file_name(element.get("src")), element.get("alt") or ""
            shown.append("|".join((element.tag, kind, value, state, *picture, *look)))
    return "\n".join(shown)


def _file_name(address: str | None) -> str:
    """The same wherever a relative address begins, and whatever version it is asked for with."""
    return (address or "").partition("?")[0].rpartition("/")[2]


def _canonical(root: HtmlElement, address: str) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (href := (link.get("href") or "").strip()):
            absolute = absolute_address(base_url(root, address), href)
            return (canonical_url(absolute) if absolute else None) or ""
    return ""


def spelling(url: str) -> str:
    """The same for addresses that differ in scheme, www, slash, index page or capitals only."""
    parts = urlsplit(url)
    path = without_index_page(parts.path).rstrip("/").lower()
    return f"{parts.netloc.removeprefix('www.')}{path}?{parts.query}"


def is_same(one: Document, other: Document) -> bool:
    return one.title == other.title and likeness(one.sketch, other.sketch) >= ALIKE


@dataclass(slots=True)
class Copies:
    """The documents of one site. start: URL of its home page, which is never taken for another's copy."""

    start: str
    _by_exact: dict[str, Document] = field(default_factory=dict)
    _by_url: dict[str, Document] = field(default_factory=dict)
    _by_spelling: dict[str, list[Document]] = field(default_factory=dict)
    _by_canonical: dict[str, list[Document]] = field(default_factory=dict)
    _same: int = 0
    _different: int = 0

    def read(self, document: Document, *, named: bool) -> Document | None:
        """The document read before that is this one. named: the site itself lists the address as a page's."""
        self._count(document)
        original = self._by_spelling_of(document)
        # A page drawn by a script has one shell, with one canonical address, wherever it is asked.
        if original is None and document.words >= FEW_WORDS and not named:
            original = self._by_canonical_of(document) or self._by_exact.get(document.exact)
        return original

    def keep(self, document: Document) -> None:
        self._by_url[document.url] = document
        self._by_exact[document.exact] = document
        self._by_spelling.setdefault(spelling(document.url), []).append(document)
        if document.canonical:
            self._by_canonical.setdefault(document.canonical, []).append(document)

    def replace(self, old: Document, new: Document) -> None:
        """Of one page, another address stands for it from now on."""
        self._by_url.pop(old.url, None)
        self._by_spelling[spelling(old.url)].remove(old)
        if old.canonical:
            self._by_canonical[old.canonical].remove(old)
        self.keep(new)

    def unasked(self, url: str) -> str:
        """URL of the page that the address is by all that is known, empty when that is not sure enough."""
        if self._same < PROOFS or self._different:
            return ""
        return next((document.url for document in self._by_spelling.get(spelling(url), ())), "")

    def prefers(self, document: Document, original: Document) -> bool:
        """Whether the page's own choice of address is the later one."""
        return original.url != self.start and original.canonical == document.url

    def _count(self, document: Document) -> None:
        for other in self._by_spelling.get(spelling(document.url), ()):
            if is_same(document, other):
                self._same += 1
            else:
                self._different += 1

    def _by_canonical_of(self, document: Document) -> Document | None:
        related = [*self._by_canonical.get(document.url, ())]
        if document.canonical:
            related += self._by_canonical.get(document.canonical, ())
            related += [named] if (named := self._by_url.get(document.canonical)) else []
        return next((other for other in related if is_same(document, other)), None)

    def _by_spelling_of(self, document: Document) -> Document | None:
        alike = self._by_spelling.get(spelling(document.url), ())
        return next((other for other in alike if is_same(document, other)), None)
