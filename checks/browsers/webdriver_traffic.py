"""The requests of a page, as far as a page can be asked about them: that something came in, and no more."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from checks.browsers.engine import LoadedFile, LostFile
from results.model import SeenFiles

_LOOK_SECONDS = 0.1
_LOOKS = 2  # without anything new
_CAME = 'performance.getEntriesByType("resource").length'


class WebDriverTraffic:
    """run: asks the page. Files and what was lost are not known: checks that need them are not asked here."""

    files: tuple[LoadedFile, ...] = ()
    lost: tuple[LostFile, ...] = ()

    def __init__(self, run: Callable[[str], Awaitable[Any]]) -> None:
        self._run = run
        self._came = -1

    @contextmanager
    def following(self) -> Iterator[WebDriverTraffic]:
        yield self

    async def seen(self, seconds: float) -> SeenFiles:
        """Nothing by which a page could be proven unchanged."""
        del seconds
        return SeenFiles(unprovable="this browser does not tell what a page loaded")

    async def wait(self, seconds: float, document_seconds: float) -> bool:  # noqa: ARG002 - cannot be told apart
        """Until nothing new comes in; whether anything did since the last time."""
        until, quiet, came = time.monotonic() + seconds, 0, self._came
        while quiet < _LOOKS and time.monotonic() < until:
            number = int(await self._run(_CAME))
            quiet = quiet + 1 if number == self._came else 0
            self._came = number
            if quiet < _LOOKS:
                await asyncio.sleep(_LOOK_SECONDS)
        return came not in (-1, self._came)
