import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.web.sitemap import SitemapContent, read_sitemap

URL = "http://a.test/sitemap.xml"
LIMIT = 100_000
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
URLSET = f"<urlset {NAMESPACE}><url><loc> http://a.test/1 </loc></url><url><loc>http://a.test/2</loc></url></urlset>".encode()
BOTH = SitemapContent(pages=("http://a.test/1", "http://a.test/2"))


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (URLSET, BOTH),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>" + URLSET, BOTH),
        (gzip.compress(URLSET), BOTH),
        (b"http://a.test/1\r\nhttp://a.test/2\r\n", BOTH),
        (b"\xef\xbb\xbfhttp://a.test/1\n\nhttp://a.test/2", BOTH),
        (URLSET.replace(NAMESPACE.encode(), b""), BOTH),
        (URLSET.removesuffix(b"</url></urlset>"), BOTH),
        (
            b"<urlset><url><loc>/1</loc></url><url><loc>http</loc></url><url/></urlset>",
            SitemapContent(("http://a.test/1",)),
        ),
        (
            b"<sitemapindex><sitemap><loc>http://a.test/s.xml</loc></sitemap></sitemapindex>",
            SitemapContent((), ("http://a.test/s.xml",)),
        ),
        (
            b"<urlset xmlns:x='http://www.w3.org/1999/xhtml'><url><loc>http://a.test/nl</loc>%b</url></urlset>"
            % b"<x:link rel='alternate' hreflang='fr' href='http://a.test/fr'/>",
            SitemapContent(("http://a.test/nl", "http://a.test/fr")),
        ),
        (b"<!doctype html><html><title>Not found</title></html>", SitemapContent()),
        (b"Not found", SitemapContent()),
        (b"", SitemapContent()),
        (b"<", SitemapContent()),
        (b"\x1f\x8b\x08", SitemapContent()),
    ],
)
def test_a_sitemap_is_read_in_any_of_its_forms(body: bytes, content: SitemapContent) -> None:
    assert read_sitemap(body, URL, LIMIT) == content


def test_a_damaged_archive_is_read_as_far_as_it_goes() -> None:
    lines = "".join(f"http://a.test/{number**7}\n" for number in range(20_000)).encode()
    packed = gzip.compress(lines)

    content = read_sitemap(packed[: len(packed) // 2], URL, 10_000_000)

    assert 5_000 < len(content.pages) < 15_000


def test_an_archive_is_unpacked_up_to_the_limit() -> None:
    bomb = gzip.compress(b"<urlset>" + b"<url><loc>http://a.test/x</loc></url>" * 1_000_000)

    assert len(read_sitemap(bomb, URL, LIMIT).pages) < LIMIT / 30


def test_no_external_entity_is_read(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("http://a.test/secret")
    body = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]><urlset><url><loc>&e;</loc></url></urlset>'

    assert read_sitemap(body.encode(), URL, LIMIT) == SitemapContent()


@given(st.one_of(st.binary(max_size=200), st.binary(max_size=50).map(URLSET[:90].__add__)))
def test_no_bytes_are_an_error(body: bytes) -> None:
    read_sitemap(body, URL, LIMIT)
