"""Text stays whole when its reader spaces it more widely (WCAG 1.4.12, failure F104)."""

from collections.abc import Iterable

from checks.check import Found, ObservationCheck
from checks.observations.layout.changes import judged
from checks.observations.layout.states import LAYOUT, Layout


def judge(layout: Layout) -> Iterable[Found]:
    return judged(layout.spaced, "with wider text spacing", applies=layout.texts > 0)


CHECK = ObservationCheck("text-spacing", ("1.4.12",), LAYOUT, judge, drawn=True)
