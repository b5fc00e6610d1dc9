"""Serves the demonstration web through an HTTP forward proxy on this machine (RFC 9112, 3.2.2)."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from crawler.demonstration.answers import Answer, answer, bad_gateway
from crawler.demonstration.expectations import register_csv


@dataclass(frozen=True, slots=True)
class LoggedRequest:
    """A request as the proxy saw it. path: with query string.

    start, end: time.monotonic() in seconds, when it was read and when its answer was ready.
    """

    method: str
    path: str
    start: float
    end: float
    user_agent: str


class DemonstrationServer:
    """The running proxy; made by `serve`."""

    def __init__(self, proxy: _Proxy) -> None:
        self._proxy = proxy
        self.proxy_url = f"http://127.0.0.1:{proxy.server_address[1]}"
        self.register_csv = register_csv()

    @property
    def log(self) -> Mapping[str, tuple[LoggedRequest, ...]]:
        """Host -> its requests so far, in the order they were answered."""
        return self._proxy.copy_log()


@contextmanager
def serve() -> Iterator[DemonstrationServer]:
    """Serve on a free port of 127.0.0.1 until the block ends."""
    with _Proxy(("127.0.0.1", 0), _Handler) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield DemonstrationServer(proxy)
        finally:
            proxy.shutdown()
            thread.join()
            proxy.close_connections()


class _Proxy(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self._lock = threading.Lock()
        self._log: dict[str, list[LoggedRequest]] = {}
        self._connections: set[socket.socket] = set()

    def write_log(self, host: str, request: LoggedRequest) -> None:
        with self._lock:
            self._log.setdefault(host, []).append(request)

    def copy_log(self) -> Mapping[str, tuple[LoggedRequest, ...]]:
        with self._lock:
            return {host: tuple(requests) for host, requests in self._log.items()}

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        """Wakes the threads that wait for a next request on a connection kept alive, so they can be joined."""
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave in one packet
    disable_nagle_algorithm = True
    server: _Proxy

    def handle(self) -> None:
        with suppress(ConnectionError):  # a browser closes connections whenever it likes
            super().handle()

    def finish(self) -> None:
        with suppress(ConnectionError):
            super().finish()

    def do_GET(self) -> None:
        start = time.monotonic()
        url = urlsplit(self.path)
        if url.scheme != "http" or not url.hostname:
            self.send_error(400, "This is a proxy: ask for a whole http address")
            return
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        reply = answer(url.hostname, url.path or "/")
        self._write_log(url.hostname, url._replace(scheme="", netloc="").geturl() or "/", start)
        self._send(reply)

    do_HEAD = do_POST = do_GET  # noqa: N815 names that http.server looks for

    def do_CONNECT(self) -> None:
        start = time.monotonic()
        host = self.path.rpartition(":")[0]
        self.close_connection = True
        self._write_log(host, self.path, start)
        self._send(bad_gateway(host))

    def _send(self, reply: Answer) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)
        self.wfile.flush()

    def _write_log(self, host: str, path: str, start: float) -> None:
        """Before the answer leaves: whoever has an answer finds it in the log, and no next request overlaps."""
        agent = self.headers.get("User-Agent", "")
        self.server.write_log(host, LoggedRequest(self.command, path, start, time.monotonic(), agent))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 the name of the base class
        """Nothing on the terminal: `DemonstrationServer.log` has it all."""
