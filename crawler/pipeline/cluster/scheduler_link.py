"""The coordinator's line to the scheduler: who is there, who has fallen silent. It is taken up again when it breaks."""

from __future__ import annotations

import asyncio
import pickle
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from distributed import Client

from crawler.pipeline.cluster import ClusterError
from crawler.pipeline.cluster.agreement import Agreement
from crawler.pipeline.cluster.calls import STATION, send_away, take_up
from crawler.pipeline.cluster.security import security_of
from crawler.pipeline.cluster.station import Ticket
from crawler.settings import Settings

_CONNECT_SECONDS = 10.0
_ANSWER_SECONDS = 10.0
_TAKE_UP_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Present:
    """A worker the scheduler knows. pages: of the visit it is at. silent: it gave no sign of life for too long."""

    address: str
    name: str
    pages: int
    silent: bool


class SchedulerLink:
    """client: None while the scheduler cannot be reached."""

    def __init__(self, settings: Settings) -> None:
        self._address = settings.cluster
        self._security = security_of(settings.cluster, settings)
        self._patience = settings.cluster_patience
        self._silence = settings.worker_silence
        self.client: Client | None = None
        self._gone_since = time.monotonic()
        self._signs: dict[str, tuple[float, float]] = {}  # address -> the scheduler's last_seen, when we first read it

    async def open(self) -> None:
        """Raises ClusterError."""
        await self._connect()
        if self.client is None:
            raise ClusterError(f"no scheduler answers at {self._address}; start one with: dask scheduler")

    async def close(self) -> None:
        client, self.client = self.client, None
        if client is not None:
            with suppress(OSError, TimeoutError):
                await asyncio.wait_for(client.close(), _ANSWER_SECONDS)

    async def workers(self) -> Mapping[str, Present]:
        """Address -> worker; none while the scheduler is not there. Raises ClusterError when it stays away."""
        if self.client is None:
            await self._connect()
        told = await self._identity()
        if told is not None:
            self._gone_since = time.monotonic()
            return {address: self._present(address, each) for address, each in told["workers"].items()}
        await self.close()
        if time.monotonic() - self._gone_since > self._patience:
            raise ClusterError(
                f"no scheduler answers at {self._address} any more; what was done is stored. When it is there again, "
                "continue with: wadmon crawl --resume"
            )
        return {}

    async def take_up(self, address: str, ticket: Ticket) -> Agreement | str:
        """What the worker would measure with, or in one line why it cannot."""
        answer = await self._run(address, _TAKE_UP_SECONDS, take_up, pickle.dumps(ticket))
        if isinstance(answer, bytes):
            agreement: Agreement = pickle.loads(answer)  # noqa: S301 - from a worker, which is believed in all it finds
            return agreement
        return str(answer) or type(answer).__name__

    async def send_away(self, address: str, line: str) -> None:
        await self._run(address, _ANSWER_SECONDS, send_away, line)

    async def give_up(self, address: str) -> None:
        """Of a worker that is silent: when it comes to itself, it learns that it is no longer one."""
        if self.client is not None:
            with suppress(OSError, TimeoutError):
                leaving = self.client.retire_workers([address], close_workers=True, remove=True)
                await asyncio.wait_for(leaving, _ANSWER_SECONDS)

    async def _run(self, address: str, seconds: float, function: Any, *given: Any) -> Any:
        """What the function gave, or the exception that came instead."""
        if self.client is None:
            return OSError("the scheduler is gone")
        try:
            asked = self.client.run(function, *given, workers=[address], on_error="return")
            return (await asyncio.wait_for(asked, seconds)).get(address, OSError("the worker is gone"))
        except (OSError, TimeoutError) as error:
            return error

    async def _connect(self) -> None:
        client = Client(
            self._address,
            asynchronous=True,
            security=self._security,
            name="wadmon",
            set_as_default=False,
            timeout=_CONNECT_SECONDS,
        )
        try:
            self.client = await asyncio.wait_for(client, _CONNECT_SECONDS)
        except (OSError, TimeoutError):
            with suppress(OSError, TimeoutError):
                await asyncio.wait_for(client.close(), _ANSWER_SECONDS)

    async def _identity(self) -> dict[str, Any] | None:
        scheduler = self.client.scheduler if self.client is not None and self.client.status == "running" else None
        if scheduler is None:
            return None
        try:
            told: dict[str, Any] = await asyncio.wait_for(scheduler.identity(n_workers=-1), _ANSWER_SECONDS)
        except (OSError, TimeoutError):
            return None
        return told

    def _present(self, address: str, told: Mapping[str, Any]) -> Present:
        seen, now = float(told["last_seen"]), time.monotonic()
        if self._signs.get(address, (0.0, 0.0))[0] != seen:
            self._signs[address] = (seen, now)
        silent = now - self._signs[address][1] > self._silence
        return Present(address, str(told["name"]), int(told["metrics"].get(STATION) or 0), silent)
