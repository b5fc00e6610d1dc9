"""What a fault looks like: pieces cut out of a photograph of the page, with a line around the element.

They are taken when the checks are done, of the faults that who calls asks for: see decisions/0039-pictures.md. Nothing
that stands in a field is on them, and no page that was asked for with a name and a password is photographed.
"""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from PIL import Image, ImageDraw
from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import Area, Page, PageError
from checks.scripts import script
from results.model import CheckOutcome, Finding, PlannedPage

Wanted = Callable[[PlannedPage, Sequence[CheckOutcome]], Sequence[Sequence[Finding]]]
"""A page and what its checks found -> groups of findings: of each, one is to have its picture, the first that can."""

SECONDS = 10.0  # for all pictures of a page
_FRAME_SECONDS = 1.0
_AROUND = 48.0  # CSS pixels of the page shown around an element
_LEAST = (360.0, 160.0)  # width and height of what is shown, CSS pixels
_MOST = (1280.0, 900.0)
_LARGEST = (640, 420)  # pixels of the picture
_TALLEST = 4000.0  # CSS pixels of one photograph
_PHOTOGRAPHS = 2  # of one page, at most
_GAP = 600.0  # CSS pixels between two elements that are worth another photograph
_LINES = ((5, "#ffffff"), (3, "#c2007a"))  # width and colour, the widest below: one is seen on any ground
_QUALITY = 60
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)")


@dataclass(frozen=True, slots=True)
class Place:
    """CSS pixels from the corner of the document. group, number: which of the findings asked for."""

    group: int
    number: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Places:
    """width, height: of the document."""

    width: float
    height: float
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """finding: whose element is outlined. image: WebP, of this many pixels."""

    finding: Finding
    image: bytes
    width: int
    height: int


PLACES = PageScript("pictures.js", TypeAdapter(Places))
_EMPTY_FIELDS = f"({script('empty_fields.js')})()"


async def take_pictures(page: Page, url: str, groups: Sequence[Sequence[Finding]]) -> tuple[Picture, ...]:
    """Of each group at most one; none where no element can be seen. The page is not to be judged any more after this.

    A page that cannot answer, or not in time, has no pictures: they are no result.
    """
    if not groups or urlsplit(url).username is not None:
        return ()
    try:
        return await asyncio.wait_for(_taken(page, groups), SECONDS)
    except (PageError, TimeoutError):
        return ()


async def _taken(page: Page, groups: Sequence[Sequence[Finding]]) -> tuple[Picture, ...]:
    asked = [[(finding.selector, _tag(finding)) for finding in group] for group in groups]
    found = await PLACES.run(page, asked)
    if not found.places:
        return ()
    await page.load(_EMPTY_FIELDS, _FRAME_SECONDS)
    pictures = []
    for area, cuts in _photographs(found):
        data = await page.picture(area, whole_page=True)
        with Image.open(io.BytesIO(data)) as photograph:
            whole = photograph.convert("RGB")
        pictures += [_picture(groups[place.group][place.number], place, shown, (area, whole)) for place, shown in cuts]
    return tuple(pictures)


def _tag(finding: Finding) -> str:
    tag = _TAG.search(finding.snippet)
    return tag[1].lower() if tag else ""


def _shown(place: Place, page: Places) -> Area:
    """What a picture shows: the element and some of the page around it; of a large one its beginning."""
    left, width = _span(place.left, place.width, _LEAST[0], _MOST[0], page.width)
    top, height = _span(place.top, place.height, _LEAST[1], _MOST[1], page.height)
    return Area(left, top, width, height)


def _span(start: float, length: float, least: float, most: float, end: float) -> tuple[float, float]:
    """Where it begins and how long it is, in one direction."""
    around = length + 2 * _AROUND
    wanted = min(max(around, least), most, end)
    begin = start - (_AROUND if around > most else (wanted - length) / 2)
    return max(0.0, min(begin, end - wanted)), wanted


Cut = tuple[Place, Area]
"""An element, and what its picture shows."""


def _photographs(page: Places) -> Iterator[tuple[Area, Sequence[Cut]]]:
    """As few as show the elements, top to bottom; what is further down than these reach has none."""
    left = sorted(((place, _shown(place, page)) for place in page.places), key=lambda cut: cut[1].top)
    for _ in range(_PHOTOGRAPHS):
        if not left:
            return
        start = left[0][1].top
        end, taken = start, 0
        for _, shown in left:
            until = max(end, shown.top + shown.height)
            if (taken and shown.top > end + _GAP) or until > start + _TALLEST:
                break
            end, taken = until, taken + 1
        cuts, left = left[:taken], left[taken:]
        begin = min(shown.left for _, shown in cuts)
        yield Area(begin, start, max(shown.left + shown.width for _, shown in cuts) - begin, end - start), cuts


def _picture(finding: Finding, place: Place, shown: Area, photograph: tuple[Area, Image.Image]) -> Picture:
    area, whole = photograph
    at = (round(shown.left - area.left), round(shown.top - area.top))
    piece = whole.crop((*at, at[0] + round(shown.width), at[1] + round(shown.height)))
    scale = min(1.0, _LARGEST[0] / piece.width, _LARGEST[1] / piece.height)
    if scale < 1:
        piece = piece.resize((max(1, round(piece.width * scale)), max(1, round(piece.height * scale))))
    _outline(piece, place, shown, scale)
    written = io.BytesIO()
    piece.save(written, "WEBP", quality=_QUALITY, method=2)
    return Picture(finding, written.getvalue(), piece.width, piece.height)


def _outline(piece: Image.Image, place: Place, shown: Area, scale: float) -> None:
    """Drawn on the picture, not in the page, where a line could move what it is around."""
    left, top = (place.left - shown.left) * scale, (place.top - shown.top) * scale
    right, bottom = left + place.width * scale, top + place.height * scale
    draw = ImageDraw.Draw(piece)
    for width, colour in _LINES:
        away = 1 + width
        box = (
            max(left - away, 0), max(top - away, 0),
            min(right + away, piece.width - 1), min(bottom + away, piece.height - 1),
        )  # fmt: skip
        draw.rectangle(box, outline=colour, width=width)
