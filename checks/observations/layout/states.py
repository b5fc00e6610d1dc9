"""The page with its text more widely spaced, enlarged to 200 %, in a window of 320 CSS pixels, and held upright.

The same texts are read in each of these states (layout.js and its neighbours), so that only what a state did to them
counts: text that was hidden, shortened or put away before is nobody's loss.

- Spacing: the properties and values of WCAG 1.4.12, on all elements.
- 200 %: browser zoom in the window of 1280 pixels, which is a window of half its width and height. Text enlarged
  without the rest of the page is not tried: a page that survives browser zoom conforms to 1.4.4 (technique G142).
- 320 pixels: zoom of 400 % in a window of 1280 x 1024 pixels (WCAG 1.4.10).
- Upright, and a telephone both ways: only where a style rule turns or hides something depending on how the screen is
  held (ACT rule b33eff), or a script asks for it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.browsers.engine import WINDOW, Kept, Page, Window
from checks.check import LoadedPage, Observation
from checks.observations.layout.changes import Change
from checks.scripts import script

_SCRIPT = "observations/layout/layout.js"
_ZOOMED = Window(WINDOW.width // 2, WINDOW.height // 2)
_NARROW = Window(320, 256)
_UPRIGHT = Window(WINDOW.height, WINDOW.width)
_TELEPHONE = Window(390, 844)
_SECONDS = 10.0
_RESTORE = 2.0


@dataclass(frozen=True, slots=True)
class Held:
    """What the page is before anything is done to it.

    texts: number of texts that are compared. turns, holds: style rules or scripts depend on how the screen is held:
    they turn something, or put something away or ask. locks: a script locks how it is held.
    """

    texts: int
    turns: bool
    holds: bool
    locks: bool

    @property
    def oriented(self) -> bool:
        return self.turns or self.holds or self.locks


@dataclass(frozen=True, slots=True)
class Layout:
    """texts: number of texts compared. unscaled: what enlarging leaves as it is. turned: held upright.

    oriented: style rules or scripts depend on how the screen is held. locks: a script locks that.
    """

    texts: int
    spaced: tuple[Change, ...] = ()
    zoomed: tuple[Change, ...] = ()
    unscaled: tuple[Change, ...] = ()
    narrow: tuple[Change, ...] = ()
    oriented: bool = False
    turned: tuple[Change, ...] = ()
    locks: bool = False


HELD = PageScript(_SCRIPT, TypeAdapter(Held), "held")
CHANGES = PageScript(_SCRIPT, TypeAdapter(tuple[Change, ...]), "changes")


async def observe(loaded: LoadedPage) -> Layout:
    page = loaded.page
    window = page.window
    reader = await page.keep(script(_SCRIPT))
    try:
        return await _measure(page, reader)
    finally:
        async with asyncio.timeout(_RESTORE):
            await page.resize(window)
            await reader.run("reader => reader.end()")


async def _measure(page: Page, reader: Kept) -> Layout:
    held = await HELD.ask(reader)
    spaced = await _read(reader, "spaced")
    await reader.run("reader => reader.unspace()")
    await page.resize(_ZOOMED)
    zoomed = await _read(reader, "zoomed")
    await page.resize(_NARROW)
    narrow = await _read(reader, "narrow")
    unscaled = await CHANGES.ask(reader, "unscaled")
    turned = await _turn(page, reader, telephone=held.holds) if held.turns or held.holds else ()
    return Layout(held.texts, spaced, zoomed, unscaled, narrow, held.oriented, turned, held.locks)


async def _turn(page: Page, reader: Kept, *, telephone: bool) -> tuple[Change, ...]:
    await page.resize(_UPRIGHT)
    turned = await _read(reader, "turned")
    if not telephone:
        return turned
    await page.resize(Window(_TELEPHONE.height, _TELEPHONE.width))
    await reader.run("reader => reader.answered()")
    await reader.run("reader => reader.lying()")
    await page.resize(_TELEPHONE)
    await reader.run("reader => reader.answered()")
    return turned + await CHANGES.ask(reader, "standing")


async def _read(reader: Kept, state: str) -> tuple[Change, ...]:
    """What a state did to the texts. Looked at a second time if anything: it may have been still moving."""
    changes = await CHANGES.ask(reader, state)
    if any(change.outcome for change in changes):
        await reader.run("reader => reader.answered()")
        changes = await CHANGES.ask(reader, state)
    return changes


LAYOUT = Observation("layout", order=50, seconds=_SECONDS, observe=observe)
