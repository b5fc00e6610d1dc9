"""What an expression needs is in every text that it matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.page_words.needed import needed

LETTER = st.sampled_from(["a", "b", "ij", " ", r"\.", r"\S", r"\b", "[xy]", "[^]q]", ".", "[]z]"])
REPEATED = st.sampled_from(["", "", "", "?", "*", "+", "+?", "{0,2}", "{2}", "{1,3}", "{,2}"])


def _larger(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    group = st.builds("{}{}{}".format, st.sampled_from(["(", "(?:"]), inside, REPEATED.map(")".__add__))
    looks = st.builds("({}{})".format, st.sampled_from(["?=", "?!", "?<!"]), st.sampled_from(["a", "b"]))
    return st.lists(inside | group | looks, min_size=1, max_size=4).map("".join) | st.builds(
        "{}|{}".format, inside, inside
    )


EXPRESSIONS = st.recursive(
    st.builds("{}{}".format, LETTER.filter(lambda one: one != r"\b"), REPEATED), _larger, max_leaves=8
)


@pytest.mark.parametrize(
    ("expression", "strings"),
    [
        ("ray id", {"ray id"}),
        ("it works!?", {"it works"}),
        ("colou?r", {"colo"}),
        ("a+bc?", {"ab"}),
        (r"\bpagina( \S+){0,6} bestaat niet\b", {" bestaat niet"}),
        (r"(uw|dit) (ip-?adres|verzoek) (is|werd)", {"adres", "verzoek"}),
        (r"challenges\.example\.com", {"challenges.example.com"}),
        ("(?:ab|c|)", {""}),
        ("(?!no)yes", {"yes"}),
        ("(?P<name>yes)", {""}),
        ("(?i:yes)", {""}),
        ("", {""}),
    ],
)
def test_of_what_follows_each_other_the_rarest_is_needed(expression: str, strings: set[str]) -> None:
    assert needed(expression) == strings


@given(st.data())
def test_what_is_needed_is_in_every_text_that_matches(data: st.DataObject) -> None:
    expression = data.draw(EXPRESSIONS)
    text = data.draw(st.from_regex(expression) | st.text("abij. xyqz", max_size=12))

    if re.search(expression, text):
        assert any(string in text for string in needed(expression))
