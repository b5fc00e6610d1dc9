"""The language of <html> is the language most of the page is in (WCAG 3.1.1; ACT rule ucwvc8).

Fails where the text that takes its language from <html> reads, together and block by block, as one other language. On
a page with little text its title and the names of pictures and links count as text.
"""

from __future__ import annotations

from collections.abc import Iterator

from checks.check import Found, ObservationCheck
from checks.language import family
from checks.observations.languages import LANGUAGES, Languages, Passage
from results.model import Outcome

_LETTERS, _WORDS = 20, 5  # less text than that shows no language
_SURE, _DOUBT = 0.9, 0.8
_UNLIKELY = 0.03
_MOST, _HARDLY_ANY = 0.5, 0.05  # of the letters
_AGREEING = 2  # texts and names, where the page has so little text that its title is read too


def is_wrong(languages: Languages) -> bool:
    """No doubt: the page is in another language than <html> says."""
    page = languages.page
    return (
        page is not None
        and _reads_otherwise(page)
        and page.reading.sure >= _SURE
        and page.reading.chance(page.said) <= _UNLIKELY
        and _share(languages, page.reading.language) >= _MOST
        and _share(languages, family(page.said)) <= _HARDLY_ANY
        and _is_told_enough(languages, page.reading.language)
    )


def _is_told_enough(languages: Languages, language: str) -> bool:
    """A few words may be a name or a motto; not a whole sentence, nor where a second text or name reads the same."""
    if not any(block.named for block in languages.blocks):
        return True
    agreeing = [block for block in languages.blocks if block.reading.language == language]
    sure = [block for block in agreeing if block.reading.sure >= _SURE]
    return any(_is_whole_sentence(block) for block in sure) or (bool(sure) and len(agreeing) >= _AGREEING)


def _is_whole_sentence(block: Passage) -> bool:
    return block.sentence and block.fluent and block.words >= _WORDS and not block.quoted and not block.named


def _reads_otherwise(page: Passage) -> bool:
    return page.contradicts and page.letters >= _LETTERS and page.words >= _WORDS and page.fluent


def _share(languages: Languages, language: str) -> float:
    """Of the page's letters, those in running text that surely reads as this language."""
    assert languages.page
    blocks = [block for block in languages.blocks if block.by == languages.page.place and not block.quoted]
    letters = sum(block.letters for block in blocks)
    read = sum(
        block.letters
        for block in blocks
        if block.fluent and block.reading.language == language and block.reading.sure >= _SURE
    )
    return read / letters if letters else 0.0


def _judge(languages: Languages) -> Iterator[Found]:
    page = languages.page
    if page is None or not page.letters:
        return
    if is_wrong(languages):
        yield languages.found(Outcome.FAILED, page, "the page is in another language than its html element says")
    elif _reads_otherwise(page) and page.reading.sure >= _DOUBT:
        yield languages.found(Outcome.CANNOT_TELL, page, "much of the page seems to be in another language")
    else:
        yield Found(Outcome.PASSED)


CHECK = ObservationCheck("page-language", ("3.1.1",), LANGUAGES, _judge)
