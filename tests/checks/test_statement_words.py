"""For each language what the status may be, and what only looks like it (TEXTS, rule 5): a full, a partial and a
negative sentence, one that denies the whole, and the model's list of the three options.
"""

from __future__ import annotations

import pytest

from checks.statement_words import all_words
from results.model import ConformanceStatus
from results.page_words.fold import folded

FULL, PARTIAL, NONE, _ = ConformanceStatus

LONG_LAW = (
    "den Bestimmungen des Gesetzes über den barrierefreien Zugang zu Websites und mobilen Anwendungen des Landes, der "
    "Gemeinden und ihrer Verbände"
)
# Language -> (fully, partly, not at all, not fully, one of the three).
SENTENCES = {
    "nl": (
        "Deze website voldoet volledig aan de toegankelijkheidseisen.",
        "Deze website voldoet voor het grootste deel en is grotendeels conform EN 301 549.",
        "Deze website voldoet momenteel niet aan de toegankelijkheidseisen.",
        "Deze website voldoet nog niet aan alle eisen.",
        "Een website voldoet volledig, voldoet gedeeltelijk of voldoet niet.",
    ),
    "fr": (
        "Le site de la ville est totalement conforme au RGAA.",
        "Le site de la ville est conforme à 80 % au RGAA.",
        "Le site de la ville n’est pas conforme au RGAA.",
        "Le site de la ville n’est pas encore totalement conforme au RGAA.",
        "Un site est totalement conforme, partiellement conforme ou non conforme.",
    ),
    "de": (
        "Diese Website entspricht vollständig den Anforderungen.",
        f"Diese Website ist wegen der folgenden Unvereinbarkeiten und Ausnahmen teilweise mit {LONG_LAW} vereinbar.",
        f"Diese Website ist nicht mit {LONG_LAW} vereinbar.",
        "Diese Website erfüllt noch nicht alle Anforderungen.",
        "Die Website ist vollständig, teilweise oder nicht mit der Verordnung vereinbar.",
    ),
    "en": (
        "This website is fully compliant with the Regulations.",
        "This website is partially accessible under the Regulations.",
        "This website is not compliant with the Regulations.",
        "This website does not meet all requirements.",
        "A website is fully compliant, partially compliant or not compliant.",
    ),
    "es": (
        "Este sitio web es plenamente conforme con el real decreto.",
        "Este sitio web es parcialmente conforme con el real decreto.",
        "Este sitio web es no conforme con el real decreto.",
        "Este sitio web no cumple totalmente el real decreto.",
        "Un sitio es plenamente conforme, parcialmente conforme o no conforme.",
    ),
    "it": (
        "Questo sito web è conforme ai requisiti.",
        "Questo sito web è parzialmente conforme ai requisiti.",
        "Il sito web non è conforme ai requisiti.",
        "Questo sito web non è ancora pienamente conforme.",
        "Un sito è pienamente conforme, parzialmente conforme o non conforme.",
    ),
    "pt": (
        "Este sítio está plenamente conforme com a lei.",
        "Este sítio está parcialmente conforme com a lei.",
        "Este sítio está não conforme com a lei.",
        "Este sítio não está plenamente conforme com a lei.",
        "O sítio está plenamente conforme, parcialmente conforme ou não conforme.",
    ),
    "pl": (
        "Strona internetowa jest zgodna z ustawą.",
        "Strona internetowa jest częściowo zgodna z ustawą z powodu niezgodności.",
        "Strona internetowa nie jest zgodna z ustawą.",
        "Strona internetowa nie jest w pełni zgodna z ustawą.",
        "Strona jest w pełni zgodna, częściowo zgodna albo niezgodna.",
    ),
    "sv": (
        "Webbplatsen är helt förenlig med lagen.",
        "Webbplatsen är i vissa delar förenlig med lagen.",
        "Webbplatsen är inte förenlig med lagen.",
        "Webbplatsen uppfyller inte alla krav.",
        "En webbplats är helt förenlig, delvis förenlig eller inte förenlig.",
    ),
    "da": (
        "Kommunen oplyser at: Webstedet overholder standarden fuldt ud.",
        "Kommunen oplyser at: Webstedet overholder standarden delvist.",
        "Webstedet overholder ikke standarden.",
        "Webstedet overholder ikke alle krav.",
        "Et websted overholder fuldt ud, overholder delvist eller overholder ikke.",
    ),
    "fi": (
        "Verkkosivusto täyttää kaikki lain vaatimukset.",
        "Verkkosivusto ei täytä kaikilta osin lain vaatimuksia.",
        "Verkkosivusto ei täytä lain vaatimuksia.",
        "Verkkosivusto ei täytä kaikkia vaatimuksia.",
        "Sivusto on täysin vaatimusten mukainen, osittain vaatimusten mukainen tai ei ole vaatimusten mukainen.",
    ),
    "cs": (
        "Tyto stránky jsou v plném souladu se zákonem.",
        "Tyto stránky jsou částečně v souladu se zákonem.",
        "Tyto stránky nejsou v souladu se zákonem.",
        "Tyto stránky nejsou plně v souladu se zákonem.",
        "Stránky jsou plně v souladu, částečně v souladu nebo nejsou v souladu.",
    ),
    "lb": (
        "Dësen Internetsite ass komplett konform.",
        "Dësen Internetsite ass deelweis konform.",
        "Dësen Internetsite ass net konform.",
        "Dësen Internetsite ass net komplett konform.",
        "E Site ass komplett konform, deelweis konform oder net konform.",
    ),
}


def test_every_language_of_the_statements_has_its_sentences() -> None:
    assert set(SENTENCES) == set(all_words())


@pytest.mark.parametrize("language", SENTENCES)
def test_the_status_is_what_the_sentence_says_and_no_more(language: str) -> None:
    read = [all_words()[language].claim(folded(sentence)) for sentence in SENTENCES[language]]
    assert read == [FULL, PARTIAL, NONE, None, None]


@pytest.mark.parametrize("language", SENTENCES)
def test_what_denies_is_never_read_as_full(language: str) -> None:
    for sentence in SENTENCES[language][2:]:
        assert all_words()[language].claim(folded(sentence)) is not FULL
