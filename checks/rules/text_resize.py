"""Text stays whole when the page is enlarged to 200 % (WCAG 1.4.4, failures F69, F80 and F94, ACT rule 59br37).

Text that is cut off at any size is cut off at 200 % as well, as the ACT rule has it; of what a box shortens on purpose
(with an ellipsis, in a teaser with a link, in something that can be opened) that is not said. Letters that follow the
window's size alone are no larger however far one zooms in.
"""

from collections.abc import Iterable

from checks.check import Found, ObservationCheck
from checks.observations.layout.changes import judged
from checks.observations.layout.states import LAYOUT, Layout


def judge(layout: Layout) -> Iterable[Found]:
    return judged((*layout.zoomed, *layout.unscaled), "when the page is enlarged to 200 %", applies=layout.texts > 0)


CHECK = ObservationCheck("text-resize", ("1.4.4",), LAYOUT, judge, drawn=True)
