"""Nothing happens merely because an element gets the focus (WCAG 3.2.1, failure F55).

Fails an element that throws the focus off as soon as it has it, or a moment later, so that the keyboard cannot use it
at all, and one that opens a window or takes the visitor to another page, if it listens to focus itself.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.records import KeyboardWalk, Stop
from checks.observations.keyboard.walk import KEYBOARD
from results.model import Outcome


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    if walk.leaving is not None:
        yield walk.leaving.says(Outcome.FAILED, "on focus, another page or a window opens")
    for stop in walk.stops:
        if not stop.dropped:
            yield Found(Outcome.PASSED)
        elif stop.seen and (not stop.passed or _throws_off(stop)):
            yield stop.element.says(
                Outcome.FAILED if _throws_off(stop) else Outcome.CANNOT_TELL, "loses the focus as soon as it has it"
            )


def _throws_off(stop: Stop) -> bool:
    return stop.listens and stop.own and stop.named


CHECK = ObservationCheck("focus-change-context", ("3.2.1",), KEYBOARD, _judge)
