"""Nothing flashes more than three times a second on a large area (WCAG 2.3.1, technique G176).

Measured on the frames of animated images and on pictures of endless animations. Videos, and saturated red, are not.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.flashes import LARGE_AREA
from checks.observations.motion.observe import MOTION, Motion, Spot
from results.model import Outcome


def _judge(motion: Motion) -> Iterator[Found]:
    for image in motion.images:
        if image.movement.flashing is not None:
            yield _of(image.spot, image.movement.flashing * image.spot.area)
    for animation in motion.animations:
        if animation.flashing is not None:
            yield _of(animation.spot, animation.flashing)


def _of(spot: Spot, area: float) -> Found:
    if area < LARGE_AREA:
        return spot.place.says(Outcome.PASSED)
    return spot.place.says(
        Outcome.FAILED, "flashes more than three times a second", flashing_pixels=round(area), allowed=round(LARGE_AREA)
    )


CHECK = ObservationCheck("flashing", ("2.3.1",), MOTION, _judge)
