"""`wadmon worker`: a Dask worker with one browser, until it is stopped or refused."""

from __future__ import annotations

import asyncio
import socket
import tempfile
from itertools import count

from distributed import Worker

from crawler.pipeline.cluster import ClusterError
from crawler.pipeline.cluster.calls import STATION
from crawler.pipeline.cluster.security import security_of
from crawler.pipeline.cluster.station import Station
from crawler.settings import Settings
from results.logs import fields_logger

log = fields_logger(__name__)

_PAUSE = 1.0  # seconds before the scheduler is looked for again


async def serve(address: str, settings: Settings, name: str) -> None:
    """Until it is cancelled. A scheduler that is not there yet, or goes, is waited for.

    Raises ClusterError when the coordinator refuses it.
    """
    security = security_of(address, settings)
    name = name or socket.gethostname()
    with tempfile.TemporaryDirectory(prefix="wadmon-worker-") as folder:
        for number in count():
            station = Station(settings)
            worker = Worker(
                address,
                nthreads=1,
                name=f"{name}-{number}" if number else name,
                plugins=(station,),
                metrics={STATION: station.metric},
                security=security,
                memory_limit=0,  # the memory is the browser's, which is replaced when it grows
                local_directory=folder,
                dashboard=False,
            )
            async with worker:
                try:
                    await worker.finished()
                finally:
                    await station.leave()
            if station.refusal:
                raise ClusterError(f"{address} refuses this worker: {station.refusal}")
            log.warning("worker.scheduler_gone", scheduler=address)
            await asyncio.sleep(_PAUSE)
