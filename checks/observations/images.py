"""The pictures of a page, and the words in them.

An SVG's words are read from its code. Those of other pictures are recognised, when the extra `pictures` is installed:
each different picture of a site once, and for a time. What could not be read is said.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import LoadedFile
from checks.check import Element, LoadedPage, Observation
from checks.image_words.site_images import SiteImages
from checks.observations.svg_words import data_of, svg_reading
from results.model import ImageReading
from results.page_words.phrases import plain_words

_SECONDS = 40.0
_BODY_SECONDS = 3.0
_LARGEST = 8 * 2**20  # bytes
_SPRITE = 1.3  # times the box: a larger background shows a part of itself
_SVG = "image/svg+xml"


@dataclass(frozen=True, slots=True)
class ImagePlace:
    """Where a picture is drawn. there: the browser says that it has the file; it does not of all. width, height: CSS
    pixels. unscaled: a CSS background in its own size.

    alternative: the accessible name as it is heard, folded. unanswered: an image without any, which axe-core fails.
    label: "heading", "button" or "menu" where the picture is all that is in one; else empty. leads: its link leads
    "home" or "elsewhere" (another website); else empty. called: "logo"
    where something calls it one, "apart" where something calls it a photograph, a map, a screenshot, a chart, an
    example or the like; else empty.
    """

    place: Element
    url: str
    there: bool
    unscaled: bool
    width: int
    height: int
    alternative: str
    unanswered: bool
    label: str
    leads: str
    called: str


@dataclass(frozen=True, slots=True)
class ImagesFound:
    """said: all words of the page, with its alternatives, folded. more: the page has more pictures than are told of."""

    images: tuple[ImagePlace, ...]
    said: str
    more: bool


@dataclass(frozen=True, slots=True)
class ReadImage:
    """A picture with what was read in it. svg: from its code."""

    at: ImagePlace
    reading: ImageReading
    svg: bool = False


@dataclass(frozen=True, slots=True)
class ReadImages:
    """unread: why some could not be read, one line; empty when all were."""

    images: tuple[ReadImage, ...] = ()
    said: str = ""
    unread: str = ""


IMAGES_SCRIPT = PageScript("observations/images.js", TypeAdapter(ImagesFound))


async def _observe(loaded: LoadedPage) -> ReadImages:
    found = await IMAGES_SCRIPT.run(
        loaded.page, {"called": {kind: plain_words("images", kind) for kind in ("logo", "apart")}}
    )
    files = {file.url: file for file in loaded.files if file.ok}
    read: dict[str, ReadImage | None] = {}
    try:
        async with asyncio.timeout(_SECONDS):
            for place in found.images:
                if place.url not in read:
                    read[place.url] = await _read(place, files, loaded.images)
    except TimeoutError:
        late = f"reading the pictures of the page took over {_SECONDS:g} s"
    else:
        late = "only the first pictures of the page were looked at" if found.more else ""
    pictures = tuple(
        ReadImage(place, one.reading, one.svg)
        for place in found.images
        if (one := read.get(place.url)) is not None and not _shows_a_part(place, one)
    )
    unread = dict.fromkeys(one.reading.unread for one in pictures if one.reading.unread)
    return ReadImages(pictures, found.said, "; ".join([*unread, *([late] if late else [])]))


async def _read(place: ImagePlace, files: Mapping[str, LoadedFile], pictures: SiteImages | None) -> ReadImage | None:
    """None for what is not to be read: without the extra, a file that never came, an SVG without words."""
    kind, data = await _file(place.url, files)
    if kind == _SVG:
        reading = svg_reading(data)
        return ReadImage(place, reading, svg=True) if reading is not None else None
    if pictures is None or not (data or kind or place.there):
        return None
    if not data:
        return ReadImage(place, ImageReading(unread="the browser did not give the file of a picture"))
    return ReadImage(place, await pictures.read(data))


async def _file(url: str, files: Mapping[str, LoadedFile]) -> tuple[str, bytes]:
    """Content type and bytes; no type when it did not come, no bytes when the browser does not give them."""
    if url.startswith("data:"):
        return url[len("data:") :].partition(",")[0].partition(";")[0].strip().lower(), data_of(url)
    file = files.get(url)
    if file is None:
        return "", b""
    is_large = file.size is not None and file.size > _LARGEST
    return file.content_type, b"" if is_large else await file.body(_BODY_SECONDS) or b""


def _shows_a_part(place: ImagePlace, picture: ReadImage) -> bool:
    wide, high = picture.reading.width, picture.reading.height
    return place.unscaled and (wide > _SPRITE * place.width or high > _SPRITE * place.height)


def _unread(images: ReadImages) -> str:
    return images.unread


IMAGES = Observation("images", order=20, seconds=_SECONDS + 10, observe=_observe, lacking=_unread)
