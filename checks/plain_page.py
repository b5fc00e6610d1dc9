"""What is read of a page on another host, which is fetched and not shown in a browser: its HTML as it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from lxml import html as lxml_html
from lxml.html import HtmlElement  # type: ignore[import-untyped, unused-ignore]
from w3lib.encoding import html_to_unicode

from checks.documents.fetch import Fetched
from checks.facts import MARKS, Link, PageFacts
from checks.storable import storable

_TEXT = 60_000
_LINKS = 1_000
_NAME = 200
_UNSEEN = "//script | //style | //noscript | //template | //body//*[@hidden]"
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "time", "u", "var",
))  # fmt: skip
_REGIONS = {"header": "banner", "nav": "navigation", "footer": "contentinfo", "main": "main"}


def plain_facts(planned: str, fetched: Fetched) -> PageFacts | None:
    """planned: the address that was linked to. None for what is no HTML or holds nothing."""
    _, text = html_to_unicode(None, fetched.data)
    try:
        # A declared encoding of text that is decoded already is an error to the parser.
        root = lxml_html.document_fromstring(text.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None
    title = _line(root.findtext(".//title") or "")
    etree.strip_tags(root, etree.Comment)
    for element in root.xpath(_UNSEEN):
        element.drop_tree()
    main = next(iter(root.xpath("//main | //*[@role='main']")), None)
    body = root.find("body")
    return PageFacts(
        url=planned,
        final_url=storable(fetched.final_url),
        role="statement",
        title=title[:_NAME],
        heading=next((line for h in root.iter("h1") if (line := _line(h.text_content()))), "")[:_NAME],
        language=(root.get("lang") or "")[:35],
        text=storable(_text(main if main is not None else body if body is not None else root))[:_TEXT],
        links=tuple(_links(root, fetched.final_url))[:_LINKS],
        marks=dict(_marks(root)),
    )


def _text(root: HtmlElement) -> str:
    """Lines as a browser breaks them, as far as the names of elements tell."""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        parts.append("" if element.tag in _INLINE else "\n")
        more = element.text if event == "start" else element.tail if element is not root else ""
        parts.append(" ".join(f"|{more or ''}|".split())[1:-1])
    return "\n".join(line for part in "".join(parts).split("\n") if (line := _line(part)))


def _links(root: HtmlElement, base: str) -> Iterator[Link]:
    for element in root.iter("a"):
        try:
            url = urljoin(base, (element.get("href") or "").strip())
        except ValueError:
            continue
        region = next((_REGIONS[a.tag] for a in element.iterancestors() if a.tag in _REGIONS), "")
        if element.get("href"):
            yield Link(storable(url), storable(_line(element.text_content()))[:_NAME], region)


def _marks(root: HtmlElement) -> Iterator[tuple[str, str]]:
    for selector in MARKS:
        for element in root.cssselect(selector)[:1]:
            yield selector, storable(_line(element.text_content()))[:_NAME]


def _line(text: str) -> str:
    return " ".join(text.split())
