"""What a browser in a language says it reads."""

from __future__ import annotations

import re

# A language of ISO 639, then subtags; a register may hold anything.
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
UNKNOWN = "en"  # what the browser of the audits is set to as well


def accept_language(language: str) -> str:
    """The header Accept-Language; never "*", which no browser sends and some servers fail on.

    language: BCP 47, as the register has it; English when unknown or no such tag.
    """
    tag = language.replace("_", "-")
    if not LANGUAGE_TAG.fullmatch(tag):
        return UNKNOWN
    main, *subtags = tag.split("-")
    main = main.lower()
    if not subtags:
        return main
    last = subtags[-1].upper() if len(subtags[-1]) == 2 else subtags[-1]  # noqa: PLR2004 - a region
    return f"{'-'.join((main, *subtags[:-1], last))},{main};q=0.9"
