"""Who is at what: shown with the progress, and in a file beside the database that `wadmon status` reads.

The file is of the run, not of the results: a crawl that ends takes it away, and one that is killed leaves it behind.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from crawler.pipeline.run import CrawlRun
from crawler.progress import Progress
from results.model import PageAudit, Site

_SECONDS = 1.0  # between two writings of the file, at least


@dataclass(frozen=True, slots=True)
class WorkerState:
    """site: URL of the one it visits, empty when it waits. since: when that began, seconds since 1970.

    pages: of that one. sites: visited by it in this run.
    """

    name: str
    site: str = ""
    since: float = 0.0
    pages: int = 0
    sites: int = 0


@dataclass(frozen=True, slots=True)
class RunState:
    """process: its id, on this machine. cluster: address of the scheduler, empty for a crawl on one machine.

    written: seconds since 1970. lost: visits that came to nothing and were, or will be, made again. refused: one line
    for each worker that is not used, and why.
    """

    crawl: int
    process: int
    cluster: str
    written: float
    workers: tuple[WorkerState, ...]
    lost: int = 0
    refused: tuple[str, ...] = ()


_STATE = TypeAdapter(RunState)


def state_file(database: Path) -> Path:
    return database.with_name(f"{database.name}.run.json")


def read_state(database: Path) -> RunState | None:
    """What a crawl that is under way, or was killed, said of itself last; None when there is none."""
    try:
        return _STATE.validate_json(state_file(database).read_bytes())
    except (FileNotFoundError, ValidationError):
        return None


class WorkerBoard:
    """Of one run."""

    def __init__(self, file: Path, state: RunState, progress: Progress) -> None:
        self._file = file
        self._state = state
        self._progress = progress
        self._workers: dict[str, WorkerState] = {}
        self._written = 0.0
        self._later: asyncio.TimerHandle | None = None

    def joined(self, name: str) -> None:
        self._workers[name] = WorkerState(name)
        self._show()

    def left(self, name: str) -> None:
        self._workers.pop(name, None)
        self._show()

    def began(self, name: str, site: Site) -> None:
        self._workers[name] = replace(self._workers[name], site=site.url, since=time.time(), pages=0)
        self._show()

    def visiting(self, name: str, pages: int) -> None:
        """How far its visit is."""
        if name in self._workers and self._workers[name].pages != pages:
            self._workers[name] = replace(self._workers[name], pages=pages)
            self._show()

    def ended(self, name: str) -> None:
        state = self._workers[name]
        self._workers[name] = replace(state, site="", since=0.0, pages=0, sites=state.sites + 1)
        self._show()

    def lost(self) -> None:
        """A visit came to nothing."""
        self._state = replace(self._state, lost=self._state.lost + 1)
        self._show()

    @property
    def refusals(self) -> Sequence[str]:
        return self._state.refused

    def refused(self, line: str) -> None:
        self._state = replace(self._state, refused=tuple(dict.fromkeys((*self._state.refused, line))))
        self._show()

    def _show(self) -> None:
        self._progress.workers(len(self._workers), sum(bool(state.site) for state in self._workers.values()))
        if self._later is None:
            due = max(0.0, self._written + _SECONDS - time.monotonic())
            self._later = asyncio.get_running_loop().call_later(due, self._write)

    def _write(self) -> None:
        self._later, self._written = None, time.monotonic()
        self._state = replace(self._state, written=time.time(), workers=tuple(self._workers.values()))
        partial = self._file.with_name(f"{self._file.name}.new")
        partial.write_text(json.dumps(asdict(self._state)), "utf-8")
        partial.replace(self._file)

    def close(self) -> None:
        if self._later is not None:
            self._later.cancel()
        self._file.unlink(missing_ok=True)


@contextmanager
def worker_board(run: CrawlRun) -> Iterator[WorkerBoard]:
    """While the crawl visits."""
    file = state_file(run.store.path)
    state = RunState(run.crawl.id, os.getpid(), run.settings.cluster, time.time(), ())
    board = WorkerBoard(file, state, run.progress)
    try:
        yield board
    finally:
        board.close()


@dataclass(slots=True)
class Watched:
    """Tells the progress and the board of each page of one visit."""

    progress: Progress
    board: WorkerBoard
    name: str
    pages: int = 0

    def visited(self, audit: PageAudit) -> None:
        self.pages += 1
        self.progress.visited(audit)
        self.board.visiting(self.name, self.pages)
