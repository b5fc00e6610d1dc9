"""The words of the files beside this module, and how they are looked for in folded text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

from results.page_words.fold import Folded, folded_pattern, folded_words
from results.page_words.needed import needed


@dataclass(frozen=True)  # without slots: it remembers what it made
class Phrases:
    """Alternatives of one meaning, each a regular expression. Where there are none, they are nowhere.

    An alternative is looked for in texts that hold what it needs, which few do: there are hundreds, which would take a
    tenth of a second of a page, and as long to compile.
    """

    alternatives: tuple[str, ...]

    @classmethod
    def of(cls, alternatives: Iterable[str]) -> Phrases:
        return cls(tuple(dict.fromkeys(folded_pattern(alternative) for alternative in alternatives)))

    @cached_property
    def _each(self) -> tuple[_Alternative, ...]:
        return tuple(_Alternative(alternative) for alternative in self.alternatives)

    @cached_property
    def _needed(self) -> frozenset[str]:
        return frozenset().union(*(one.needed for one in self._each))

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{one})" for one in self.alternatives))

    def __bool__(self) -> bool:
        return bool(self.alternatives)

    def are_all_of(self, text: Folded) -> bool:
        return any(one.anywhere.fullmatch(text) for one in self._possible(text))

    def are_in(self, text: Folded) -> bool:
        return any(one.anywhere.search(text) for one in self._possible(text))

    def are_words_of(self, text: Folded) -> bool:
        """Somewhere in the text, and no parts of longer words there."""
        return any(one.apart.search(text) for one in self._possible(text))

    def begin(self, text: Folded) -> bool:
        """The text begins with them, and there a word ends."""
        return any(one.apart.match(text) for one in self._possible(text))

    def matches_in(self, text: Folded) -> list[re.Match[str]]:
        return list(self._anywhere.finditer(text)) if self.are_in(text) else []

    def first_in(self, text: Folded) -> re.Match[str] | None:
        return self._anywhere.search(text) if self.are_in(text) else None

    def without(self, text: Folded) -> Folded:
        """The text with a space in the place of each of them."""
        return Folded(self._anywhere.sub(" ", text)) if self.are_in(text) else text

    def _possible(self, text: Folded) -> Iterator[_Alternative]:
        if any(string in text for string in self._needed):
            yield from (one for one in self._each if any(string in text for string in one.needed))


@dataclass(frozen=True)
class _Alternative:
    pattern: str

    @cached_property
    def needed(self) -> frozenset[str]:
        return needed(self.pattern)

    @cached_property
    def anywhere(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    @cached_property
    def apart(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w)(?:{self.pattern})(?!\w)")


def by_language(subject: str, *names: str) -> Mapping[str, tuple[str, ...]]:
    """Language -> what the file of that subject has under these names, as it is written there; "any" for what belongs
    to no language. Empty where the names lead nowhere.
    """
    node: Mapping[str, Any] = subject_words(subject)
    for name in names:
        node = node.get(name, {})
    return {language: tuple(words) for language, words in node.items()}


@cache
def phrases(subject: str, *names: str) -> Phrases:
    """Of all languages: a link on a Dutch page may be in French."""
    return Phrases.of(phrase for words in by_language(subject, *names).values() for phrase in words)


@cache
def plain_words(subject: str, *names: str) -> tuple[str, ...]:
    """Of all languages, for scripts in pages: folded as their `fold` does; a space that ends a word stays.
    Only for files without expressions.
    """
    lists = by_language(subject, *names).values()
    return tuple(dict.fromkeys(plain_word(word) for words in lists for word in words))


def plain_word(word: str) -> str:
    return folded_words(word) + " " * word.endswith(" ")


@cache
def subject_words(subject: str) -> Mapping[str, Any]:
    """The whole file of a subject."""
    return tomllib.loads((resources.files("results.page_words") / f"{subject}.toml").read_text("utf-8"))
