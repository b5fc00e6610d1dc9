from __future__ import annotations

from checks.available import available
from checks.catalogue import describe_checks
from checks.coverage import coverage
from checks.rules import own_checks
from results.model import NeedCoverage, Standard


def test_coverage_tells_failing_checks_from_asking_ones_and_leaves_best_practices_out() -> None:
    checks = describe_checks(
        {"image-alt": ("1.1.1",), "video-caption": ("1.2.2",), "color-contrast": ("1.4.3",), "region": ()}
    )
    reached = coverage(checks, Standard.V3_2_1)
    assert (reached.touched, reached.asked) == (("1.1.1", "1.4.3"), ("1.2.2",))
    assert reached.untouched[:3] == ("1.2.1", "1.2.3", "1.2.4")
    assert reached.untouched.index("1.4.5") < reached.untouched.index("1.4.10")
    assert (reached.total, coverage(checks, Standard.V4_1_1).total) == (50, 56)
    assert {need: reach.touched for need, reach in reached.needs.items()} == {
        "a": 1, "b": 2, "c": 0, "d": 1, "e": 1, "f": 0, "g": 0, "h": 0, "i": 1
    }  # fmt: skip
    assert reached.needs["h"] == NeedCoverage(touched=0, total=2)


def test_checks_that_did_not_run_since_nothing_reads_pictures_are_named() -> None:
    every = {check.id: check.criteria for check in own_checks()}
    without = {check.id: check.criteria for check in available(own_checks(), reading=False)}
    assert coverage(describe_checks(every), Standard.V3_2_1).not_available == ()
    assert coverage(describe_checks(without), Standard.V3_2_1).not_available == ("image-as-label", "image-text-alt")
