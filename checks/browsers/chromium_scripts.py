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
_STAY = "(globalThis.wadMonitorScripts ??= {}).%s = () => %s;"
_STAYED = f"(globalThis.wadMonitorScripts?.%s ?? (() => {{ throw {json.dumps(_ABSENT)}; }}))()"

Send = Callable[..., Awaitable[dict[str, Any]]]


class StayingScripts:
    """Of one page. send: one command of the Chrome DevTools Protocol; world: name of the world they are in."""

    def __init__(self, send: Send, world: str) -> None:
        self._send = send
        self._world = world
        self._names: dict[tuple[str, bool], str] = {}

    async def place(self, script: str, *, value: bool = False) -> str:
        """An expression that runs the script where it stayed, and throws where it did not.

        value: the script is an expression, whose value is wanted; else it is statements.
        """
        name = self._names.get((script, value))
        if name is None:
            if not self._names:
                await self._send("Page.enable")  # without it nothing is run in new documents
            # Named before it is there: whoever asks meanwhile asks in the same order, so after it came.
            name = self._names[script, value] = f"script{len(self._names)}"
            body = f"(\n{script}\n)" if value else f"{{\n{script}\n}}"
            await self._send(
                "Page.addScriptToEvaluateOnNewDocument",
                source=_STAY % (name, body),
                worldName=self._world,
                runImmediately=True,  # in the documents that are there already
            )
        return _STAYED % name


def did_not_stay(error: PageError) -> bool:
    """Whether the error is that of a place without its script: a document that came about in another way."""
    return _ABSENT in str(error)
