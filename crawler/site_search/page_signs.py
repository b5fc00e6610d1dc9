"""What a page's static HTML says of whose site it is: names, signs, template, where its navigation leads."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from lxml.html import HtmlElement  # type: ignore[import-untyped, unused-ignore]

from crawler.web.evidence import Evidence, evidence_of
from crawler.web.links import base_url
from crawler.web.urls import canonical_url
from results.model import Reason
from results.page_words.fold import Folded, folded
from results.page_words.notices import notice_of
from results.page_words.page_look import PageLook
from results.page_words.phrases import phrases

MAX_TEXT = 60_000  # characters of a page's text
EDGE_WORDS = 30  # at the top and at the foot of a page
ENOUGH_WORDS = 40  # of a home page, for its text to distinguish one site from another
MAX_HEADING = 200  # characters
MAX_TOKENS = 1000  # elements and links of a page's header, navigation and footer
SKETCH = 64
NOT_TEXT = frozenset(("script", "style", "noscript", "template", "svg", "head"))
NAVIGATION = "//header | //nav | //footer | //*[@role='banner' or @role='navigation' or @role='contentinfo']"
OWNER_META = frozenset(
    ("author", "publisher", "dc.publisher", "dcterms.publisher", "dc.creator", "dcterms.creator", "og:site_name",
     "application-name", "owner", "copyright")
)  # fmt: skip
OWNER_TYPES = ("GovernmentOrganization", "GovernmentOffice", "Organization", "CityHall", "AdministrativeArea")
IMPRINT = phrases("sites", "imprint")
LISTS = phrases("sites", "lists")
STANDARD = phrases("sites", "standard")
# A word that may also be about wheelchairs: a page behind it is a statement when it speaks of a standard.
MAYBE_STATEMENT = phrases("roles", "statement", "weak")
_STATEMENT = phrases("roles", "statement", "whole")
_BEFORE_STATEMENT = phrases("roles", "statement", "before")


@dataclass(frozen=True, slots=True)
class PageSigns:
    """text: folded. template, navigation: as in results.model.HostVisit. owner: texts of metadata that name the owner.

    inside: URLs of the navigation's links, canonical. edges: the top and the foot of the page, folded. reason: why
    this is no site's own home page, as far as its HTML tells.
    """

    title: str
    language: str
    text: Folded
    words: int
    content: str
    template: frozenset[int]
    navigation: frozenset[int]
    inside: tuple[str, ...]
    owner: tuple[str, ...]
    canonical: str
    alternates: tuple[str, ...]
    password_fields: int
    edges: str
    reason: Reason | None


def signs_of(root: HtmlElement, url: str) -> PageSigns:
    evidence = evidence_of(root)
    owner, base = tuple(_owners(root)), base_url(root, url)
    canonical = next(iter(_addresses(root, base, "//link[@rel='canonical'][@href]")), "")
    alternates = tuple(_addresses(root, base, "//link[@rel='alternate'][@hreflang][@href]"))
    surroundings = root.xpath(NAVIGATION)
    inside = tuple(_links(surroundings, base))
    text = Folded(folded(" ".join(_texts(root)))[:MAX_TEXT])
    words = len(text.split())
    return PageSigns(
        title=evidence.title,
        language=evidence.language,
        text=text,
        words=words,
        content=_content(text, evidence.title) if words >= ENOUGH_WORDS else "",
        template=frozenset(_structure(surroundings)),
        navigation=frozenset(zlib.crc32(address.partition("://")[2].encode()) for address in inside[:MAX_TOKENS]),
        inside=inside,
        owner=owner,
        canonical=canonical,
        alternates=alternates,
        password_fields=evidence.password_fields,
        edges=_edges(surroundings, text),
        reason=_reason(root, evidence, len(set(inside))),
    )


def _reason(root: HtmlElement, evidence: Evidence, inside: int) -> Reason | None:
    """Scripts may draw the page yet, so only words count, not what the page loads."""
    text = " ".join(" ".join(_texts(root)).split())[:MAX_TEXT]
    heading = next((" ".join(one.text_content().split()) for one in root.iter("h1", "h2")), "")
    notice = notice_of(
        PageLook(
            title=evidence.title,
            heading=heading[:MAX_HEADING],
            text=text,
            words=len(text.split()),
            passwords=evidence.password_fields,
            inside=inside,
            menu=inside,
        )
    )
    return None if notice is None else notice.reason


def names_statement(text: Folded) -> bool:
    """A link text or title that begins with the name of a statement; an article is about how to write one."""
    before = _BEFORE_STATEMENT.first_in(text)
    named = Folded(text[before.end() :].strip()) if before and before.start() == 0 else text
    return _STATEMENT.begin(text) or _STATEMENT.begin(named)


def likeness(one: Iterable[int], other: Iterable[int]) -> float:
    """Jaccard: what two sets have in common, of what they have together; 0 when either is empty.

    Both may be sketches of larger sets (`sketch`): the smallest hashes of the union are a random sample of it.
    """
    first, second = frozenset(one), frozenset(other)
    if not first or not second:
        return 0.0
    sample = sorted(first | second)[:SKETCH]
    return sum(hash_ in first and hash_ in second for hash_ in sample) / len(sample)


def sketch(hashes: Iterable[int]) -> tuple[int, ...]:
    """The smallest, which is enough to compare sets and the same few bytes for each (Broder 1997)."""
    return tuple(sorted(hashes)[:SKETCH])


def _content(text: str, title: str) -> str:
    """Numbers change from visit to visit: dates, counters."""
    return hashlib.sha256(re.sub(r"\d+", "0", f"{folded(title)}\n{text}").encode()).hexdigest()[:16]


def _edges(surroundings: list[HtmlElement], text: str) -> str:
    """Where a page says whose it is; of a page that does not mark header and footer, its first and last words."""
    marked = folded(" ".join(word for part in surroundings for word in _texts(part)))[:MAX_TEXT]
    words = text.split()
    return marked or f"{' '.join(words[:EDGE_WORDS])}\n{' '.join(words[-EDGE_WORDS:])}"


def _texts(root: HtmlElement) -> Iterator[str]:
    """In document order, of what may be seen."""
    body = next(root.iter("body"), root)
    walker = etree.iterwalk(body, events=("start", "end", "comment"))
    for event, element in walker:
        if event == "start":
            if element.tag in NOT_TEXT:
                walker.skip_subtree()
            elif element.text:
                yield element.text
        elif element is not body and element.tail:
            yield element.tail


def _structure(surroundings: list[HtmlElement]) -> Iterator[int]:
    """Tags and classes: what a template is made of, whatever the language of the page."""
    seen: set[int] = set()
    for part in surroundings:
        for element in part.iter(etree.Element):
            classes = sorted((element.get("class") or "").split())[:4]
            parent = element.getparent()
            above = parent.tag if parent is not None else ""
            seen.add(zlib.crc32(f"{above}>{element.tag}.{'.'.join(classes)}".encode()))
            if len(seen) >= MAX_TOKENS:
                break
    yield from seen


def _links(surroundings: list[HtmlElement], base: str) -> Iterator[str]:
    hrefs = dict.fromkeys(href for part in surroundings for href in part.xpath(".//a/@href"))
    return _absolute(hrefs, base)


def _addresses(root: HtmlElement, base: str, path: str) -> Iterator[str]:
    return _absolute((link.get("href") for link in root.xpath(path)), base)


def _absolute(hrefs: Iterable[str], base: str) -> Iterator[str]:
    for href in hrefs:
        try:
            address = canonical_url(urljoin(base, href.strip()))
        except ValueError:  # "http://[" and the like
            continue
        if address is not None:
            yield address


def _owners(root: HtmlElement) -> Iterator[str]:
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        if name in OWNER_META and meta.get("content"):
            yield folded(meta.get("content"))[:300]
    for script in root.xpath("//script[@type='application/ld+json']")[:5]:
        yield from _owners_in_data(script.text or "")


def _owners_in_data(text: str) -> Iterator[str]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    items = data if isinstance(data, list) else [data]
    for item in items[:20]:
        graph = item.get("@graph", [item]) if isinstance(item, dict) else []
        for node in graph if isinstance(graph, list) else []:
            if not isinstance(node, dict):
                continue
            for owner in (node, node.get("publisher"), node.get("author")):
                if isinstance(owner, dict) and owner.get("@type") in OWNER_TYPES and isinstance(owner.get("name"), str):
                    yield folded(owner["name"])[:300]


class OrganisationNames:
    """Known organisations, found in a text by their names: one pass, however many there are."""

    LONGEST = 12  # words of a name that are compared

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """names: (organisation, a name pages call it by)."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for organisation, name in names:
            words = tuple(_words(folded(name)))[: self.LONGEST]
            if words:
                self._by_first.setdefault(words[0], []).append((words, organisation))

    def named_in(self, text: str, *, least_words: int) -> str:
        """The organisation with the longest name in the folded text; names of fewer words than that are not looked for.

        A town's name alone is on any shop's page.
        """
        words = _words(text)
        best: tuple[tuple[str, ...], str] = ((), "")
        for place, word in enumerate(words):
            for name, organisation in self._by_first.get(word, ()):
                if (
                    len(name) >= least_words
                    and len(name) > len(best[0])
                    and tuple(words[place : place + len(name)]) == name
                ):
                    best = (name, organisation)
        return best[1]

    def is_called(self, text: str) -> str:
        """The organisation whose name the whole folded text is."""
        words = tuple(_words(text))[: self.LONGEST]
        names = self._by_first.get(words[0], ()) if words else ()
        return next((organisation for name, organisation in names if name == words), "")


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def first_segment(url: str) -> str:
    """ "/x/" of a URL that leads to /x, /x/ or below; "/" for the root."""
    segments = urlsplit(url).path.split("/")
    return f"/{segments[1]}/" if len(segments) > 1 and segments[1] else "/"
