"""Texts for readers: one concept, one word a language (docs/glossary.toml), and one way to write signs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from checks.catalogue import load_texts
from report_templates.catalogue import extract_messages
from report_templates.languages import LOCALE_FOLDER

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text("utf-8"))
LANGUAGES = ("en", "nl", "fr", "de")
NO_BREAK = "\N{NO-BREAK SPACE}"
# Words, placeholders and quotations of code that are no prose.
CODE = re.compile(r'[\w-]+="[^"]*"|<[^>]*>|aria-[a-z-]+|%\(\w+\)s|\{[\w -]+\}')
SIGNS = {
    "en": {
        "an apostrophe or a quotation mark of a typewriter": r"['\"]",
        "quotation marks of another language": "[«»„]",
    },
    "nl": {
        "an apostrophe or a quotation mark of a typewriter": r"['\"]",
        "quotation marks of another language": "[«»„]",
        "no space, or one that breaks, before %": rf"[^{NO_BREAK}]%(?!\()",
    },
    "fr": {
        "an apostrophe or a quotation mark of a typewriter": r"['\"]",
        "quotation marks of another language": "„",
        "no space, or one that breaks, before a sign": rf"[^{NO_BREAK}\s:/.][;!?»%]|\S [;:!?»%](?![\w:])",
        "a space that breaks after «": f"«[^{NO_BREAK}]",
    },
    "de": {
        "an apostrophe or a quotation mark of a typewriter": r"['\"]",
        "quotation marks of another language": "[«»”]",
        "no space, or one that breaks, before %": rf"[^{NO_BREAK}]%(?!\()",
    },
}  # fmt: skip


def texts_of(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)


def texts(language: str) -> Iterator[tuple[str, str]]:
    """(where, text) of everything a person reads in this language, but for examples of code."""
    said: dict[str, str] = {}
    for check, text in load_texts()[language].items():
        for part in (text.title, text.fault, text.hindered, *text.fix, text.verify):
            yield check, part
        said |= dict.fromkeys(text.details.values(), check)  # axe-core's rules share theirs
    yield from ((check, part) for part, check in said.items())
    for file in sorted((ROOT / "checks" / "profiles").glob("*.toml")):
        yield from ((file.name, text) for text in _of_language(tomllib.loads(file.read_text("utf-8")), language))
    if language == "en":
        messages = extract_messages()
    else:
        with (LOCALE_FOLDER / language / "LC_MESSAGES" / "wadmon.po").open("rb") as file:
            messages = read_po(file, locale=language)
    for message in messages:
        if message.id:
            written = message.id if language == "en" else message.string
            yield from (("catalogue", text) for text in (written if isinstance(written, tuple | list) else (written,)))


def _of_language(value: object, language: str) -> Iterator[str]:
    """The texts below the key of the language, wherever it stands in a profile."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from texts_of(part) if key == language else _of_language(part, language)
    elif isinstance(value, list):
        for part in value:
            yield from _of_language(part, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_concept_has_one_word(language: str) -> None:
    others = [(concept, other) for concept, words in GLOSSARY.items() for other in words[language].get("not", ())]
    found = [
        f"{where}: {text!r} has another word for {concept}: {GLOSSARY[concept][language]['word']!r}"
        for where, text in texts(language)
        for concept, other in others
        if re.search(other, CODE.sub("x", text))
    ]
    assert found == [], "\n".join(found)


def test_each_concept_has_a_word_in_each_language_that_its_texts_use() -> None:
    unused = [
        (concept, language)
        for language in LANGUAGES
        for concept, words in GLOSSARY.items()
        if not any(words[language]["word"].lower()[:-2] in text.lower() for _, text in texts(language))
    ]
    assert unused == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_signs_are_written_in_one_way(language: str) -> None:
    found = [
        f"{where}: {text!r} has {what}"
        for where, text in texts(language)
        for what, sign in SIGNS[language].items()
        if re.search(sign, CODE.sub("x", text).replace("%%", "%"))
    ]
    assert found == [], "\n".join(found)
