"""What a page's static HTML shows that helps to choose a sample: forms, tables, media, its template."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped, unused-ignore]
from lxml.html import HtmlElement  # type: ignore[import-untyped, unused-ignore]

MAX_TITLE = 300
SKELETON_DEPTH = 6
SEARCH_NAME = re.compile(
    r"\A(?:q|s|search|query|keys|term|zoek\w*|recherche\w*|such\w*|buscar|cerca|ricerca|szukaj|sok)\Z", re.IGNORECASE
)
PLAYER = re.compile(
    r"youtube|youtu\.be|vimeo|dailymotion|soundcloud|spotify|peertube|video|player|kaltura", re.IGNORECASE
)
INVISIBLE_INPUTS = frozenset(("hidden", "submit", "button", "reset", "image"))
TEXT_INPUTS = frozenset(("", "text", "search"))
NO_TEXT = frozenset(("script", "style", "noscript", "template"))
# Content that differs between pages of one template, and markup nobody sees.
NOT_STRUCTURE = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "link",
        "meta",
        "svg",
        "br",
        "hr",
        "b",
        "i",
        "em",
        "strong",
        "span",
        "img",
    )
)


@dataclass(frozen=True, slots=True)
class PageText:
    """The title and the text of the body, white space single. own: without the texts of links."""

    own: str
    whole: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Fields as in results.model.FoundPage."""

    title: str
    language: str
    forms: int
    tables: int
    media: int
    password_fields: int
    skeleton: str


def evidence_of(root: HtmlElement) -> Evidence:
    return Evidence(
        title=_title(root),
        language=_language(root),
        forms=sum(1 for form in root.iter("form") if _is_form(form)),
        tables=len(root.xpath("//table[.//th]")),
        media=_count_media(root),
        password_fields=sum(1 for field in root.iter("input") if _type(field) == "password"),
        skeleton=skeleton_of(root),
    )


def _title(root: HtmlElement) -> str:
    return next((" ".join(title.text_content().split())[:MAX_TITLE] for title in root.xpath("//head/title[1]")), "")


def _language(root: HtmlElement) -> str:
    html = root if root.tag == "html" else next(root.iter("html"), root)
    return (html.get("lang") or html.get("xml:lang") or "").strip()[:35]


def _is_form(form: HtmlElement) -> bool:
    """A form one fills in: not a lone search box, not a lone button."""
    if form.get("role") == "search" or form.xpath("ancestor::search | ancestor::*[@role='search']"):
        return False
    fields = [field for field in form.iter("input", "select", "textarea") if _type(field) not in INVISIBLE_INPUTS]
    return bool(fields) and not (len(fields) == 1 and _is_search_box(fields[0]))


def _is_search_box(field: HtmlElement) -> bool:
    if field.tag != "input" or _type(field) not in TEXT_INPUTS:
        return False
    names = (field.get("name") or "", field.get("id") or "")
    return _type(field) == "search" or any(SEARCH_NAME.match(name) for name in names)


def _type(field: HtmlElement) -> str:
    return (field.get("type") or "").strip().lower()


def _count_media(root: HtmlElement) -> int:
    players = sum(1 for frame in root.iter("iframe", "embed", "object") if PLAYER.search(_source(frame)))
    return len(root.xpath("//video | //audio")) + players


def _source(frame: HtmlElement) -> str:
    return frame.get("src") or frame.get("data-src") or frame.get("data") or ""


def text_of(root: HtmlElement) -> PageText:
    own: list[str] = []
    whole: list[str] = []
    for part in root.xpath("//head/title | //body"):
        _collect_text(part, own, whole)
    return PageText(*(" ".join(" ".join(texts).split()) for texts in (own, whole)))


def _collect_text(root: HtmlElement, own: list[str], whole: list[str]) -> None:
    """In document order. A stack of our own: pages of strangers nest deeper than Python calls."""
    stack: list[tuple[HtmlElement, bool, bool]] = [(root, False, False)]
    while stack:
        element, in_link, left = stack.pop()
        if left:
            text = element.tail
        elif element.tag in NO_TEXT or not isinstance(element.tag, str):  # a comment has no name
            text = None
        else:
            in_own_link = in_link or element.tag == "a"
            for child in element.iterchildren(reversed=True):
                stack += ((child, in_own_link, True), (child, in_own_link, False))
            text, in_link = element.text, in_own_link
        if text and not text.isspace():
            whole.append(text)
            if not in_link:
                own.append(text)


def skeleton_of(root: HtmlElement) -> str:
    """Short hash of tags and roles, SKELETON_DEPTH deep; a run of equal siblings counts once."""
    body = next(root.iter("body"), None)
    if body is None:
        return ""
    return hashlib.sha256(_outline(body, SKELETON_DEPTH).encode()).hexdigest()[:12]


def _outline(element: HtmlElement, depth: int) -> str:
    name: str = element.tag + (f"[{role}]" if (role := element.get("role")) else "")
    if depth == 0:
        return name
    children: list[str] = []
    for child in element.iterchildren(etree.Element):  # no comments
        outline = _outline(child, depth - 1) if child.tag not in NOT_STRUCTURE else ""
        if outline and children[-1:] != [outline]:
            children.append(outline)
    return f"{name}({','.join(children)})" if children else name
