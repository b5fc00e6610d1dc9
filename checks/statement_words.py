"""The words of accessibility statements in each language, from statement_phrases.toml, and the dates in them."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib import resources

from results.model import ConformanceStatus

# Letters that Unicode does not decompose.
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "\N{RIGHT SINGLE QUOTATION MARK}": "'", "\u02bc": "'"})
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NUMERIC = (
    rf"(?<!\d){_YEAR}[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)",
    rf"(?<!\d)(?P<day>\d\d?)[-/.] ?(?P<month>\d\d?)[-/.] ?{_YEAR}(?!\d)",
)


def folded(text: str) -> str:
    """Lower case, without diacritics, white space single, apostrophes straight."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


@dataclass(frozen=True, slots=True)
class Words:
    """One language; each pattern is for folded text. What they are about is said in statement_phrases.toml."""

    name: re.Pattern[str]
    weak: re.Pattern[str]
    full: re.Pattern[str]
    partial: re.Pattern[str]
    none: re.Pattern[str]
    not_full: re.Pattern[str]
    hoped: re.Pattern[str]
    doubted: re.Pattern[str]
    subject: re.Pattern[str]
    status_heading: re.Pattern[str]
    almost: re.Pattern[str]
    prepared: re.Pattern[str]
    reviewed: re.Pattern[str]
    self: re.Pattern[str]
    third_party: re.Pattern[str]
    other: re.Pattern[str]
    reach: re.Pattern[str]
    feedback: re.Pattern[str]
    enforcement: re.Pattern[str]
    dates: tuple[re.Pattern[str], ...]
    months: tuple[re.Pattern[str], ...]

    def claim(self, sentence: str) -> ConformanceStatus | None:
        """The status that a folded sentence states; None where it states none, wishes one, or names several."""
        stated = self.not_full.sub(" ", sentence)
        if self.partial.search(stated):
            # "Partly compliant because of what does not comply" is one status; "fully, partly or not" is none.
            return None if self.full.search(stated) else ConformanceStatus.PARTIAL
        if self.none.search(stated):
            unsure = self.full.search(stated) or self.doubted.search(stated)
            return None if unsure else ConformanceStatus.NONE
        if self.full.search(stated):
            unsure = self.hoped.search(stated) or self.doubted.search(stated)
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
    text = (resources.files("checks") / "statement_phrases.toml").read_text("utf-8")
    return {language: _words(entry) for language, entry in tomllib.loads(text).items()}


def _words(entry: Mapping[str, list[str]]) -> Words:
    patterns = {field.name: _any_of(entry[field.name]) for field in fields(Words) if field.name not in _LISTS}
    months = entry["months"]
    return Words(**patterns, dates=tuple(_date_patterns(months)), months=tuple(re.compile(month) for month in months))


_LISTS = ("dates", "months")


def _any_of(alternatives: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{alternative})" for alternative in alternatives))


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
