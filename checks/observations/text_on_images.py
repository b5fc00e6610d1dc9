"""How text on images and gradients, and text that is blended with what is behind, contrasts with the very pixels there.

The page is photographed with its text made transparent: what is left is what lies behind the letters. A word's
contrast is the highest it has with nearly all of the pixels of its box, so that a word that is said to contrast too
little does so wherever it is looked at (as ACT rule afw4f7 wants: the highest possible contrast).
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PIL import Image
from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import Area, Page
from checks.check import Element, LoadedPage, Observation
from checks.observations.pixels import contrast, contrasts, painted, pixels_in
from checks.scripts import script

_MOST_PICTURES = 2
_TALLEST = 1600.0  # px of one picture
_NEARLY_ALL = 0.97  # share of the pixels of a word's box

Box = tuple[float, float, float, float]  # left, top, width, height


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A text whose ground no style tells. colour: red, green and blue 0-255, and alpha. large: as WCAG has it.

    words: the boxes of its words, CSS pixels of the document. blended: see `TextOnImage`.
    """

    place: Element
    colour: tuple[float, float, float, float]
    blended: bool
    large: bool
    words: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class PlacedTexts:
    """width, height: of the document, CSS pixels."""

    texts: tuple[PlacedText, ...]
    width: float
    height: float


FIND = PageScript("observations/text_on_images.js", TypeAdapter(PlacedTexts), "find")


@dataclass(frozen=True, slots=True)
class TextOnImage:
    """selector, snippet, region: as in `Finding`. lowest, highest: contrast ratios of its worst and its best word.

    lowest and highest are each the contrast with the pixels a word contrasts best with; median: with the middle one
    of the worst word. blended: a filter or blend mode changes the colours, so that both are those of its strongest
    pixel as drawn, which may be fainter than its colour: letters are thin.
    """

    selector: str
    snippet: str
    region: str
    large: bool
    lowest: float
    median: float
    highest: float
    blended: bool = False


async def observe(loaded: LoadedPage) -> tuple[TextOnImage, ...]:
    """The texts on images whose pixels can be taken at their word."""
    page = loaded.page
    kept = await page.keep(script(FIND.name))
    try:
        found = await FIND.ask(kept)
        measured: list[TextOnImage] = []
        for clip, texts in _pictures(found):
            plain = await _picture(page, clip)
            await kept.run("({ hide }) => hide()")
            try:
                bare = await _picture(page, clip)
            finally:
                await kept.run("({ show }) => show()")
            measured += [one for text in texts if (one := _measure(text, clip, plain, bare)) is not None]
        return tuple(measured)
    finally:
        await kept.run("({ end }) => end()")
        await kept.release()


def _pictures(found: PlacedTexts) -> Iterable[tuple[Area, Sequence[PlacedText]]]:
    """The texts, top to bottom, by the picture that has them."""
    width, height = found.width, found.height
    texts = sorted(found.texts, key=lambda text: min(top for _, top, _, _ in text.words))
    texts = [text for text in texts if _inside(text.words, width, height)]
    for _ in range(_MOST_PICTURES):
        if not texts:
            return
        start = max(0.0, min(top for _, top, _, _ in texts[0].words) - 1)
        there = [text for text in texts if max(t + h for _, t, _, h in text.words) <= start + _TALLEST]
        texts = [text for text in texts if text not in there][0 if there else 1 :]
        if there:
            end = min(height, max(t + h for text in there for _, t, _, h in text.words) + 1)
            yield Area(0, start, width, end - start), there


def _inside(words: Sequence[Box], width: float, height: float) -> bool:
    return all(left >= 0 and top >= 0 and left + w <= width and top + h <= height for left, top, w, h in words)


async def _picture(page: Page, clip: Area) -> Image.Image:
    data = await page.picture(clip, whole_page=True)
    return Image.open(io.BytesIO(data)).convert("RGB")


def _measure(text: PlacedText, clip: Area, plain: Image.Image, bare: Image.Image) -> TextOnImage | None:
    best: list[tuple[float, float]] = []  # of each word: the contrast with its best pixels, with the middle one
    for left, top, width, height in text.words:
        x, y = round(left - clip.left), round(top - clip.top)
        box = (x, y, x + round(width), y + round(height))
        behind, drawn = pixels_in(bare, box), pixels_in(plain, box)
        letters = painted(drawn, behind)
        if not letters.any():
            continue  # covered, or of the colour of what is behind it
        reached = float(contrast(drawn[letters], behind[letters]).max())
        ratios = [reached] if text.blended else contrasts(text.colour, behind).tolist()
        best.append((max(ratios[int(_NEARLY_ALL * (len(ratios) - 1))], reached), ratios[len(ratios) // 2]))
    if not best:
        return None
    lowest, median = min(best)
    place = text.place
    return TextOnImage(
        place.selector, place.snippet, place.region, text.large,
        round(lowest, 2), round(median, 2), round(max(best)[0], 2), text.blended,
    )  # fmt: skip


TEXT_ON_IMAGES = Observation("text-on-images", order=30, seconds=15, observe=observe)
