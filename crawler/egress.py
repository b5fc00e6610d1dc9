"""A forward proxy on loopback that lets the browser reach public addresses only.

A page can name any host, redirect anywhere and open sub-resources and sockets; the browser offers no hook at the
moment a name becomes an address. This proxy resolves each name once, refuses private, loopback and link-local
addresses, and connects to the address it looked at, so a name cannot answer twice differently (DNS rebinding).
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

from crawler.discovery.addresses import is_public

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

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one connection."""
        try:
            await self._answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError):
            pass  # either side hung up: the browser sees that itself
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        request_line, *headers = head[:-4].split(b"\r\n")
        method, _, rest = request_line.partition(b" ")
        target, _, protocol = rest.rpartition(b" ")
        tunnel = method == b"CONNECT"
        try:
            parts = urlsplit(f"//{target.decode('ascii')}" if tunnel else target.decode("ascii"))
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
                kept = [line for line in headers if line.partition(b":")[0].strip().lower() not in _HOP_HEADERS]
                lines = [b" ".join((method, path.encode("ascii"), protocol)), *kept, b"Connection: close"]
                upstream.write(b"\r\n".join(lines) + b"\r\n\r\n")
            await _relay(reader, writer, upstream_reader, upstream)
        finally:
            upstream.close()

    async def _connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        addresses = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        public = [str(address[4][0]) for address in addresses if is_public(str(address[4][0]).partition("%")[0])]
        if not public:
            self.refused.add(host)
            raise _Refused(host)
        return await asyncio.wait_for(asyncio.open_connection(public[0], port), _CONNECT_SECONDS)


@asynccontextmanager
async def public_only_proxy() -> AsyncIterator[PublicOnlyProxy]:
    """Runs while the context is open; `url` is what to give the browser."""
    proxy = PublicOnlyProxy()
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, limit=_HEAD_LIMIT)
    port = server.sockets[0].getsockname()[1]
    proxy.url = f"http://127.0.0.1:{port}"
    async with server:
        yield proxy


async def _relay(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    upstream_reader: asyncio.StreamReader,
    upstream: asyncio.StreamWriter,
) -> None:
    """Both ways, until the server has no more to say."""
    sending = asyncio.create_task(_pump(reader, upstream))
    try:
        await _pump(upstream_reader, writer)
    finally:
        sending.cancel()
        with suppress(asyncio.CancelledError, OSError):
            await sending


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while chunk := await reader.read(_CHUNK):
        writer.write(chunk)
        await writer.drain()
