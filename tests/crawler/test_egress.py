import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from crawler import egress
from crawler.egress import PublicOnlyProxy, public_only_proxy
from crawler.pipeline.site_visit import explained
from crawler.pipeline.tools import audit_tools
from crawler.settings import Settings
from crawler.web.public_addresses import is_public
from results.model import PageAudit, PlannedPage, Reason

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
def allow_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the proxy relays can only be seen with a server on this machine."""
    monkeypatch.setattr(egress, "is_public", lambda _address: True)


class Upstream:
    """A server on loopback. heads: of the requests it got. closed: set when a client went away."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.heads: list[bytes] = []
        self.closed = asyncio.Event()
        self.port = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            self.heads.append(await reader.readuntil(b"\r\n\r\n"))
            await self._answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.closed.set()
            writer.close()


@asynccontextmanager
async def _upstream(answer: Answer) -> AsyncIterator[Upstream]:
    upstream = Upstream(answer)
    server = await asyncio.start_server(upstream.serve, "127.0.0.1", 0)
    upstream.port = server.sockets[0].getsockname()[1]
    async with server:
        yield upstream


def _always(body: bytes) -> Answer:
    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()

    return answer


@asynccontextmanager
async def _connection(proxy: PublicOnlyProxy) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.url.rpartition(":")[2]))
    try:
        yield reader, writer
    finally:
        writer.close()


async def _ask(proxy: PublicOnlyProxy, request: bytes) -> bytes:
    async with asyncio.timeout(10), _connection(proxy) as (reader, writer):
        writer.write(request)
        return await reader.read()


async def _nothing_left() -> None:
    """All tasks but this test's end by themselves, soon."""
    async with asyncio.timeout(5):
        while len(asyncio.all_tasks()) > 1:  # noqa: ASYNC110 - tasks of servers have no event to wait for
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "127.0.0.1",
        "127.8.8.8",
        "169.254.169.254",
        "172.16.0.1",
        "192.168.1.1",
        "198.18.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "2002:7f00:1::",
        "2002:a9fe:a9fe::1",
    ],
)
def test_addresses_of_this_machine_and_closed_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]", "2130706433", "0x7f.1", "0.0.0.0"])
async def test_a_server_on_this_machine_is_refused_by_whatever_name(host: str) -> None:
    async with _upstream(_always(b"secret")) as upstream, public_only_proxy() as proxy:
        plain = await _ask(proxy, b"GET http://%s:%d/ HTTP/1.1\r\n\r\n" % (host.encode(), upstream.port))
        tunnel = await _ask(proxy, b"CONNECT %s:%d HTTP/1.1\r\n\r\n" % (host.encode(), upstream.port))

        assert plain.startswith(b"HTTP/1.1 502 ")
        assert tunnel.startswith(b"HTTP/1.1 502 ")
        assert upstream.heads == []
        assert proxy.refused == {host.strip("[]").lower()}


async def test_a_name_that_does_not_resolve_is_answered_but_not_called_private() -> None:
    async with public_only_proxy() as proxy:
        answer = await _ask(proxy, b"GET http://absent.invalid/ HTTP/1.1\r\n\r\n")

        assert answer.startswith(b"HTTP/1.1 502 ")
        assert proxy.refused == set()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"GET",
        b"GET /",
        b"GET / HTTP/1.1",
        b"GET http:// HTTP/1.1",
        b"GET ftp://a.example/ HTTP/1.1",
        b"GET http://a.example:99999/ HTTP/1.1",
        b"GET http://a.example:x/ HTTP/1.1",
        b"GET http://[::1/ HTTP/1.1",
        b"GET http://" + b"a" * 70 + b".example/ HTTP/1.1",
        b"GET http://\xff\xfe/ HTTP/1.1",
        b"CONNECT :443 HTTP/1.1",
        b"CONNECT  HTTP/1.1",
        b"\x16\x03\x01\x02\x00\x01",
    ],
)
async def test_what_is_no_request_to_a_proxy_is_a_bad_request(line: bytes) -> None:
    async with public_only_proxy() as proxy:
        assert (await _ask(proxy, line + b"\r\n\r\n")).startswith(b"HTTP/1.1 400 ")
        assert proxy.refused == set()


async def test_an_endless_head_is_cut_off() -> None:
    async with asyncio.timeout(10), public_only_proxy() as proxy, _connection(proxy) as (reader, writer):
        writer.write(b"GET http://a.example/ HTTP/1.1\r\nX: " + b"x" * 1_000_000)
        try:
            answer = await reader.read()
        except ConnectionError:
            answer = b""

        assert answer == b""
    await _nothing_left()


@pytest.mark.usefixtures("allow_loopback")
async def test_a_plain_request_arrives_without_what_was_meant_for_the_proxy() -> None:
    async with _upstream(_always(b"hello")) as upstream, public_only_proxy() as proxy:
        request = (
            b"GET http://localhost:%d/a/b?c=d HTTP/1.1\r\nHost: localhost\r\nProxy-Connection: keep-alive\r\n"
            b"Proxy-Authorization: Basic x\r\nConnection: keep-alive\r\nAccept: */*\r\n\r\n"
        )
        answer = await _ask(proxy, request % upstream.port)

        assert answer == b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
        assert upstream.heads == [
            b"GET /a/b?c=d HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n"
        ]
    await _nothing_left()


@pytest.mark.usefixtures("allow_loopback")
async def test_large_bodies_go_both_ways_unchanged() -> None:
    body = bytes(range(256)) * 40_000

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        received = await reader.readexactly(len(body))
        await _always(received)(reader, writer)

    async with _upstream(echo) as upstream, public_only_proxy() as proxy:
        head = b"POST http://127.0.0.1:%d/ HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (upstream.port, len(body))
        answer = await _ask(proxy, head + body)

        assert answer.partition(b"\r\n\r\n")[2] == body
    await _nothing_left()


@pytest.mark.usefixtures("allow_loopback")
async def test_a_tunnel_carries_any_bytes_both_ways_until_one_side_ends() -> None:
    async def shout(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := await reader.readline():
            writer.write(line.upper())
            await writer.drain()

    async with _upstream(shout) as upstream, public_only_proxy() as proxy:
        async with asyncio.timeout(10), _connection(proxy) as (reader, writer):
            writer.write(b"CONNECT 127.0.0.1:%d HTTP/1.1\r\n\r\n" % upstream.port)
            established = await reader.readuntil(b"\r\n\r\n")
            writer.write(b"first\r\n\r\n")  # the upstream of these tests reads a head
            writer.write(b"one\n")
            one = await reader.readline()
            writer.write(b"two\n")
            two = await reader.readline()

        assert established == b"HTTP/1.1 200 Connection established\r\n\r\n"
        assert (one, two) == (b"ONE\n", b"TWO\n")
        async with asyncio.timeout(5):
            await upstream.closed.wait()
    await _nothing_left()


@pytest.mark.usefixtures("allow_loopback")
async def test_a_server_that_takes_its_time_is_waited_for() -> None:
    async def slowly(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in (b"HTTP/1.1 200 OK\r\n", b"Content-Length: 4\r\n\r\n", b"sl", b"ow"):
            await asyncio.sleep(0.05)
            writer.write(part)
            await writer.drain()

    async with _upstream(slowly) as upstream, public_only_proxy() as proxy:
        answer = await _ask(proxy, b"GET http://127.0.0.1:%d/ HTTP/1.1\r\n\r\n" % upstream.port)

        assert answer.endswith(b"\r\n\r\nslow")


@pytest.mark.usefixtures("allow_loopback")
@pytest.mark.parametrize("method", [b"GET http://", b"CONNECT "])
async def test_a_browser_that_turns_away_from_a_silent_server_leaves_no_connection(method: bytes) -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with _upstream(silent) as upstream, public_only_proxy() as proxy:
        async with _connection(proxy) as (_, writer):
            writer.write(method + b"127.0.0.1:%d HTTP/1.1\r\n\r\nx\r\n\r\n" % upstream.port)
            async with asyncio.timeout(5):
                while not upstream.heads:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            assert not upstream.closed.is_set()
        async with asyncio.timeout(5):
            await upstream.closed.wait()
    await _nothing_left()


@pytest.mark.usefixtures("allow_loopback")
async def test_a_server_that_hangs_up_ends_the_connection_of_the_browser() -> None:
    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    async with _upstream(hang_up) as upstream, public_only_proxy() as proxy:
        try:
            answer = await _ask(proxy, b"GET http://127.0.0.1:%d/ HTTP/1.1\r\n\r\n" % upstream.port)
        except ConnectionError:
            answer = b""

        assert answer == b""
    await _nothing_left()


@pytest.mark.usefixtures("allow_loopback")
async def test_an_address_that_does_not_answer_gives_way_to_the_next_of_the_same_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def two_addresses(_host: str, _port: int) -> list[str]:
        return ["127.0.0.9", "127.0.0.1"]

    async with _upstream(_always(b"hello")) as upstream, public_only_proxy() as proxy:
        # The server listens on 127.0.0.1 only.
        monkeypatch.setattr(egress, "_addresses", two_addresses)
        answer = await _ask(proxy, b"GET http://a.example:%d/ HTTP/1.1\r\n\r\n" % upstream.port)

        assert answer.endswith(b"hello")


async def test_of_a_name_with_a_public_and_a_private_address_only_the_public_one_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def both(_host: str, _port: int) -> list[str]:
        return ["10.0.0.1", "93.184.215.14"]

    async def connect(host: str, _port: int, *, limit: int) -> None:
        asked.append(host)
        raise ConnectionRefusedError

    async with public_only_proxy() as proxy:
        async with asyncio.timeout(10), _connection(proxy) as (reader, writer):
            monkeypatch.setattr(egress, "_addresses", both)
            monkeypatch.setattr(egress.asyncio, "open_connection", connect)
            writer.write(b"GET http://a.example/ HTTP/1.1\r\n\r\n")
            answer = await reader.read()

        assert answer.startswith(b"HTTP/1.1 502 ")
        assert asked == ["93.184.215.14"]
        assert proxy.refused == set()


@pytest.mark.usefixtures("allow_loopback")
async def test_the_end_of_the_proxy_ends_what_is_still_open() -> None:
    async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with _upstream(silent) as upstream:
        async with public_only_proxy() as proxy:
            reader, writer = await asyncio.open_connection("127.0.0.1", int(proxy.url.rpartition(":")[2]))
            idle_reader, idle_writer = await asyncio.open_connection("127.0.0.1", int(proxy.url.rpartition(":")[2]))
            writer.write(b"GET http://127.0.0.1:%d/ HTTP/1.1\r\n\r\n" % upstream.port)
            while not upstream.heads:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        async with asyncio.timeout(5):
            assert (await reader.read(), await idle_reader.read()) == (b"", b"")
            await upstream.closed.wait()
        writer.close()
        idle_writer.close()
    await _nothing_left()


def test_an_unreachable_page_on_a_refused_host_is_called_private() -> None:
    guard = PublicOnlyProxy()
    guard.refused.add("intranet.example")
    page = PageAudit("http://intranet.example/", reason=Reason.UNREACHABLE, detail="HTTP 502")

    assert explained(page, guard).reason is Reason.PRIVATE_ADDRESS
    assert explained(page, guard).detail == "intranet.example has no public address"
    assert explained(page, None) == page
    assert explained(PageAudit("http://other.example/", reason=Reason.UNREACHABLE), guard).reason is Reason.UNREACHABLE


async def _visit(settings: Settings, url: str) -> tuple[PageAudit, set[str]]:
    async with audit_tools(settings) as tools, tools.browsers.browser() as browser:
        auditor = tools.auditor(browser, settings)
        async with browser.site_context("en") as context:
            audit = (await auditor.visit(context, PlannedPage(url, "named"), lambda _url: None)).audit
        return explained(audit, tools.guard), set(tools.guard.refused) if tools.guard else set()


@pytest.fixture
def _no_proxy_around(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.usefixtures("_no_proxy_around")
async def test_the_browser_does_not_reach_a_page_on_this_machine(browser_path: Path) -> None:
    async with _upstream(_always(b"<h1>secret</h1>")) as upstream:
        audit, _ = await _visit(Settings(browser=str(browser_path)), f"http://localhost:{upstream.port}/")

    assert (audit.reason, audit.outcomes, upstream.heads) == (Reason.PRIVATE_ADDRESS, (), [])


@pytest.mark.usefixtures("_no_proxy_around")
async def test_what_a_page_loads_from_this_machine_is_refused_while_the_page_is_tested(
    browser_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """public.example stands for a public host: its name is given the address of this machine, which is let through."""

    async def resolve(host: str, _port: int) -> list[str]:
        return ["127.0.0.7" if host == "public.example" else host]

    monkeypatch.setattr(egress, "_addresses", resolve)
    monkeypatch.setattr(egress, "is_public", lambda address: address == "127.0.0.7")
    async with _upstream(_always(b"secret")) as private:
        page = (
            "<html lang=en><title>Page</title><h1>Page</h1><p>Text on a page that asks for more than it should get.</p>"
            "<img alt=a src='http://127.0.0.1:{0}/a.png'><iframe title=b src='http://127.0.0.1:{0}/b'></iframe>"
            "<script>fetch('http://127.0.0.1:{0}/c').catch(() => 0); new WebSocket('ws://127.0.0.1:{0}/d')</script>"
        )
        body = page.format(private.port).encode()
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body)

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(head + body)
            await writer.drain()
            writer.close()

        public = await asyncio.start_server(answer, "127.0.0.7", 0)
        async with public:
            port = public.sockets[0].getsockname()[1]
            settings = Settings(browser=str(browser_path), settle_limit=2)
            audit, refused = await _visit(settings, f"http://public.example:{port}/")

        assert (audit.reason, audit.title, private.heads) == (None, "Page", [])
        assert refused == {"127.0.0.1"}
