"""Sound that starts by itself and plays for over 3 seconds can be stopped (WCAG 1.4.2, failure F23, ACT 80f0bf)."""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.media import MEDIA, MediaOnPage, Medium
from results.model import Outcome

_LONG = 3.0


def _judge(page: MediaOnPage) -> Iterator[Found]:
    for medium in page.media:
        if medium.plays_by_itself and not medium.muted and medium.sound is not False:
            yield _of(medium)


def _of(medium: Medium) -> Found:
    seconds = medium.plays
    if medium.controls or (seconds is not None and seconds <= _LONG and not medium.loops):
        return medium.place.says(Outcome.PASSED)
    if medium.audible is not None and medium.audible <= _LONG and not (medium.loops and medium.audible):
        return medium.place.says(Outcome.PASSED)
    if medium.audible is None or medium.stoppable:
        return medium.place.says(Outcome.CANNOT_TELL, "sound may start by itself; try whether it can be stopped")
    return medium.place.says(
        Outcome.FAILED, "sound starts by itself and nothing on the page stops it", seconds_of_sound=medium.audible
    )


CHECK = ObservationCheck("sound-autoplay", ("1.4.2",), MEDIA, _judge)
