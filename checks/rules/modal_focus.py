"""The keyboard focus stays in a dialog that is open and says it is modal (WCAG 2.4.3).

Fails what gets the focus outside the dialog while it is wholly hidden under it or what belongs to it; speaks only of
dialogs that are open when the page has loaded.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.records import KeyboardWalk
from checks.observations.keyboard.walk import KEYBOARD
from results.model import Outcome


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    if walk.modal is None:
        return
    outside = [stop for stop in walk.stops if not stop.modal and not stop.frame]
    for stop in outside:
        if stop.seen and stop.cover is not None:
            yield walk.modal.says(
                Outcome.FAILED, "the focus leaves the open dialog for what it hides", goes_to=stop.element.selector
            )
            return
    if outside:
        yield walk.modal.says(Outcome.CANNOT_TELL, "the focus leaves the open dialog")
    else:
        yield Found(Outcome.PASSED)


CHECK = ObservationCheck("modal-focus", ("2.4.3",), KEYBOARD, _judge)
