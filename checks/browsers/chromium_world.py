"""The isolated world of a document in Chromium, where our scripts run: decisions/0035-isolated-world.md.

A world has globals and prototypes of its own, and shares the document with the page's scripts.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine, Iterator, Mapping, Sequence
from typing import Any

from playwright.async_api import CDPSession, Error, Frame, Page

from checks.browsers.chromium_errors import page_error
from checks.browsers.chromium_scripts import SHORT, StayingScripts, did_not_stay
from checks.browsers.engine import DocumentReplaced, PageError
from results.model import Reason

NAME = "wad-monitor"
_TIMER = "new Promise((resolve) => setTimeout(resolve))"
# The value of an expression, or of the function it is.
_FUNCTION = """async function (...given) {
globalThis.wadMonitorSign = %s;
const value = (
%s
);
return typeof value === "function" ? value(...given) : value;
}"""


class World:
    """Of whatever document the page shows. sign: what only our scripts know (observe.js)."""

    def __init__(self, page: Page, session: CDPSession, sign: str) -> None:
        self._page = page
        self._session = session
        self._sign = json.dumps(sign)
        self._id: int | None = None  # of the document's; another document has another
        self._staying = StayingScripts(self.send, NAME)
        self._crashed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        page.on("crash", self._on_crash)
        page.on("framenavigated", self._on_navigated)

    def _on_navigated(self, frame: Frame) -> None:
        """The world of the new document has another number; in a new process the old number may be another's."""
        if frame is self._page.main_frame:
            self._id = None

    def _on_crash(self, _: object) -> None:
        if not self._crashed.done():
            self._crashed.set_result(None)

    async def send(self, method: str, **given: Any) -> dict[str, Any]:
        """One command of the Chrome DevTools Protocol. Raises PageError, also when the page crashes meanwhile."""
        if self._crashed.done():
            raise PageError("Page crashed", Reason.CRASHED)
        answer = asyncio.ensure_future(self._session.send(method, given))
        try:
            await asyncio.wait((answer, self._crashed), return_when=asyncio.FIRST_COMPLETED)
            if not answer.done():
                raise PageError("Page crashed", Reason.CRASHED)
            return dict(answer.result())
        except Error as error:
            raise page_error(error.message) from None
        finally:
            answer.cancel()

    async def call(self, script: str, given: Sequence[Any], *, keep: bool) -> dict[str, Any]:
        """The remote object that an expression, or the function it is, gives."""
        if len(script) <= SHORT:
            return await self._call_in_world(script, given, keep=keep)
        stayed = await self._staying.place(script, value=True)
        try:
            return await self._call_in_world(stayed, given, keep=keep)
        except PageError as error:
            if not did_not_stay(error):
                raise
            return await self._call_in_world(script, given, keep=keep)

    async def _call_in_world(self, script: str, given: Sequence[Any], *, keep: bool) -> dict[str, Any]:
        # The document may have been replaced since the last call, which a world says only when it is asked.
        for again in (True, False):
            if self._id is None:
                self._id = await self._create()
            function = _FUNCTION % (self._sign, script)
            try:
                return await self._call(
                    function, [{"value": value} for value in given], keep=keep, executionContextId=self._id
                )
            except DocumentReplaced as error:
                self._id = None
                if not again or "Cannot find context" not in str(error):
                    raise
        raise AssertionError("the second call returns or raises")

    async def call_on(self, kept: str, script: str, given: Sequence[Any]) -> dict[str, Any]:
        """kept: objectId of what a script gave before."""
        function = f"function (...given) {{ return (\n{script}\n)(this, ...given); }}"
        return await self._call(function, [{"value": value} for value in given], keep=False, objectId=kept)

    async def _call(self, function: str, arguments: list[Any], *, keep: bool, **where: Any) -> dict[str, Any]:
        answer = await self.send(
            "Runtime.callFunctionOn",
            functionDeclaration=function,
            arguments=arguments,
            returnByValue=not keep,
            awaitPromise=True,
            **where,
        )
        if problem := answer.get("exceptionDetails"):
            raise PageError(_said(problem))
        result: dict[str, Any] = answer["result"]
        return result

    async def load(self, source: str, frame_seconds: float) -> int:
        """Runs a whole script in the document and its frames; how many frames there are."""
        top, *local = _frames((await self.send("Page.getFrameTree"))["frameTree"])
        self._id = await self._world_of(top["id"])
        stayed = await self._staying.place(source)
        await self._evaluate(self._id, stayed, source)
        inner = [frame for frame in self._page.frames if frame is not self._page.main_frame]
        loading = [_load(self._session, frame, source, stayed) for frame in local]
        if len(inner) > len(local):  # some run in processes of their own
            loading += [self._load_remote(frame, source) for frame in inner]
        await asyncio.gather(*(_in_time(one, frame_seconds) for one in loading))
        return max(len(inner), len(local))

    async def _load_remote(self, frame: Frame, source: str) -> None:
        try:
            session = await self._page.context.new_cdp_session(frame)
        except Error:
            return  # in the process of its parent: loaded already
        try:
            for one in _frames((await session.send("Page.getFrameTree"))["frameTree"]):
                await _load(session, one, source)
        finally:
            await session.detach()

    async def bind(self, name: str) -> None:
        """Makes a function of this name that scripts tell us something with; of the document that is there now."""
        self._id = await self._create()
        await self.send("Runtime.addBinding", name=name, executionContextName=NAME)

    async def _create(self) -> int:
        return await self._world_of((await self.send("Page.getFrameTree"))["frameTree"]["frame"]["id"])

    async def _world_of(self, frame: str) -> int:
        return int((await self.send("Page.createIsolatedWorld", frameId=frame, worldName=NAME))["executionContextId"])

    async def _evaluate(self, world: int, stayed: str, source: str) -> None:
        for one in (stayed, source):
            answer = await self.send("Runtime.evaluate", expression=one, contextId=world)
            problem = answer.get("exceptionDetails")
            if problem is None:
                return
            error = PageError(_said(problem))
            if one is source or not did_not_stay(error):
                raise error


async def _load(session: CDPSession, frame: Mapping[str, Any], source: str, stayed: str = "") -> None:
    """stayed: an expression that runs the source where it stayed."""
    if not frame["url"]:
        return  # its document did not come yet
    world = await session.send("Page.createIsolatedWorld", {"frameId": frame["id"], "worldName": NAME})
    evaluate = {"contextId": world["executionContextId"], "awaitPromise": True}
    # In a sandbox without scripts those of ours run, but no timer does: axe would be waited for in vain.
    await session.send("Runtime.evaluate", {"expression": _TIMER, **evaluate})
    if stayed:
        answer = await session.send("Runtime.evaluate", {"expression": stayed, **evaluate})
        if not did_not_stay(PageError(_said(answer.get("exceptionDetails", {})))):
            return
    await session.send("Runtime.evaluate", {"expression": source, **evaluate})


def _frames(tree: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The frames in one process, the outermost first."""
    yield tree["frame"]
    for child in tree.get("childFrames", ()):
        yield from _frames(child)


def _said(problem: Mapping[str, Any]) -> str:
    """What was thrown."""
    thrown = problem.get("exception", {})
    return str(thrown.get("description") or thrown.get("value") or problem.get("text", "a script failed"))


async def _in_time(loading: Coroutine[Any, Any, None], seconds: float) -> None:
    # A frame that refuses is no error: axe finds out, and says so under the rule `frame-tested`.
    try:
        await asyncio.wait_for(loading, seconds)
    except (PageError, Error, TimeoutError):
        return
