"""The page with its text more widely spaced, enlarged to 200 %, in a window of 320 CSS pixels, and held upright.

The same texts are read in each of these states (layout.js), so that only what a state did to them counts: text that
was hidden, shortened or put away before is nobody's loss.

- Spacing: the properties and values of WCAG 1.4.12, on all elements.
- 200 %: browser zoom in the window of 1280 pixels, which is a window of half its width and height. Text enlarged
  without the rest of the page is not tried: a page that survives browser zoom conforms to 1.4.4 (technique G142).
- 320 pixels: zoom of 400 % in a window of 1280 x 1024 pixels (WCAG 1.4.10).
- Upright: only where a style rule turns something depending on how the screen is held (ACT rule b33eff).
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checks.browsers.engine import WINDOW, Kept, Page, Window
from checks.check import Element, Found, LoadedPage, Observation
from checks.scripts import script
from results.model import Outcome

_READ = script("observations/layout.js")
# Scripts hear of a new size before a frame is drawn; a page without frames is not waited for.
_FRAME = """() => Promise.race([
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))),
  new Promise((resolve) => setTimeout(resolve, 250)),
])"""
_ZOOMED = Window(WINDOW.width // 2, WINDOW.height // 2)
_NARROW = Window(320, 256)
_UPRIGHT = Window(WINDOW.height, WINDOW.width)
_SECONDS = 10.0
_AGAIN = 0.4  # scripts that follow a new size often wait up to a quarter of a second
_RESTORE = 2.0
_SHORT = 3  # words; fewer may be a cut ornament
_MOST, _MUCH = 0.5, 0.1  # of the text of a page
_ROUNDING = 1.0  # degrees
_PAST = 16  # CSS pixels past the edge that are a letter, not a rounding


@dataclass(frozen=True, slots=True)
class Place(Element):
    """An element, and the beginning of the text spoken of."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Cut:
    """Text a box cuts off; the place is the box. axis: "x" its lines, "y" their number.

    always: it was cut off as well before; of what was shortened on purpose, then, nothing is said.
    before, after: share of the text that could be read. through: a line is cut through its letters. toggle, link:
    something beside the box may show or lead to the whole text. moved: the text was placed in the box by hand or is
    scrolled there by a script. direct: the box holds the text itself. titled: the text is in a title attribute.
    """

    place: Place
    axis: str
    always: bool
    before: float
    after: float
    through: bool
    words: int
    fills_window: bool
    toggle: bool
    link: bool
    ellipsis: bool
    clamped: bool
    moved: bool
    direct: bool
    titled: bool

    @property
    def outcome(self) -> Outcome | None:
        """None where text was shortened on purpose, or may have been."""
        shortened = (self.ellipsis or self.clamped) and (self.link or self.toggle)
        gone = self.after == 0 and not self.through  # a whole text, with others in view
        slid = self.axis == "x" and (self.moved or gone)
        if shortened or slid or self.titled:
            return None
        shown_elsewhere = self.link or self.toggle or self.ellipsis or self.clamped
        on_purpose = self.moved or self.fills_window or ((gone or self.axis == "x") and not self.direct)
        certain = not (shown_elsewhere or on_purpose)
        if self.always:
            a_sentence = self.direct and self.words >= _SHORT and (self.axis == "x" or self.through)
            return Outcome.FAILED if certain and a_sentence else None
        return Outcome.FAILED if certain else Outcome.CANNOT_TELL

    @property
    def measured(self) -> Mapping[str, float]:
        return {"read_before": round(self.before, 2), "read_after": round(self.after, 2)}

    @property
    def message(self) -> str:
        return "text is cut off"


@dataclass(frozen=True, slots=True)
class Overlap:
    """Text drawn over other text, that was not before. moved: one of both is placed by hand, so may be a layer."""

    place: Place
    other: str
    moved: bool

    @property
    def outcome(self) -> Outcome | None:
        return None if self.moved else Outcome.FAILED

    @property
    def measured(self) -> Mapping[str, str]:
        return {"other": self.other}

    @property
    def message(self) -> str:
        return "text is drawn over other text"


@dataclass(frozen=True, slots=True)
class Wide:
    """Text of which lines go on past the right edge of the window; the place is the block.

    over: CSS pixels past the edge. beyond: it starts past the edge. word: only first words of lines are too long.
    wider: the block is wider than the window. cut: the window does not scroll sideways. table: it is in a table
    used for layout (those with data are left out).
    """

    place: Place
    over: float
    beyond: bool
    word: bool
    wider: bool
    table: bool
    cut: bool
    moved: bool

    @property
    def outcome(self) -> Outcome | None:
        if self.over < _PAST or (self.beyond and self.moved):
            return None
        uncertain = self.beyond or self.moved or self.word or self.table or (self.cut and not self.wider)
        return Outcome.CANNOT_TELL if uncertain else Outcome.FAILED

    @property
    def measured(self) -> Mapping[str, float]:
        return {"pixels_past_the_edge": self.over}

    @property
    def message(self) -> str:
        return "text goes on past the edge" + ("" if self.cut else ", so that one must scroll sideways to read it")


@dataclass(frozen=True, slots=True)
class Turned:
    """An element turned differently in a lying (landscape) and a standing window; degrees. share: of the text."""

    place: Place
    landscape: float
    portrait: float
    share: float

    @property
    def outcome(self) -> Outcome | None:
        quarter = abs(abs(self.portrait - self.landscape) % 180 - 90) <= _ROUNDING
        if not quarter or self.share < _MUCH:
            return None
        return Outcome.FAILED if self.share >= _MOST else Outcome.CANNOT_TELL

    @property
    def measured(self) -> Mapping[str, float]:
        return {"landscape": self.landscape, "portrait": self.portrait}

    @property
    def message(self) -> str:
        return "a style rule turns the content by 90 degrees"


Change = Cut | Overlap | Wide | Turned
_KINDS = {"cut": Cut, "overlap": Overlap, "wide": Wide, "turned": Turned}


@dataclass(frozen=True, slots=True)
class Layout:
    """texts: number of texts compared. turning: style rules turn something depending on the orientation."""

    texts: int
    spaced: tuple[Change, ...] = ()
    zoomed: tuple[Change, ...] = ()
    narrow: tuple[Change, ...] = ()
    turning: bool = False
    turned: tuple[Change, ...] = ()


def told(changes: Iterable[Change], when: str, *, applies: bool) -> Iterator[Found]:
    """What is wrong with a state. when: ends the sentence. applies: there was something to look at."""
    for change in changes:
        if outcome := change.outcome:
            yield change.place.says(outcome, f"{change.message} {when}", text=change.place.text, **change.measured)
    if applies:
        yield Found(Outcome.PASSED)


async def observe(loaded: LoadedPage) -> Layout:
    page = loaded.page
    window = page.window
    reader = await page.keep(_READ)
    try:
        return await _measure(page, reader)
    finally:
        async with asyncio.timeout(_RESTORE):
            await page.resize(window)
            await page.run(_FRAME)
            if await reader.run("reader => reader.end()"):
                await asyncio.sleep(_AGAIN)


async def _measure(page: Page, reader: Kept) -> Layout:
    about: Mapping[str, Any] = await reader.run("({ texts, turns }) => ({ texts, turns })")
    await reader.run("reader => reader.space()")
    spaced = await _read(reader, "spaced")
    await reader.run("reader => reader.unspace()")
    await _resize(page, _ZOOMED)
    zoomed = await _read(reader, "zoomed")
    await _resize(page, _NARROW)
    narrow = await _read(reader, "narrow")
    turned: tuple[Change, ...] = ()
    if about["turns"]:
        await _resize(page, _UPRIGHT)
        turned = await _read(reader, "turned")
    return Layout(about["texts"], spaced, zoomed, narrow, bool(about["turns"]), turned)


async def _resize(page: Page, window: Window) -> None:
    await page.resize(window)
    await page.run(_FRAME)


async def _read(reader: Kept, state: str) -> tuple[Change, ...]:
    """What a state did to the texts. Looked at a second time if anything: it may have been still moving."""
    changes = await _look(reader, state)
    if any(change.outcome for change in changes):
        await asyncio.sleep(_AGAIN)
        changes = await _look(reader, state)
    return changes


async def _look(reader: Kept, state: str) -> tuple[Change, ...]:
    told: list[dict[str, Any]] = await reader.run("(reader, state) => reader[state]()", state)
    return tuple(_KINDS[change.pop("kind")](Place(**change.pop("place")), **change) for change in told)


LAYOUT = Observation("layout", order=50, seconds=_SECONDS, observe=observe)
