"""What has the keyboard focus is not hidden entirely by other content (WCAG 2.2, criterion 2.4.11, failure F110).

Fails where something opaque lies over all of it, right after Tab. Under WCAG 2.1, which does not have this criterion,
focus-visible asks a person. What lies under a layer that says it is modal is the matter of modal-focus.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.records import KeyboardWalk
from checks.observations.keyboard.walk import KEYBOARD
from results.model import Outcome


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    for stop in walk.stops:
        if stop.frame or stop.dropped or not stop.seen:
            continue
        if stop.cover is None:
            yield Found(Outcome.PASSED)
        elif walk.modal is None:
            yield stop.element.says(
                Outcome.FAILED, "has the focus while something hides all of it", covered_by=stop.cover.selector
            )


CHECK = ObservationCheck("focus-obscured", ("2.4.11",), KEYBOARD, _judge, drawn=True)
