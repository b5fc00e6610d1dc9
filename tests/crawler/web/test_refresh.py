"""HTML, 4.2.5.3: the shared declarative refresh steps, as browsers follow them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.web.refresh import read_refresh


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0; url=/x", (0.0, "/x")),
        ("0; /x", (0.0, "/x")),
        ("0;/x", (0.0, "/x")),
        ("0 /x", (0.0, "/x")),
        ("0,url=/x", (0.0, "/x")),
        ("0 , URL = /x ", (0.0, "/x")),
        ("0; url = '/x'", (0.0, "/x")),
        ('0;url="/x" and more', (0.0, "/x")),
        ("0;'/x'", (0.0, "/x")),
        ("0; url='/x", (0.0, "/x")),
        ("0;url=http://a.test/?u=1", (0.0, "http://a.test/?u=1")),
        ("0; url/x", (0.0, "url/x")),
        ("0; uitleg.html", (0.0, "uitleg.html")),
        (".5; url=/x", (0.0, "/x")),
        ("3.7; url=/x", (3.0, "/x")),
        (" 5", (5.0, "")),
        ("5;", (5.0, "")),
        ("5; url=", (5.0, "")),
        ("5x; url=/x", None),
        ("; url=/x", None),
        ("url=/x", None),
        ("-1; url=/x", None),
        ("", None),
    ],
)
def test_a_refresh_is_read_as_browsers_read_it(text: str, read: tuple[float, str] | None) -> None:
    assert read_refresh(text) == read


@given(st.text(max_size=40))
def test_no_text_is_an_error(text: str) -> None:
    read_refresh(text)
