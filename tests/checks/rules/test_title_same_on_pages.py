from __future__ import annotations

from collections.abc import Sequence

from checks.facts import PageFacts
from checks.rules.title_same_on_pages import CHECK
from results.model import Outcome

SITE = "https://town.example"


def page(path: str, title: str, heading: str, role: str = "random", language: str = "nl") -> PageFacts:
    url = SITE + path
    return PageFacts(url=url, final_url=url, role=role, title=title, heading=heading, language=language)


def judged(*pages: PageFacts) -> Sequence[tuple[str, str]]:
    return [(url.removeprefix(SITE), found.outcome.value) for url, found in CHECK.judge(pages)]


def test_a_page_with_the_title_of_the_home_page_and_another_subject_fails() -> None:
    pages = (page("/", "Stad Voorbeeld", "Welkom", "home"), page("/paspoort", "Stad Voorbeeld ", "Paspoort aanvragen"))
    assert judged(*pages) == [("/", "passed"), ("/paspoort", "failed")]
    (failed,) = [found for _, found in CHECK.judge(pages) if found.outcome is Outcome.FAILED]
    assert failed.measured == {"title": "Stad Voorbeeld ", "heading": "Paspoort aanvragen", "pages": 2}


def test_pages_that_share_a_title_other_than_that_of_the_home_page_are_for_a_person() -> None:
    assert judged(
        page("/", "Stad", "Welkom", "home"),
        page("/aanvraag/1", "Paspoort", "Uw gegevens"),
        page("/aanvraag/2", "Paspoort", "Bevestiging"),
    ) == [("/", "passed"), ("/aanvraag/1", "cantTell"), ("/aanvraag/2", "cantTell")]


def test_pages_with_the_same_heading_without_one_or_named_in_the_title_are_no_other_subject() -> None:
    assert {
        outcome
        for _, outcome in judged(
            page("/", "Stad Voorbeeld: afval", "Stad Voorbeeld", "home"),
            page("/a", "Stad Voorbeeld: afval", "Stad Voorbeeld"),
            page("/b", "Stad Voorbeeld: afval", ""),
            page("/c", "Stad Voorbeeld: afval", "Afval"),
        )
    } == {"passed"}


def test_homes_of_languages_share_a_title_rightly() -> None:
    assert judged(
        page("/", "Brussels", "Choose a language", "home", ""),
        page("/nl/", "Brussels", "Welkom"),
        page("/fr/accueil", "Brussels", "Bienvenue", language="fr"),
    ) == [("/", "passed"), ("/nl/", "passed"), ("/fr/accueil", "passed")]


def test_a_home_page_in_another_language_does_not_decide() -> None:
    assert judged(page("/", "Brussels", "Welcome", "home", "en"), page("/nl/afval", "Brussels", "Afval")) == [
        ("/", "passed"),
        ("/nl/afval", "cantTell"),
    ]


def test_one_page_reached_by_two_addresses_is_not_compared_with_itself() -> None:
    assert judged(page("/afval", "Stad", "Afval"), page("/afval#top", "Stad", "Afval")) == [("/afval", "passed")]


def test_pages_without_a_title_are_not_spoken_of() -> None:
    assert judged(page("/", "", "Welkom", "home"), page("/a", " ", "Afval")) == []
