import re

import pytest
from babel.messages.pofile import read_po

from report_templates.catalogue import extract_messages, missing_messages
from report_templates.languages import LOCALE_FOLDER, UnknownLanguageError, available_languages, load_language

PLACEHOLDER = r"%\(\w+\)s|%%"


def test_the_reports_exist_in_dutch_french_german_and_english():
    assert set(available_languages()) >= {"nl", "fr", "de", "en"}


@pytest.mark.parametrize("language", [code for code in available_languages() if code != "en"])
def test_every_text_is_translated_and_none_is_unsure_or_left_over(language):
    assert missing_messages(language) == []


@pytest.mark.parametrize("language", [code for code in available_languages() if code != "en"])
def test_a_translation_has_the_placeholders_of_its_text(language):
    def placeholders(text):
        return set(re.findall(PLACEHOLDER, text))

    with (LOCALE_FOLDER / language / "LC_MESSAGES" / "wadmon.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in catalogue:
        if not message.id:
            continue
        texts = message.id if isinstance(message.id, tuple) else (message.id,)
        translations = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = placeholders(texts[-1])
        for translation in translations:
            assert placeholders(translation) <= wanted, message.id
        assert placeholders(translations[-1]) == wanted, message.id


def test_texts_are_found_in_templates_and_in_modules():
    catalogue = extract_messages()
    assert "What to fix first" in catalogue
    assert "Stopped by a bot check" not in catalogue
    assert "stopped by a bot check" in catalogue


def test_an_unknown_language_says_which_there_are():
    with pytest.raises(UnknownLanguageError, match="no report texts in language 'tlh'; there are: de, en, fr, nl"):
        load_language("tlh")


def test_dates_lists_and_figures_follow_the_language():
    dutch, english = load_language("nl"), load_language("en")
    assert dutch.date("2026-11-22T05:30:00+00:00") == "22 november 2026"
    assert dutch.number(16539) == "16.539"
    assert english.number(16539) == "16,539"
    assert dutch.enumeration(["a", "b", "c"]) == "a, b en c"
    assert [load_language(code).name for code in ("nl", "fr", "de", "en")] == [
        "Nederlands",
        "Français",
        "Deutsch",
        "English",
    ]
