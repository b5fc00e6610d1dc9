from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checks.storable import storable


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_whole_text_stays_as_it_is(text: str) -> None:
    assert storable(text) == text


@given(st.text(st.characters(categories=("Cs", "Ll", "So"))))
def test_any_text_becomes_text_that_utf_8_takes(text: str) -> None:
    assert storable(text).encode("utf-8")[:0] == b""


def test_half_a_character_becomes_a_replacement_character() -> None:
    assert storable("a\ud83cb") == "a\ufffdb"
    assert storable("\ud83c\udf32") == "🌲"
