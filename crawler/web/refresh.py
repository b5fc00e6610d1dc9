"""Refresh, in a header or a meta element: read by the steps of the HTML standard, so every spelling browsers take."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement  # type: ignore[import-untyped, unused-ignore]

# HTML, 4.2.5.3 "Refresh state": digits, a rest of digits and dots; ";", "," or white space; then perhaps "url =".
TIME = re.compile(r"[ \t\n\f\r]*(\d*)([\d.]*)")
SEPARATOR = re.compile(r"[ \t\n\f\r]*[;,]?[ \t\n\f\r]*")
URL_EQUALS = re.compile(r"url[ \t\n\f\r]*=[ \t\n\f\r]*", re.IGNORECASE)
LONGEST_TIME = 9  # digits


def read_refresh(text: str) -> tuple[float, str] | None:
    """Whole seconds and the address as written, empty when the page loads itself again; None when it says nothing."""
    time = TIME.match(text)
    assert time is not None  # every part of it may be empty
    rest = text[time.end() :]
    if not (time[1] or time[2].startswith(".")) or (rest and rest[0] not in ";, \t\n\f\r"):
        return None
    return float(time[1][:LONGEST_TIME] or 0), _address(SEPARATOR.sub("", rest, count=1))


def _address(text: str) -> str:
    named = URL_EQUALS.match(text)
    # "urls" or "ux" is the beginning of an address; a quotation mark is looked for where no name was begun.
    if named is not None:
        text = text[named.end() :]
    elif text[:1] in ("u", "U"):
        return text.strip()
    if text[:1] in ("'", '"'):
        return text[1:].partition(text[0])[0].strip()
    return text.strip()


def refreshes_of(root: HtmlElement) -> Iterator[tuple[float, str]]:
    """Of a page whose scripts run: what stands in a noscript element is text."""
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").strip().lower() != "refresh":
            continue
        if any(parent.tag in ("noscript", "template", "textarea", "svg") for parent in meta.iterancestors()):
            continue
        if (refresh := read_refresh(meta.get("content") or "")) is not None:
            yield refresh
