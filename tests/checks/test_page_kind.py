"""Which pages are turned away, and that content is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.page_kind import (
    CHALLENGE_WORDS,
    LOGIN_WORDS,
    NOTICE_WORDS,
    PageSigns,
    reason_for_content,
    reason_for_status,
)
from results.model import Reason


def signs(title: str = "", *, heading: str = "", text: str = "", words: int = 20, **more: object) -> PageSigns:
    plain = {"controls": 3, "password_fields": 0}
    return PageSigns(title=title, heading=heading, text=text, words=words, **(plain | more))


NOTICES = [
    ("Toegang geweigerd", Reason.ACCESS_DENIED),
    ("Toegang verboden | Gemeente Voorbeeld", Reason.ACCESS_DENIED),
    ("403 - Toegang ontzegd", Reason.ACCESS_DENIED),
    ("Accès refusé", Reason.ACCESS_DENIED),
    ("Erreur 403 : accès interdit", Reason.ACCESS_DENIED),
    ("Zugriff verweigert", Reason.ACCESS_DENIED),
    ("Zugriff wurde gesperrt - Stadt Beispiel", Reason.ACCESS_DENIED),
    ("Access Denied", Reason.ACCESS_DENIED),
    ("Sorry! Your access has been blocked.", Reason.ACCESS_DENIED),
    ("Sorry, you have been blocked", Reason.ACCESS_DENIED),
    ("403 Forbidden", Reason.ACCESS_DENIED),
    ("403", Reason.ACCESS_DENIED),
    ("Forbidden", Reason.ACCESS_DENIED),
    ("Pagina niet gevonden", Reason.ERROR_PAGE),
    ("De pagina die u zoekt kon niet worden gevonden", Reason.ERROR_PAGE),
    ("Oeps, deze pagina bestaat niet", Reason.ERROR_PAGE),
    ("Niet gevonden - Gemeente Voorbeeld", Reason.ERROR_PAGE),
    ("Website in onderhoud", Reason.ERROR_PAGE),
    ("Page introuvable", Reason.ERROR_PAGE),
    ("La page demandée n'existe pas", Reason.ERROR_PAGE),
    ("La page n’a pas été trouvée", Reason.ERROR_PAGE),
    ("Erreur 404", Reason.ERROR_PAGE),
    ("Le site est actuellement en maintenance", Reason.ERROR_PAGE),
    ("Seite nicht gefunden", Reason.ERROR_PAGE),
    ("Die Seite konnte leider nicht gefunden werden", Reason.ERROR_PAGE),
    ("Die angeforderte Seite existiert nicht", Reason.ERROR_PAGE),
    ("Fehler 404", Reason.ERROR_PAGE),
    ("Wartungsarbeiten", Reason.ERROR_PAGE),
    ("404 Not Found", Reason.ERROR_PAGE),
    ("HTTP Status 404", Reason.ERROR_PAGE),
    ("Page not found | Example", Reason.ERROR_PAGE),
    ("The page you requested could not be found", Reason.ERROR_PAGE),
    ("This page doesn't exist", Reason.ERROR_PAGE),
    ("503 Service Temporarily Unavailable", Reason.ERROR_PAGE),
    ("500 - Internal server error.", Reason.ERROR_PAGE),
    ("Just a moment...", Reason.CHALLENGE),
    ("Verifying you are human", Reason.CHALLENGE),
    ("Are you a robot?", Reason.CHALLENGE),
]


@pytest.mark.parametrize(("line", "reason"), NOTICES)
def test_a_short_page_is_turned_away_by_what_its_title_or_heading_says(line: str, reason: Reason) -> None:
    assert reason_for_content(signs(line), "random") is reason
    assert reason_for_content(signs(heading=line), "random") is reason


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Toegang verboden voor vrachtwagens in het centrum", 80),
        ("Accès interdit aux chiens au parc communal", 80),
        ("Zugriff gesperrt für Dritte: so schützen Sie Ihr Konto", 80),
        ("Access denied to lorries on Main Street", 80),
        ("404 nieuwe woningen in de Dokwijk", 80),
        ("500 bomen voor de stad", 80),
        ("502 demandes traitées cette année", 80),
        ("Wartungsarbeiten an der Brücke", 80),
        ("Station d'épuration en maintenance", 80),
        ("Paginagrote advertentie niet gevonden", 80),
        ("Contact", 5),
        ("Not found: the lost painting", NOTICE_WORDS + 1),
        ("Access denied", NOTICE_WORDS + 1),
        ("404", NOTICE_WORDS + 1),
    ],
)
def test_content_is_not_turned_away(title: str, words: int) -> None:
    assert reason_for_content(signs(title, heading=title, words=words), "random") is None


@given(line=st.sampled_from([line for line, _ in NOTICES]), words=st.integers(min_value=NOTICE_WORDS + 1))
def test_many_words_are_never_a_notice(line: str, words: int) -> None:
    assert reason_for_content(signs(line, heading=line, text=line, words=words), "random") is None


@given(
    st.builds(
        PageSigns,
        title=st.text(),
        heading=st.text(),
        text=st.text(),
        words=st.integers(min_value=LOGIN_WORDS + 1),
        controls=st.integers(min_value=0),
        password_fields=st.integers(min_value=0),
        frames=st.lists(st.text()).map(tuple),
    ),
    st.sampled_from(["home", "login", "named", "random"]),
)
def test_a_page_with_much_text_is_always_judged(page: PageSigns, role: str) -> None:
    assert reason_for_content(page, role) is None


@pytest.mark.parametrize(
    "text",
    [
        "This domain is for sale",
        "Domein te koop",
        "Ce nom de domaine est à vendre",
        "Diese Domain steht zum Verkauf",
        "Welcome to nginx!",
        "It works!",
    ],
)
def test_a_parked_domain_is_turned_away(text: str) -> None:
    assert reason_for_content(signs(text=text), "home") is Reason.PARKED


@pytest.mark.parametrize(
    ("role", "words", "reason"),
    [
        ("random", LOGIN_WORDS, Reason.LOGIN),
        ("home", 0, Reason.LOGIN),
        ("random", LOGIN_WORDS + 1, None),
        ("login", 10, None),
        ("named", 10, None),
    ],
)
def test_a_password_field_means_a_login_wall_where_there_is_little_else(
    role: str, words: int, reason: Reason | None
) -> None:
    assert reason_for_content(signs(words=words, password_fields=1), role) is reason


@pytest.mark.parametrize(
    ("role", "more", "reason"),
    [
        ("random", {}, Reason.EMPTY),
        ("named", {}, None),
        ("random", {"controls": 1}, None),
        ("random", {"frames": ("",)}, None),
    ],
)
def test_a_page_is_empty_without_text_control_and_frame(role: str, more: dict[str, object], reason: Reason) -> None:
    assert reason_for_content(signs(words=0, **({"controls": 0} | more)), role) is reason


def test_a_captcha_in_a_form_is_no_challenge_and_one_alone_is() -> None:
    frames = ("https://challenges.cloudflare.com/turnstile",)
    form = signs("Contact", text="Are you a robot?", words=CHALLENGE_WORDS + 1, frames=frames)
    assert reason_for_content(form, "form") is None
    assert reason_for_content(signs(words=CHALLENGE_WORDS, frames=frames), "form") is Reason.CHALLENGE


@pytest.mark.parametrize(
    ("status", "through_proxy", "reason"),
    [
        (200, False, None),
        (399, False, None),
        (401, False, Reason.LOGIN),
        (403, False, Reason.ACCESS_DENIED),
        (407, True, Reason.LOGIN),
        (429, False, Reason.HTTP_ERROR),
        (502, False, Reason.HTTP_ERROR),
        (502, True, Reason.UNREACHABLE),
        (504, True, Reason.UNREACHABLE),
        (503, True, Reason.HTTP_ERROR),
    ],
)
def test_a_status_has_its_reason(status: int, through_proxy: bool, reason: Reason | None) -> None:
    assert reason_for_status(status, through_proxy=through_proxy) is reason
