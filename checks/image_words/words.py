"""The words that were read in a picture, as checks weigh them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from results.model import ImageLine, ImageReading
from results.page_words.fold import folded_words

SURE = 0.9  # of a line
_LEGIBLE = 7.0  # CSS pixels of a line's height as it is drawn
_WORD = re.compile(r"[^\W\d_]{2,}")
_TELLING = 4  # letters; shorter words stand in any sentence
_CLOSE = 5  # letters of a word of which one may have been read wrong
_PLAIN_BESIDE = 0.05
_PLAIN_UNEVEN = 3.0


@dataclass(frozen=True, slots=True)
class ImageWords:
    """words: those of two letters or more, folded, of the lines that were read for sure and are drawn legibly.

    sure: share of all letters and digits that stand in such lines. lines: how many lines these are. letters: share of
    the letters among letters and digits. high: CSS pixels of the lowest line. covered: share of the picture that the
    lines take.
    """

    words: tuple[str, ...]
    text: str
    sure: float
    lines: int
    letters: float
    high: float
    covered: float


def words_of(reading: ImageReading, height: float) -> ImageWords:
    """height: CSS pixels of the picture as it is drawn."""
    drawn = [line for line in reading.lines if line.height * height >= _LEGIBLE]
    lines = [line for line in drawn if line.sure >= SURE]
    text = " ".join(line.text for line in lines)
    signs = _signs(lines)
    return ImageWords(
        words=tuple(_WORD.findall(folded_words(text))),
        text=text,
        sure=signs / max(1, _signs(drawn)),
        lines=len(lines),
        letters=sum(letter.isalpha() for letter in text) / max(1, signs),
        high=min((line.height * height for line in lines), default=0.0),
        covered=sum(line.width * line.height for line in lines),
    )


def is_plain(reading: ImageReading) -> bool:
    """Nothing but words on one colour or gradient: no photograph, map, chart or screenshot."""
    return reading.beside <= _PLAIN_BESIDE and reading.uneven <= _PLAIN_UNEVEN


def told(words: Collection[str], text: str) -> float:
    """Share of the words that a text (folded) says, give or take a letter that was read wrong and missing spaces."""
    telling = {word for word in words if len(word) >= _TELLING} or set(words)
    known = set(text.split())
    together = text.replace(" ", "")
    found = sum(word in known or _is_about(word, known, together) for word in telling)
    return found / len(telling) if telling else 0.0


def _is_about(word: str, known: Iterable[str], together: str) -> bool:
    if len(word) < _CLOSE:
        return False
    return word in together or any(_differ_by_one(word, other) for other in known)


def _differ_by_one(one: str, other: str) -> bool:
    """One letter changed, added or left out."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def _signs(lines: Iterable[ImageLine]) -> int:
    return sum(sign.isalnum() for line in lines for sign in line.text)
