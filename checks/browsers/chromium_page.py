"""A page in Chromium."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any

from playwright.async_api import CDPSession, FloatRect, Page, Response
from playwright.async_api import TimeoutError as PlaywrightTimeoutError

from checks.browsers.chromium_errors import as_page_errors
from checks.browsers.chromium_traffic import ChromiumTraffic
from checks.browsers.chromium_world import World
from checks.browsers.engine import Answer, Area, PageError, Window

_TELL = "tell"


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

    @property
    def url(self) -> str:
        return self.playwright.url

    @property
    def window(self) -> Window:
        size = self.playwright.viewport_size
        assert size is not None
        return Window(size["width"], size["height"])

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

    async def point(self, left: float, top: float) -> None:
        with as_page_errors():
            await self.playwright.mouse.move(left, top)

    async def picture(
        self, area: Area | None = None, *, whole_page: bool = False, still: bool = False, lossy: bool = False
    ) -> bytes:
        if (area is None) is not whole_page and not (still or lossy):
            where: dict[str, Any] = {}
            if area is not None:
                clip = {"x": area.left, "y": area.top, "width": area.width, "height": area.height, "scale": 1}
                where = {"captureBeyondViewport": True, "clip": clip}
            taken = await self._world.send("Page.captureScreenshot", format="png", optimizeForSpeed=True, **where)
            return base64.b64decode(taken["data"])
        cut: FloatRect | None = None
        if area is not None:
            cut = {"x": area.left, "y": area.top, "width": area.width, "height": area.height}
        with as_page_errors():
            return await self.playwright.screenshot(
                clip=cut,
                full_page=whole_page,
                animations="disabled" if still else "allow",
                caret="hide" if still else "initial",
                scale="css",
                type="jpeg" if lossy else "png",
                quality=70 if lossy else None,
            )

    async def resize(self, window: Window) -> None:
        with as_page_errors():
            await self.playwright.set_viewport_size({"width": window.width, "height": window.height})

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
