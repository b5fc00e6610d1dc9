"""What a picture says: the words that were read in it, and what is drawn beside them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImageLine:
    """A line of words. sure: how sure the reader is of them, 0 to 1.

    left, top, width, height: of its box, as shares of the width and the height of the picture.
    """

    text: str
    sure: float
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ImageReading:
    """What was read in one picture. width, height: pixels of the file; 0 when it could not be opened.

    lines: of words, as the reader found them. beside: share of the contours in the picture that are not in a line of
    words: 0 for words on a plain ground, near 1 for a photograph. uneven: how far what is around the words departs from
    one colour or one gradient, in steps of 255. unread: why it could not be read; empty when it was.
    """

    width: int = 0
    height: int = 0
    lines: tuple[ImageLine, ...] = ()
    beside: float = 0.0
    uneven: float = 0.0
    unread: str = ""
