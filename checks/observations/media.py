"""The sound and video of a page, what the browser knows of them, and the words that could stand in for them.

Costs one look at the document where there is none. Nothing is played: tracks are asked of the browser; a file that
could fail a check is fetched once more to hear whether it has sound at all.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.check import Element, LoadedPage, Observation
from results.page_words.phrases import plain_words

_WAIT_MS = 3000  # for what is still loading
_FETCH_MS = 5000
_LARGEST = 12 * 2**20  # bytes of a file that is listened to
_MOST = 20  # media elements, and links to sound


@dataclass(frozen=True, slots=True)
class Track:
    """kind: captions, subtitles, descriptions. cues: None when the browser could not load it.

    status: HTTP status of its file, 0 when that cannot be known. on: shown, or read by a script.
    """

    kind: str
    cues: int | None
    status: int
    on: bool


@dataclass(frozen=True, slots=True)
class Medium:
    """An <audio> or <video> whose file the browser could open.

    shown: drawn on the page. controls: the browser's own are shown. plays_by_itself: as the page is loaded.
    seconds: length, None when unknown or endless. plays: seconds from its start to its end, loops not counted.
    picture, sound: has such a track; None when the browser does not tell. audible: seconds of sound within `plays`;
    None when not listened to. stoppable: there is a button that may stop it. named: it has a name or description.
    speech: its file name, or the heading above it, says that it holds spoken words.
    """

    place: Element
    video: bool
    shown: bool
    controls: bool
    plays_by_itself: bool
    muted: bool
    loops: bool
    seconds: float | None
    plays: float | None
    picture: bool | None
    sound: bool | None
    audible: float | None
    stoppable: bool
    named: bool
    speech: bool
    tracks: tuple[Track, ...]


@dataclass(frozen=True, slots=True)
class SoundLink:
    """A link to a sound file. speech: its name or file name says that it holds spoken words."""

    place: Element
    speech: bool


@dataclass(frozen=True, slots=True)
class MediaOnPage:
    """words: of the page's text, also hidden; without its navigation, header, footer and links to sound.

    links: other links and buttons in that part of the page, any of which may lead to a text. transcript: something the
    reader can follow, open or read under a heading is called a transcript.
    """

    media: tuple[Medium, ...] = ()
    sound_links: tuple[SoundLink, ...] = ()
    words: int = 0
    links: int = 0
    transcript: bool = False

    def has_no_room_for(self, seconds: float | None) -> bool:
        """Whether no text on the page, nor one it links to, can say what `seconds` of sound or video say.

        Slow speech is about 100 words a minute, pauses included; half a word a second is far below.
        """
        enough = 40.0 if seconds is None else max(10.0, min(seconds, 3600) / 2)
        return not self.transcript and self.links == 0 and self.words < enough


SCRIPT = PageScript("observations/media.js", TypeAdapter(MediaOnPage | None))


async def _observe(page: LoadedPage) -> MediaOnPage:
    arguments = {
        "wait": _WAIT_MS,
        "fetchLimit": _FETCH_MS,
        "largest": _LARGEST,
        "most": _MOST,
        "speech": plain_words("media", "speech"),
        "transcript": plain_words("media", "transcript"),
        "stopping": plain_words("media", "stopping"),
    }
    return await SCRIPT.run(page.page, arguments) or MediaOnPage()


MEDIA = Observation("media", order=10, seconds=30.0, observe=_observe)
