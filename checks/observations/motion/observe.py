"""What moves on a page by itself: animated images, endless animations, videos without controls, carousels, and what
scripts change again and again.

A page without any costs one look at the document. Images are judged from their bytes; a carousel, where there are signs
of one, is watched for up to six seconds, and so is a page with a timer that runs soon or that never stops changing. The
browser asks for reduced motion: what moves then, moves for everybody.
"""

from __future__ import annotations

import asyncio
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PIL import Image
from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import Area, LoadedFile, Page
from checks.check import Element, LoadedPage, Observation
from checks.observations.animated_image import Movement, luminances, movement
from checks.observations.flashes import LARGE_AREA, flashing_share
from results.page_words.phrases import plain_words

_WATCH_MS = 6000
_MAY_MOVE = ("image/gif", "image/webp", "image/apng", "image/png")
_BODY_SECONDS = 3.0
_LARGEST = 8 * 2**20  # bytes of an image
_SMALLEST = 100  # bytes; less holds a pixel
_MOST_IMAGES = 20
_FLASHING_CYCLE = 2.0  # seconds; one that takes longer is not looked at for flashes
_SHOTS_A_SECOND = 24
_MOST_FILMED = 3  # animations of a page that are looked at for flashes

# Shows the animation at a share of its cycle; without one, lets it go on.
_SEEK = """(index, share) => {
  const animation = window[Symbol.for("wad-monitor.animations")][index];
  const { delay, duration } = animation.effect.getComputedTiming();
  animation.pause();
  animation.currentTime = delay + duration * share;
}"""
_PLAY = """index => {
  window[Symbol.for("wad-monitor.animations")][index].play();
}"""
_SHOW = """index => {
  const { target } = window[Symbol.for("wad-monitor.animations")][index].effect;
  target.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = target.getBoundingClientRect();
  const left = Math.max(x, 0), top = Math.max(y, 0);
  const right = Math.min(x + width, innerWidth), bottom = Math.min(y + height, innerHeight);
  return { left, top, width: right - left, height: bottom - top };
}"""


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that moves, with its size in CSS pixels.

    waiting: it shows that something loads or goes on. clickable: it, or something right beside it, answers a click,
    which may be what stops it.
    """

    place: Element
    width: float
    height: float
    waiting: bool
    clickable: bool

    @property
    def area(self) -> float:
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class DrawnImage:
    """An image that is drawn. url: as it was asked for, without its fragment."""

    url: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class AnimatedImage:
    spot: Spot
    movement: Movement


@dataclass(frozen=True, slots=True)
class Animation:
    """An animation that goes on for over 20 s.

    cycle: seconds. shift: CSS pixels its box moves or grows. fade: change of opacity.
    paints: it has something to show. flashing: CSS pixels² that flash too often; None when not looked at for flashes.
    """

    spot: Spot
    pseudo: bool
    cycle: int | float
    shift: float
    fade: float
    paints: bool
    flashing: float | None = None


@dataclass(frozen=True, slots=True)
class Carousel:
    """moved: by itself. buttons: how many it has in and around it."""

    spot: Spot
    moved: bool
    buttons: int


@dataclass(frozen=True, slots=True)
class Scripted:
    """Something a script changes the look of again and again, for over 5 seconds. buttons: how many are beside it."""

    spot: Spot
    changes: int
    buttons: int


@dataclass(frozen=True, slots=True)
class MotionSeen:
    """What the document tells of what moves. stops: as of `Motion`."""

    images: tuple[DrawnImage, ...]
    animations: tuple[Animation, ...]
    videos: tuple[Spot, ...]
    carousels: tuple[Carousel, ...]
    scripted: tuple[Scripted, ...]
    stops: bool


LOOK = PageScript("observations/motion/motion.js", TypeAdapter(MotionSeen))


@dataclass(frozen=True, slots=True)
class Motion:
    """stops: the page has a button whose name says that it stops or starts something."""

    images: tuple[AnimatedImage, ...] = ()
    animations: tuple[Animation, ...] = ()
    videos: tuple[Spot, ...] = ()
    carousels: tuple[Carousel, ...] = ()
    scripted: tuple[Scripted, ...] = ()
    stops: bool = False


async def _observe(page: LoadedPage) -> Motion:
    files = _may_move(page.files)
    seen = await _look(page.page, files, backgrounds=False)
    images = await _animated(seen.images, files)
    behind = {url: files[url] for url in files.keys() - {image.url for image in seen.images}}
    gifs = {url: file for url, file in behind.items() if file.content_type == "image/gif"}
    if gifs:
        images += await _animated_behind(page.page, gifs)
    return Motion(
        images=tuple(images),
        animations=tuple(await _filmed(page.page, list(seen.animations))),
        videos=seen.videos,
        carousels=seen.carousels,
        scripted=seen.scripted,
        stops=seen.stops,
    )


async def _look(page: Page, urls: Iterable[str], *, backgrounds: bool) -> MotionSeen:
    """backgrounds: only for images behind elements."""
    given = {
        "urls": list(urls),
        "backgrounds": backgrounds,
        "stopping": plain_words("media", "stopping"),
        "waiting": plain_words("media", "waiting"),
        "watch": _WATCH_MS,
    }
    return await LOOK.run(page, given)


def _may_move(files: Iterable[LoadedFile]) -> dict[str, LoadedFile]:
    """By the URL the page asked for."""
    return {
        file.url: file
        for file in files
        if file.content_type in _MAY_MOVE and file.ok and (file.size is None or _SMALLEST <= file.size <= _LARGEST)
    }


async def _animated(images: Iterable[DrawnImage], files: Mapping[str, LoadedFile]) -> list[AnimatedImage]:
    images = list(images)
    urls = list(dict.fromkeys(image.url for image in images))[:_MOST_IMAGES]
    movements = dict(zip(urls, await asyncio.gather(*(_movement(files[url]) for url in urls)), strict=True))
    found = ((image.spot, movements.get(image.url)) for image in images)
    return [AnimatedImage(spot, movement) for spot, movement in found if movement is not None]


async def _animated_behind(page: Page, gifs: Mapping[str, LoadedFile]) -> list[AnimatedImage]:
    """Animated images in the background of elements: these are looked for only when such a file was loaded."""
    urls = list(gifs)[:_MOST_IMAGES]
    movements = await asyncio.gather(*(_movement(gifs[url]) for url in urls))
    moving = {url: gifs[url] for url, found in zip(urls, movements, strict=True) if found is not None}
    if not moving:
        return []
    return await _animated((await _look(page, moving, backgrounds=True)).images, moving)


async def _movement(file: LoadedFile) -> Movement | None:
    body = await file.body(_BODY_SECONDS)
    return None if body is None else await asyncio.to_thread(movement, body)  # without its bytes it is not judged


async def _filmed(page: Page, animations: list[Animation]) -> list[Animation]:
    """Those large and fast enough to flash, looked at picture by picture."""
    fast = [
        at
        for at, one in enumerate(animations)
        if one.cycle <= _FLASHING_CYCLE and one.spot.area >= LARGE_AREA and not one.spot.waiting
    ][:_MOST_FILMED]
    if not fast:
        return animations
    before = await page.run("[scrollX, scrollY]")
    for at in fast:
        animations[at] = replace(animations[at], flashing=await _film(page, at, animations[at].cycle))
    await page.run("([left, top]) => scrollTo({ left, top, behavior: 'instant' })", before)
    return animations


async def _film(page: Page, index: int, cycle: float) -> float | None:
    clip = Area(**await page.run(_SHOW, index))
    if min(clip.width, clip.height) < 1 or clip.width * clip.height < LARGE_AREA:
        return None
    number = max(8, round(cycle * _SHOTS_A_SECOND))
    frames: list[tuple[float, list[float]]] = []
    try:
        for at in range(number):
            await page.run(_SEEK, index, (at + 0.5) / number)
            shot = await page.picture(clip, lossy=True)
            with Image.open(io.BytesIO(shot)) as picture:
                frames.append((cycle * at / number, luminances(picture.convert("RGB"))))
    finally:
        await page.run(_PLAY, index)
    return flashing_share(frames, cycle, math.inf) * clip.width * clip.height


MOTION = Observation("motion", order=20, seconds=30.0, observe=_observe)
