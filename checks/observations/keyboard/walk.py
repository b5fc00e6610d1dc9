"""A walk over the page with real presses of Tab: where the focus goes, whether it shows, whether it comes out again.

Nothing is activated, save a link that promises to skip to somewhere in the same page. The walk is bounded; what lies
beyond its end is not spoken of.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from checks.answers import PageScript
from checks.browsers.engine import Page, PageError
from checks.check import Element, LoadedPage, Observation
from checks.observations.keyboard.answers import (
    BEGIN,
    FINISH,
    FOCUS,
    HAS,
    HEARD,
    JUMP,
    LANDED,
    LATE,
    MENUS,
    SHINE,
    SKIP,
    SOON,
    STEPS,
    SUSPECTS,
    TRAP,
    UNREACHED,
    UNSURE,
    Press,
    SeenStop,
)
from checks.observations.keyboard.pictures import Screen
from checks.observations.keyboard.records import End, KeyboardWalk, Sign, Skip, Stop, Trap
from checks.observations.keyboard.round import MOST_PARTS, Round, Step
from checks.scripts import script
from results.page_words.phrases import plain_words

_WALK = script("observations/keyboard/walk.js")
_API = 'window[Symbol.for("wad-monitor.keyboard")]'
_MOST_STOPS = 32
_SECONDS = 7.0  # for walking; what is left of the observation's time is for looking
_MOST_AT_ONCE = 16  # presses of Tab
_GROWTH = 4  # times as many at once when the last ones were plain
_MOST_LOOKS = 6
_TWICE = 2  # so often must the screen differ: once may be chance
_TRAP_SECONDS = 0.25
_SKIP_SECONDS = 0.03
_LATE_SECONDS = 0.04
_PATIENCE_SECONDS = 2.5  # of waiting in all for what the page moves a moment later
_MOST_SECONDS = 1.5  # of waiting for one thing
_MOST_TRAPPED = 24
_SKIP_WORDS = plain_words("links", "skip")

T = TypeVar("T")


async def observe(loaded: LoadedPage) -> KeyboardWalk:
    """Raises PageError when the page cannot be asked."""
    walk = _Walk(loaded.page)
    async with loaded.page.listen(popup=walk.on_popup, message=walk.on_message):
        try:
            return await walk.run()
        except PageError:
            if await walk.is_still_there():
                raise
            return KeyboardWalk((), End.LEFT, leaving=walk.heard)


KEYBOARD = Observation("keyboard", order=90, seconds=8.0, observe=observe)


class _Walk:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._until = time.monotonic() + _SECONDS
        self.heard: Element | None = None  # the stop of the last press, if it listens to focus
        self._opened: Element | None = None
        self._round = Round()
        self._free: set[tuple[int, ...]] = set()  # looked like traps and were not
        self._patience = _PATIENCE_SECONDS
        self._at_once = _MOST_AT_ONCE
        self._scrolled: tuple[float, float] | None = None
        self._without: Screen | None = None  # when nothing had the focus

    def on_popup(self) -> None:
        self._opened = self.heard

    def on_message(self, message: str) -> None:
        self.heard = HEARD.read(json.loads(message))

    async def is_still_there(self) -> bool:
        try:
            return bool(await self._page.run(f"Boolean({_API})"))
        except PageError:
            return False

    async def _ask(self, answer: PageScript[T], *given: Any) -> T:
        return answer.read(await self._do(answer.part, *given))

    async def _do(self, part: str, *given: Any) -> Any:
        return await self._page.run(f"(...given) => {_API}.{part}(...given)", *given)

    async def run(self) -> KeyboardWalk:
        await self._page.run(_WALK)
        end, trap = await self._press_on()
        unsure = await self._ask(UNSURE)
        looks = await self._look(unsure)
        answer = await self._ask(FINISH)
        stops = _stops(answer.stops, looks)
        stops = stops[self._round.start :] + stops[: self._round.start]
        menus = await MENUS.run(self._page, end is End.ALL)
        skip = None if trap else await self._skip()
        await self._do("restore")
        return KeyboardWalk(
            stops=stops,
            end=end,
            trap=trap,
            skip=skip,
            leaving=self._opened,
            modal=answer.modal,
            hover_menus=menus,
        )

    async def _press_on(self) -> tuple[End, Trap | None]:
        """From wherever the focus is, out of the document, and on to where it began."""
        swallowed = True
        left, many = _MOST_STOPS + 2, 1
        while left > 0 and time.monotonic() <= self._until:
            steps, plain = await self._tab(min(many, left))
            left -= len(steps)
            many = min(many * _GROWTH, self._at_once) if plain else 1
            for step in steps:
                swallowed = swallowed and step.swallowed
                for suspects in self._round.suspects(step):
                    if trap := await self._trap(suspects, parts=step.parts):
                        return End.TRAP, trap
                if end := self._round.note(step):
                    if end is End.ALL and swallowed and self._round.most < 0 and await self._ask(UNREACHED) > 0:
                        return End.TRAP, await self._describe(None, 0)
                    return end, None
        return await self._beyond()

    async def _beyond(self) -> tuple[End, Trap | None]:
        """The traps further on that the page's code tells of, and the end of the page."""
        for at in await self._ask(SUSPECTS):
            if not await self._ask(JUMP, at):
                continue
            [step], _ = await self._tab(1)
            stays = at in (step.returned, step.at)
            if stays and (trap := await self._trap((at,), parts=step.parts)):
                return End.TRAP, trap
        return End.CAP, None

    async def _tab(self, many: int) -> tuple[list[Step], bool]:
        """Where presses of Tab led, at most as many: the last is the first of which more is to be said than that it is
        a new stop. And whether that is so of none.
        """
        self.heard = None
        if many > 1:
            many = await self._ask(BEGIN, many)
            if many == 1:
                self._at_once = 1  # a page with frames, or that listens on the window, is not asked each time
        await self._page.tab(many)
        *presses, last = await self._ask(STEPS)
        last = await self._late(last)
        steps = [Step(one.at, one.parts, one.inside, one.returned, one.swallowed) for one in (*presses, last)]
        return steps, last.plain

    async def _late(self, step: Press) -> Press:
        """After a press: once the page has moved the focus on, if it may do so a moment later."""
        # What a script brings back a moment later would otherwise be seen or not, as time has it.
        wait = max(step.wait / 1000, _LATE_SECONDS if step.out else 0)
        if 0 < wait <= self._patience:
            self._patience -= wait
            again = await self._ask(LATE, 1000 * wait)
            moved = again.at is not None and again.at != step.at
            is_back = again.at is not None and moved and (step.out or again.at <= self._round.most)
            back = again.at if is_back else again.returned
            back = step.returned if back is None else back
            step = replace(again if moved and not step.out else step, returned=back)
        return step

    async def _trap(self, suspects: tuple[int, ...], *, parts: bool) -> Trap | None:
        """Tries to get away from them with the keys that everyone knows."""
        if suspects in self._free or len(suspects) > _MOST_TRAPPED:
            return None
        presses = MOST_PARTS if parts else 1 if len(suspects) == 1 else len(suspects) + 1
        for keys in (["Tab"] * presses, ["Shift+Tab"] * presses, ["Escape"], ["Escape", "Tab"]):
            await self._ask(FOCUS, suspects[0])
            if not await self._ask(HAS, suspects) or await self._leaves(suspects, keys):
                self._free.add(suspects)
                return None
        return await self._describe(suspects[0], len(suspects))

    async def _leaves(self, suspects: tuple[int, ...], keys: Sequence[str]) -> bool:
        for key in keys:
            await self._page.press(key)
            if not await self._ask(HAS, suspects) and await self._stays_away(suspects):
                return True
        return await self._stays_away(suspects)

    async def _stays_away(self, suspects: tuple[int, ...]) -> bool:
        wait = min(await self._ask(SOON) / 1000, _MOST_SECONDS)
        await asyncio.sleep(max(_TRAP_SECONDS, wait + 0.05))
        return not await self._ask(HAS, suspects)

    async def _describe(self, at: int | None, size: int) -> Trap:
        trap = await self._ask(TRAP, at)
        return Trap(trap.element, trap.dialog, trap.keys, trap.text, size)

    async def _look(self, kinds: Sequence[Sequence[int]]) -> Mapping[int, tuple[Sign, int]]:
        """Of each kind of stop whose style tells nothing, the first: is the screen with focus another than without?"""
        looks: dict[int, tuple[Sign, int]] = {}
        if not kinds:
            return looks
        for first, *others in kinds[:_MOST_LOOKS]:
            if time.monotonic() > self._until + 1:
                break
            looks[first] = (await self._compare(first), len(others))
        return looks

    async def _compare(self, at: int) -> Sign:
        """With focus, against twice without: before and after, unless the page was scrolled to it."""
        differences = 0
        while differences < _TWICE:
            shown = await self._ask(SHINE, at)
            if shown is None or shown.covered:
                return Sign.UNKNOWN
            focused = Screen(await self._page.picture())
            if self._without is not None and shown.scrolled == self._scrolled:
                if not focused.differs(self._without):
                    return Sign.NOTHING
                differences += 1
            if differences < _TWICE:
                await self._do("unfocus")
                self._scrolled, self._without = shown.scrolled, Screen(await self._page.picture())
                if not focused.differs(self._without):
                    return Sign.NOTHING
                differences += 1
        return Sign.PIXELS

    async def _skip(self) -> Skip | None:
        answer = await self._ask(SKIP, list(_SKIP_WORDS), self._round.start)
        if answer is None:
            return None
        arrives: bool | None = None
        if answer.target == "there" and await self._ask(FOCUS, answer.at):
            await self._page.press("Enter")
            await asyncio.sleep(_SKIP_SECONDS)
            await self._page.press("Tab")
            arrives = await self._ask(LANDED)
        return Skip(answer.element, answer.target, arrives, answer.bypass)


def _stops(seen: Sequence[SeenStop], looks: Mapping[int, tuple[Sign, int]]) -> tuple[Stop, ...]:
    return tuple(_stop(stop, *looks.get(at, (Sign.UNKNOWN, 0))) for at, stop in enumerate(seen))


def _stop(seen: SeenStop, looked: Sign, alike: int) -> Stop:
    sign = Sign.CARET if seen.caret else Sign.STYLE if seen.shown else looked
    return Stop(
        sign=sign,
        alike=alike,
        **{
            name: getattr(seen, name)
            for name in (
                "element", "cover", "seen", "faint", "own", "named", "frame", "dropped", "passed", "listens", "field",
                "tabindex", "place", "form", "turns", "left", "top", "width", "height", "modal",
            )
        },
    )  # fmt: skip
