"""Flashes, as WCAG 2.3.1 defines them: pairs of opposing changes of relative luminance by 10 % of the maximum or more,
the darker below 0.80, more than three of them within one second, together on a large enough area.

Saturated red, which has a threshold of its own, is not measured.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

GRID = (32, 24)  # cells, across and down, over what is measured
# A quarter of any 341 by 256 pixel rectangle: 25 % of 10 degrees of the visual field.
LARGE_AREA = 341 * 256 / 4
_CHANGE = 0.1
_DARK = 0.8
_TOO_MANY = 7  # changes within a second: more than three pairs


def flashing_share(frames: Sequence[tuple[float, Sequence[float]]], length: float, rounds: float) -> float:
    """The share of the cells that flash more than three times within the same second.

    frames: (second it starts, luminance of each cell), in order. length: seconds of one round.
    """
    if len(frames) <= 1 or length <= 0:
        return 0.0
    played = min(rounds, max(2, math.ceil(2 / length)))
    moments = [(start + length * turn, cells) for turn in range(round(played)) for start, cells in frames]
    number = len(frames[0][1])
    windows: dict[float, int] = {}
    for cell in range(number):
        changes = _changes([(moment, cells[cell]) for moment, cells in moments])
        for start in {changes[at - _TOO_MANY + 1] for at in range(_TOO_MANY - 1, len(changes))
                      if changes[at] - changes[at - _TOO_MANY + 1] <= 1.0}:  # fmt: skip
            windows[start] = windows.get(start, 0) + 1
    return max(windows.values(), default=0) / number


def _changes(course: Sequence[tuple[float, float]]) -> list[float]:
    """When the luminance turned by enough, in the other direction than the time before."""
    turns: list[float] = []
    low = high = course[0][1]
    rising: bool | None = None
    for moment, value in course[1:]:
        low, high = min(low, value), max(high, value)
        up = rising is not True and value - low >= _CHANGE and low < _DARK
        down = rising is not False and high - value >= _CHANGE and value < _DARK
        if up or down:
            turns.append(moment)
            rising = up
            low = high = value
        elif rising is True:
            low = high
        elif rising is False:
            high = low
    return turns
