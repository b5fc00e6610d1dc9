import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.web.urls import canonical_url, repeats_itself, url_shape

SAME = [
    ("HTTP://Example.BE", "http://example.be/"),
    ("http://example.be:80/", "http://example.be/"),
    ("https://example.be:443/a", "https://example.be/a"),
    ("https://example.be:8443/a", "https://example.be:8443/a"),
    ("http://example.be./", "http://example.be/"),
    ("http://user:secret@example.be/", "http://example.be/"),
    ("http://MÜNCHEN.de/", "http://xn--mnchen-3ya.de/"),
    ("http://[2001:DB8:0:0:0:0:0:1]/", "http://[2001:db8::1]/"),
    ("http://example.be/a/./b/../c", "http://example.be/a/c"),
    ("http://example.be/a/%2e%2e/b", "http://example.be/b"),
    ("http://example.be/../../a", "http://example.be/a"),
    ("http://example.be/a/..", "http://example.be/"),
    ("http://example.be/%7Euser/%c3%a9", "http://example.be/~user/%C3%A9"),
    ("http://example.be/één pagina", "http://example.be/%C3%A9%C3%A9n%20pagina"),
    ("http://example.be\\a\\b", "http://example.be/a/b"),
    ("  http://example.be/a\n", "http://example.be/a"),
    ("http://example.be/a#top", "http://example.be/a"),
    ("http://example.be/?utm_source=x&id=3&fbclid=y", "http://example.be/?id=3"),
    ("http://example.be/?b=2&a=1", "http://example.be/?b=2&a=1"),
    ("http://example.be/?", "http://example.be/"),
    ("http://example.be/index.html", "http://example.be/"),
    ("http://example.be/nl/Default.aspx?utm_campaign=x", "http://example.be/nl/"),
    ("http://example.be/index.php?id=3", "http://example.be/index.php?id=3"),
    ("http://example.be/index", "http://example.be/index"),
    ("http://example.be/a;jsessionid=0A1B?x=1", "http://example.be/a?x=1"),
    ("http://example.be/a?PHPSESSID=abc", "http://example.be/a"),
    ("http://example.be/a?sid=0123456789abcdef0123", "http://example.be/a"),
    ("http://example.be/a?sid=12", "http://example.be/a?sid=12"),
    ("http://example.be/100%", "http://example.be/100%25"),
    ("http://example.be/a%2Fb", "http://example.be/a%2Fb"),
    ("http://example.be//a", "http://example.be//a"),
]
NONE = [
    "",
    "mailto:info@example.be",
    "javascript:void(0)",
    "ftp://example.be/",
    "/relative",
    "http://",
    "http://exa mple.be/",
    "http://example.be:port/",
    "http://example.be:99999/",
    "http://[::1",
    "http://[nonsense]/",
]


@pytest.mark.parametrize(("url", "canonical"), SAME)
def test_a_url_has_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize("url", NONE)
def test_what_is_no_http_url_has_no_spelling(url: str) -> None:
    assert canonical_url(url) is None


segments = st.text(st.characters(codec="utf-8"), max_size=12)
paths = st.lists(segments, max_size=5).map("/".join)
urls = st.builds(
    lambda scheme, path, query, fragment: f"{scheme}://example.be/{path}?{query}#{fragment}",
    st.sampled_from(["http", "https", "HTTP"]),
    paths,
    segments,
    segments,
)


@given(
    st.one_of(urls, st.text(max_size=80), st.text("/.%;=&?:#abAB12\\[]@éß ", max_size=40).map("http://a.be".__add__))
)
def test_canonicalising_twice_changes_nothing_more(url: str) -> None:
    once = canonical_url(url)

    assert once is None or canonical_url(once) == once


words = st.text("abcxyz0123456789-_~", min_size=1, max_size=8)
plain_paths = st.lists(words, max_size=4)
plain_queries = st.lists(st.tuples(st.sampled_from(["id", "page", "q", "lang"]), words), max_size=3)


@given(plain_paths, plain_paths, plain_queries, plain_queries)
def test_urls_with_another_path_or_query_stay_apart(
    one: list[str], other: list[str], one_query: list[tuple[str, str]], other_query: list[tuple[str, str]]
) -> None:
    def url(path: list[str], query: list[tuple[str, str]]) -> str:
        return "http://example.be/" + "/".join(path) + "?" + "&".join("=".join(pair) for pair in query)

    same = (one, one_query) == (other, other_query)

    assert (canonical_url(url(one, one_query)) == canonical_url(url(other, other_query))) == same


@given(plain_paths)
def test_an_index_page_is_its_folder_and_a_tracked_url_is_the_url(path: list[str]) -> None:
    folder = "".join(f"/{segment}" for segment in path) + "/"

    assert canonical_url(f"http://example.be{folder}index.html?gclid=1#x") == f"http://example.be{folder}"


def test_urls_of_one_calendar_have_one_shape() -> None:
    shapes = {url_shape(f"http://a.be/kalender/{year}/{day}?dag={day}") for year in (1, 2026) for day in (3, 31)}

    assert shapes == {"a.be/kalender/0/0?dag"}


@pytest.mark.parametrize(
    ("url", "endless"),
    [
        ("http://a.be/nl/over/nl/over/nl/over/", True),
        ("http://a.be/a/a/a/", False),
        ("http://a.be/nieuws/2026/11/22/titel", False),
    ],
)
def test_a_path_that_keeps_nesting_is_noticed(url: str, endless: bool) -> None:
    assert repeats_itself(url) is endless
