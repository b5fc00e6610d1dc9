"""Languages of the reports: translations from the .po files as they stand, numbers and dates by CLDR."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from results.model import WrongInput

LOCALE_FOLDER = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
DOMAIN = "wadmon"

# Figures and dates as they are written where the reports are read; other languages take their own default.
TERRITORIES = {"nl": "nl_BE", "fr": "fr_BE", "de": "de_BE", "en": "en_GB"}
# Flemish authorities write a space before the percent sign; CLDR's Dutch pattern has none.
PERCENT_PATTERNS = {"nl": "#,##0.0\u00a0%"}


class UnknownLanguageError(WrongInput, ValueError):
    """The report was asked for in a language that has no catalogue."""


def msgid(message: str) -> str:
    """Marks a text for translation where it is defined; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Language:
    """Texts, figures and dates in one language. code: BCP 47, as in the name of the locale folder."""

    code: str
    locale: Locale
    translations: gettext.NullTranslations

    @property
    def name(self) -> str:
        """The language's own name for itself: "Nederlands"."""
        own_name = self.locale.get_language_name(self.code) or self.code
        return own_name[0].upper() + own_name[1:]

    @property
    def tag(self) -> str:
        """With the territory whose figures and dates it has: "nl-BE"."""
        return str(self.locale).replace("_", "-")

    @property
    def percent_pattern(self) -> str:
        """How it writes a percentage, with # for the figure."""
        return re.sub(r"[0-9.,]+", "#", self.percent(0.5))

    @property
    def direction(self) -> str:
        return self.locale.text_direction

    def gettext(self, message: str, /, **values: object) -> str:
        return self.translations.gettext(message) % values

    def ngettext(self, singular: str, plural: str, number: int, /, **values: object) -> str:
        """%(count)s in the message is the number, written as the language writes it."""
        values.setdefault("count", self.number(number))
        return self.translations.ngettext(singular, plural, number) % values

    def is_one(self, number: int) -> bool:
        """Whether the language takes the singular for it."""
        return str(self.locale.plural_form(number)) == "one"

    def number(self, value: float) -> str:
        """A count, or a measured value with at most two decimals."""
        return _number(self.code, value)

    def percent(self, value: float) -> str:
        """value: 0 to 1. Always one decimal, halves up."""
        return _percent(self.code, value)

    def setting_percent(self, value: float) -> str:
        """value: 0 to 1, of what somebody set, not measured: as exact as it was set, at most one decimal."""
        pattern = PERCENT_PATTERNS.get(self.code) or _one_decimal(self.locale.percent_formats[None].pattern)
        return str(format_percent(value, format=pattern.replace("0.0", "0.#"), locale=self.locale))

    def points(self, change: float) -> str:
        """A change of a share in percentage points, with its sign: "+1,3". One decimal, halves away from zero."""
        tenths = (Decimal(repr(abs(change))) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
        sign = "" if not tenths else "+" if change > 0 else "\N{MINUS SIGN}"
        return sign + str(format_decimal(tenths, format="#,##0.0", locale=self.locale))

    def date(self, iso: str) -> str:
        return _date(self.code, iso[:10], "long") if iso else ""

    def short_date(self, iso: str) -> str:
        """In a cell: "21 nov 2026"."""
        return _date(self.code, iso[:10], "medium") if iso else ""

    def moment(self, iso: str) -> str:
        """Date, time and time zone as the record has it (UTC)."""
        return str(format_datetime(datetime.fromisoformat(iso), format="long", locale=self.locale)) if iso else ""

    def enumeration(self, parts: Iterable[str]) -> str:
        """ "a, b and c"."""
        return str(format_list(list(parts), locale=self.locale))


# A report says the same figures and dates over and over, and to write one takes longer than to remember it.
@lru_cache(10_000)
def _number(code: str, value: float) -> str:
    return str(format_decimal(value, format="#,##0.##", locale=load_language(code).locale))


@lru_cache(10_000)
def _percent(code: str, value: float) -> str:
    tenths = (Decimal(repr(value)) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    locale = load_language(code).locale
    pattern = PERCENT_PATTERNS.get(code) or _one_decimal(locale.percent_formats[None].pattern)
    return str(format_percent(tenths / 100, format=pattern, locale=locale))


@lru_cache(10_000)
def _date(code: str, day: str, how: str) -> str:
    return str(format_date(date.fromisoformat(day), format=how, locale=load_language(code).locale))


def _one_decimal(pattern: str) -> str:
    """CLDR's percent pattern ("#,##0 %") keeps its sign and space and gets one decimal."""
    return pattern.replace("0", "0.0", 1) if "." not in pattern else pattern


def available_languages() -> tuple[str, ...]:
    """The source language and every language that has a folder under locale/."""
    translated = (path.parent.parent.name for path in LOCALE_FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return tuple(sorted({SOURCE_LANGUAGE, *translated}))


@cache
def load_language(code: str) -> Language:
    if code not in available_languages():
        known = ", ".join(available_languages())
        raise UnknownLanguageError(f"no report texts in language {code!r}; there are: {known}")
    locale = Locale.parse(TERRITORIES.get(code, code), sep="_")
    return Language(code, locale, _translations(code))


def _translations(code: str) -> gettext.NullTranslations:
    path = LOCALE_FOLDER / code / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
