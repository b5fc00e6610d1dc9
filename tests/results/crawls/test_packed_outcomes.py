from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.crawls.packed_outcomes import pack, unpack


@given(st.text(".pi", max_size=200))
def test_what_is_packed_is_read_again_without_what_says_nothing_at_its_end(letters: str) -> None:
    packed = pack(letters)
    assert unpack(packed) == letters.rstrip(".")
    assert len(packed) == (len(letters) + 3) // 4
    assert packed.isprintable()


@pytest.mark.parametrize(
    ("letters", "packed"), [("", ""), ("p", ")"), ("i", "*"), (".p", "+"), ("..p", "1"), ("...p", "C"), ("iiiip", "x)")]
)
def test_packed_texts_are_the_same_for_ever(letters: str, packed: str) -> None:
    assert pack(letters) == packed


def test_a_text_that_was_not_packed_is_no_answer() -> None:
    with pytest.raises(KeyError):
        unpack("§")
