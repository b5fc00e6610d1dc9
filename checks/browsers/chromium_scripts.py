"""Scripts that stay with a page in Chromium: sent once, they are there in each of its later documents.

axe-core and our scripts are 1.4 million characters. Sent with each call they pass through this program, Playwright's
driver and the browser anew for every page: decisions/0048-scripts-stay.md has what that cost.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from checks.browsers.engine import PageError

SHORT = 1000
"""Characters up to which a script is no longer than what asks for it."""

_ABSENT = "wad-monitor: this script did not stay"
_STAY = "(globalThis.wadMonitorScripts ??= {}).%s = () => {\n%s\n};"
_STAYED = "(globalThis.wadMonitorScripts?.%s ?? (() => { throw %s; }))()"

Send = Callable[..., Awaitable[dict[str, Any]]]


class StayingScripts:
    """Of one page. send: one command of the Chrome DevTools Protocol; world: name of the world they are in."""

    def __init__(self, send: Send, world: str) -> None:
        self._send = send
        self._world = world
        self._names: dict[str, str] = {}

    async def place(self, statements: str) -> str:
        """An expression that runs the statements of a function where they stayed, and throws where they did not."""
        name = self._names.get(statements)
        if name is None:
            if not self._names:
                await self._send("Page.enable")  # without it nothing is run in new documents
            # Named before it is there: whoever asks meanwhile asks in the same order, so after it came.
            name = self._names[statements] = f"script{len(self._names)}"
            await self._send(
                "Page.addScriptToEvaluateOnNewDocument",
                source=_STAY % (name, statements),
                worldName=self._world,
                runImmediately=True,  # in the documents that are there already
            )
        return _STAYED % (name, json.dumps(_ABSENT))


def did_not_stay(error: PageError) -> bool:
    """Whether the error is that of a place without its script: a document that came about in another way."""
    return _ABSENT in str(error)
