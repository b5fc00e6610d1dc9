"""Contrast as WCAG 2 counts it, and what is made of text on images."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.observations.text_on_images import TextOnImage, contrast, contrasts
from checks.rules.text_contrast import judge
from results.model import Outcome

CHANNEL = st.integers(0, 255)
COLOUR = st.tuples(CHANNEL, CHANNEL, CHANNEL)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((255, 255, 255), (255, 255, 255), 1.0),
        ((118, 118, 118), (255, 255, 255), 4.54),
        ((119, 119, 119), (255, 255, 255), 4.48),
        ((255, 0, 0), (0, 0, 255), 2.15),
    ],
)
def test_contrast_is_that_of_wcag(one: tuple[int, int, int], other: tuple[int, int, int], ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOUR, COLOUR)
def test_contrast_lies_between_1_and_21_and_does_not_depend_on_the_order(
    one: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, other) == contrast(other, one)


def test_a_transparent_colour_takes_on_what_is_behind_it() -> None:
    assert contrasts((0, 0, 0, 0.0), [(10, 20, 30)]) == [1.0]
    assert contrasts((0, 0, 0, 1.0), [(255, 255, 255), (0, 0, 0), (255, 255, 255)]) == [1.0, 21.0, 21.0]


def text(*, large: bool, lowest: float, median: float) -> TextOnImage:
    return TextOnImage("p", "<p>", "main", large, lowest, median, max(lowest, 9.0))


@pytest.mark.parametrize(
    ("seen", "outcome"),
    [
        (text(large=False, lowest=4.4, median=3.0), Outcome.FAILED),
        (text(large=False, lowest=4.46, median=4.46), Outcome.CANNOT_TELL),  # within what rounding may do
        (text(large=False, lowest=7.0, median=4.4), Outcome.CANNOT_TELL),
        (text(large=False, lowest=4.6, median=4.5), Outcome.PASSED),
        (text(large=True, lowest=3.1, median=3.0), Outcome.PASSED),
        (text(large=True, lowest=2.9, median=1.5), Outcome.FAILED),
    ],
)
def test_a_word_fails_only_where_nearly_all_of_it_is_too_faint(seen: TextOnImage, outcome: Outcome) -> None:
    assert [found.outcome for found in judge([seen])] == [outcome]
