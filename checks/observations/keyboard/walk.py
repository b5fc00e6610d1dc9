"""A walk over the page with real presses of Tab: where the focus goes, whether it shows, whether it comes out again.

Nothing is activated, save a link that promises to skip to somewhere in the same page. The walk is bounded; what lies
beyond its end is not spoken of.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from checks.browsers.engine import Page, PageError
from checks.check import Element, LoadedPage, Observation
from checks.observations.keyboard.records import End, HoverMenu, KeyboardWalk, Sign, Skip, Stop, Trap
from checks.observations.keyboard.round import Round
from checks.scripts import script
from results.page_words.phrases import plain_words

_WALK = script("observations/keyboard/walk.js")
_MENUS = script("observations/keyboard/menus.js")
_API = 'window[Symbol.for("wad-monitor.keyboard")]'
_MOST_STOPS = 32
_SECONDS = 5.0  # for walking; what is left of the observation's time is for looking
_MOST_LOOKS = 6
_TRAP_SECONDS = 0.25
_SKIP_SECONDS = 0.03
_LATE_SECONDS = 0.04
_SKIP_WORDS = plain_words("links", "skip")


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

    def on_popup(self) -> None:
        self._opened = self.heard

    def on_message(self, message: str) -> None:
        self.heard = _known(json.loads(message))

    async def is_still_there(self) -> bool:
        try:
            return bool(await self._page.run(f"Boolean({_API})"))
        except PageError:
            return False

    async def _ask(self, call: str, *arguments: Any) -> Any:
        return await self._page.run(f"(...given) => {_API}.{call}(...given)", *arguments)

    async def run(self) -> KeyboardWalk:
        await self._page.run(_WALK)
        end, trap = await self._press_on()
        looks = await self._look(await self._ask("unsure"))
        await self._ask("blur")
        modal = _element(await self._ask("modal"))
        stops = _stops(await self._ask("finish"), looks)
        stops = stops[self._round.start :] + stops[: self._round.start]
        menus = await self._page.run(_MENUS, end is End.ALL)
        skip = None if trap else await self._skip()
        await self._ask("restore")
        return KeyboardWalk(
            stops=stops,
            end=end,
            trap=trap,
            skip=skip,
            leaving=self._opened,
            modal=modal,
            hover_menus=tuple(HoverMenu(_known(menu), menu["menu"], menu["links"], menu["sure"]) for menu in menus),
        )

    async def _press_on(self) -> tuple[End, Trap | None]:
        """From wherever the focus is, out of the document, and on to where it began."""
        free: set[int] = set()  # looked like traps and were not
        for _ in range(_MOST_STOPS + 2):
            if time.monotonic() > self._until:
                break
            at, parts, returned = await self._tab()
            stays = at if at == self._round.last and not parts else None
            suspect = stays if returned is None else returned
            if suspect is not None and suspect not in free:
                if trap := await self._trap(suspect):
                    return End.TRAP, trap
                free.add(suspect)
            if end := self._round.end(at):
                return end, None
        return End.CAP, None

    async def _tab(self) -> tuple[int | None, bool, int | None]:
        self.heard = None
        await self._page.press("Tab")
        step = await self._ask("step")
        if step["out"]:
            # What a script brings back a moment later would otherwise be seen or not, as time has it.
            await asyncio.sleep(_LATE_SECONDS)
            again = await self._ask("step")
            step = {**step, "returned": again["returned"] if again["at"] is None else again["at"]}
        return step["at"], step["parts"], step["returned"]

    async def _trap(self, at: int) -> Trap | None:
        for keys in (("Tab",), ("Shift+Tab",), ("Escape",), ("Escape", "Tab")):
            await self._ask("focus", at)
            for key in keys:
                await self._page.press(key)
            await asyncio.sleep(_TRAP_SECONDS)
            if not await self._ask("has", at):
                return None
        told = await self._ask("trap", at)
        return Trap(_known(told), told["dialog"], told["keys"], told["text"])

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
        signs = []
        for _ in range(2):
            if not await self._ask("shine", at):
                return Sign.UNKNOWN
            focused = await self._page.picture()
            await self._ask("blur")
            if focused == await self._page.picture():
                return Sign.NOTHING
            signs.append(Sign.PIXELS)
        return signs[0]

    async def _skip(self) -> Skip | None:
        told = await self._ask("skip", list(_SKIP_WORDS), self._round.start)
        if told is None:
            return None
        arrives: bool | None = None
        if told["target"] == "there" and await self._ask("focus", told["at"]):
            await self._page.press("Enter")
            await asyncio.sleep(_SKIP_SECONDS)
            await self._page.press("Tab")
            arrives = await self._ask("landed")
        return Skip(_known(told), told["target"], arrives, told["bypass"])


def _known(told: Mapping[str, Any]) -> Element:
    return Element(told["selector"], told["snippet"], told["region"])


def _element(told: Mapping[str, Any] | None) -> Element | None:
    return None if told is None else _known(told)


def _stops(told: Sequence[Mapping[str, Any]], looks: Mapping[int, tuple[Sign, int]]) -> tuple[Stop, ...]:
    return tuple(_stop(stop, *looks.get(at, (Sign.UNKNOWN, 0))) for at, stop in enumerate(told))


def _stop(told: Mapping[str, Any], looked: Sign, alike: int) -> Stop:
    sign = Sign.CARET if told["caret"] else Sign.STYLE if told["shown"] else looked
    return Stop(
        element=_known(told),
        sign=sign,
        alike=alike,
        cover=_element(told["cover"]),
        **{
            name: told[name]
            for name in (
                "seen", "faint", "own", "named", "frame", "dropped", "listens", "field", "tabindex", "place", "form",
                "turns", "left", "top", "width", "height", "modal",
            )
        },
    )  # fmt: skip
