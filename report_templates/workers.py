"""Work that is done in processes of its own, so that a report of many websites uses every processor."""

from __future__ import annotations

import multiprocessing
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.pool import AsyncResult, Pool
from typing import Any

WAITING = 8
"""Pieces of work a process may be behind: more would only fill the memory."""


class Workers:
    """Does what it is given, at once where there is no pool. Whatever goes wrong is raised by a later call."""

    def __init__(self, pool: Pool | None, number: int) -> None:
        self._pool = pool
        self._most = number * WAITING
        self._waiting: deque[AsyncResult[None]] = deque()

    def do(self, work: Callable[..., None], *arguments: object) -> None:
        """work: a function of a module."""
        if self._pool is None:
            work(*arguments)
            return
        if len(self._waiting) >= self._most:
            self._waiting.popleft().get()
        self._waiting.append(self._pool.apply_async(work, arguments))

    def finish(self) -> None:
        while self._waiting:
            self._waiting.popleft().get()


@contextmanager
def workers(number: int, begin: Callable[[Any], None], shared: object) -> Iterator[Workers]:
    """begin: called once in each process with what all the work shares; in this one where there is but one.

    Processes are stopped when the block ends, whatever they do.
    """
    if number <= 1:
        begin(shared)
        yield Workers(None, 1)
        return
    # A copy of this process has all that is shared already; it is not safe to make one beside other threads.
    can_copy = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if can_copy else "spawn")
    with context.Pool(number, begin, (shared,)) as pool:
        made = Workers(pool, number)
        yield made
        made.finish()
