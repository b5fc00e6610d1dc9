"""A page in a browser that WebDriver drives.

Scripts of ours run in the page's world, where axe-selenium-python puts axe-core: a page that redefines what they build
on may keep itself from being confirmed, and nothing more.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from axe_selenium_python import Axe
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from checks.browsers.engine import WINDOW, Answer, Area, PageError, Window
from checks.browsers.webdriver_session import Session, call
from checks.browsers.webdriver_traffic import WebDriverTraffic

_KEYS = {"Enter": Keys.ENTER, "Escape": Keys.ESCAPE, "Shift": Keys.SHIFT, "Tab": Keys.TAB}
_LOOK_SECONDS = 0.05
# The value of an expression, or of the function it is.
_RUN = """async (sign, ...given) => {
globalThis.wadMonitorSign = sign;
const value = (
%s
);
return typeof value === "function" ? value(...given) : value;
}"""
_KEEP = """async (sign, ...given) => {
globalThis.wadMonitorSign = sign;
const value = (
%s
);
const kept = (window[`${sign} kept`] ??= []);
return kept.push(typeof value === "function" ? await value(...given) : value) - 1;
}"""
_RUN_KEPT = """async (sign, at, ...given) => {
globalThis.wadMonitorSign = sign;
return (
%s
)(window[`${sign} kept`][at], ...given);
}"""
_RELEASE = "async (sign, at) => { delete window[`${sign} kept`][at]; }"
_TELL = "async (sign) => { window.tell = window[`${sign} tell`]; }"
_ANSWERED = """async () => {
const [navigation] = performance.getEntriesByType("navigation");
return [navigation?.responseStatus ?? 0, document.contentType];
}"""
_FRAMES = """const found = [];
const look = (root) => root.querySelectorAll("*").forEach((element) => {
  if (["IFRAME", "FRAME"].includes(element.tagName)) found.push(element);
  if (element.shadowRoot) look(element.shadowRoot);
});
look(document);
return found;"""


class WebDriverKept:
    """A value in the page."""

    def __init__(self, page: WebDriverPage, at: int) -> None:
        self._page = page
        self._at = at

    async def run(self, script: str, *given: Any) -> Any:
        return await self._page.call(_RUN_KEPT % script, self._at, *given)

    async def release(self) -> None:
        try:
            await self._page.call(_RELEASE, self._at)
        except PageError:
            return  # gone with its document


class WebDriverPage:
    """A tab of the session. files: a folder for the scripts that are loaded."""

    def __init__(self, session: Session, handle: str, files: Path) -> None:
        self._session = session
        self._driver = session.driver
        self._handle = handle
        self._files = files
        self._window = WINDOW
        self._url = "about:blank"
        self._closed = False
        self._popup: Callable[[], None] | None = None

    @property
    def url(self) -> str:
        return self._url

    @property
    def window(self) -> Window:
        return self._window

    @property
    def is_closed(self) -> bool:
        return self._closed

    async def call(self, function: str, *given: Any) -> Any:
        """As `run`, of an asynchronous function that takes the sign first."""
        value, self._url = await self._session.do(self._call, function, given)
        return value

    def _call(self, function: str, given: tuple[Any, ...]) -> tuple[Any, str]:
        value = call(self._driver, function, self._session.sign, *given)
        return value, self._driver.current_url

    async def open(self, url: str, seconds: float) -> Answer | None:
        status, kind = await self._session.do(self._open, url, seconds)
        return Answer(status, {"content-type": kind}) if status else None

    def _open(self, url: str, seconds: float) -> tuple[int, str]:
        self._close_others()
        self._driver.set_page_load_timeout(seconds)
        self._driver.get(url)
        self._url = self._driver.current_url
        status, kind = call(self._driver, _ANSWERED)
        return int(status), str(kind)

    def _close_others(self) -> bool:
        """Windows the page opened; whether there were any. The first of the session stays, or it would end."""
        _, *handles = self._driver.window_handles
        popups = [handle for handle in handles if handle != self._handle]
        for handle in popups:
            self._driver.switch_to.window(handle)
            self._driver.close()
        if popups:
            self._driver.switch_to.window(self._handle)
        return bool(popups)

    async def wait_for_load(self, seconds: float) -> bool:
        until = asyncio.get_running_loop().time() + seconds
        while await self.run("document.readyState") != "complete":
            if asyncio.get_running_loop().time() > until:
                return False
            await asyncio.sleep(_LOOK_SECONDS)
        return True

    async def run(self, script: str, *given: Any) -> Any:
        return await self.call(_RUN % script, *given)

    async def keep(self, script: str, *given: Any) -> WebDriverKept:
        return WebDriverKept(self, await self.call(_KEEP % script, *given))

    async def load(self, source: str, frame_seconds: float) -> int:
        return await self._session.do(self._load, source, frame_seconds)

    def _load(self, source: str, frame_seconds: float) -> int:
        file = self._files / f"{hash(source):x}.js"
        if not file.exists():
            file.write_text(source, "utf-8")
        axe = Axe(self._driver, script_url=str(file))
        axe.inject()
        frames = self._driver.execute_script(_FRAMES)
        if not frames:
            return 0
        timeout = self._driver.timeouts.script
        self._driver.set_script_timeout(max(frame_seconds, 0.1))
        try:
            return self._load_frames(axe, frames)
        finally:
            self._driver.switch_to.default_content()
            self._driver.set_script_timeout(timeout)

    def _load_frames(self, axe: Axe, frames: list[WebElement]) -> int:
        """In these frames of the document that is asked now, and in those within; how many there are."""
        count = len(frames)
        for frame in frames:
            # A frame that refuses is no error: axe finds out, and says so under the rule `frame-tested`.
            try:
                self._driver.switch_to.frame(frame)
            except WebDriverException:
                continue
            try:
                axe.inject()
                count += self._load_frames(axe, self._driver.execute_script(_FRAMES))
            except WebDriverException:
                pass
            self._driver.switch_to.parent_frame()
        return count

    async def press(self, key: str) -> None:
        await self._act(_keys(key), 1)

    async def tab(self, times: int) -> None:
        await self._act((Keys.TAB,), times)

    async def _act(self, keys: tuple[str, ...], times: int) -> None:
        opened = await self._session.do(self._press, keys, times)
        if opened and self._popup is not None:
            self._popup()

    def _press(self, keys: tuple[str, ...], times: int) -> bool:
        """keys: the last is pressed while the others are held. Whether a window was opened."""
        *held, key = keys
        actions = ActionChains(self._driver, duration=0)
        for one in held:
            actions.key_down(one)
        for _ in range(times):
            actions.key_down(key).key_up(key)
        for one in reversed(held):
            actions.key_up(one)
        actions.perform()
        return self._popup is not None and self._close_others()

    async def point(self, left: float, top: float) -> None:
        await self._session.do(self._point, round(left), round(top))

    def _point(self, left: int, top: int) -> None:
        actions = ActionBuilder(self._driver, duration=0)
        actions.pointer_action.move_to_location(left, top)  # type: ignore[no-untyped-call]
        actions.perform()

    async def picture(self, area: Area | None = None, *, whole_page: bool = False, lossy: bool = False) -> bytes:
        wanted: dict[str, Any] = {"origin": "document" if whole_page else "viewport"}
        if lossy:
            wanted["format"] = {"type": "image/jpeg", "quality": 0.7}
        if area is not None:
            wanted["clip"] = {
                "type": "box", "x": area.left, "y": area.top, "width": area.width, "height": area.height,
            }  # fmt: skip
        return base64.b64decode(await self._session.do(self._picture, wanted))

    def _picture(self, wanted: dict[str, Any]) -> str:
        return str(self._driver.browsing_context.capture_screenshot(context=self._handle, **wanted))

    async def resize(self, window: Window) -> None:
        await self._session.do(self._resize, window)
        self._window = window

    def _resize(self, window: Window) -> None:
        size = {"width": window.width, "height": window.height}
        self._driver.browsing_context.set_viewport(context=self._handle, viewport=size)

    def follow(self) -> AbstractContextManager[WebDriverTraffic]:
        return WebDriverTraffic(self.run).following()

    @asynccontextmanager
    async def listen(self, *, popup: Callable[[], None], message: Callable[[str], None]) -> AsyncIterator[None]:
        await self.call(_TELL)
        self._popup, self._session.hears = popup, message
        try:
            yield
        finally:
            self._popup = self._session.hears = None

    async def close(self) -> None:
        self._closed = True
        await self._session.do(self._close)

    def _close(self) -> None:
        self._close_others()
        self._driver.close()
        self._driver.switch_to.window(self._driver.window_handles[0])


def _keys(key: str) -> tuple[str, ...]:
    """ "Shift+Tab" -> what WebDriver calls these keys."""
    return tuple(_KEYS.get(one, one) for one in key.split("+"))
