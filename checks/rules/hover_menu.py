"""Links that come up under the mouse can be reached with the keyboard (WCAG 2.1.1, failure F54).

Fails links that only a style rule with :hover brings up, that Tab did not come to on its way past the thing they
belong to, that lead where no other link of the page leads, on a page without a script that could bring them up.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.records import End, KeyboardWalk
from checks.observations.keyboard.walk import KEYBOARD
from results.model import Outcome


def _judge(walk: KeyboardWalk) -> Iterator[Found]:
    if walk.end in (End.TRAP, End.LEFT):
        return
    for menu in walk.hover_menus:
        yield menu.first.says(
            Outcome.FAILED if menu.sure else Outcome.CANNOT_TELL,
            "comes up under the mouse only; the keyboard does not get to it"
            if menu.sure
            else "comes up under the mouse; Tab did not get to it",
            menu=menu.menu,
            links=menu.links,
        )


CHECK = ObservationCheck("hover-menu", ("2.1.1",), KEYBOARD, _judge, drawn=True)
