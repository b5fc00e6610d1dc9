"""One fold: what is the same to a reader is the same text."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from results.page_words.fold import folded, folded_pattern, folded_words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Tilgængelighedserklæring", "tilgaengelighedserklaering"),
        ("DOSTĘPNOŚĆ", "dostepnosc"),
        ("szczegóły", "szczegoly"),
        ("Spørgsmål", "sporgsmal"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Œuvre", "oeuvre"),
        ("Déclaration\N{NO-BREAK SPACE}d’accessibilité", "declaration d'accessibilite"),
        ("D&eacute;claration d&rsquo;accessibilit&eacute;", "declaration d'accessibilite"),
        ("Accessibilité\N{NARROW NO-BREAK SPACE}: non\N{NON-BREAKING HYPHEN}conforme", "accessibilite : non-conforme"),
        ("\N{MATHEMATICAL BOLD CAPITAL A}ccès", "acces"),
        ("Toegankelijk\N{SOFT HYPHEN}heids\N{ZERO WIDTH SPACE}verklaring", "toegankelijkheidsverklaring"),
        ("  CONTACT \n us ", "contact us"),
        ("AT&T", "at&t"),
        ("", ""),
    ],
)
def test_capitals_accents_ligatures_and_typographic_signs_make_no_difference(text: str, plain: str) -> None:
    assert folded(text) == plain


@example("\N{MATHEMATICAL BOLD CAPITAL A}")
@example("\N{GREEK CAPITAL LETTER IOTA WITH DIALYTIKA}\N{COMBINING GREEK YPOGEGRAMMENI}")
@given(st.text().filter(lambda text: "&" not in folded(text)))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_words_are_letters_and_digits_only(text: str) -> None:
    words = folded_words(text)
    assert all(word.isalnum() for word in words.split(" ") if word)
    assert folded_words(words) == words


def test_in_an_expression_letters_are_folded_and_escapes_stay() -> None:
    assert folded_pattern(r"\bÉtat( \S+){0,3} d’") == r"\betat( \S+){0,3} d'"
    assert folded_pattern("erklärung") == "erklae?rung"


def test_letters_that_a_keyboard_lacks_match_as_they_are_spelled_out() -> None:
    pattern = folded_pattern("erklärung für ältere")
    assert pattern == "erklae?rung fue?r ae?ltere"
