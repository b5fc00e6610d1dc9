"""Lays the mouse on what may bring something up, and on what came up. Nothing is pressed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from checks.browsers.engine import Kept, Page
from checks.check import Element, LoadedPage, Observation
from checks.observations.keyboard.records import HoverMenu
from checks.scripts import script

_SCRIPT = script("observations/keyboard/hovering.js")
_SECONDS = 3.0
_PAUSE_SECONDS = 0.06
_STEPS = 5  # of the mouse, from what brought something up to it
_MOST_SECONDS = 0.6  # of waiting for one thing


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
    kept = await loaded.page.keep(_SCRIPT)
    until = time.monotonic() + _SECONDS
    found = []
    count = await kept.run("hovering => hovering.count")
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
    place = await kept.run("(hovering, at) => hovering.show(at)", at)
    if place is None:
        return None
    await kept.run("hovering => hovering.soon()")
    await page.point(place["x"], place["y"])
    await _pause(kept)
    came = await kept.run("(hovering, at) => hovering.came(at)", at)
    if came is None:
        return None
    box = came["box"]
    near = (_within(place["x"], box["left"], box["right"]), _within(place["y"], box["top"], box["bottom"]))
    for step in range(1, _STEPS + 1):
        share = step / _STEPS
        await page.point(place["x"] + share * (near[0] - place["x"]), place["y"] + share * (near[1] - place["y"]))
    await _pause(kept)
    menu = came["menu"]
    return HoverContent(
        Element(came["selector"], came["snippet"], came["region"]),
        stays=await kept.run("hovering => hovering.stays()"),
        menu=None if menu is None else _menu(menu),
    )


async def _pause(kept: Kept) -> None:
    """For what the page does a moment later."""
    soon = await kept.run("hovering => hovering.soon()") / 1000
    await asyncio.sleep(_PAUSE_SECONDS + min(soon, _MOST_SECONDS))


def _within(value: float, low: float, high: float) -> float:
    """The nearest place inside, some pixels from the edge where there is room."""
    room = min(4.0, (high - low) / 2)
    return min(max(value, low + room), high - room)


def _menu(menu: Mapping[str, Any]) -> HoverMenu:
    return HoverMenu(
        Element(menu["selector"], menu["snippet"], menu["region"]), menu["menu"], menu["links"], menu["sure"]
    )


HOVERING = Observation("hovering", order=95, seconds=6.0, observe=observe)
