"""A report in Dutch, French or German has English only where it says that it is English."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from report_templates.catalogue import extract_messages
from report_templates.languages import load_language

# Texts of one word may be a word of the other language as well; a placeholder in the middle is nothing to look for.
_LEAST_WORDS = 3


def _said(element: html.HtmlElement) -> list[str]:
    """Every text outside what is marked to be in another language, and outside code."""
    if element.tag in ("code", "pre", "style", "script") or not isinstance(element.tag, str):
        return []
    own = [element.text or "", *(element.get(name, "") for name in ("aria-label", "alt", "title"))]
    for child in element:
        own += [] if child.get("lang") else _said(child)
        own.append(child.tail or "")
    return own


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_no_text_of_the_report_is_in_english(report_folder: Path, language: str) -> None:
    reader = load_language(language)
    english = {
        text
        for message in extract_messages()
        for text in (message.id if isinstance(message.id, tuple) else (message.id,))
        if text and "%" not in text and len(text.split()) >= _LEAST_WORDS and reader.gettext(text) != text
    }
    found = {
        (file.name, text)
        for file in sorted((report_folder / language).rglob("*.html"))
        for said in _said(html.document_fromstring(file.read_text("utf-8")).body)
        for text in english & {" ".join(said.split())}
    }
    assert found == set()
