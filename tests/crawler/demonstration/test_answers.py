import gzip
import re

import pytest
from lxml import etree

from crawler.demonstration.answers import Answer, answer
from crawler.demonstration.content import sites

_LOCATIONS = "//*[local-name()='loc']/text()"


def _locations(found: bytes) -> list[str]:
    return [str(text) for text in etree.fromstring(found).xpath(_LOCATIONS)]


def _content_urls(host: str) -> list[str]:
    site = next(site for site in sites() if site.host == host)
    return [f"http://{host}{page.path}" for page in site.pages if page.content]


@pytest.mark.parametrize("host", ["museum.stad-oosterdam.example", "www.nobody.example"])
def test_a_host_that_does_not_exist_is_the_proxys_bad_gateway(host: str) -> None:
    assert answer(host, "/").status == 502


def test_the_login_site_sends_every_path_to_its_sign_in_form() -> None:
    host = "loket.stad-oosterdam.example"

    assert [(reply.status, reply.headers) for reply in (answer(host, "/"), answer(host, "/mijn-dossier"))] == [
        (302, {"Location": f"http://{host}/login"})
    ] * 2
    assert b'type="password"' in answer(host, "/login").body


def test_the_site_that_denies_access_says_so_behind_status_200() -> None:
    reply = answer("www.health-inspectorate.example", "/any/path")

    assert reply.status == 200
    assert b"<h1>Access Denied</h1>" in reply.body


def test_the_moved_site_redirects_to_another_site_of_the_register() -> None:
    reply = answer("apply.ministry-of-transport.example", "/licence")

    assert (reply.status, reply.headers) == (301, {"Location": "http://www.ministry-of-transport.example/"})
    assert reply.headers["Location"] in {site.url for site in sites()}


def test_error_pages_keep_their_status_and_one_hides_behind_200() -> None:
    host = "www.ville-montclair.example"

    assert [answer(host, path).status for path in ("/actualites/2019", "/statistiques", "/agenda", "/rien")] == [
        404,
        500,
        200,
        404,
    ]
    assert b"<h1>Page introuvable</h1>" in answer(host, "/agenda").body


def test_robots_closes_a_folder_and_names_the_sitemap_without_it() -> None:
    host = "www.ministry-of-transport.example"

    assert answer(host, "/robots.txt").body.decode() == (
        f"User-agent: *\nDisallow: /internal/\n\nSitemap: http://{host}/sitemap.xml\n"
    )
    assert f"http://{host}/internal/figures" not in _locations(answer(host, "/sitemap.xml").body)


def test_robots_closes_the_whole_archive() -> None:
    body = answer("archief.gemeente-lindebeke.example", "/robots.txt").body

    assert body == b"User-agent: *\nDisallow: /\n"


def test_the_sitemap_lists_every_page_even_the_one_nothing_links_to() -> None:
    host = "www.gemeente-lindebeke.example"

    assert _locations(answer(host, "/sitemap.xml").body) == _content_urls(host)


def test_the_sitemap_index_leads_to_a_compressed_sitemap() -> None:
    host = "www.vervoer-waterland.example"
    compressed = answer(host, "/sitemap-1.xml.gz")

    assert _locations(answer(host, "/sitemap-index.xml").body) == [f"http://{host}/sitemap-1.xml.gz"]
    assert compressed.content_type == "application/gzip"
    assert _locations(gzip.decompress(compressed.body)) == _content_urls(host)


def test_the_text_sitemap_has_one_address_a_line() -> None:
    host = "www.ville-montclair.example"

    assert answer(host, "/sitemap.txt").body.decode().splitlines() == _content_urls(host)


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("www.gemeente-lindebeke.example", "/documenten/reglement-speelstraten.pdf"),
        ("www.ministry-of-transport.example", "/documents/road-safety-2025.pdf"),
    ],
)
def test_the_pdf_has_a_cross_reference_table_that_points_at_its_objects(host: str, path: str) -> None:
    reply = answer(host, path)
    pointed_at = [int(offset) for offset in re.findall(rb"(\d{10}) 00000 n", reply.body)]
    objects = [match.start() for match in re.finditer(rb"^\d+ 0 obj$", reply.body, re.MULTILINE)]
    (table,) = re.findall(rb"startxref\n(\d+)\n%%EOF", reply.body)

    assert (reply.status, reply.content_type) == (200, "application/pdf")
    assert pointed_at == objects
    assert reply.body[int(table) :].startswith(b"xref\n")


def test_a_file_that_is_not_there_is_not_found() -> None:
    found: list[Answer] = [
        answer("www.stadt-waldau.example", path) for path in ("/pictures/../answers.py", "/pictures/none.svg", "/x")
    ]

    assert [reply.status for reply in found] == [404, 404, 404]
