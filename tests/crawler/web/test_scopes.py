import pytest

from crawler.web.scopes import ScopeIndex, other_addresses, site_scope, twins
from results.model import Scope, Site


@pytest.mark.parametrize(
    ("url", "scope"),
    [
        ("https://www.example.be/", Scope(("www.example.be", "example.be"), "/")),
        ("https://example.be:8443/", Scope(("example.be:8443", "www.example.be:8443"), "/")),
        ("https://example.be/nl", Scope(("example.be", "www.example.be"), "/")),
        ("https://example.be/nl/", Scope(("example.be", "www.example.be"), "/")),
        ("https://example.be/en-gb/home.html", Scope(("example.be", "www.example.be"), "/")),
        ("https://example.be/ov/", Scope(("example.be", "www.example.be"), "/ov/")),
        ("https://example.be/dienst", Scope(("example.be", "www.example.be"), "/dienst/")),
        ("https://example.be/dienst/Home", Scope(("example.be", "www.example.be"), "/dienst/")),
        ("https://example.be/welkom", Scope(("example.be", "www.example.be"), "/")),
        ("https://example.be/start.aspx", Scope(("example.be", "www.example.be"), "/")),
        ("https://example.be/pagina?id=3", Scope(("example.be", "www.example.be"), "/")),
        ("https://example.be/#/dienst", Scope(("example.be", "www.example.be"), "/")),
        ("https://example.be/dienst/index.php", Scope(("example.be", "www.example.be"), "/dienst/")),
        ("https://example.be/nl/dienst/", Scope(("example.be", "www.example.be"), "/nl/dienst/")),
        ("http://192.0.2.7/", Scope(("192.0.2.7",), "/")),
        ("http://[2001:db8::1]/", Scope(("[2001:db8::1]",), "/")),
    ],
)
def test_a_site_is_its_host_with_and_without_www_and_the_folder_it_starts_in(url: str, scope: Scope) -> None:
    assert site_scope(url) == scope


def test_a_site_needs_an_http_url() -> None:
    with pytest.raises(ValueError, match="not an http or https URL: 'example'"):
        site_scope("example")


HOST = ("example.be", "www.example.be")


@pytest.mark.parametrize(
    ("url", "belongs"),
    [
        ("http://example.be/", True),
        ("https://www.example.be/a", True),
        ("http://other.be/", False),
        ("http://example.be:8080/", False),
        ("http://example.be/part", False),
        ("http://example.be/part/page", False),
        ("http://example.be/parts", True),
        ("http://example.be/part/own/page", False),
    ],
)
def test_a_longer_registered_scope_takes_its_pages_away(url: str, belongs: bool) -> None:
    whole, part = Scope(HOST, "/"), Scope(HOST, "/part/")

    assert ScopeIndex([whole, part]).owns(whole, url) is belongs


def test_a_page_belongs_to_the_longest_scope_around_it() -> None:
    whole, part, own = Scope(HOST, "/"), Scope(HOST, "/part/"), Scope(HOST, "/part/own/")

    owners = [
        scope
        for scope in (whole, part, own)
        if ScopeIndex([whole, part, own]).owns(scope, "http://example.be/part/own/")
    ]

    assert owners == [own]


@pytest.mark.parametrize(
    ("url", "others"),
    [
        ("https://a.be/x", ["http://a.be/x", "https://www.a.be/x", "http://www.a.be/x"]),
        ("http://www.a.be/", ["https://www.a.be/", "http://a.be/", "https://a.be/"]),
        ("http://a.be:8080/", []),
        ("http://192.0.2.7/", ["https://192.0.2.7/"]),
    ],
)
def test_a_site_may_answer_at_the_other_scheme_and_with_or_without_www(url: str, others: list[str]) -> None:
    assert list(other_addresses(url)) == others


def test_sites_of_one_scope_are_twins_and_a_part_is_none() -> None:
    urls = ("http://a.be/", "https://www.a.be/nl", "http://a.be/deel/", "https://a.be/deel", "http://b.be/")

    assert twins(Site(url) for url in urls) == {"https://www.a.be/nl": urls[0], "https://a.be/deel": urls[2]}
