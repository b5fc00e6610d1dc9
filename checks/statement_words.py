"""The words of accessibility statements in each language, and the dates in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache

from results.model import ConformanceStatus
from results.page_words.fold import Folded, folded, folded_pattern
from results.page_words.phrases import Phrases, by_language, subject_words

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMERIC = (
    rf"(?<!\d){_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)",
    rf"(?<!\d)(?P<day>\d\d?)[-/.] ?(?P<month>\d\d?)[-/.] ?{_YEAR}(?!\d)",
)


@dataclass(frozen=True, slots=True)
class Words:
    """One language. name, weak: what the page is called; the rest as in results/page_words/statement.toml."""

    name: Phrases
    weak: Phrases
    full: Phrases
    partial: Phrases
    none: Phrases
    not_full: Phrases
    hoped: Phrases
    doubted: Phrases
    subject: Phrases
    status_heading: Phrases
    almost: Phrases
    prepared: Phrases
    reviewed: Phrases
    self: Phrases
    third_party: Phrases
    other: Phrases
    reach: Phrases
    feedback: Phrases
    enforcement: Phrases
    dates: tuple[re.Pattern[str], ...]
    months: tuple[re.Pattern[str], ...]

    def claim(self, sentence: Folded) -> ConformanceStatus | None:
        """The status that a folded sentence states; None where it states none, wishes one, or names several."""
        stated = self.not_full.without(sentence)
        if self.partial.are_in(stated):
            # "Partly compliant because of what does not comply" is one status; "fully, partly or not" is none.
            return None if self.full.are_in(stated) else ConformanceStatus.PARTIAL
        if self.none.are_in(stated):
            unsure = self.full.are_in(stated) or self.doubted.are_in(stated)
            return None if unsure else ConformanceStatus.NONE
        if self.full.are_in(stated):
            unsure = self.hoped.are_in(stated) or self.doubted.are_in(stated)
            return None if unsure else ConformanceStatus.FULL
        return None

    def dates_in(self, sentence: str) -> list[tuple[int, int, str]]:
        """(begin, end, ISO date) of the dates in folded text, in order; days first, as these languages write them."""
        found: list[tuple[int, int, str]] = []
        for pattern in self.dates:
            for match in pattern.finditer(sentence):
                if not any(begin < match.end() and match.start() < end for begin, end, _ in found):
                    found.append((match.start(), match.end(), self._iso(match)))
        return sorted(one for one in found if one[2])

    def _iso(self, match: re.Match[str]) -> str:
        """Empty for a day that does not exist."""
        parts = match.groupdict()
        year, day = int(parts["year"]), int(parts.get("day") or 1)
        written = parts["month"]
        month = int(written) if written.isdigit() else self._month(written)
        if month > 12 >= day:  # noqa: PLR2004 - month first, as Americans write
            month, day = day, month
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return ""

    def _month(self, name: str) -> int:
        return next(number for number, month in enumerate(self.months, 1) if month.fullmatch(name))


def claimed(text: str) -> ConformanceStatus | None:
    """The status in a few words of any language, such as a link "Accessibilité : non conforme"."""
    return next((status for words in all_words().values() if (status := words.claim(folded(text)))), None)


@cache
def all_words() -> Mapping[str, Words]:
    """Language -> its words."""
    names, weak = (by_language("roles", "statement", way) for way in ("whole", "weak"))
    return {
        language: _words({**entry, "name": names[language], "weak": weak[language]})
        for language, entry in subject_words("statement").items()
    }


def _words(entry: Mapping[str, Sequence[str]]) -> Words:
    found = {field.name: Phrases.of(entry[field.name]) for field in fields(Words) if field.name not in _LISTS}
    months = [folded_pattern(month) for month in entry["months"]]
    return Words(**found, dates=tuple(_date_patterns(months)), months=tuple(re.compile(month) for month in months))


_LISTS = ("dates", "months")


def _date_patterns(months: list[str]) -> Iterator[re.Pattern[str]]:
    """From the most to the least exact."""
    # The longest name first: "mars" is not "mar" and an s.
    names = "|".join(sorted((name for month in months for name in month.split("|")), key=len, reverse=True))
    month, of = rf"(?P<month>{names})\b\.?", r"(?:de |del |di |du |i |den )?"
    yield re.compile(
        rf"(?<!\d)(?P<day>\d\d?)(?:st|nd|rd|th|er|\.|\N{{MASCULINE ORDINAL INDICATOR}}|o|a)? ?{of}{month},? {of}{_YEAR}"
    )
    yield re.compile(rf"\b{month} (?P<day>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}")
    yield from (re.compile(form) for form in _NUMERIC)
    yield re.compile(rf"\b{month},? {of}{_YEAR}")
