"""The captions a video promises exist (WCAG 1.2.2, technique H95): the file is there and holds text.

Whether a video without captions needs them, axe-core's `video-caption` asks.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.observations.media import MEDIA, MediaOnPage, Track
from results.model import Outcome

_GONE = (404, 410)


def _judge(page: MediaOnPage) -> Iterator[Found]:
    for medium in page.media:
        tracks = [track for track in medium.tracks if track.kind in ("captions", "subtitles")]
        if not tracks or not medium.video:
            continue
        if any(track.cues for track in tracks):
            yield medium.place.says(Outcome.PASSED)
        elif all(_is_nothing(track) for track in tracks):
            yield medium.place.says(Outcome.FAILED, "the captions file is missing or empty", status=tracks[0].status)
        else:
            yield medium.place.says(Outcome.CANNOT_TELL, "the captions file could not be loaded")


def _is_nothing(track: Track) -> bool:
    return track.cues == 0 or track.status in _GONE


CHECK = ObservationCheck("captions-file", ("1.2.2",), MEDIA, _judge)
