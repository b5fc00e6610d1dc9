"""One document is one page, whatever its addresses; two documents are two."""

import lxml.html
import pytest

from crawler.discovery.copies import PROOFS, Copies, Document, document_of, likeness, sketch_of, spelling
from crawler.web.evidence import text_of

SITE = "http://a.test"


def document(
    path: str, *, words: str = "", title: str = "Page", head: str = "", extra: str = "", link: str = ""
) -> Document:
    text = words or " ".join(f"word{number}" for number in range(60))
    body = f"<a href=/x>{link or path}</a><p>{text}</p>{extra}"
    root = lxml.html.document_fromstring(f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>")
    return document_of(root, text_of(root), SITE + path, SITE + path)


def original(first: Document, second: Document, *, named: bool = False) -> str:
    copies = Copies(start=f"{SITE}/")
    assert copies.read(first, named=False) is None
    copies.keep(first)
    found = copies.read(second, named=named)
    return found.url.removeprefix(SITE) if found else ""


OTHER = " ".join(f"other{number}" for number in range(60))


@pytest.mark.parametrize("path", ["/afval/", "/Afval", "/afval/index.php"])
def test_addresses_spelled_alike_are_one_page_when_the_content_is_the_same(path: str) -> None:
    assert original(document("/afval"), document(path)) == "/afval"
    assert original(document("/afval"), document(path), named=True) == "/afval"
    assert original(document("/afval"), document(path, words=OTHER)) == ""
    assert original(document("/afval"), document(path, title="Another")) == ""


def test_a_page_that_names_another_as_canonical_is_that_one_when_the_content_is_the_same() -> None:
    link = '<link rel="canonical" href="/page">'

    assert original(document("/page"), document("/page?van=menu", head=link)) == "/page"
    assert original(document("/page?van=menu", head=link), document("/page?van=voet", head=link)) == "/page?van=menu"
    assert original(document("/page"), document("/page?id=2", head=link, words=OTHER)) == ""


def test_every_page_that_calls_the_home_page_canonical_stays_a_page() -> None:
    link = '<link rel="canonical" href="/">'

    assert original(document("/"), document("/page", head=link, words=OTHER)) == ""


def test_other_addresses_are_one_page_only_when_nothing_differs() -> None:
    picture = "<img src=/b.png alt=b>"

    def page(path: str, extra: str = "") -> Document:
        return document(path, link="Home", extra=extra)

    assert original(page("/a?x=1"), page("/b?y=2")) == "/a?x=1"
    assert original(page("/a?x=1"), page("/b?y=2"), named=True) == ""
    assert original(page("/a"), page("/b", extra=picture)) == ""
    assert original(page("/a"), page("/b", extra="<input name=q value=filled>")) == ""
    assert original(page("/a"), page("/b", extra="<link rel=stylesheet href=/dark.css>")) == ""
    assert original(page("/a", extra="<p class=box>"), page("/b", extra="<p class='box dark'>")) == ""


def test_pages_drawn_by_a_script_are_not_one_page_for_their_shell() -> None:
    link = '<link rel="canonical" href="/">'

    assert original(document("/", words="Loading", head=link), document("/a", words="Loading", head=link)) == ""


def test_what_was_proven_often_is_not_asked_again_until_it_proves_wrong() -> None:
    copies = Copies(start=f"{SITE}/")
    for number in range(PROOFS):
        copies.keep(document(f"/p{number}", words=f"{OTHER} {number}"))
        copies.read(document(f"/p{number}/", words=f"{OTHER} {number}"), named=False)
    copies.keep(document("/q"))

    assert copies.unasked(f"{SITE}/q/") == f"{SITE}/q"

    copies.read(document("/q/", words="something else"), named=False)

    assert copies.unasked(f"{SITE}/p1/") == ""


def test_likeness_is_about_the_part_that_two_texts_share() -> None:
    words = [f"word{number}" for number in range(1000)]

    assert likeness(sketch_of(words), sketch_of(words)) == 1.0
    assert 0.3 < likeness(sketch_of(words), sketch_of(words[:500])) < 0.7
    assert likeness(sketch_of(words), sketch_of([])) < 0.05


def test_the_spelling_keeps_the_query() -> None:
    alike = {spelling(url) for url in ("http://www.a.be/X/", "https://a.be/x", "http://a.be/x/index.html")}

    assert len(alike) == 1
    assert spelling("http://a.be/x?id=1") != spelling("http://a.be/x?id=2")
