from __future__ import annotations

import re

from checks.criteria import SUCCESS_CRITERIA, is_part_of
from results.model import Standard


def test_there_are_the_50_criteria_of_wcag_21_and_the_six_of_22() -> None:
    added = [number for number, criterion in SUCCESS_CRITERIA.items() if not criterion.in_wcag21]
    assert added == ["2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"]
    assert len(SUCCESS_CRITERIA) - len(added) == 50
    levels = [criterion.level for criterion in SUCCESS_CRITERIA.values() if criterion.in_wcag21]
    assert (levels.count("A"), levels.count("AA")) == (30, 20)


def test_each_standard_has_its_criteria() -> None:
    only_22 = ["2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"]
    assert [n for n in SUCCESS_CRITERIA if not is_part_of(n, Standard.V3_2_1)] == only_22
    assert sum(is_part_of(n, Standard.V3_2_1) for n in SUCCESS_CRITERIA) == 50
    assert all(is_part_of(n, Standard.V4_1_1) for n in only_22)
    assert not is_part_of("9.9.9", Standard.V4_1_1)


def test_each_clause_is_the_criterions_number_in_chapter_9() -> None:
    assert [c.clause for c in SUCCESS_CRITERIA.values()] == [f"9.{number}" for number in SUCCESS_CRITERIA]


def test_numbers_are_in_order_and_names_and_identifiers_unique() -> None:
    numbers = [tuple(map(int, number.split("."))) for number in SUCCESS_CRITERIA]
    assert numbers == sorted(numbers)
    assert len({c.name for c in SUCCESS_CRITERIA.values()}) == len(SUCCESS_CRITERIA)
    assert len({c.wcag_id for c in SUCCESS_CRITERIA.values()}) == len(SUCCESS_CRITERIA)


def test_needs_are_letters_a_to_i_each_once_and_never_primary_and_secondary() -> None:
    for criterion in SUCCESS_CRITERIA.values():
        letters = criterion.needs + criterion.needs_secondary
        assert re.fullmatch("[a-i]+", letters)
        assert len(set(letters)) == len(letters)
        assert list(criterion.needs) == sorted(criterion.needs)


def test_each_of_the_nine_needs_is_primary_to_a_criterion() -> None:
    assert set("".join(criterion.needs for criterion in SUCCESS_CRITERIA.values())) == set("abcdefghi")
