"""Contrast as WCAG 2 counts it, of single colours and of many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from checks.observations.pixels import contrast, contrasts, painted, pixels_in

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
    assert list(contrasts((0, 0, 0, 0.0), [(10, 20, 30)])) == [1.0]
    assert list(contrasts((0, 0, 0, 1.0), [(255, 255, 255), (0, 0, 0), (255, 255, 255)])) == [1.0, 21.0, 21.0]


@given(st.lists(st.tuples(COLOUR, COLOUR), min_size=1, max_size=9))
def test_many_pixels_contrast_as_each_does_alone(pairs: Sequence[tuple[tuple[int, ...], tuple[int, ...]]]) -> None:
    ones, others = (np.array(side, np.uint8) for side in zip(*pairs, strict=True))

    assert list(contrast(ones, others)) == [float(contrast(one, other)) for one, other in pairs]
    assert list(contrasts((*ones[0], 1.0), others)) == sorted(float(contrast(ones[0], other)) for other in others)


def test_a_part_of_a_picture_is_read_line_by_line_and_what_lies_outside_is_black() -> None:
    picture = Image.new("RGB", (2, 2), (1, 2, 3))
    picture.putpixel((1, 0), (9, 8, 7))

    assert pixels_in(picture, (0, 0, 2, 1)).tolist() == [[1, 2, 3], [9, 8, 7]]
    assert pixels_in(picture, (1, 1, 3, 2)).tolist() == [[1, 2, 3], [0, 0, 0]]
    assert pixels_in(picture, (1, 1, 1, 2)).tolist() == []


def test_letters_are_where_a_channel_changed_by_enough_in_either_direction() -> None:
    behind = np.array([[100, 100, 100]] * 4, np.uint8)
    drawn = np.array([[100, 100, 100], [88, 100, 100], [111, 111, 111], [100, 255, 100]], np.uint8)

    assert painted(drawn, behind).tolist() == [False, True, False, True]
    assert painted(drawn[:0], behind[:0]).tolist() == []
