"""What a person sees while sites are searched for: a line redrawn on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from typing import TextIO

from rich.console import Console
from rich.status import Status

PLAIN_SECONDS = 15.0
REDRAW_SECONDS = 0.2


class SearchDisplay:
    """Counts hosts; quiet shows nothing. Used as a context."""

    def __init__(self, stream: TextIO, *, quiet: bool) -> None:
        self._stream, self._quiet = stream, quiet
        terminal = stream.isatty() and not quiet
        self._status = Status("", console=Console(file=stream)) if terminal else None
        self._every = REDRAW_SECONDS if terminal else PLAIN_SECONDS
        self._began = self._last = time.monotonic()
        self._here = 0

    def show(self, visited: int, waiting: int, recognised: int) -> None:
        """Of a whole search; the speed is of this run."""
        self._here += 1
        now = time.monotonic()
        if self._quiet or now - self._last < self._every:
            return
        self._last = now
        text = (
            f"hosts {visited} visited, {waiting} waiting, {recognised} of the government, "
            f"{self._here / max(now - self._began, 0.001):.1f} hosts/s"
        )
        if self._status is not None:
            self._status.update(text)
        else:
            print(text, file=self._stream, flush=True)

    def __enter__(self) -> SearchDisplay:
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()
