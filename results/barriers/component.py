"""The component of a website a finding is in: what stays when ids, texts, order and addresses change. Pure.

A component is written once and shown on many pages: a header, a card, a kind of field. What names it is the landmark
it is in, its tag, role and type, and those class names (else the id, or what it stands in) that a person chose; not
its text, its addresses, its place among its neighbours, nor names a program makes anew with each build. What the
signature leaves out still helps to recognise a component that was changed: see `similarity`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import NamedTuple

from results.model import Finding

_INTO_FRAME = " >>> "
# One element of a selector: everything up to a combinator that stands in no brackets and behind no backslash.
_COMPOUND = re.compile(r"(?:\\.|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)|[^\s>+~\[\](\\])+")
_CLASS = re.compile(r"\.((?:\\.|[\w-]|[^\x00-\x7f])+)")
_ID = re.compile(r"#((?:\\.|[\w-]|[^\x00-\x7f])+)")
_IN_BRACKETS = re.compile(r"\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)")
_TAG = re.compile(r"[A-Za-z][\w-]*")
_PART_OF_NAME = re.compile(r"[^\w]+|_+")
_WORD = re.compile(r"[^\W\d_]{2,}")
_NAMED_BY_A_PROGRAM = re.compile(
    r"^(?:css|sc|jss|emotion|svelte|astro|ng|ember|mui|radix|headlessui|yui|ext|gen|data-v|_ng\w+|uid|react)[-_:]"
    r"|^:r\w+:$|^(?:ember|jss|yui|uid|ext-gen)\d"
    r"|^[0-9a-f]{8}-[0-9a-f]{4}-",
    re.IGNORECASE,
)
_STATES = frozenset({
    "active", "open", "opened", "closed", "current", "selected", "hidden", "show", "shown", "visible", "collapse",
    "collapsed", "collapsing", "expanded", "focus", "hover", "visited", "disabled", "enabled", "loaded", "loading",
    "lazy", "lazyload", "lazyloaded", "first", "last", "odd", "even", "in", "out", "fade", "animated",
    "initialized", "initialised", "ready", "js", "nojs", "touched", "pristine", "dirty", "valid", "invalid",
    "checked",
})  # fmt: skip
_STATE_PREFIX = re.compile(r"^(?:is|has|js|no)-")
_FIELDS = frozenset({"input", "select", "textarea"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_OF_THE_WHOLE_PAGE = frozenset({"html", "body", "head", "title"})
_NO_DETAILS = frozenset({
    "class", "id", "name", "for", "href", "src", "action", "alt", "title", "aria-label", "placeholder", "tabindex",
    "hidden", "checked", "selected", "disabled", "aria-controls", "aria-labelledby", "aria-describedby",
    "aria-owns", "aria-current", "aria-expanded", "aria-selected", "aria-hidden", "aria-activedescendant",
    "headers", "list", "form", "role", "type",
})  # fmt: skip
_WORDS_IN_AN_ID = 3
_SHORTEST_HASH = 5
# Digits among the letters, or capitals here and there in a short word.
_LIKE_A_HASH = re.compile(r"[^\W\d]\d+[^\W\d]|\d[^\W\d]+\d|^(?=\w{5,8}$)\w*[a-z][A-Z]\w*[a-z][A-Z]")
_CACHED = 20_000


@dataclass(frozen=True, slots=True)
class Component:
    """What is known of an element's component.

    kind: its role and input type. names: of classes, id or field, without what is generated, numbered or a state.
    attributes: their names; details: with their values, where these are of the element itself. children: tags in it.
    words: of its text and text-like attributes, lower case. address: words of its href, src or action.
    around: names of the elements its selector names around it; parent: of the nearest of these. depth: frames and
    shadow roots around it.
    """

    region: str
    tag: str
    kind: str
    names: frozenset[str]
    attributes: frozenset[str]
    details: frozenset[str]
    children: frozenset[str]
    words: frozenset[str]
    address: frozenset[str]
    around: frozenset[str]
    parent: frozenset[str]
    depth: int = 0

    @property
    def signature(self) -> str:
        """16 hexadecimal digits, equal for elements of one component."""
        return _signature(self.region, self.tag, self.kind, self.depth, self.names or self.parent)


# Feature of a component -> how much it counts. A text or an address nobody changed says most; so do chosen names.
_WEIGHTS = {
    "words": 3.0,
    "names": 3.0,
    "address": 2.5,
    "details": 2.0,
    "attributes": 1.0,
    "around": 1.0,
    "children": 1.0,
}
_WEIGHT_OF_REGION = 1.0
_WEIGHT_OF_PAGES = 3.0


def similarity(one: Component, other: Component, shared_pages: float) -> float:
    """0 to 1. shared_pages: of the pages tested both times where either was, the part where both were (0 to 1).

    A feature neither has is no evidence. Elements of another tag, role or type are never the same, nor are fields with
    other names, nor elements with nothing in common that says what they are.
    """
    if (one.tag, one.kind, one.depth) != (other.tag, other.kind, other.depth) or _are_strangers(one, other):
        return 0.0
    reached = _WEIGHT_OF_REGION * (one.region == other.region) + _WEIGHT_OF_PAGES * shared_pages
    possible = _WEIGHT_OF_REGION + _WEIGHT_OF_PAGES
    for feature, weight in _WEIGHTS.items():
        left, right = getattr(one, feature), getattr(other, feature)
        if left or right:
            possible += weight
            reached += weight * len(left & right) / len(left | right)
    return reached / possible


def _are_strangers(one: Component, other: Component) -> bool:
    """A new name alone is a change of style; with another text, address or field beside it, it is another element."""
    if one.tag in _FIELDS and one.names and other.names and not one.names & other.names:
        return True
    said = ((one.words, other.words), (one.address, other.address), (one.details, other.details))
    in_common = any(left & right for left, right in (*said, (one.names, other.names)))
    return not in_common and bool(one.words and other.words)


def component_of(finding: Finding) -> Component:
    """Of any finding: a snippet that was cut, or is no HTML, gives what can be read of it."""
    return _component(finding.selector, finding.snippet, finding.region)


def signature_of(finding: Finding) -> str:
    """`component_of(finding).signature`, without reading what that leaves out."""
    return _signature_of(finding.selector, finding.snippet, finding.region)


def element_key(finding: Finding) -> str:
    """Equal for one and the same element on several pages: its HTML without what a program numbers, and its names."""
    html = " ".join(_GENERATED_VALUES.sub("", finding.snippet).split())
    start, inner = _start_tag(finding.snippet), finding.selector.rpartition(_INTO_FRAME)[2]
    return f"{html} {' '.join(sorted(_names(start, _tag(start, inner), inner)))}"


_GENERATED_VALUES = re.compile(
    r"\s(?:id|for|class|style|tabindex|aria-(?:controls|labelledby|describedby|owns|current|expanded|selected|hidden))"
    r"=(?:\"[^\"]*\"|'[^']*')"
)


def raw_names(finding: Finding) -> list[str]:
    """Classes and ids of the element and of those its selector names, as they stand."""
    attributes = _start_tag(finding.snippet).attributes
    own = f"{attributes.get('class', '')} {attributes.get('id', '')}".split()
    return [*own, *_names_as_they_stand(finding.selector)]


@lru_cache(maxsize=_CACHED)
def _names_as_they_stand(selector: str) -> list[str]:
    plain = _IN_BRACKETS.sub("", selector)
    return _CLASS.findall(plain) + _ID.findall(plain)


@lru_cache(maxsize=_CACHED)
def _component(selector: str, snippet: str, region: str) -> Component:
    element, start = _read(snippet), _start_tag(snippet)
    *frames, inner = selector.split(_INTO_FRAME)
    around = _compounds(inner)[:-1]
    tag, attributes = _tag(start, inner), start.attributes
    texts = (element.text, *(attributes.get(name, "") for name in ("alt", "title", "aria-label", "placeholder")))
    addresses = (attributes.get(name, "") for name in ("href", "src", "action", "data-src"))
    return Component(
        region=region,
        tag=tag,
        kind=_kind(start, tag),
        names=_names(start, tag, inner),
        attributes=frozenset(name for name in attributes if not _NAMED_BY_A_PROGRAM.match(name)),
        details=frozenset(f"{name}={value}" for name, value in attributes.items() if _is_of_the_element(name)),
        children=frozenset(element.children),
        words=_words(" ".join(texts)),
        address=_words(" ".join(addresses)),
        around=stable_names(_names_in(" ".join((*frames, *around)))),
        parent=_parent(inner),
        depth=len(frames),
    )


@lru_cache(maxsize=_CACHED)
def _signature_of(selector: str, snippet: str, region: str) -> str:
    start = _start_tag(snippet)
    *frames, inner = selector.split(_INTO_FRAME)
    tag = _tag(start, inner)
    place = _names(start, tag, inner) or _parent(inner)
    return _signature(region, tag, _kind(start, tag), len(frames), place)


@lru_cache(maxsize=_CACHED)
def _signature(region: str, tag: str, kind: str, depth: int, place: frozenset[str]) -> str:
    parts = (region, tag, kind, str(depth), "" if tag in _OF_THE_WHOLE_PAGE else " ".join(sorted(place)))
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _tag(start: _StartTag, inner: str) -> str:
    """inner: the selector within the innermost frame."""
    if start.tag:
        return start.tag
    found = _TAG.match(_compounds(inner)[-1])
    return found[0].lower() if found else ""


def _kind(start: _StartTag, tag: str) -> str:
    attributes = start.attributes
    field_type = attributes.get("type", "") if tag in _FIELDS else ""
    return " ".join((attributes.get("role", ""), field_type)).strip()


def _names(start: _StartTag, tag: str, inner: str) -> frozenset[str]:
    attributes = start.attributes
    if not start.tag and tag not in _OF_THE_WHOLE_PAGE:
        return stable_names([inner])
    names = _stable_classes(attributes.get("class", ""))
    if tag in _FIELDS:
        # Each field is filled in for itself, whatever they are all dressed in.
        return stable_names([attributes.get("name") or attributes.get("id", "")]) or names
    if not names and tag not in _HEADINGS:
        return stable_names(_short_ids([attributes.get("id", "")]))
    return names


def _compounds(inner: str) -> list[str]:
    return _COMPOUND.findall(inner) or [""]


def _is_of_the_element(attribute: str) -> bool:
    """Not a name, a text or an address, which have their own features, nor a state, nor what a program put there."""
    return attribute not in _NO_DETAILS and not attribute.startswith(("data-", "on")) and "_ng" not in attribute


def _parent(inner: str) -> frozenset[str]:
    *around, _ = _compounds(inner)
    if not around:
        return frozenset()
    found = _TAG.match(around[-1])
    return stable_names(_names_in(around[-1])) or frozenset([found[0].lower()] if found else [])


def stable_names(names: Iterable[str]) -> frozenset[str]:
    """Class names or ids without those a program made, without hashes, numbers and states."""
    return frozenset([stable for stable in map(_stable_name, names) if stable])


@lru_cache(maxsize=_CACHED)
def _stable_classes(value: str) -> frozenset[str]:
    return stable_names(value.split())


@lru_cache(maxsize=_CACHED)
def _stable_name(name: str) -> str:
    name = name.replace("\\", "")
    if _NAMED_BY_A_PROGRAM.match(name) or _STATE_PREFIX.match(name.lower()):
        return ""
    parts = [part for part in _PART_OF_NAME.split(name) if part and not _is_generated(part)]
    kept = [re.sub(r"\d+", "", part).lower() for part in parts]
    if len(kept) == 1 and kept[0] in _STATES:
        return ""
    return "-".join(part for part in kept if part)


def _is_generated(part: str) -> bool:
    """x7Hf2, 1q2w3e, 9f86d081, bdVaJa or 17, not mainNavDropdown2 or h1."""
    return part.isdigit() or bool(len(part) >= _SHORTEST_HASH and _LIKE_A_HASH.search(part))


def _short_ids(ids: Iterable[str]) -> list[str]:
    """A long id was made from the words of a heading, and changes with them."""
    return [each for each in ids if len(_PART_OF_NAME.split(each)) <= _WORDS_IN_AN_ID]


def _names_in(selector: str) -> list[str]:
    plain = _IN_BRACKETS.sub("", selector)
    return _CLASS.findall(plain) + _short_ids(_ID.findall(plain))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text))


class _Element(HTMLParser):
    """The first element of a snippet, the tags in it, and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tag = ""
        self.attributes: dict[str, str] = {}
        self.children: list[str] = []
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.tag:
            self.children.append(tag)
            self.pieces += [value for name, value in attrs if name == "alt" and value]
            return
        self.tag = tag
        self.attributes = {name.strip("\"'"): value or "" for name, value in attrs}

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


class _StartTag(NamedTuple):
    """Of a snippet's first element. tag: empty when there is none."""

    tag: str
    attributes: Mapping[str, str]


# As browsers write HTML. Nothing in it that a parser would have to interpret.
_PLAIN_START_TAG = re.compile(r'<([a-z][a-z0-9-]*)((?: [a-z_][a-z0-9_-]*="[^"&]*")*)>')
_PLAIN_ATTRIBUTE = re.compile(r' ([a-z_][a-z0-9_-]*)="([^"]*)"')


@lru_cache(maxsize=_CACHED)
def _start_tag(snippet: str) -> _StartTag:
    """What `_read` says of it, in a tenth of the time: a crawl of 10,000 sites comes here a million times."""
    plain = _PLAIN_START_TAG.match(snippet)
    if plain:
        return _StartTag(plain[1], dict(_PLAIN_ATTRIBUTE.findall(plain[2])))
    element = _read(snippet)
    return _StartTag(element.tag, element.attributes)


@lru_cache(maxsize=_CACHED)
def _read(snippet: str) -> _Element:
    element = _Element()
    # What was cut within its first tag is closed, so that what is there can be read.
    cut = snippet.startswith("<") and ">" not in snippet
    element.feed(snippet.removesuffix("…") + '">' if cut else snippet)
    element.close()
    return element
