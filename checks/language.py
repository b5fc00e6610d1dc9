"""Which language a text is in, as far as it shows (py3langid; decisions/0014).

Related languages that only differ in shades (Dutch and Afrikaans, Danish and Norwegian) count as one family: no answer
here ever distinguishes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from py3langid.langid import LanguageIdentifier

_MODEL = "data/model.npz.xz"
# What a European public site may hold: the languages of the Union, their neighbours and those of many newcomers; and
# Latin, which is what dummy text is taken for.
_ASKED = (  # noqa: SIM905
    "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv "
    "af be bs ca cy eu fy gl is la lb mk no ru sq sr tr uk "
    "am ar bn fa hi he id ja ko ku ps so sw ta ti th ur vi zh"
).split()
_RELATED = (
    "nl af fy", "de lb", "da no nb nn sv", "cs sk", "hr bs sr sl mk bg sh", "ru uk be", "es ca", "pt gl",
    "ar fa ur ps ckb", "id ms",
)  # fmt: skip
_FAMILY = {language: group.split()[0] for group in _RELATED for language in group.split()}
_NOBODYS = frozenset({"la"})
_LEAST_CHANCE = 0.001


def family(language: str) -> str:
    """The language that stands for it and its like. `language`: a primary subtag, lower case."""
    return _FAMILY.get(language, language)


@cache
def knows(language: str) -> bool:
    """Whether a text in this language would be recognised as such."""
    return family(language) in {family(asked) for asked in _identifier().nb_classes}


@dataclass(frozen=True, slots=True)
class Reading:
    """language: the likeliest, by its family, "" when none shows; sure: how likely; chances: of each family."""

    language: str
    sure: float
    chances: Mapping[str, float]

    def chance(self, language: str) -> float:
        return self.chances.get(family(language), 0.0)


UNREAD = Reading("", 0.0, {})


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(_MODEL, norm_probs=True)
    identifier.set_languages([language for language in _ASKED if language in identifier.labels])
    return identifier


@lru_cache(maxsize=4096)  # the pages of a site repeat their menus and footers
def read(text: str) -> Reading:
    """What it reads as. Two words seldom read as anything surely; a sentence does."""
    chances: dict[str, float] = defaultdict(float)
    for language, chance in _identifier().rank(text):
        chances[family(language)] += chance
    likeliest, sure = max(chances.items(), key=lambda item: item[1])
    some = {language: chance for language, chance in chances.items() if chance >= _LEAST_CHANCE}
    return Reading("" if likeliest in _NOBODYS else likeliest, sure, some)
