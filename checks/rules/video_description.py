"""What a video with sound shows is also said (WCAG 1.2.3 and 1.2.5; ACT c5a4ea, 1ec09b).

Only listening can tell whether the sound says it all. Certain is one case: the description is a `descriptions` track,
which no browser reads aloud, beside the browser's own controls, which do not offer it; and there is nothing to read.
Whoever wrote that track said that the sound alone does not tell what is seen.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.media import MEDIA, MediaOnPage
from results.model import Outcome


def _judge(page: MediaOnPage) -> Iterator[Found]:
    for medium in page.media:
        if not (medium.video and medium.shown and medium.picture is not False and medium.sound is not False):
            continue
        if medium.audible == 0 or (medium.plays_by_itself and medium.muted and not medium.controls):
            continue  # a video without sound; a moving background
        tracks = [track for track in medium.tracks if track.kind == "descriptions"]
        unheard = bool(tracks) and medium.controls and not medium.stoppable and not any(track.on for track in tracks)
        if unheard and medium.audible and page.has_no_room_for(medium.seconds):
            yield medium.place.says(Outcome.FAILED, "the description is in a track that no browser reads aloud")
        else:
            yield medium.place.says(Outcome.CANNOT_TELL, "does the sound tell what is seen, or a text on the page?")


CHECK = ObservationCheck("video-description", ("1.2.3", "1.2.5"), MEDIA, _judge)
