"""A `lang` on a part of the page names the language of that part (WCAG 3.1.2; ACT rule off6ek)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.language import family
from checks.observations.languages import LANGUAGES, Languages, Passage
from results.model import Outcome

_LETTERS, _WORDS = 10, 2  # less is a name
_LONG = 25
_SURE, _VERY_SURE = 0.9, 0.98
_UNLIKELY, _VERY_UNLIKELY = 0.005, 0.002
_DOUBT, _DOUBTFUL = 0.4, 0.1


def _outcome(part: Passage, page_language: str) -> Outcome:
    if not (part.contradicts and part.letters >= _LETTERS and part.words >= _WORDS and part.worded):
        return Outcome.PASSED
    sure, chance = part.reading.sure, part.reading.chance(part.said)
    # Little text is enough where the part reads as the page's own language: that makes it likely beforehand.
    if part.reading.language == family(page_language) and sure >= _SURE and chance <= _UNLIKELY:
        return Outcome.FAILED
    if part.letters >= _LONG and sure >= _VERY_SURE and chance <= _VERY_UNLIKELY:
        return Outcome.FAILED
    return Outcome.CANNOT_TELL if sure >= _DOUBT and chance <= _DOUBTFUL else Outcome.PASSED


def _judge(languages: Languages) -> Iterator[Found]:
    for part in languages.marked:
        outcome = _outcome(part, languages.page.said if languages.page else "")
        message = (
            "" if outcome is Outcome.PASSED else "the lang attribute names another language than the text reads as"
        )
        yield languages.found(outcome, part, message)


CHECK = ObservationCheck("part-language-wrong", ("3.1.2",), LANGUAGES, _judge)
