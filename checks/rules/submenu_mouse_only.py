"""Links that a script brings up under the mouse can be reached with the keyboard (WCAG 2.1.1, failure F54).

Tries it with the mouse. Fails links to which Tab did not come on its way past the thing they belong to, that lead where
no other link of the page leads, where nothing answers to a key, a click or the focus. What a style rule brings up is
the matter of hover-menu.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.hovering import HOVERING, HoverContent
from results.model import Outcome


def _judge(contents: tuple[HoverContent, ...]) -> Iterator[Found]:
    for menu in (content.menu for content in contents if content.menu is not None):
        yield menu.first.says(
            Outcome.FAILED if menu.sure else Outcome.CANNOT_TELL,
            "a script brings it up under the mouse only; the keyboard does not get to it"
            if menu.sure
            else "a script brings it up under the mouse; Tab did not get to it",
            menu=menu.menu,
            links=menu.links,
        )


CHECK = ObservationCheck("submenu-mouse-only", ("2.1.1",), HOVERING, _judge)
