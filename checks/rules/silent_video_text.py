"""A video without sound has a text, or sound, that tells the same (WCAG 1.2.1; ACT c3232f, ee13b5).

Fails where the page has neither text, name nor link that could tell it. Moving backgrounds (muted, without controls)
are taken for decoration.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.media import MEDIA, MediaOnPage, Medium
from results.model import Outcome

_SHORT = 5.0  # seconds; what is shown that short, a title may tell


def _judge(page: MediaOnPage) -> Iterator[Found]:
    for medium in page.media:
        if not (medium.video and medium.controls and medium.picture and _is_silent(medium)):
            continue
        long = medium.seconds is not None and medium.seconds > _SHORT
        read = any(track.on or track.kind != "descriptions" for track in medium.tracks)
        if long and not read and not medium.named and not medium.stoppable and page.has_no_room_for(medium.seconds):
            yield medium.place.says(Outcome.FAILED, "no text or sound can tell what this video shows")
        else:
            yield medium.place.says(Outcome.CANNOT_TELL, "does a text on the page tell what this silent video shows?")


def _is_silent(medium: Medium) -> bool:
    return medium.sound is False or medium.audible == 0


CHECK = ObservationCheck("silent-video-text", ("1.2.1",), MEDIA, _judge)
