import http.client
import threading
from urllib.parse import urlsplit

import pytest

from crawler.demonstration import DemonstrationServer, register_csv, serve


def _connect(server: DemonstrationServer) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(server.proxy_url).netloc, timeout=5)


def _ask(connection: http.client.HTTPConnection, url: str, method: str = "GET") -> tuple[int, bytes]:
    connection.request(method, url, headers={"User-Agent": "test/1"})
    response = connection.getresponse()
    return response.status, response.read()


def test_the_proxy_listens_on_this_machine_only(server: DemonstrationServer) -> None:
    assert server.proxy_url.startswith("http://127.0.0.1:")
    assert server.register_csv == register_csv()


def test_one_connection_carries_requests_to_several_hosts(server: DemonstrationServer) -> None:
    connection = _connect(server)

    status, body = _ask(connection, "http://www.stadt-waldau.example/")
    socket = connection.sock
    head = _ask(connection, "http://www.ville-montclair.example/etat-civil?q=1", "HEAD")

    assert status == 200
    assert b"Willkommen in Waldau" in body
    assert head == (200, b"")
    assert connection.sock is socket
    connection.close()


def test_the_log_has_each_request_by_host_with_its_times_and_user_agent(server: DemonstrationServer) -> None:
    connection = _connect(server)
    for path in ("/robots.txt", "/suche?q=bus"):
        _ask(connection, f"http://www.stadt-waldau.example{path}")
    _ask(connection, "http://www.nobody.example/")
    connection.close()

    log = server.log
    waldau = log["www.stadt-waldau.example"]

    assert set(log) == {"www.stadt-waldau.example", "www.nobody.example"}
    assert [(request.method, request.path, request.user_agent) for request in waldau] == [
        ("GET", "/robots.txt", "test/1"),
        ("GET", "/suche?q=bus", "test/1"),
    ]
    assert waldau[0].start <= waldau[0].end <= waldau[1].start <= waldau[1].end


def test_a_form_can_be_posted(server: DemonstrationServer) -> None:
    connection = _connect(server)
    connection.request("POST", "http://www.stadt-waldau.example/kontakt", body=b"name=Ada")

    assert connection.getresponse().read().startswith(b"<!DOCTYPE html>")
    assert _ask(connection, "http://www.stadt-waldau.example/")[0] == 200
    connection.close()


def test_a_host_nobody_serves_is_a_bad_gateway(server: DemonstrationServer) -> None:
    connection = _connect(server)

    assert _ask(connection, "http://www.nobody.example/") == (502, b"The host www.nobody.example does not exist.\n")
    connection.close()


def test_a_tunnel_for_https_is_refused_as_a_bad_gateway(server: DemonstrationServer) -> None:
    connection = _connect(server)
    connection.set_tunnel("www.stadt-waldau.example", 443)

    with pytest.raises(OSError, match="502"):
        connection.connect()


@pytest.mark.parametrize("address", ["/", "https://www.stadt-waldau.example/", "ftp://www.stadt-waldau.example/"])
def test_anything_but_a_whole_http_address_is_a_bad_request(server: DemonstrationServer, address: str) -> None:
    connection = _connect(server)

    assert _ask(connection, address)[0] == 400
    connection.close()


def test_the_server_stops_at_once_with_a_connection_still_open() -> None:
    before = threading.active_count()
    with serve() as server:
        connection = _connect(server)
        _ask(connection, "http://www.stadt-waldau.example/")

    assert threading.active_count() == before
    with pytest.raises((OSError, http.client.HTTPException)):
        _ask(connection, "http://www.stadt-waldau.example/")
    connection.close()
