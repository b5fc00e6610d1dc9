"""Animated images that move for over 5 seconds can be paused (WCAG 2.2.2, technique G152).

GIF, APNG and WebP, from their bytes. Signs that something loads, tiny ones, and images beside a button or that answer a
click are left to a person.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.motion.observe import MOTION, AnimatedImage, Motion
from results.model import Outcome

_LONG = 5.0  # seconds
_SMALL = 50 * 50  # CSS pixels of the image
_LITTLE = 20 * 20  # CSS pixels of it that change


def _judge(motion: Motion) -> Iterator[Found]:
    for image in motion.images:
        yield _of(image, stops=motion.stops)


def _of(image: AnimatedImage, *, stops: bool) -> Found:
    spot, movement = image.spot, image.movement
    if movement.seconds <= _LONG or movement.moving == 0:
        return spot.place.says(Outcome.PASSED)
    if movement.moving is None or stops or spot.clickable or spot.waiting or spot.area < _SMALL:
        return spot.place.says(Outcome.CANNOT_TELL, "the image keeps moving; can it be paused, must it move?")
    if movement.moving * spot.area < _LITTLE:
        return spot.place.says(Outcome.CANNOT_TELL, "a small part of the image keeps moving")
    return spot.place.says(
        Outcome.FAILED,
        "the image moves for over 5 seconds and nothing pauses it",
        endless=movement.seconds == float("inf"),
        moving_percent=round(100 * movement.moving),
    )


CHECK = ObservationCheck("animated-image", ("2.2.2",), MOTION, _judge)
