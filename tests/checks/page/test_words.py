"""Scripts in pages fold as the rest does."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.browsers.chromium import ChromiumContext
from checks.scripts import FOLDER, linked
from results.page_words.fold import folded_words
from results.page_words.phrases import by_language, subject_words

_PLAIN = ("links", "forms", "titles", "media")
_TEXTS = (
    "Tilgængelighedserklæring", "DOSTĘPNOŚĆ", "szczegóły", "Spørgsmål", "Straße", "Œuvre", "Læs mere",
    "L’accès\N{NO-BREAK SPACE}: oui", "Toegankelijk\N{SOFT HYPHEN}heids", "\N{MATHEMATICAL BOLD CAPITAL A}ccès",
    "Přeskočit na obsah", "  two \n words ", "A-Z (index)", "naïef", "İstanbul", "½ fl",
)  # fmt: skip


def _words(subject: str) -> list[str]:
    return [word for name in subject_words(subject) for words in by_language(subject, name).values() for word in words]


@pytest.mark.asyncio(loop_scope="session")
async def test_the_fold_of_the_scripts_is_that_of_the_words(context: ChromiumContext, tmp_path: Path) -> None:
    module = tmp_path / "fold.js"
    module.write_text(f'import {{ fold }} from "{FOLDER / "page" / "words.js"}";\nexport default fold;\n')
    words = [word for subject in _PLAIN for word in _words(subject)]
    texts = [*_TEXTS, *words, *(word.upper() for word in words)]
    page = await context.new_page()
    found = await page.run(f"(texts) => texts.map({linked([module])}[0])", texts)
    assert dict(zip(texts, found, strict=True)) == {text: folded_words(text) for text in texts}


@pytest.mark.parametrize("subject", _PLAIN)
def test_words_for_scripts_are_no_expressions(subject: str) -> None:
    assert [word for word in _words(subject) if set(word) & set("\\[](){}?*+|^$")] == []
