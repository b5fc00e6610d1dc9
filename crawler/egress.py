"""A forward proxy on loopback that lets the browser reach public addresses only.

A page can name any host, redirect anywhere and open sub-resources and sockets; the browser offers no hook at the
moment a name becomes an address. This proxy resolves each name once, refuses private, loopback and link-local
addresses, and connects to the address it looked at, so a name cannot answer twice differently (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from urllib.parse import SplitResult, urlsplit

from crawler.web.public_addresses import is_public

_HEAD_LIMIT = 256 * 1024
_CHUNK = 64 * 1024
_CONNECT_SECONDS = 20.0
_HOP_HEADERS = (b"proxy-connection", b"proxy-authorization", b"connection", b"keep-alive")


class _Refused(Exception):
    """The host has no public address."""


class PublicOnlyProxy:
    """refused: hosts that were refused, so that a failed page can say why."""

    def __init__(self) -> None:
        self.refused: set[str] = set()
        self.url = ""
        self._serving: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one connection."""
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass  # either side hung up: the browser sees that itself
        except asyncio.CancelledError:
            pass  # by `stop`; the streams of Python 3.11 would report a cancelled connection as an error
        finally:
            self._serving.discard(task)
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def stop(self) -> None:
        """Ends connections that are still open."""
        serving = tuple(self._serving)
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        request_line, *headers = head[:-4].split(b"\r\n")
        method, _, rest = request_line.partition(b" ")
        target, _, protocol = rest.rpartition(b" ")
        tunnel = method == b"CONNECT"
        try:
            parts = _destination(target.decode("ascii"), tunnel=tunnel)
            host, port = parts.hostname or "", parts.port or (443 if tunnel else 80)
            upstream_reader, upstream = await self._connect(host, port)
        except (ValueError, UnicodeDecodeError):
            writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        except (_Refused, OSError, TimeoutError):
            writer.write(b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            return
        try:
            if tunnel:
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                upstream.write(_for_one_hop(b" ".join((method, path.encode("ascii"), protocol)), headers))
            await _relay(
                _pump(reader, upstream),
                _pump(upstream_reader, writer) if tunnel else _pump_answer(upstream_reader, writer),
            )
        finally:
            upstream.close()

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        public = [address for address in await _addresses(host, port) if is_public(address.partition("%")[0])]
        if not public:
            self.refused.add(host)
            raise _Refused(host)
        return await asyncio.wait_for(_connect_to_any(public, port), _CONNECT_SECONDS)


def _destination(target: str, *, tunnel: bool) -> SplitResult:
    """RFC 9112, 3.2: authority-form for a tunnel, absolute-form otherwise. Raises ValueError."""
    parts = urlsplit(f"//{target}" if tunnel else target)
    if not parts.hostname or (not tunnel and parts.scheme != "http"):
        raise ValueError(f"not a request to a proxy: {target}")
    return parts


async def _addresses(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


async def _connect_to_any(addresses: Sequence[str], port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """The first that answers: a host may have an IPv6 address that this network cannot reach."""
    *others, last = addresses
    for address in others:
        with suppress(OSError):
            return await asyncio.open_connection(address, port, limit=_HEAD_LIMIT)
    return await asyncio.open_connection(last, port, limit=_HEAD_LIMIT)


@asynccontextmanager
async def public_only_proxy() -> AsyncIterator[PublicOnlyProxy]:
    """Runs while the context is open; `url` is what to give the browser."""
    proxy = PublicOnlyProxy()
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, limit=_HEAD_LIMIT)
    port = server.sockets[0].getsockname()[1]
    proxy.url = f"http://127.0.0.1:{port}"
    async with server:
        try:
            yield proxy
        finally:
            server.close()
            await proxy.stop()


def _for_one_hop(first_line: bytes, headers: Sequence[bytes]) -> bytes:
    """A head that ends its connection, whatever its sender wanted: the next request may be for another host."""
    kept = [line for line in headers if line.partition(b":")[0].strip().lower() not in _HOP_HEADERS]
    return b"\r\n".join((first_line, *kept, b"Connection: close")) + b"\r\n\r\n"


async def _relay(*ways: Coroutine[None, None, None]) -> None:
    """Both ways, until one side is gone: a browser that turned away must not leave a slow answer waiting."""
    pumps = [asyncio.create_task(way) for way in ways]
    try:
        await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for pump in pumps:
            pump.cancel()
        await asyncio.gather(*pumps, return_exceptions=True)


async def _pump_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    status_line, *headers = (await reader.readuntil(b"\r\n\r\n"))[:-4].split(b"\r\n")
    writer.write(_for_one_hop(status_line, headers))
    await _pump(reader, writer)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while chunk := await reader.read(_CHUNK):
        writer.write(chunk)
        await writer.drain()
