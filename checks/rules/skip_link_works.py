"""A link that promises to skip to somewhere in the page does so (WCAG 2.4.1, technique G1).

Fails where it does not and nothing else on the page (headings, a main part) helps to get past what comes first; where
something does, the criterion may be met all the same, and a person must look.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.records import KeyboardWalk
from checks.observations.keyboard.walk import KEYBOARD
from results.model import Outcome

_WHY = {
    "missing": "what the link skips to does not exist",
    "hidden": "what the link skips to is hidden",
    "there": "after the link is used, the focus does not go on from what it skips to",
}


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    skip = walk.skip
    if skip is None:
        return
    if skip.target != "there" or skip.arrives is False:
        yield skip.element.says(Outcome.CANNOT_TELL if skip.bypass else Outcome.FAILED, _WHY[skip.target])
    elif skip.arrives:
        yield Found(Outcome.PASSED)


CHECK = ObservationCheck("skip-link-works", ("2.4.1",), KEYBOARD, _judge)
