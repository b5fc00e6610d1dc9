"""The page may be held upright or lying (WCAG 1.3.4, ACT rule b33eff, F97, F100): nothing turns or hides it.

A quarter turn of a small part (a label along an edge) is not a lock; one of most of the text is. A page of which as
good as nothing is left but the request to turn the screen is one too; where something else is left, a person looks.
"""

from collections.abc import Iterable

from checks.check import Found, ObservationCheck
from checks.observations.layout.changes import judged
from checks.observations.layout.states import LAYOUT, Layout
from results.model import Outcome


def judge(layout: Layout) -> Iterable[Found]:
    if layout.locks:
        yield Found(Outcome.CANNOT_TELL, message="a script locks how the screen is held")
    yield from judged(layout.turned, "depending on how the screen is held", applies=layout.oriented)


CHECK = ObservationCheck("orientation-lock", ("1.3.4",), LAYOUT, judge, drawn=True)
