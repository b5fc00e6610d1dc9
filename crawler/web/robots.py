"""What robots.txt says to us, read as RFC 9309 says."""

from __future__ import annotations

import codecs
import re

from protego import Protego

from crawler.user_agent import PRODUCT_NAME

MAX_ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: at least this much must be read
LINE_END = re.compile(r"\r\n|\r|\n")
# "user agent" and the like are read as the parser reads them.
USER_AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*:\s*(\*|[a-z_-]*)", re.IGNORECASE)
ANOTHER = "another"  # stands for every name that is not ours; no part of ours


def read_rules(body: bytes) -> Protego:
    """Bytes that are no UTF-8 spoil their own line only; Scrapy's reader would take the whole file for permission.

    RFC 9309, 2.2.1: a group is ours when its name is our product token and nothing else, whatever its case. The
    parser also takes a name that our token only begins with, and words of a whole User-Agent header.
    """
    lines = LINE_END.split(_decoded(body[:MAX_ROBOTS_BYTES]))
    return Protego.parse("\n".join(_with_plain_name(line) for line in lines))


def _decoded(body: bytes) -> str:
    """Text editors of Windows write UTF-16 with its mark, and sometimes two marks."""
    wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return body.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff")


def _with_plain_name(line: str) -> str:
    match = USER_AGENT_LINE.match(line)
    if match is None:
        return line
    name = match[1].lower()
    return f"User-agent: {name if name in ('*', PRODUCT_NAME) else ANOTHER}"
