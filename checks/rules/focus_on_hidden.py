"""The keyboard focus does not go to what is not on the screen (WCAG 2.4.7).

Fails an element that has text or is a form field, gets the focus from Tab, is drawn nowhere in the window even then,
and changes nothing that can be seen. What is only transparent may come up in its own time; what is empty may only
be there to lead the focus on: these a person must look at.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.records import KeyboardWalk, Sign
from checks.observations.keyboard.walk import KEYBOARD
from results.model import Outcome


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    for stop in walk.stops:
        if stop.frame or stop.dropped:
            continue
        if stop.seen or stop.sign is Sign.PIXELS:
            yield Found(Outcome.PASSED)
        elif stop.sign is Sign.NOTHING:
            sure = stop.own and stop.named and not stop.faint
            yield stop.element.says(
                Outcome.FAILED if sure else Outcome.CANNOT_TELL,
                "gets the focus, and nothing on the screen shows where it is",
                alike=stop.alike,
            )


CHECK = ObservationCheck("focus-on-hidden", ("2.4.7",), KEYBOARD, _judge)
