"""Which barriers are looked at again: drawn by check, so that rare checks are looked at as frequent ones are. Pure."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def draw_by_check(found: Iterable[T], check_of: Callable[[T], str], size: int, seed: int) -> tuple[T, ...]:
    """At most `size`: one of each check in turn, until there are so many or none is left. Same input, same answer."""
    of_check: dict[str, list[T]] = {}
    for one in found:
        of_check.setdefault(check_of(one), []).append(one)
    chance = random.Random(seed)  # noqa: S311 - a draw that can be repeated
    for check in sorted(of_check):
        chance.shuffle(of_check[check])
    order = sorted(of_check)
    chance.shuffle(order)
    drawn: list[T] = []
    for turn in range(max(map(len, of_check.values()), default=0)):
        drawn += [of_check[check][turn] for check in order if turn < len(of_check[check])]
    return tuple(drawn[:size])
