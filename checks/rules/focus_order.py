"""The keyboard focus moves in an order that makes sense (WCAG 2.4.3, failure F44).

Fails a form in which a tabindex above 0 takes the focus back to a field that stands above the one it comes from, in the
same column, and before it in the document. Other moves backwards that a positive tabindex makes, and links of one line
that are visited against the order on the screen, a person must look at.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.records import End, KeyboardWalk, Stop
from checks.observations.keyboard.walk import KEYBOARD
from results.model import Outcome

_LINE = 12  # CSS px that things on one line may be apart
_COLUMN = 100  # CSS px that the fields of one column may be apart: their labels stand before them


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    if walk.end is End.TRAP:
        return
    stops = [stop for stop in walk.stops if stop.seen and not stop.frame]
    for before, stop in zip(stops[:1] + stops, stops, strict=False):
        if stop.place < before.place and (stop.tabindex > 0 or before.tabindex > 0):
            back = _goes_back_up(before, stop)
            yield stop.element.says(
                Outcome.FAILED if back else Outcome.CANNOT_TELL,
                "after a field further down, the focus comes back to this one"
                if back
                else "tabindex takes the focus back in the page",
                tabindex=stop.tabindex,
            )
        elif stop.turns:
            yield stop.element.says(Outcome.CANNOT_TELL, "the focus goes against the order of the links on the screen")
        else:
            yield Found(Outcome.PASSED)


def _goes_back_up(before: Stop, stop: Stop) -> bool:
    return (
        before.field
        and stop.field
        and before.form == stop.form >= 0
        and min(before.tabindex, stop.tabindex) > 0
        and stop.top < before.top - _LINE
        and abs(stop.left - before.left) <= _COLUMN
    )


CHECK = ObservationCheck("focus-order", ("2.4.3",), KEYBOARD, _judge, drawn=True)
