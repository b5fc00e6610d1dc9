"""What is remembered of each page of a site until all its pages are visited, for the checks that compare them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import Page
from checks.storable import storable
from results.page_words.fold import folded
from results.page_words.phrases import phrases

# What statements in a national format mark: Luxembourg's generator, Poland's law, Italy's design kit.
MARKS = (
    *(f".basic-information.conformance-status.{status}" for status in ("total", "partial", "none")),
    ".statement-created-date", ".statement-renewal-date", ".feedback.h-card .email",
    "#a11y-status", "#a11y-data-sporzadzenie", "#a11y-data-publikacja", "#a11y-data-aktualizacja", "#a11y-email",
    "#a11y-telefon", "#a11y-procedura", "#a11y-kontakt", "[data-element=accessibility-link]",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A link in the page, in the order of the document.

    url: absolute. name: its accessible name. region: the landmark it is in. image: it has an image and no text.
    """

    url: str
    name: str
    region: str = ""
    image: bool = False


@dataclass(frozen=True, slots=True)
class Navigation:
    """A navigation block. name: its accessible name, or empty. links: in the order of the document."""

    name: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """url: as planned. final_url: where the browser ended. role: why the page was chosen.

    html: a start tag to show where the page as a whole is meant. text: visible text of <main> or else of the body,
    lines kept, at most 60,000 characters. links: at most 1,000. search: there is a search field. help: ways to get
    help in the parts around the content, in the order of the document: "phone", "mail", "contact", "help", "chat",
    each once. forms: number of forms that are not search. passes: it has a heading, a landmark or a link to a place in
    it, by which blocks that return can be passed by. marks: selector -> text (of a link: its URL) of elements that
    national formats of statements mark; those not on the page are left out. examples: what of the text
    stands in code, quotations and blocks that are called examples, at most 20,000 characters.
    """

    url: str
    final_url: str
    role: str
    title: str = ""
    heading: str = ""
    language: str = ""
    html: str = ""
    text: str = ""
    links: tuple[Link, ...] = ()
    navigations: tuple[Navigation, ...] = ()
    search: bool = False
    help: tuple[str, ...] = ()
    forms: int = 0
    passes: bool = True
    marks: Mapping[str, str] = field(default_factory=dict)
    examples: str = ""


@dataclass(frozen=True, slots=True)
class FormSeen:
    """search: its markup says that it is one. code: its address and names. shown: a form that is not hidden."""

    search: bool
    code: str
    shown: bool


@dataclass(frozen=True, slots=True)
class FactsSeen:
    """What facts.js gives: as in `PageFacts`."""

    title: str
    language: str
    heading: str
    html: str
    text: str
    examples: str
    links: tuple[Link, ...]
    navigations: tuple[Navigation, ...]
    forms: tuple[FormSeen, ...]
    passes: bool
    marks: Mapping[str, str]


FACTS = PageScript("facts.js", TypeAdapter(FactsSeen))


async def read_facts(page: Page, url: str, role: str) -> PageFacts:
    """Needs axe-core in the page; raises PageError when the page cannot answer."""
    seen = await FACTS.run(page, {"marks": MARKS})
    searches = [form.search or _SEARCHES.are_in(folded(form.code)) for form in seen.forms]
    return PageFacts(
        url=url,
        final_url=storable(page.url),
        role=role,
        title=seen.title,
        heading=seen.heading,
        language=seen.language,
        html=seen.html,
        text=seen.text,
        links=seen.links,
        navigations=seen.navigations,
        search=any(searches),
        help=tuple(dict.fromkeys(way for link in seen.links if (way := _help(link)))),
        forms=sum(form.shown and not search for form, search in zip(seen.forms, searches, strict=True)),
        passes=seen.passes,
        marks=seen.marks,
        examples=seen.examples,
    )


def _help(link: Link) -> str:
    """The way to get help that a link around the content leads to; empty for none."""
    if link.region not in ("banner", "navigation", "contentinfo"):
        return ""
    scheme = link.url.partition(":")[0]
    if scheme in _CALLS:
        return _CALLS[scheme]
    name = folded(link.name)
    way = next((way for way, words in _WAYS if words.are_words_of(name)), "")
    return way or ("help" if _HELP.begin(name) else "")


_CALLS = {"tel": "phone", "mailto": "mail"}
_WAYS = (("contact", phrases("roles", "contact", "mention")), ("chat", phrases("links", "chat")))
_HELP = phrases("roles", "help", "whole")
_SEARCHES = phrases("roles", "search", "code")


def marked(page: PageFacts, selector: str) -> str:
    """What a national format marks on the page; empty where it does not."""
    return (page.marks or {}).get(selector, "")


def address(url: str) -> str:
    """Of two URLs of one page, as far as can be seen: without scheme, fragment, closing slash and file extension."""
    parts = url_parts(url)
    path = re.sub(r"/(?:index|default)\.\w+$|\.(?:html?|php|aspx)$|/$", "", parts.path)
    return f"{parts.netloc.lower()}{path}?{parts.query}"


def url_parts(url: str) -> SplitResult:
    """Empty parts for what is no URL: pages link to anything."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
