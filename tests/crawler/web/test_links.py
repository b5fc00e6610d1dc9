import lxml.html
import pytest

from crawler.web.links import MAX_LINKS, Link, absolute_address, links_of

URL = "http://a.test/folder/page"


def links(body: str) -> list[Link]:
    return list(links_of(lxml.html.document_fromstring(f"<html>{body}</html>"), URL))


@pytest.mark.parametrize(
    ("html", "link"),
    [
        ('<a href="x">  Meer\n <b>lezen</b></a>', Link("http://a.test/folder/x", "Meer lezen")),
        ('<a href=" /x "><img alt="Contact" src=i></a>', Link("http://a.test/x", "Contact")),
        ('<a href="/x" aria-label="Zoeken">Q</a>', Link("http://a.test/x", "Zoeken")),
        ('<a href="/x" title="Hulp"></a>', Link("http://a.test/x", "Hulp")),
        ('<a href="/x" rel="nofollow">x</a>', Link("http://a.test/x", "x")),
        ('<map><area href="/x" alt="Kaart"></map>', Link("http://a.test/x", "Kaart")),
        ('<frameset><frame src="//b.test/x"></frameset>', Link("http://b.test/x")),
        ('<link rel="canonical" href="/x">', Link("http://a.test/x")),
        ('<link rel="alternate" hreflang="fr" href="/fr">', Link("http://a.test/fr", translation="fr")),
        ('<a hreflang="de" href="/de">Deutsch</a>', Link("http://a.test/de", "Deutsch", translation="de")),
        ('<link rel="alternate" hreflang="x-default" href="/">', Link("http://a.test/")),
        (f'<a href="/x">{"é" * 200}</a>', Link("http://a.test/x", "é" * 100)),
    ],
)
def test_a_link_is_found_with_its_text(html: str, link: Link) -> None:
    assert links(html) == [link]


@pytest.mark.parametrize(
    "html",
    [
        "<a name=x>x</a>",
        '<a href="">x</a>',
        '<a href="http://[">x</a>',
        '<link rel="stylesheet" href="/x">',
        '<link rel="alternate" type="application/rss+xml" href="/feed">',
        "<!-- <a href=/x>x</a> -->",
    ],
)
def test_what_leads_to_no_page_is_no_link(html: str) -> None:
    assert links(html) == []


def test_the_base_of_the_page_is_honoured() -> None:
    assert links('<head><base href="/base/"></head><a href="x">x</a>') == [Link("http://a.test/base/x", "x")]


def test_a_page_with_endless_links_is_read_up_to_a_limit() -> None:
    assert len(links("<a href=/x>x</a>" * (MAX_LINKS + 5))) == MAX_LINKS


@pytest.mark.parametrize(
    ("address", "encoding", "absolute"),
    [
        ("/é?q=privé#é", "windows-1252", "http://a.test/é?q=priv%E9#é"),
        ("/?q=privé", "utf-8", "http://a.test/?q=privé"),
        ("/?q=privé", "utf-16le", "http://a.test/?q=privé"),
        ("/?q=priv%E9&a=b", "windows-1252", "http://a.test/?q=priv%E9&a=b"),
        ("/?q=ш", "windows-1252", "http://a.test/?q=%26%231096%3B"),
        ("/#é?é", "windows-1252", "http://a.test/#é?é"),
        ("/a\n b?c", "utf-8", "http://a.test/a b?c"),
    ],
)
def test_a_query_keeps_the_encoding_of_its_page(address: str, encoding: str, absolute: str) -> None:
    assert absolute_address(URL, address, encoding) == absolute
