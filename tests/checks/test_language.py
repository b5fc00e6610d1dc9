import pytest

from checks.language import family, knows, read

SENTENCES = {
    "nl": "Het gemeentehuis is elke werkdag open van negen tot twaalf uur.",
    "fr": "La maison communale est ouverte tous les jours ouvrables.",
    "de": "Das Rathaus ist an allen Werktagen von neun bis zwölf Uhr geöffnet.",
    "en": "The town hall is open every working day from nine until noon.",
    "es": "El ayuntamiento abre todos los días laborables por la mañana.",
    "it": "Il municipio è aperto tutti i giorni feriali dalle nove a mezzogiorno.",
    "pl": "Urząd gminy jest otwarty w każdy dzień roboczy do południa.",
    "el": "Το δημαρχείο είναι ανοιχτό κάθε εργάσιμη ημέρα.",
    "ar": "البلدية مفتوحة كل يوم عمل من الساعة التاسعة حتى الظهر.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_reads_as_its_language_and_surely_as_no_other(language: str) -> None:
    reading = read(SENTENCES[language])
    assert (reading.language, reading.sure > 0.99) == (family(language), True)
    assert all(reading.chance(other) < 0.005 for other in SENTENCES if other != language)


@pytest.mark.parametrize("text", ["Contact", "Paul put dire comment on tape", "Gemeente Gent", "", "2024"])
def test_a_text_that_could_be_in_more_than_one_language_is_never_read_surely(text: str) -> None:
    assert read(text).sure < 0.9


def test_related_languages_count_as_one() -> None:
    afrikaans = read("Die munisipaliteit is elke weeksdag oop en almal is welkom.")
    assert (afrikaans.language, afrikaans.chance("nl")) == ("nl", afrikaans.chance("af"))


def test_dummy_text_reads_as_no_language() -> None:
    assert read("Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor.").language == ""


def test_languages_that_would_not_be_recognised_are_known_as_such() -> None:
    assert [tag for tag in ("nl", "af", "nb", "gl", "eng", "tlh", "") if knows(tag)] == ["nl", "af", "nb", "gl"]
