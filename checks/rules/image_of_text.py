"""Text is text, not an image of it (WCAG 1.4.5; ACT rule 0va7u6).

Words in an SVG are read from its code, those in other pictures are recognised. A logo may be text in an image, so may a
badge, a chart or a screenshot; only a picture that is nothing but words, and whose alternative says just these, fails
where it could be no logo. Headings, buttons and menus made of pictures are for image-as-label; pictures whose words no
text says, for image-text-alt.
"""

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.image_words.words import ImageWords, is_plain, told, words_of
from checks.observations.images import IMAGES, ReadImage, ReadImages
from results.model import Outcome
from results.page_words.fold import folded_words

_SEVERAL = 3  # words
_MANY = 4
_MOST_LINES = 12  # more is a page or a screen
_ALL_BUT = 0.9  # share of the letters that were read for sure
_LETTERS = 0.5  # share, beside digits: a table of figures may be more than text
_LEAST_COVERED = 0.03  # share of the picture that its lines take
_SAID = 0.5  # share of the words
_NOTHING_ELSE = 0.75  # share of the words of the alternative that stand in the picture
_HIGH = 9.0  # CSS pixels of a line
_SHOWN = 120


def _judge(images: ReadImages) -> Iterator[Found]:
    for picture in images.images:
        if picture.svg:
            yield from _of_svg(picture)
        elif not picture.at.label and picture.at.called != "logo":
            yield from _of_pixels(picture, images.said)


def _of_svg(picture: ReadImage) -> Iterator[Found]:
    words = words_of(picture.reading, picture.at.height)
    if not words.words:
        return
    # A text that is its own only alternative: the words, and nothing drawn beside them.
    only = not picture.reading.beside and folded_words(words.text) == picture.at.alternative
    yield _found(picture, words, fails=only and not _may_be_a_logo(picture) and len(words.words) >= 2)  # noqa: PLR2004


def _of_pixels(picture: ReadImage, said: str) -> Iterator[Found]:
    at = picture.at
    words = words_of(picture.reading, at.height)
    if len(words.words) < _SEVERAL or words.covered < _LEAST_COVERED:
        return
    if not at.alternative and told(words.words, said) >= _SAID:
        return  # an ornament: the text is there
    # Of a picture that shows something, such as a screen, the alternative says more than its words, or something else.
    plain = is_plain(picture.reading) and told(at.alternative.split(), folded_words(words.text)) >= _NOTHING_ELSE
    text = len(words.words) >= _MANY and words.lines <= _MOST_LINES and words.letters >= _LETTERS
    legible = words.sure >= _ALL_BUT and words.high >= _HIGH
    yield _found(picture, words, fails=plain and text and legible and not _may_be_a_logo(picture))


def _may_be_a_logo(picture: ReadImage) -> bool:
    at = picture.at
    return bool(at.called or at.leads) or at.place.region in ("banner", "navigation", "contentinfo")


def _found(picture: ReadImage, words: ImageWords, *, fails: bool) -> Found:
    outcome = Outcome.FAILED if fails else Outcome.CANNOT_TELL
    message = "an image that is nothing but words" if fails else "an image with words in it"
    return picture.at.place.says(outcome, message, text=words.text[:_SHOWN])


CHECK = ObservationCheck("image-of-text", ("1.4.5",), IMAGES, _judge, drawn=True, image_words="some")
