from __future__ import annotations

from checks.check import SiteCheck
from checks.standard import fitted, select
from results.model import Standard


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
