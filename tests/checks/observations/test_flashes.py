from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.observations.flashes import flashing_share


def blinking(
    milliseconds: int, light: float = 1.0, dark: float = 0.0, cells: int = 1
) -> list[tuple[float, list[float]]]:
    """Two frames, light and dark in turns, each shown so long."""
    return [(0.0, [light] * cells), (milliseconds / 1000, [dark] * cells)]


@pytest.mark.parametrize(
    ("frames", "length", "share"),
    [
        pytest.param(blinking(100), 0.2, 1.0, id="five flashes a second"),
        pytest.param(blinking(125), 0.25, 1.0, id="four flashes a second"),
        pytest.param(blinking(200), 0.4, 0.0, id="two and a half flashes a second"),
        pytest.param(blinking(100, 1.0, 0.85), 0.2, 0.0, id="the darker is too light to count"),
        pytest.param(blinking(100, 0.3, 0.22), 0.2, 0.0, id="a change below a tenth"),
        pytest.param(blinking(100, 0.3, 0.15), 0.2, 1.0, id="a change above a tenth"),
        pytest.param([(0.0, [1.0, 0.5]), (0.1, [0.0, 0.5])], 0.2, 0.5, id="half of the picture"),
    ],
)
def test_more_than_three_pairs_of_opposing_changes_within_a_second_flash(
    frames: list[tuple[float, list[float]]], length: float, share: float
) -> None:
    assert flashing_share(frames, length, math.inf) == share


def test_what_plays_once_flashes_only_as_often_as_it_plays() -> None:
    assert flashing_share(blinking(100), 0.2, 1) == 0.0
    assert flashing_share(blinking(100), 0.2, 5) == 1.0


def test_a_slow_fade_between_many_shades_does_not_flash() -> None:
    up = [(at / 20, [at / 20]) for at in range(20)]
    down = [(1 + at / 20, [1 - at / 20]) for at in range(20)]
    assert flashing_share(up + down, 2.0, math.inf) == 0.0


@given(st.lists(st.floats(0, 1), min_size=2, max_size=30), st.floats(0.01, 3))
def test_never_more_than_the_whole_picture_flashes(values: list[float], length: float) -> None:
    frames = [(length * at / len(values), [value]) for at, value in enumerate(values)]
    assert flashing_share(frames, length, math.inf) in {0.0, 1.0}
