from __future__ import annotations

from checks.available import available
from checks.rules import own_checks


def test_without_a_reader_the_checks_that_live_by_it_are_left_out_and_no_others() -> None:
    every = {check.id for check in own_checks()}
    assert {check.id for check in available(own_checks(), reading=True)} == every
    assert every - {check.id for check in available(own_checks(), reading=False)} == {
        "image-as-label",
        "image-text-alt",
    }
