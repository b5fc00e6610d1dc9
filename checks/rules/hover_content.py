"""What comes up under the mouse stays when the mouse moves on to it (WCAG 1.4.13, failure F95).

Tries it with the mouse: fails content with text that is gone when the mouse has moved from what brought it up to it,
the shortest way.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.keyboard.hovering import HOVERING, HoverContent
from results.model import Outcome


def _judge(contents: tuple[HoverContent, ...]) -> Iterator[Found]:
    for content in contents:
        if content.stays:
            yield Found(Outcome.PASSED)
        else:
            yield content.element.says(Outcome.FAILED, "comes up under the mouse, and is gone when the mouse is on it")


CHECK = ObservationCheck("hover-content", ("1.4.13",), HOVERING, _judge)
