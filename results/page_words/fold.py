"""How texts of web pages are compared: as if they were typed without capitals, accents and typographic signs."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final, NewType

Folded = NewType("Folded", str)
"""A text that went through `folded`; nothing else is compared with the words."""

# Letters that Unicode does not decompose.
LETTERS: Final = {
    "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t", "ß": "ss",
}  # fmt: skip
_SIGNS: Final = {
    **dict.fromkeys("\u2018\u2019\u201b\u2032\u02b9\u02bb\u02bc\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),  # drawn as nothing
}
_BEFORE: Final = str.maketrans(_SIGNS)
_AFTER: Final = str.maketrans(LETTERS)
# How those who have no such key write a letter: "Erklaerung". In a text it stands as e, or is left out.
_SPELLED_OUT: Final = str.maketrans({"ä": "ae?", "ö": "oe?", "ü": "ue?", "ø": "oe?", "å": "aa?"})


def folded(text: str) -> Folded:
    """Lower case, without diacritics, one letter of a ligature after the other, white space single, apostrophes and
    hyphens plain, letters in mathematical type as letters; entities that were left in the text are decoded, once.
    """
    if "&" in text:
        text = html.unescape(text)
    if text.isascii():
        return Folded(" ".join(text.lower().translate(_BEFORE).split()))
    # Decomposed first: letters in mathematical type have no lower case of their own.
    lower = unicodedata.normalize("NFKD", text.translate(_BEFORE)).casefold().translate(_AFTER)
    decomposed = unicodedata.normalize("NFKD", lower).translate(_BEFORE)
    return Folded(" ".join("".join(c for c in decomposed if not unicodedata.category(c).startswith("M")).split()))


def folded_words(text: str) -> Folded:
    """Letters and digits only, with single spaces between the words: what `fold` of the page scripts gives."""
    return Folded(" ".join(re.sub(r"[\W_]+", " ", folded(text)).split()))


def folded_pattern(pattern: str) -> str:
    """A regular expression written as its language writes, for folded text. Its escapes (\\S) stay as they are.

    Letters that may be spelled out ("ä" as "ae") match both ways.
    """
    parts = re.split(r"(\\.)", unicodedata.normalize("NFC", pattern.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")))
    return "".join(part if at % 2 else _folded_letters(part) for at, part in enumerate(parts))


def _folded_letters(part: str) -> str:
    spelled = part.lower().translate(_SPELLED_OUT)
    decomposed = unicodedata.normalize("NFKD", spelled.translate(_AFTER))
    return "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))
