from __future__ import annotations

import pytest

from checks.image_words.words import is_plain, told, words_of
from results.model import ImageLine, ImageReading


def line(text: str, sure: float = 1.0, *, top: float = 0.0, height: float = 0.2, width: float = 0.5) -> ImageLine:
    return ImageLine(text, sure, 0.1, top, width, height)


def test_words_are_those_of_lines_that_were_read_for_sure_and_are_drawn_legibly() -> None:
    reading = ImageReading(
        400, 200, (line("Été à 9h30"), line("blurred", 0.6), line("small print", height=0.03), line("Où ?"))
    )
    words = words_of(reading, height=100)
    assert words.words == ("ete", "ou")
    assert (words.text, words.lines, words.high) == ("Été à 9h30 Où ?", 2, 20.0)
    assert words.sure == pytest.approx(10 / 17)
    assert words.letters == pytest.approx(7 / 10)
    assert words.covered == pytest.approx(0.2)


def test_a_picture_without_lines_has_no_words() -> None:
    words = words_of(ImageReading(400, 200), height=100)
    assert (words.words, words.sure, words.letters, words.high, words.covered) == ((), 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("words", "text", "share"),
    [
        (("summer", "market"), "the summer market of testegem", 1.0),
        (("summer", "market"), "winter market", 0.5),
        (("summer", "market"), "", 0.0),
        (("openinghours",), "our opening hours", 1.0),  # a space that was not read
        (("opening", "hours"), "openinghours", 1.0),
        (("marcet",), "market", 1.0),  # a letter read wrong
        (("marke",), "market", 1.0),
        (("markets",), "market", 1.0),
        (("markiet",), "market", 1.0),
        (("park",), "bark", 0.0),  # too short to be a misreading
        (("the", "of", "market"), "the house of cards", 0.0),  # small words tell nothing
        (("to", "go"), "to go", 1.0),  # unless there are no others
        ((), "anything", 0.0),
    ],
)
def test_a_text_says_the_words_of_a_picture(words: tuple[str, ...], text: str, share: float) -> None:
    assert told(words, text) == share


def test_a_picture_is_plain_when_it_is_nothing_but_words_on_one_ground() -> None:
    assert is_plain(ImageReading(beside=0.01, uneven=1.0))
    assert not is_plain(ImageReading(beside=0.2, uneven=1.0))
    assert not is_plain(ImageReading(beside=0.01, uneven=30.0))
