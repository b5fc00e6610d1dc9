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


def links_of(root: HtmlElement, url: str) -> Iterator[Link]:
    """In document order; the first MAX_LINKS of a page."""
    base = base_url(root, url)
    for element in islice(root.xpath(LINKS), MAX_LINKS):
        address = (element.get("href") or element.get("src") or "").strip()
        absolute = _join(base, address)
        if address and absolute is not None:
            language = (element.get("hreflang") or "").strip()[:35]
            yield Link(absolute, _text_of(element), "" if language.lower() == "x-default" else language)


def base_url(root: HtmlElement, url: str) -> str:
    for href in root.xpath("//base/@href")[:1]:
        return _join(url, href.strip()) or url
    return url


def _join(base: str, address: str) -> str | None:
    try:
        return urljoin(base, SLASHES.sub("//", with_slashes(address)))
    except ValueError:  # "http://[" and the like
        return None


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
