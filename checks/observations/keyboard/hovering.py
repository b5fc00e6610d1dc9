"""Lays the mouse on what may bring something up, and on what came up. Nothing is pressed."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import Kept, Page
from checks.check import Element, LoadedPage, Observation
from checks.observations.keyboard.records import HoverMenu
from checks.scripts import script

_SCRIPT = "observations/keyboard/hovering.js"
_SECONDS = 3.0
_PAUSE_SECONDS = 0.06
_STEPS = 5  # of the mouse, from what brought something up to it
_MOST_SECONDS = 0.6  # of waiting for one thing


@dataclass(frozen=True, slots=True)
class Target:
    """Where the mouse is to go; CSS pixels in the window."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """CSS pixels in the window."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Came:
    """What came up, where, and the menu that it is."""

    element: Element
    box: Box
    menu: HoverMenu | None


COUNT = PageScript(_SCRIPT, TypeAdapter(int), "count")
SHOW = PageScript(_SCRIPT, TypeAdapter(Target | None), "show")
SOON = PageScript(_SCRIPT, TypeAdapter(float), "soon")
CAME = PageScript(_SCRIPT, TypeAdapter(Came | None), "came")
STAYS = PageScript(_SCRIPT, TypeAdapter(bool), "stays")


@dataclass(frozen=True, slots=True)
class HoverContent:
    """Something that came up under the mouse. stays: also when the mouse moves on to it. menu: its links, when Tab did
    not come to them.
    """

    element: Element
    stays: bool
    menu: HoverMenu | None = None


async def observe(loaded: LoadedPage) -> tuple[HoverContent, ...]:
    """Raises PageError when the page cannot be asked."""
    kept = await loaded.page.keep(script(_SCRIPT))
    until = time.monotonic() + _SECONDS
    found = []
    count = await COUNT.ask(kept)
    for at in range(count):
        if time.monotonic() > until:
            break
        if content := await _hover(loaded.page, kept, at):
            found.append(content)
    if count:
        await loaded.page.point(0, 0)
    await kept.run("hovering => hovering.restore()")
    await kept.release()
    return tuple(found)


async def _hover(page: Page, kept: Kept, at: int) -> HoverContent | None:
    await page.point(0, 0)
    place = await SHOW.ask(kept, at)
    if place is None:
        return None
    await SOON.ask(kept)
    await page.point(place.x, place.y)
    await _pause(kept)
    came = await CAME.ask(kept, at)
    if came is None:
        return None
    box = came.box
    near = (_within(place.x, box.left, box.right), _within(place.y, box.top, box.bottom))
    for step in range(1, _STEPS + 1):
        share = step / _STEPS
        await page.point(place.x + share * (near[0] - place.x), place.y + share * (near[1] - place.y))
    await _pause(kept)
    return HoverContent(came.element, await STAYS.ask(kept), came.menu)


async def _pause(kept: Kept) -> None:
    """For what the page does a moment later."""
    soon = await SOON.ask(kept) / 1000
    await asyncio.sleep(_PAUSE_SECONDS + min(soon, _MOST_SECONDS))


def _within(value: float, low: float, high: float) -> float:
    """The nearest place inside, some pixels from the edge where there is room."""
    room = min(4.0, (high - low) / 2)
    return min(max(value, low + room), high - room)


HOVERING = Observation("hovering", order=95, seconds=6.0, observe=observe)
