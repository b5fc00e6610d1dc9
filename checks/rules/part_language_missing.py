"""A passage in another language than the text around it says so (WCAG 3.1.2; technique H58).

Fails for whole sentences only: a name, a title or a borrowed term needs no `lang`, and short text shows no language.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from checks.check import Found, ObservationCheck
from checks.observations.languages import LANGUAGES, Languages, Passage
from checks.rules.page_language import is_wrong
from results.model import Outcome

_BESIDE = (0.97, 0.02)  # how sure, and how unlikely the language said, beside a passage in the same language


def _outcome(text: Passage, found: Collection[str] = ()) -> Outcome:
    """found: languages that other passages of the page are in, beyond doubt: the same cause has the same outcome."""
    reading, chance = text.reading, text.reading.chance(text.said)

    def shows(letters: int, words: int, sure: float, unlikely: float) -> bool:
        return text.letters >= letters and text.words >= words and reading.sure >= sure and chance <= unlikely

    if not (text.contradicts and text.worded):
        return Outcome.PASSED
    sure = _BESIDE if reading.language in found else (0.99, 0.001)
    if text.prose and text.sentence and not text.linked and shows(60, 10, *sure):
        return Outcome.FAILED
    if text.prose and shows(25, 4, 0.97, 0.02):
        return Outcome.CANNOT_TELL
    if text.quoted and text.sentence and shows(15, 3, 0.4, 0.06):
        return Outcome.CANNOT_TELL
    return Outcome.PASSED


def _judge(languages: Languages) -> Iterator[Found]:
    # Where <html> or another element is wrong about all of its text, that is said once, not of every block in it.
    wrong = {part.place for part in languages.marked if part.contradicts}
    page = languages.page if languages.page and is_wrong(languages) else None
    judged = [
        replace(text, said=page.reading.language) if page and text.by == page.place else text
        for text in languages.blocks
        if text.said and text.words and not text.named and text.by not in wrong
    ]
    found = {text.reading.language for text in judged if _outcome(text) is Outcome.FAILED}
    for text in judged:
        outcome = _outcome(text, found)
        message = "" if outcome is Outcome.PASSED else "the text reads as another language than is said of it"
        yield languages.found(outcome, text, message)


CHECK = ObservationCheck("part-language-missing", ("3.1.2",), LANGUAGES, _judge)
