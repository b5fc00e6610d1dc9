import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_templates.hostile import BIDI_CONTROLS, NOT_PRINTABLE, colour, printable, shortened, snippet, web_address


@given(st.text())
def test_no_control_or_direction_character_is_left(text):
    cleaned = printable(text)
    assert BIDI_CONTROLS.search(cleaned) is None
    assert NOT_PRINTABLE.search(cleaned) is None
    assert printable(cleaned) == cleaned


def test_direction_characters_are_shown_and_ordinary_text_is_kept():
    assert printable("a\u202eb\x00c\té 日本 עברית\n") == "a[U+202E]bc\té 日本 עברית\n"


@given(st.text(), st.integers(1, 50))
def test_a_shortened_text_is_never_longer_than_the_limit(text, limit):
    assert len(shortened(text, limit)) <= limit


def test_a_snippet_loses_the_indentation_of_its_page_and_is_bounded():
    assert snippet('\n   <svg role="img">\n\t\t<use></use>\n</svg>') == '<svg role="img"> <use></use> </svg>'
    assert len(snippet("<p>" * 5000)) <= 600


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//host/", "ftp://host/", "http://[", ""]
)
def test_only_web_addresses_become_links(url):
    assert web_address(url) == ""


def test_a_web_address_is_kept_as_it_is():
    assert web_address("HTTPS://host.test/a?b=c#d") == "HTTPS://host.test/a?b=c#d"


@pytest.mark.parametrize(
    ("value", "expected"),
    [("#999999", "#999999"), ("#fff", "#fff"), ('#fff"/><script>', ""), ("red", ""), (None, ""), ("#ffff", "")],
)
def test_only_a_hexadecimal_colour_is_drawn(value, expected):
    assert colour(value) == expected
