"""Servers that speak only what browsers speak: asked once more by the browser, and tested as any other."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import h2.config
import h2.connection
import h2.events
import pytest
import trustme

from results.crawls.stored_audits import get_pages
from results.crawls.stored_crawls import crawl_sites
from results.crawls.stored_discoveries import get_discovery
from results.storage.store import open_store

pytestmark = pytest.mark.slow

HANDSHAKE_FAILURE = b"\x15\x03\x03\x00\x02\x02\x28"  # a TLS record: alert, fatal, 40


def page(title: str, *links: str) -> bytes:
    anchors = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    text = f"<main><h1>{title}</h1><p>All about {title} is told on this page, which is no other.</p></main>"
    return f"<!doctype html><html lang=en><title>{title}</title><body>{text}<ul>{anchors}</ul></html>".encode()


PAGES = {"/": page("Home", "/a", "/secret"), "/a": page("A", "/"), "/robots.txt": b"User-agent: *\nDisallow: /secret"}


@dataclass
class Server:
    """One port. negotiable: for clients that do not offer HTTP/2 too. asked: paths."""

    certificate: trustme.LeafCert
    negotiable: bool
    asked: list[str] = field(default_factory=list)
    refused: int = 0

    def __post_init__(self) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.certificate.configure_cert(self._context)
        self._context.set_alpn_protocols(["h2"])
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://localhost:{self._listener.getsockname()[1]}/"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # closed
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            offers_http2 = b"\x02h2" in connection.recv(4096, socket.MSG_PEEK)
            if not offers_http2:
                self.refused += 1
                if not self.negotiable:
                    connection.sendall(HANDSHAKE_FAILURE)
                    return
            with self._context.wrap_socket(connection, server_side=True) as secure:
                self._speak(secure)

    def _speak(self, secure: ssl.SSLSocket) -> None:
        """HTTP/2 and nothing else: who speaks another protocol gets what its error is."""
        http2 = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        http2.initiate_connection()
        secure.sendall(http2.data_to_send())
        while data := secure.recv(65536):
            try:
                events = http2.receive_data(data)
            except h2.exceptions.ProtocolError:
                return
            for event in events:
                if isinstance(event, h2.events.RequestReceived):
                    self._answer(http2, event)
            secure.sendall(http2.data_to_send())

    def _answer(self, http2: h2.connection.H2Connection, event: h2.events.RequestReceived) -> None:
        path = dict(event.headers)[":path"]
        self.asked.append(path)
        body = PAGES.get(path, b"")
        kind = "text/plain" if path == "/robots.txt" else "text/html; charset=utf-8"
        http2.send_headers(event.stream_id, [(":status", "200" if body else "404"), ("content-type", kind)])
        http2.send_data(event.stream_id, body, end_stream=True)


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Server]]:
    certificate = trustme.CA().issue_cert("localhost")
    servers = {"http2": Server(certificate, negotiable=True), "tls": Server(certificate, negotiable=False)}
    yield servers
    for server in servers.values():
        server.close()


@pytest.fixture(scope="module")
def crawled(
    servers: dict[str, Server],
    browser_path: Path,
    new_wadmon: Callable[[Path, str], Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[str, list[tuple[str, Any]]]]:
    """Server -> how discovery ended, and (path, reason) of the sample."""
    folder = tmp_path_factory.mktemp("browser")
    trusting = folder / "browser.sh"  # it has no list of authorities that a test may add to
    trusting.write_text(f'#!/bin/sh\nexec "{browser_path}" --ignore-certificate-errors "$@"\n', "utf-8")
    trusting.chmod(0o755)
    wadmon = new_wadmon(folder, "")
    (folder / "sites.csv").write_text("url\n" + "".join(f"{server.url}\n" for server in servers.values()), "utf-8")
    assert wadmon.call("register", "import", "sites.csv").returncode == 0
    result = wadmon.run("crawl", "--delay", "0", WADMON_BROWSER=str(trusting), WADMON_ALLOW_PRIVATE="1")
    assert result.returncode in (0, 1), result.stderr
    seen = {}
    with open_store(wadmon.database, create=False) as store:
        for site in crawl_sites(store, 1):
            name = next(name for name, server in servers.items() if server.url == site.url)
            discovery = get_discovery(store, 1, site.id)
            assert discovery is not None
            pages = [(audit.url.removeprefix(site.url), audit.reason) for _, audit in get_pages(store, 1, site.id)]
            seen[name] = (discovery.ended, sorted(pages))
    return seen


@pytest.mark.parametrize("name", ["http2", "tls"])
def test_what_speaks_http2_only_or_another_tls_is_read_by_the_browser_and_its_robots_txt_is_obeyed(
    crawled: dict[str, Any], servers: dict[str, Server], name: str
) -> None:
    assert crawled[name] == ("unreadable", [("", None), ("a", None)])
    assert servers[name].refused > 0
    assert "/robots.txt" in servers[name].asked
    assert "/secret" not in servers[name].asked
