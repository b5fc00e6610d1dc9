"""Keeps the catalogues of translations in step with the texts: python -m report_templates.catalogue"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from report_templates.languages import DOMAIN, LOCALE_FOLDER

FOLDER = Path(__file__).parent
METHODS = [("**.py", "python"), ("**.jinja", "jinja2")]
OPTIONS = {"**.jinja": {"extensions": "jinja2.ext.i18n", "silent": "false", "newstyle_gettext": "true"}}
KEYWORDS = {"_": None, "gettext": None, "msgid": None, "ngettext": (1, 2)}


def extract_messages() -> Catalog:
    """Every text of the report: from the templates and from the Python modules beside them."""
    catalogue = Catalog(project="wad-monitor", charset="utf-8")
    for path, _, message, comments, context in extract_from_dir(
        str(FOLDER), METHODS, OPTIONS, keywords=KEYWORDS, strip_comment_tags=True
    ):
        catalogue.add(message, locations=[(path, 1)], auto_comments=comments, context=context)
    return catalogue


def missing_messages(language: str) -> list[str]:
    """Texts without a (sure) translation, and translations without a text."""
    translated = _read(language)
    wanted = extract_messages()
    untranslated = [
        str(message.id)
        for message in wanted
        if message.id and not _is_translated(translated, message.id, translated.num_plurals)
    ]
    stale = [str(message.id) for message in translated if message.id and message.id not in wanted]
    return untranslated + [f"no longer used: {identifier}" for identifier in stale]


def update(language: str) -> None:
    """Adds the new texts, without translation, and removes those no longer used."""
    catalogue = _read(language)
    catalogue.update(extract_messages(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with _path(language).open("wb") as file:
        write_po(file, catalogue, width=110, include_lineno=False, sort_by_file=True)


def _is_translated(catalogue: Catalog, identifier: str | tuple[str, ...] | list[str], plurals: int) -> bool:
    plural = not isinstance(identifier, str)
    message = catalogue.get(identifier[0] if plural else identifier)
    if message is None or message.fuzzy:
        return False
    if plural:
        return isinstance(message.string, tuple) and len(message.string) == plurals and all(message.string)
    return bool(message.string)


def _read(language: str) -> Catalog:
    with _path(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def _path(language: str) -> Path:
    return LOCALE_FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


if __name__ == "__main__":
    for folder in sorted(LOCALE_FOLDER.iterdir()):
        update(folder.name)
        print(f"{folder.name}: {len(missing_messages(folder.name))} texts to translate")
