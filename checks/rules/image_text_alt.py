"""What the words in a picture say is said by its text alternative (WCAG 1.1.1; technique G94).

Speaks of pictures of several words whose alternative is empty, or shares no word with them, and whose words the page
does not say either. It fails where the picture is nothing but words; logos, photographs, maps, screenshots and charts
are left to a person. An image without any alternative is axe-core's.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.image_words.words import ImageWords, is_plain, told, words_of
from checks.observations.images import IMAGES, ReadImage, ReadImages
from results.model import Outcome

_SEVERAL = 4  # words
_MANY = 5
_MOST = 8  # where there is an alternative: it may describe what a screen or a letter says
_ALL_BUT = 0.9  # share of the letters that were read for sure
_SAID = 0.5  # share of the words: the rest may have been read wrong
_FEW = 0.34
_HARDLY = 0.2
_SHOWN = 120


def _judge(images: ReadImages) -> Iterator[Found]:
    for picture in images.images:
        words = words_of(picture.reading, picture.at.height)
        if len(words.words) < _SEVERAL or picture.at.unanswered or picture.at.label:
            continue
        in_alternative, on_page = told(words.words, picture.at.alternative), told(words.words, images.said)
        if max(in_alternative, on_page) >= _SAID:
            if picture.at.there:  # an <img>, to which the criterion applies anyway: no page more where it is met
                yield picture.at.place.says(Outcome.PASSED)
        elif not in_alternative:
            yield _untold(picture, words, on_page)
        elif in_alternative < _FEW and len(words.words) >= _MOST and is_plain(picture.reading):
            yield _found(picture, words, Outcome.CANNOT_TELL, "its alternative says few of its words")


def _untold(picture: ReadImage, words: ImageWords, on_page: float) -> Found:
    at = picture.at
    message = "its alternative says none of its words" if at.alternative else "its words have no alternative"
    certain = (
        is_plain(picture.reading)
        and len(words.words) >= (_MOST if at.alternative else _MANY)
        and words.sure >= _ALL_BUT
        and on_page <= _HARDLY
        and not (at.called or at.leads)
        and at.place.region not in ("banner", "contentinfo")
        # As many words as the picture has may be a translation of them.
        and 2 * len(at.alternative.split()) <= len(words.words)
    )
    return _found(picture, words, Outcome.FAILED if certain else Outcome.CANNOT_TELL, message)


def _found(picture: ReadImage, words: ImageWords, outcome: Outcome, message: str) -> Found:
    at = picture.at
    return at.place.says(outcome, message, text=words.text[:_SHOWN], alternative=at.alternative[:_SHOWN])


CHECK = ObservationCheck("image-text-alt", ("1.1.1",), IMAGES, _judge, drawn=True, image_words="all")
