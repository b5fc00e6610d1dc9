import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.page_roles import ROLES, evidence_of_role
from results.model import FoundPage


def _first_role(page: FoundPage) -> str:
    """The role that a page gets when it is the only one: roles are asked in order."""
    return next((role.name for role in ROLES if evidence_of_role(role, page)), "")


def _evidence(name: str, page: FoundPage) -> tuple[int, str] | None:
    return evidence_of_role(next(role for role in ROLES if role.name == name), page)


def _linked(*texts: str) -> FoundPage:
    return FoundPage("https://a.example/node/17", link_texts=texts)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Toegankelijkheidsverklaring", "statement"),
        ("Toegankelijkheid", "statement"),
        ("Contacteer ons", "contact"),
        ("Veelgestelde vragen", "help"),
        ("Privacyverklaring", "legal"),
        ("Zoeken", "search"),
        ("Aanmelden", "login"),
        ("Klachten", "feedback"),
        ("Déclaration d'accessibilité", "statement"),
        ("Déclaration d’accessibilité", "statement"),
        ("Accessibilité : non conforme", "statement"),
        ("Accessibilité\N{NO-BREAK SPACE}: partiellement conforme", "statement"),
        ("Nous contacter", "contact"),
        ("Foire aux questions", "help"),
        ("Mentions légales", "legal"),
        ("Plan du site", "sitemap"),
        ("Rechercher", "search"),
        ("Se connecter", "login"),
        ("Réclamations", "feedback"),
        ("Erklärung zur Barrierefreiheit", "statement"),
        ("Barrierefreiheit", "statement"),
        ("Kontakt", "contact"),
        ("Häufige Fragen", "help"),
        ("Impressum", "legal"),
        ("Datenschutzerklärung", "legal"),
        ("Inhaltsverzeichnis", "sitemap"),
        ("Suche", "search"),
        ("Anmelden", "login"),
        ("Barriere melden", "feedback"),
        ("Accessibility statement", "statement"),
        ("Accessibility", "statement"),
        ("Contact us", "contact"),
        ("Frequently asked questions", "help"),
        ("Terms of use", "legal"),
        ("Site map", "sitemap"),
        ("Search", "search"),
        ("Log in", "login"),
        ("Give feedback", "feedback"),
        ("Privacy and accessibility statement", "statement"),
        ("Tilgængelighedserklæring", "statement"),
        ("Saavutettavuusseloste", "statement"),
        ("Prohlášení o přístupnosti", "statement"),
        ("Accessibilitéitsdeklaratioun", "statement"),
        ("Deklaracja dostępności", "statement"),
        ("  CONTACT \n", "contact"),
        ("Our new library", ""),
        ("", ""),
    ],
)
def test_the_text_of_a_link_tells_the_role_in_dutch_french_german_and_english(text: str, role: str) -> None:
    assert _first_role(_linked(text)) == role


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/toegankelijkheidsverklaring", "statement"),
        ("/nl/over-ons/toegankelijkheid/", "statement"),
        ("/declaration-d-accessibilite.html", "statement"),
        ("/d%C3%A9claration-d%E2%80%99accessibilit%C3%A9", "statement"),
        ("/erklaerung-zur-barrierefreiheit", "statement"),
        ("/Erkl%C3%A4rung-zur-Barrierefreiheit", "statement"),
        ("/barrierefreiheitserklaerung", "statement"),
        ("/accessibility-statement.php", "statement"),
        ("/contact", "contact"),
        ("/kontakt.html", "contact"),
        ("/veelgestelde_vragen", "help"),
        ("/haeufige-fragen", "help"),
        ("/mentions-legales", "legal"),
        ("/datenschutzerklaerung", "legal"),
        ("/plan-du-site", "sitemap"),
        ("/zoeken", "search"),
        ("/login", "login"),
        ("/", ""),
        ("/contactlenzen", ""),
    ],
)
def test_the_url_tells_the_role(path: str, role: str) -> None:
    assert _first_role(FoundPage(f"https://a.example{path}")) == role


@pytest.mark.parametrize(
    ("markup", "role", "evidence"),
    [
        ({"forms": 2}, "form", "forms: 2"),
        ({"tables": 1}, "table", "tables: 1"),
        ({"media": 3}, "media", "media: 3"),
        ({"password_fields": 1}, "login", "password-fields: 1"),
    ],
)
def test_markup_is_the_evidence_of_last_resort(markup: dict[str, int], role: str, evidence: str) -> None:
    assert _evidence(role, FoundPage("https://a.example/x", **markup)) == (1, evidence)  # type: ignore[arg-type]


def test_a_whole_link_text_is_stronger_than_words_in_it_or_a_url() -> None:
    assert _evidence("contact", _linked("Nieuws", "Contact")) == (3, "link-text: Contact")
    assert _evidence("contact", _linked("Contact en ligging")) == (2, "link-text: Contact en ligging")
    assert _evidence("contact", FoundPage("https://a.example/contact/kaart")) == (2, "address: contact")


def test_a_word_that_can_mean_more_is_weaker_than_the_name_of_the_statement() -> None:
    assert _evidence("statement", _linked("Accessibility")) == (2, "link-text: Accessibility")
    assert _evidence("statement", _linked("Accessibility", "Accessibility statement")) == (
        3,
        "link-text: Accessibility statement",
    )


def test_words_in_a_long_link_text_tell_nothing() -> None:
    teaser = "De minister maakt de toegankelijkheidsverklaring verplicht voor alle besturen van het land"

    assert _first_role(_linked(teaser)) == ""


def test_the_statement_is_asked_for_before_legal_information() -> None:
    names = [role.name for role in ROLES]

    assert names.index("statement") < names.index("legal")


def test_every_clause_is_one_of_the_decision() -> None:
    assert {role.clause for role in ROLES} <= set("abcd")


@given(st.text(), st.text(max_size=80))
def test_no_text_and_no_url_breaks_the_search_for_a_role(path: str, text: str) -> None:
    page = FoundPage(f"https://a.example/{path}", link_texts=(text,))

    assert _first_role(page) in {"", *(role.name for role in ROLES)}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Dienstverlening", "service"),
        ("Démarches en ligne", "service"),
        ("Welzijn en zorg", "service-social"),
        ("Gesundheit und Pflege", "service-health"),
        ("Trafik och resor", "service-transport"),
        ("Edukacja", "service-education"),
        ("Impuestos", "service-employment"),
        ("Ambiente", "service-environment"),
        ("Kulttuuri ja liikunta", "service-culture"),
        ("Logement", "service-housing"),
        ("Bezpečnost", "service-safety"),
        ("Kontakta oss", "contact"),
        ("Pytania i odpowiedzi", "help"),
        ("Ochrana osobních údajů", "legal"),
        ("Sivukartta", "sitemap"),
        ("Pesquisar", "search"),
        ("Kirjaudu sisään", "login"),
        ("Lämna synpunkter", "feedback"),
        ("Nieuw fietspad verbetert de gezondheid van velen", ""),
    ],
)
def test_services_and_more_languages_are_recognised_by_the_whole_text(text: str, role: str) -> None:
    assert _first_role(_linked(text)) == role


def test_a_page_of_a_theme_is_about_accessibility_and_weaker_evidence_of_a_statement() -> None:
    statement = FoundPage("https://a.example/docs/toegankelijkheid/", link_texts=("Toegankelijkheid",))
    theme = FoundPage("https://a.example/docs/thema/toegankelijkheid/", link_texts=("Toegankelijkheid",))

    assert _evidence("statement", statement) == (2, "link-text: Toegankelijkheid")
    assert _evidence("statement", theme) == (1, "link-text: Toegankelijkheid")
