"""Sound on the page, or behind a link, has a text that tells the same (WCAG 1.2.1, failure F30 in spirit; ACT e7aa44).

Fails where the sound is called speech and the page has too little text to hold it and no link that could lead to it.
"""

from collections.abc import Iterator

from checks.check import Element, Found, ObservationCheck
from checks.observations.media import MEDIA, MediaOnPage
from results.model import Outcome

_SHORT = 5.0  # seconds; a sound signal


def _judge(page: MediaOnPage) -> Iterator[Found]:
    for medium in page.media:
        if not medium.video and medium.shown and (medium.seconds is None or medium.seconds > _SHORT):
            bare = medium.speech and not medium.tracks and not medium.named
            yield _of(page, medium.place, medium.seconds, bare=bare)
    for link in page.sound_links:
        yield _of(page, link.place, None, bare=link.speech)


def _of(page: MediaOnPage, place: Element, seconds: float | None, *, bare: bool) -> Found:
    if bare and page.has_no_room_for(seconds):
        return place.says(Outcome.FAILED, "speech without a text that tells the same", words_on_page=page.words)
    if page.transcript:
        return place.says(Outcome.PASSED)
    return place.says(Outcome.CANNOT_TELL, "does a text tell the same as this sound?")


CHECK = ObservationCheck("sound-transcript", ("1.2.1",), MEDIA, _judge)
