"""Phrases as people and programs write them: the many forms that mean the same letters."""

from __future__ import annotations

import html.entities
import re
import string
import unicodedata

from hypothesis import strategies as st

_ENTITIES = {chr(code): f"&{name};" for code, name in html.entities.codepoint2name.items()}
_BOLD = {letter: chr(0x1D41A + at) for at, letter in enumerate(string.ascii_lowercase)}
_SPACES = (" ", "  ", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\n\t", "&nbsp;")
_APOSTROPHES = ("'", "\N{RIGHT SINGLE QUOTATION MARK}", "\N{MODIFIER LETTER APOSTROPHE}", "&rsquo;")
_HYPHENS = ("-", "\N{NON-BREAKING HYPHEN}", "\N{HYPHEN}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789 '-:.,!?|/"


def _ways(letter: str) -> list[str]:
    """How one letter of a phrase may be written."""
    if letter == " ":
        return list(_SPACES)
    if letter == "'":
        return list(_APOSTROPHES)
    if letter == "-":
        return list(_HYPHENS)
    ways = [letter, letter.upper(), unicodedata.normalize("NFD", letter), f"\N{ZERO WIDTH SPACE}{letter}"]
    ways += [_ENTITIES[letter]] if letter in _ENTITIES and letter != "&" else []
    ways += [f"&#{ord(letter)};"] if letter.isalpha() else []
    ways += [_BOLD[letter]] if letter in _BOLD else []
    return ways


@st.composite
def written(draw: st.DrawFn, phrase: str) -> str:
    """A text that the phrase, a regular expression, is meant to find, in one of its many forms."""
    accented = "".join(sorted(set(re.sub(r"\\.", "", phrase)) - set(string.printable)))
    plain = draw(st.from_regex(phrase, fullmatch=True, alphabet=_LETTERS + accented))
    return "".join(draw(st.sampled_from(_ways(letter))) for letter in plain)
