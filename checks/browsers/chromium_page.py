"""A page in Chromium."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any

from playwright.async_api import CDPSession, Page, Response
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from checks.browsers.chromium_errors import as_page_errors
from checks.browsers.chromium_traffic import ChromiumTraffic
from checks.browsers.chromium_world import World
from checks.browsers.engine import WINDOW, Answer, Area, PageError, Window

_TELL = "tell"
_TAB = {"key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9}


class ChromiumKept:
    """A value in the isolated world."""

    def __init__(self, world: World, id_: str) -> None:
        self._world = world
        self._id = id_

    async def run(self, script: str, *given: Any) -> Any:
        return (await self._world.call_on(self._id, script, given)).get("value")

    async def release(self) -> None:
        try:
            await self._world.send("Runtime.releaseObject", objectId=self._id)
        except PageError:
            return  # gone with its document


class ChromiumPage:
    """playwright: the page itself, whose own methods run in the page's world."""

    def __init__(self, playwright: Page, session: CDPSession, sign: str) -> None:
        self.playwright = playwright
        self._session = session
        self._world = World(playwright, session, sign)
        self._window = WINDOW

    @property
    def url(self) -> str:
        return self.playwright.url

    @property
    def window(self) -> Window:
        return self._window

    async def open(self, url: str, seconds: float) -> Answer | None:
        with as_page_errors():
            response = await self.playwright.goto(url, wait_until="domcontentloaded", timeout=seconds * 1000)
        return None if response is None else _answer(response)

    async def wait_for_load(self, seconds: float) -> bool:
        with as_page_errors():
            try:
                await self.playwright.wait_for_load_state("load", timeout=seconds * 1000)
            except PlaywrightTimeoutError:
                return False
        return True

    async def run(self, script: str, *given: Any) -> Any:
        return (await self._world.call(script, given, keep=False)).get("value")

    async def keep(self, script: str, *given: Any) -> ChromiumKept:
        return ChromiumKept(self._world, (await self._world.call(script, given, keep=True))["objectId"])

    async def load(self, source: str, frame_seconds: float) -> int:
        return await self._world.load(source, frame_seconds)

    async def press(self, key: str) -> None:
        with as_page_errors():
            await self.playwright.keyboard.press(key)

    async def tab(self, times: int) -> None:
        strokes = ("rawKeyDown", "keyUp") * times
        await asyncio.gather(*(self._world.send("Input.dispatchKeyEvent", type=each, **_TAB) for each in strokes))

    async def point(self, left: float, top: float) -> None:
        with as_page_errors():
            await self.playwright.mouse.move(left, top)

    async def picture(self, area: Area | None = None, *, whole_page: bool = False, lossy: bool = False) -> bytes:
        wanted: dict[str, Any] = {"format": "jpeg", "quality": 70} if lossy else {"format": "png"}
        if area is not None:
            x, y = (0, 0) if whole_page else await self.run("[scrollX, scrollY]")
            wanted["clip"] = {
                "x": area.left + x, "y": area.top + y, "width": area.width, "height": area.height, "scale": 1
            }  # fmt: skip
        taken = await self._world.send(
            "Page.captureScreenshot", optimizeForSpeed=True, captureBeyondViewport=whole_page, **wanted
        )
        return base64.b64decode(taken["data"])

    async def resize(self, window: Window) -> None:
        # As Playwright does it, less the outer window, which takes a third of the time.
        await self._world.send(
            "Emulation.setDeviceMetricsOverride",
            width=window.width,
            height=window.height,
            screenWidth=window.width,
            screenHeight=window.height,
            deviceScaleFactor=1,
            mobile=False,
            screenOrientation={"angle": 0, "type": "landscapePrimary"},
        )
        self._window = window

    def follow(self) -> AbstractContextManager[ChromiumTraffic]:
        return ChromiumTraffic(self.playwright).following()

    @asynccontextmanager
    async def listen(self, *, popup: Callable[[], None], message: Callable[[str], None]) -> AsyncIterator[None]:
        def on_popup(_: Page) -> None:
            popup()

        def on_message(event: dict[str, Any]) -> None:
            if event["name"] == _TELL:
                message(event["payload"])

        await self._world.bind(_TELL)
        self.playwright.on("popup", on_popup)
        self._session.on("Runtime.bindingCalled", on_message)
        try:
            yield
        finally:
            self._session.remove_listener("Runtime.bindingCalled", on_message)
            self.playwright.remove_listener("popup", on_popup)

    @property
    def is_closed(self) -> bool:
        return self.playwright.is_closed()

    async def close(self) -> None:
        with as_page_errors():
            await self.playwright.close()


def _answer(response: Response) -> Answer:
    return Answer(response.status, response.headers)
