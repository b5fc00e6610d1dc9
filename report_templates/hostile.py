"""What comes from a web page is data: made harmless to look at before it is escaped and shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

TEXT_LIMIT = 500
SNIPPET_LIMIT = 600

# Characters that reorder the text around them (Unicode UAX #9): a snippet could be made to read as another.
BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# C0 and C1 controls (tab and newline apart), line separators, lone surrogates, byte order mark, non-characters.
NOT_PRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]",
)
COLOUR = re.compile(r"#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")


def printable(text: str) -> str:
    """Without control characters; characters that change the reading direction are shown by their code."""
    if text.isascii() and text.isprintable():  # most is
        return text
    visible = BIDI_CONTROLS.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)
    return NOT_PRINTABLE.sub("", visible)


def shortened(text: str, limit: int = TEXT_LIMIT) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def one_line(text: str, limit: int = TEXT_LIMIT) -> str:
    """For plain text, where another line would look like ours, and for headers of an e-mail, where it would be one."""
    return shortened(re.sub(r"\s+", " ", printable(text)).strip(), limit)


def snippet(html: str) -> str:
    """HTML of an element on as few lines as it can be, without the indentation it had in its page."""
    return shortened(re.sub(r"\s+", " ", html.strip()), SNIPPET_LIMIT)


def web_address(url: str) -> str:
    """The address when a link to it is safe (http or https), else nothing."""
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return ""
    return url if scheme in {"http", "https"} else ""


def colour(value: object) -> str:
    """A hexadecimal colour, or nothing: it goes into a drawing."""
    return value if isinstance(value, str) and COLOUR.fullmatch(value) else ""
