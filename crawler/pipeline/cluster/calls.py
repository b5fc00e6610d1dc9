"""What the coordinator calls on a worker.

The scheduler reads the name of a task's function, and so imports this module: it imports nothing of ours, and what
goes through it stays closed. Importing the program took a scheduler twelve seconds, in which it answered nobody.
"""

from __future__ import annotations

import asyncio
from typing import Any

from distributed import Worker, get_worker

from crawler.pipeline.cluster import ClusterError

STATION = "wadmon"
"""The name of the plugin that `wadmon worker` starts a worker with."""


async def take_up(ticket: bytes, dask_worker: Worker) -> bytes:
    """The worker breaks off what it is at, and works for this ticket from now on. See Station.take_up."""
    taken: bytes = await _station(dask_worker).take_up(ticket)
    return taken


async def send_away(line: str, dask_worker: Worker) -> None:
    """The worker is refused: it ends, and says this line."""
    _station(dask_worker).refusal = line
    asyncio.get_running_loop().create_task(dask_worker.close(reason="refused"))


async def visit(ticket_id: str, order: bytes) -> bytes:
    """See Station.visit."""
    visited: bytes = await _station(get_worker()).visit(ticket_id, order)
    return visited


def _station(worker: Worker) -> Any:
    station = worker.plugins.get(STATION)
    if station is None:
        raise ClusterError("it is no worker of wadmon: start it with `wadmon worker`")
    return station
