"""Content that moves by itself for over 5 seconds can be paused (WCAG 2.2.2, failures F4, F16, F50 and F112; technique
C39 asked for: the browser says that the visitor wants less motion).

Animations that go on, videos without controls, carousels, and what scripts move (slides, tickers, blinking). Signs that
something loads, small ones, colours only, and whatever has a button near that may stop it are left to a person.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.motion.observe import MOTION, Animation, Carousel, Motion, Scripted, Spot
from results.model import Outcome

_SMALL = 50 * 50  # CSS pixels
_SHIFT = 5.0  # CSS pixels; less is hardly seen
_FADE = 0.3
_MUST_IT = "something moves without end; can it be paused, must it move?"


def _judge(motion: Motion) -> Iterator[Found]:
    for animation in motion.animations:
        yield _animation(animation, stops=motion.stops)
    for video in motion.videos:
        yield _video(video, stops=motion.stops)
    for carousel in motion.carousels:
        yield _carousel(carousel, stops=motion.stops)
    for scripted in motion.scripted:
        yield _scripted(scripted, stops=motion.stops)


def _animation(animation: Animation, *, stops: bool) -> Found:
    spot = animation.spot
    moves = animation.shift >= _SHIFT or animation.fade >= _FADE
    if stops or animation.pseudo or not animation.paints or not moves or _is_unclear(spot):
        return spot.place.says(Outcome.CANNOT_TELL, _MUST_IT)
    return spot.place.says(
        Outcome.FAILED,
        "an animation without end, and nothing pauses it",
        pixels=round(animation.shift),
        seconds_a_cycle=round(animation.cycle, 2),
    )


def _video(spot: Spot, *, stops: bool) -> Found:
    if stops or _is_unclear(spot):
        return spot.place.says(Outcome.CANNOT_TELL, "a video plays by itself; can it be paused?")
    return spot.place.says(Outcome.FAILED, "a video plays by itself for over 5 seconds and nothing pauses it")


def _carousel(carousel: Carousel, *, stops: bool) -> Found:
    place = carousel.spot.place
    if stops:
        return place.says(Outcome.CANNOT_TELL, "if this moves by itself: can it be paused?")
    if not carousel.moved:
        return place.says(Outcome.PASSED)
    if carousel.buttons:
        return place.says(Outcome.CANNOT_TELL, "this moves on by itself; does one of its buttons stop it?")
    return place.says(Outcome.FAILED, "this moves on by itself and nothing pauses it")


def _scripted(scripted: Scripted, *, stops: bool) -> Found:
    spot = scripted.spot
    if stops or spot.waiting or spot.clickable:
        return spot.place.says(Outcome.CANNOT_TELL, _MUST_IT)
    if scripted.buttons:
        return spot.place.says(Outcome.CANNOT_TELL, "this moves on by itself; does one of its buttons stop it?")
    return spot.place.says(Outcome.FAILED, "this moves on by itself and nothing pauses it")


def _is_unclear(spot: Spot) -> bool:
    return spot.waiting or spot.clickable or spot.area < _SMALL


CHECK = ObservationCheck("moving-content", ("2.2.2",), MOTION, _judge, drawn=True)
