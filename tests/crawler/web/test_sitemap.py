import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.web.sitemap import SitemapContent, read_sitemap

URL = "http://a.test/sitemap.xml"
LIMIT = 100_000
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
URLSET = f"<urlset {NAMESPACE}><url><loc> http://a.test/1 </loc></url><url><loc>http://a.test/2</loc></url></urlset>".encode()
PACKED = gzip.compress(URLSET, mtime=0)  # a test must have one name in every process
BOTH = SitemapContent(pages=("http://a.test/1", "http://a.test/2"))


@pytest.mark.parametrize(
    ("body", "content"),
    [
        (URLSET, BOTH),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?>" + URLSET, BOTH),
        (PACKED, BOTH),
        (b"http://a.test/1\r\nhttp://a.test/2\r\n", BOTH),
        (b"\xef\xbb\xbfhttp://a.test/1\n\nhttp://a.test/2", BOTH),
        (URLSET.replace(NAMESPACE.encode(), b""), BOTH),
        (URLSET.removesuffix(b"</url></urlset>"), BOTH),
        (
            b"<urlset><url><loc>/1</loc></url><url><loc>http</loc></url><url/></urlset>",
            SitemapContent(("http://a.test/1",), malformed=1),
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
        (b'<?xml version="1.0" encoding="utf-16"?>' + URLSET, BOTH),
        (('<?xml version="1.0" encoding="UTF-16"?>' + URLSET.decode()).encode("utf-16"), BOTH),
        (('<?xml version="1.0" encoding="UTF-8"?>' + URLSET.decode()).encode("utf-16-be"), BOTH),
        (URLSET.decode().encode("utf-16-le"), BOTH),
        (gzip.compress(PACKED, mtime=0), BOTH),
        ("http://a.test/1\nhttp://a.test/2\n".encode("utf-16"), BOTH),
        (
            b"# pages\nHTTP://a.test/1\nnothing\nhttp://a.test/2",
            SitemapContent(("HTTP://a.test/1", "http://a.test/2"), malformed=1),
        ),
        (
            b'<?xml version="1.0" encoding="iso-8859-1"?><urlset><url><loc>http://a.test/caf\xe9</loc></url></urlset>',
            SitemapContent(("http://a.test/caf\u00e9",)),
        ),
        (
            (
                b"<urlset><url><loc>http://a.test/?a=1&b=2&amp;c=3&copy=4</loc></url>"
                b"<url><loc>http://a.test/1&ordm;&#x2d;</loc></url><url><loc><![CDATA[http://a.test/?a=1&b=2]]></loc></url></urlset>"
            ),
            SitemapContent(("http://a.test/?a=1&b=2&c=3&copy=4", "http://a.test/1\u00ba-", "http://a.test/?a=1&b=2")),
        ),
        (
            (
                b"<urlset><url><loc>HTTP://a.test/1</loc></url><url><loc>www.a.test/2</loc></url><url><loc>3.html</loc></url>"
                b"<url><loc>//a.test/4</loc></url><url><loc>mailto:a@a.test</loc></url><url><loc>htt</loc></url></urlset>"
            ),
            SitemapContent(
                ("HTTP://a.test/1", "http://www.a.test/2", "http://a.test/3.html", "http://a.test/4"), malformed=2
            ),
        ),
        (
            (
                b"<urlset xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'><url><loc>http://a.test/1</loc>"
                b"<image:image><image:loc>http://a.test/1.png</image:loc></image:image></url></urlset>"
            ),
            SitemapContent(("http://a.test/1",)),
        ),
        (
            (
                b"<rss><channel><link>http://a.test/</link><item><link>http://a.test/1</link><enclosure/></item>"
                b"<item><guid>http://a.test/2</guid></item><item><guid isPermaLink='false'/></item></channel></rss>"
            ),
            BOTH,
        ),
        (
            (
                b"<feed xmlns='http://www.w3.org/2005/Atom'><link rel='self' href='http://a.test/feed'/><entry><link "
                b"href='http://a.test/1'/><link rel='enclosure' href='a.mp3'/></entry><entry><link rel='alternate' "
                b"href='/2'/></entry></feed>"
            ),
            BOTH,
        ),
        (
            (
                b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
                b"<item rdf:about='x'><link>http://a.test/1</link></item><item><link>http://a.test/2</link></item></rdf:RDF>"
            ),
            BOTH,
        ),
        (b"<html><body><item><link>http://a.test/1</link></item></body></html>", SitemapContent()),
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

    assert read_sitemap(body.encode(), URL, LIMIT) == SitemapContent(malformed=1)


@given(st.one_of(st.binary(max_size=200), st.binary(max_size=50).map(URLSET[:90].__add__)))
def test_no_bytes_are_an_error(body: bytes) -> None:
    read_sitemap(body, URL, LIMIT)
