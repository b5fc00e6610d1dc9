"""Headings, buttons and menus are text, and no pictures of it (WCAG 1.4.5; technique C22).

Speaks of a picture that is all there is in a heading, a button or a link of a menu, as an image or as a background. It
fails where the picture is nothing but words; what may be the name of whose site it is, is left to a person.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.image_words.words import ImageWords, is_plain, told, words_of
from checks.observations.images import IMAGES, ReadImage, ReadImages
from results.model import Outcome

_MOST_WORDS = 10
_ALL = 0.99  # share of the letters that were read for sure
_SAID = 0.6  # share of the words in the name, or there would be doubt about what was read
_SHOWN = 120
_MESSAGES = {
    "heading": ("a picture of words is the heading", "a heading is a picture with words in it"),
    "button": ("a picture of words is the button", "a button is a picture with words in it"),
    "menu": ("a picture of words is the link of a menu", "a link of a menu is a picture with words in it"),
}


def _judge(images: ReadImages) -> Iterator[Found]:
    for picture in images.images:
        words = words_of(picture.reading, picture.at.height)
        if picture.at.label and picture.at.called != "logo" and not picture.svg and words.words:
            yield _of(picture, words)


def _of(picture: ReadImage, words: ImageWords) -> Found:
    at = picture.at
    certain = (
        is_plain(picture.reading)
        and words.sure >= _ALL
        and len(words.words) <= _MOST_WORDS
        and told(words.words, at.alternative) >= _SAID
        and not (at.called or at.leads)
    )
    fails, asks = _MESSAGES[at.label]
    message = fails if certain else asks
    return at.place.says(Outcome.FAILED if certain else Outcome.CANNOT_TELL, message, text=words.text[:_SHOWN])


CHECK = ObservationCheck("image-as-label", ("1.4.5",), IMAGES, _judge, drawn=True, image_words="all")
