"""Text can be read without scrolling sideways in a window of 320 CSS pixels, and none is lost (WCAG 1.4.10, F102).

Left out is what needs two dimensions: data tables, pictures, maps, video, code, toolbars; and what scrolls in a box
of its own.
"""

from collections.abc import Iterable

from checks.check import Found, ObservationCheck
from checks.observations.layout.changes import judged
from checks.observations.layout.states import LAYOUT, Layout


def judge(layout: Layout) -> Iterable[Found]:
    return judged(layout.narrow, "in a window of 320 pixels", applies=layout.texts > 0)


CHECK = ObservationCheck("reflow", ("1.4.10",), LAYOUT, judge, drawn=True)
