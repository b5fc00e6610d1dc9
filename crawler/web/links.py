"""The URLs a page points to.

`rel=nofollow` asks search engines not to pass on credit; it does not ask visitors to stay away, and a
monitor that skipped such links would judge a part of the site. What asks us to stay away is robots.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin

from lxml.html import HtmlElement  # type: ignore[import-untyped, unused-ignore]

from crawler.web.urls import with_slashes

REMOVED = re.compile(r"[\t\r\n]")  # wherever they stand in an address
SLASHES = re.compile(r"\A//+")  # more than two are two, to a browser
MAX_LINKS = 2000
MAX_TEXT = 100

LINKS = (
    # A frameset's frames are its pages; what an iframe shows is a part of the page around it.
    "//a[@href] | //area[@href] | //frame[@src]"
    " | //link[@href][contains(concat(' ', normalize-space(@rel), ' '), ' canonical ')]"
    " | //link[@href][@hreflang][contains(concat(' ', normalize-space(@rel), ' '), ' alternate ')]"
)


@dataclass(frozen=True, slots=True)
class Link:
    """url: absolute, as written. text: what a visitor reads or hears; empty for links nobody sees.

    translation: BCP 47 tag, when the link says that its target is this page in that language.
    """

    url: str
    text: str = ""
    translation: str = ""


def links_of(root: HtmlElement, url: str, encoding: str = "utf-8") -> Iterator[Link]:
    """In document order; the first MAX_LINKS of a page. encoding: the page's, in which queries are written."""
    base = base_url(root, url)
    for element in islice(root.xpath(LINKS), MAX_LINKS):
        address = (element.get("href") or element.get("src") or "").strip()
        absolute = absolute_address(base, address, encoding)
        if address and absolute is not None:
            language = (element.get("hreflang") or "").strip()[:35]
            yield Link(absolute, _text_of(element), "" if language.lower() == "x-default" else language)


def base_url(root: HtmlElement, url: str) -> str:
    for href in root.xpath("//base/@href")[:1]:
        return absolute_address(url, href.strip()) or url
    return url


def absolute_address(base: str, address: str, encoding: str = "utf-8") -> str | None:
    """As a browser reads an address in a page; None for one that no URL can have.

    URL standard, "query state": only the query is in the page's encoding, the path always in UTF-8.
    """
    plain = REMOVED.sub("", with_slashes(address))
    try:
        absolute = urljoin(base, SLASHES.sub("//", plain))
    except ValueError:  # "http://[" and the like
        return None
    # An address that is nothing but a fragment, or empty, takes over the base's query, which is escaped already.
    return absolute if absolute.isascii() else _with_query_in(absolute, encoding)


def _with_query_in(url: str, encoding: str) -> str:
    before, mark, query = url.partition("?")
    query, hash_mark, fragment = query.partition("#")
    if "#" in before or query.isascii() or encoding.replace("-", "").lower().startswith("utf"):
        return url
    return before + mark + "".join(_escaped(character, encoding) for character in query) + hash_mark + fragment


def _escaped(character: str, encoding: str) -> str:
    if character.isascii():
        return character
    try:
        return "".join(f"%{byte:02X}" for byte in character.encode(encoding))
    except (UnicodeEncodeError, LookupError):
        return f"%26%23{ord(character)}%3B"  # what the encoding lacks is sent as a character reference


def _text_of(element: HtmlElement) -> str:
    if element.tag not in ("a", "area"):
        return ""
    candidates = (
        element.get("aria-label"),
        " ".join(element.itertext()),
        " ".join(element.xpath(".//img/@alt")),
        element.get("alt"),
        element.get("title"),
    )
    texts = (" ".join(candidate.split()) for candidate in candidates if candidate)
    return next((text for text in texts if text), "")[:MAX_TEXT]
