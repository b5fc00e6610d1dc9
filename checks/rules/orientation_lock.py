"""The page may be held upright or lying: style rules do not turn it back (WCAG 1.3.4, ACT rule b33eff, F97).

A quarter turn of a small part (a label along an edge) is not a lock; one of most of the text is.
"""

from collections.abc import Iterable

from checks.check import Found, ObservationCheck
from checks.observations.layout import LAYOUT, Layout, told


def judge(layout: Layout) -> Iterable[Found]:
    return told(layout.turned, "depending on how the screen is held", applies=layout.turning)


CHECK = ObservationCheck("orientation-lock", ("1.3.4",), LAYOUT, judge, drawn=True)
