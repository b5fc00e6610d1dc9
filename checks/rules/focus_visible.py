"""What has the keyboard focus shows it (WCAG 2.4.7, failures F55 and F78; ACT rule oj04fd).

Fails where nothing a person can see differs on the screen between the element with focus and without: no outline, or
one in the colour of the page, cut off or too faint. What is off the screen is the matter of focus-on-hidden; what lies
wholly under something else may show once that is gone, so a person must look.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.records import KeyboardWalk, Sign
from checks.observations.keyboard.walk import KEYBOARD
from results.model import Outcome


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    for stop in walk.stops:
        if stop.frame or stop.dropped or not stop.seen:
            continue
        if stop.cover is not None:
            yield stop.element.says(
                Outcome.CANNOT_TELL, "has the focus while something lies over it", covered_by=stop.cover.selector
            )
        elif stop.sign is Sign.NOTHING:
            yield stop.element.says(
                Outcome.FAILED if stop.own else Outcome.CANNOT_TELL,
                "the screen is the same with and without focus",
                alike=stop.alike,
            )
        elif stop.sign is not Sign.UNKNOWN:
            yield Found(Outcome.PASSED)


CHECK = ObservationCheck("focus-visible", ("2.4.7",), KEYBOARD, _judge, drawn=True)
