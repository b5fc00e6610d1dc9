from __future__ import annotations

from checks.catalogue import describe_checks
from checks.coverage import coverage
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
