from __future__ import annotations

from checks.check import SiteCheck
from checks.criteria import SUCCESS_CRITERIA
from checks.standard import fitted, is_part_of, select
from results.model import Standard


def test_each_standard_has_its_criteria() -> None:
    only_22 = ["2.4.11", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8"]
    assert [n for n in SUCCESS_CRITERIA if not is_part_of(n, Standard.V3_2_1)] == only_22
    assert sum(is_part_of(n, Standard.V3_2_1) for n in SUCCESS_CRITERIA) == 50
    assert all(is_part_of(n, Standard.V4_1_1) for n in only_22)
    assert not is_part_of("9.9.9", Standard.V4_1_1)


def test_a_check_of_other_criteria_only_is_left_out_and_best_practice_is_not() -> None:
    checks = {"target-size": ("2.5.8",), "both": ("1.1.1", "2.5.8"), "practice": ()}
    assert select(checks, Standard.V3_2_1) == {"both": ("1.1.1",), "practice": ()}
    assert select(checks, Standard.V4_1_1) == checks


def test_only_checks_of_the_standard_run() -> None:
    newer = SiteCheck("newer", ("3.2.6",), lambda _: [])
    both = SiteCheck("both", ("3.2.4", "3.2.6"), lambda _: [])
    older = fitted([newer, both], Standard.V3_2_1)
    assert {check.id: check.criteria for check in older} == {"both": ("3.2.4",)}
    assert fitted([newer], Standard.V4_1_1) == (newer,)
