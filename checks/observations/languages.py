"""Which language the texts of a page are said to be in, and which they are in: of the page, of the elements with a
`lang` of their own, and of each block of text. Reads only.
"""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from checks.answers import PageScript
from checks.check import Element, Found, LoadedPage, Observation, Plain
from checks.language import UNREAD, Reading, family, knows, read
from checks.scripts import script
from results.model import Outcome

_BOUNDS = {"most": 400, "longest": 600, "total": 30_000}
_POOL = 5_000  # characters of one language's text taken together
_DESCRIBED = 60
_SHOWN = 160
_ARTICLE = 2  # letters of words that tell nothing: “la”, “of”
_CAPITALISED = frozenset({"de"})  # languages, by their family, that write nouns with capitals
_LINKED = 0.5  # share of the letters
_SHORT = 200  # letters of all text of a page, of which the title and the names then say as much
_SMALL = 4  # words that are no names, which show a language
_LONG = 12  # words of a text in a script without capitals, that is no list of names

_QUOTATION = re.compile(
    r"“([^“”]{2,300})”|„([^„“”]{2,300})[“”]|«([^«»]{2,300})»|\"([^\"]{2,300})\"|‘([^‘’]{8,300})’(?!\w)"
)
_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|\S*[\d_/\\<>{}=#]\S*")
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…。؟։।][\"'”’»)\s]*$")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and what it reads as. said: the primary subtag in force, lower case. place: which element.

    worded: it holds a word that is no name. prose: it runs on as sentences do, unlike lists of names or titles; fluent:
    or as they do in a language that writes nouns with capitals, which institutions' names may do too.
    sentence: it ends as one. linked: it is mostly link text. quoted: it is a quotation inside a text. named: it is the
    title of the page or the name of something, not text. by: the place of the element that says which language.
    """

    place: int
    by: int
    said: str
    text: str
    reading: Reading
    letters: int
    words: int
    worded: bool
    prose: bool
    fluent: bool
    sentence: bool
    linked: bool = False
    quoted: bool = False
    named: bool = False

    @property
    def contradicts(self) -> bool:
        """It reads as a language, and not as the one it is said to be in, which would have been recognised."""
        return bool(self.reading.language) and self.reading.language != family(self.said) and knows(self.said)


@dataclass(frozen=True, slots=True)
class Languages:
    """page: all text that takes its language from <html>, if that has one. marked: the text of each element with a
    `lang` of its own. blocks: every block of text and every quotation.
    described: by place, of those whose text contradicts most surely.
    """

    page: Passage | None = None
    marked: Sequence[Passage] = ()
    blocks: Sequence[Passage] = ()
    described: Mapping[int, Element] = field(default_factory=dict)

    def found(self, outcome: Outcome, passage: Passage, message: str = "") -> Found:
        measured: dict[str, Plain] = {
            "said": passage.said,
            "reads as": passage.reading.language,
            "sure": round(passage.reading.sure, 3),
            "text": passage.text.strip()[:_SHOWN],
        }
        place = self.described.get(passage.place)
        if place is None:
            return Found(outcome, measured=measured, message=message)
        return Found(outcome, place.selector, place.snippet, place.region, measured, message)


def subtag(tag: str) -> str:
    return tag.split("-", maxsplit=1)[0].lower()


def _as_written(text: str) -> str:
    """UTF-8 that was sent without saying so and shows as "annÃ©e" is read as it was written."""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def _reading(text: str, words: Sequence[str], small: Sequence[str]) -> Reading:
    """Names of people and places have no language: where the words that are no names read as another, theirs counts."""
    whole = read(text)
    if _SMALL <= len(small) < len(words):
        without_names = read(" ".join(small))
        if without_names.language != whole.language:
            return without_names
    return whole


def passage(text: str, tag: str, place: int, by: int, **about: bool) -> Passage:
    """about: linked, quoted, named."""
    text = " ".join(_NOT_WORDS.sub(" ", _as_written(text)).split())
    words = _WORD.findall(text)
    small = [word for word in words if not word[0].isupper()]
    worded = any(len(word) > _ARTICLE for word in small)
    sentence = bool(_SENTENCE_END.search(text))
    # Where a script has no capitals, names look like words.
    reading = _reading(text, words, small) if worded and len(words) > 1 else UNREAD
    told = sentence or len(words) >= _LONG or any(word[0].lower() != word[0].upper() for word in words)
    return Passage(
        place=place,
        by=by,
        said=subtag(tag),
        text=text,
        reading=reading,
        letters=sum(map(len, words)),
        words=len(words),
        worded=worded,
        prose=worded and told and len(small) * 2 >= len(words),
        fluent=worded and told and len(small) * (3 if reading.language in _CAPITALISED else 2) >= len(words),
        sentence=sentence,
        **about,
    )


def without_quotations(text: str) -> tuple[str, tuple[str, ...]]:
    """The text around the quotations, and these. A text that is nothing but quotations is the text."""
    quotations = tuple(next(filter(None, match.groups())) for match in _QUOTATION.finditer(text))
    around = _QUOTATION.sub(" ", text)
    return (around, quotations) if _WORD.search(around) else (" ".join(quotations), ())


def read_languages(
    texts: Iterable[tuple[str, str, int, float]], tag: str, root: int, names: Iterable[tuple[str, str, int]] = ()
) -> Languages:
    """texts, tag, root, names: as languages.js gives them."""
    pools: dict[tuple[int, str], list[str]] = defaultdict(list)
    blocks: list[Passage] = []
    for place, (text, said, by, links) in enumerate(texts):
        around, quotations = without_quotations(text)
        blocks.append(passage(around, said, place, by, linked=links > _LINKED))
        blocks += [passage(quotation, said, place, by, quoted=True) for quotation in quotations]
        pools[by, said].append(around)
    if sum(block.letters for block in blocks) < _SHORT:
        for name, said, by in dict.fromkeys(names):
            named = passage(name, said, by, by, named=True)
            blocks.append(named)
            if named.reading.language:  # a name of one word, or of names, tells nothing
                pools[by, said].append(name)
    pooled = {of: " ".join(pool)[:_POOL] for of, pool in pools.items()}
    return Languages(
        page=passage(pooled.get((root, tag), ""), tag, root, root) if tag else None,
        marked=tuple(passage(text, said, by, by) for (by, said), text in pooled.items() if said and by != root),
        blocks=tuple(blocks),
    )


@dataclass(frozen=True, slots=True)
class TextsSeen:
    """What languages.js gives.

    texts: text, tag of the language, place of the element that says so, share of the letters that is in links.
    names: of the title and of what has a name: text, tag, place.
    """

    texts: tuple[tuple[str, str, int, float], ...]
    names: tuple[tuple[str, str, int], ...]
    tag: str
    root: int


TEXTS = PageScript("observations/languages.js", TypeAdapter(TextsSeen), "seen")
DESCRIBE = PageScript("observations/languages.js", TypeAdapter(tuple[Element, ...]), "describe")


async def _observe(loaded: LoadedPage) -> Languages:
    handle = await loaded.page.keep(script(TEXTS.name), _BOUNDS)
    try:
        seen = await TEXTS.ask(handle)
        languages = await asyncio.to_thread(read_languages, seen.texts, seen.tag, seen.root, seen.names)
        doubtful = [passage for passage in (*languages.marked, *languages.blocks) if passage.contradicts]
        doubtful.sort(key=lambda passage: -passage.reading.sure)
        places = sorted({seen.root, *(passage.place for passage in doubtful[:_DESCRIBED])} - {-1})
        described = dict(zip(places, await DESCRIBE.ask(handle, places), strict=True))
    finally:
        await handle.release()
    return replace(languages, described=described)


LANGUAGES = Observation("languages", order=20, seconds=30.0, observe=_observe)  # the first loads the model
