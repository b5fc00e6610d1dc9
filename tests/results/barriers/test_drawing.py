"""Barriers are drawn by check, the same ones each time."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as some

from results.barriers.drawing import draw_by_check

FOUND = some.lists(some.tuples(some.integers(), some.sampled_from(["alt", "label", "contrast"])), unique=True)


def check_of(one: tuple[int, str]) -> str:
    return one[1]


@given(FOUND, some.integers(1, 40), some.integers())
def test_no_check_has_two_more_than_one_of_which_some_are_left(
    found: list[tuple[int, str]], size: int, seed: int
) -> None:
    drawn = draw_by_check(found, check_of, size, seed)
    counts, all_of = Counter(map(check_of, drawn)), Counter(map(check_of, found))
    assert len(drawn) == len(set(drawn)) == min(size, len(found))
    left = [counts[check] for check in all_of if counts[check] < all_of[check]]
    assert not left or max(counts.values()) - min(left) <= 1


def test_the_seed_decides_and_nothing_else() -> None:
    found = [(number, "alt") for number in range(50)]
    drawn = draw_by_check(found, check_of, 5, 1)
    assert draw_by_check(found, check_of, 5, 1) == drawn
    assert draw_by_check(found, check_of, 5, 2) != drawn
