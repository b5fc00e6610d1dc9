"""Which pages are turned away, and that content is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.page_kind import notice_in_place_of, reason_for_status
from results.model import Reason
from results.page_words.page_look import PageLook

MANY = 701  # words: more than any notice has


def look(title: str = "", *, heading: str = "", text: str = "", words: int = 20, **more: object) -> PageLook:
    return PageLook(title, heading, text, words, **({"controls": 3} | more))  # type: ignore[arg-type]


def reason_of(page: PageLook, role: str = "random") -> Reason | None:
    notice = notice_in_place_of(page, role)
    return notice and notice.reason


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
    ("Website in onderhoud", Reason.MAINTENANCE),
    ("Page introuvable", Reason.ERROR_PAGE),
    ("La page demandée n'existe pas", Reason.ERROR_PAGE),
    ("La page n’a pas été trouvée", Reason.ERROR_PAGE),
    ("Erreur 404", Reason.ERROR_PAGE),
    ("Le site est actuellement en maintenance", Reason.MAINTENANCE),
    ("Seite nicht gefunden", Reason.ERROR_PAGE),
    ("Die Seite konnte leider nicht gefunden werden", Reason.ERROR_PAGE),
    ("Die angeforderte Seite existiert nicht", Reason.ERROR_PAGE),
    ("Fehler 404", Reason.ERROR_PAGE),
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
    assert reason_of(look(line), "random") is reason
    assert reason_of(look(heading=line), "random") is reason


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
        ("Not found: the lost painting", 80),
        ("Adgang forbudt: stranden er spærret", 20),
        ("Are you human? A workshop on bots", 20),
        ("Access denied", MANY),
        ("404", MANY),
    ],
)
def test_content_is_not_turned_away(title: str, words: int) -> None:
    assert reason_of(look(title, heading=title, words=words), "random") is None


@given(line=st.sampled_from([line for line, _ in NOTICES]), words=st.integers(min_value=MANY))
def test_many_words_are_never_a_notice(line: str, words: int) -> None:
    assert reason_of(look(line, heading=line, text=line, words=words), "random") is None


@given(
    st.builds(
        PageLook,
        title=st.text(),
        heading=st.text(),
        text=st.text(),
        words=st.integers(min_value=MANY),
        controls=st.integers(min_value=0),
        passwords=st.integers(min_value=0),
        frames=st.lists(st.text()).map(tuple),
    ),
    st.sampled_from(["home", "login", "named", "random"]),
)
def test_a_page_with_much_text_is_always_judged(page: PageLook, role: str) -> None:
    assert notice_in_place_of(page, role) is None


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
    assert reason_of(look(text=text), "home") is Reason.PARKED


@pytest.mark.parametrize(
    ("role", "words", "reason"),
    [
        ("random", 200, Reason.LOGIN),
        ("home", 0, Reason.LOGIN),
        ("random", MANY, None),
        ("login", 10, None),
        ("named", 10, None),
    ],
)
def test_a_password_field_means_a_login_wall_where_there_is_little_else(
    role: str, words: int, reason: Reason | None
) -> None:
    assert reason_of(look(words=words, passwords=1), role) is reason


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
    assert reason_of(look(words=0, **({"controls": 0} | more)), role) is reason


def test_a_captcha_in_a_form_is_no_challenge_and_one_alone_is() -> None:
    frames = ("https://challenges.cloudflare.com/turnstile",)
    form = look("Contact", text="Your question\nI am not a robot", words=51, frames=frames, fields=("text question",))
    assert reason_of(form) is None
    assert reason_of(look(words=3, frames=frames), "form") is Reason.CHALLENGE


def test_a_box_to_sign_in_beside_other_content_is_a_part_of_the_site() -> None:
    text = "Opening hours\nWe are open every day from nine to five, also in the holidays.\nPassword"
    assert reason_of(look("Swimming pool", heading="Opening hours", text=text, passwords=1)) is None


def test_a_form_that_registers_people_is_no_login() -> None:
    fields = ("text name", "email mail", "tel phone")
    assert reason_of(look("Register", heading="Register", passwords=1, fields=fields)) is None


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"fields": ("text username",), "actions": ("Next",)}, Reason.LOGIN),
        ({"actions": ("itsme", "eID")}, Reason.LOGIN),
        ({"actions": ("Continue to sign in",), "moved": True}, Reason.LOGIN),
        ({"fields": ("email mail",), "actions": ("Aanmelden",), "text": "Nieuwsbrief"}, None),
        ({"actions": ("Read more",)}, None),
    ],
)
def test_a_page_may_ask_the_user_name_first_or_who_knows_the_visitor(more: dict[str, object], reason: Reason) -> None:
    assert reason_of(look("Aanmelden", heading="Aanmelden", **more)) is reason


def test_who_quotes_a_notice_writes_about_it() -> None:
    text = "Beware of mails that say “Your account has been suspended”: we never send them."
    assert reason_of(look("Beware", heading="Beware", text=text, words=30)) is None


def test_a_banner_over_a_page_leaves_the_words_of_the_page() -> None:
    asking = "This website uses cookies\nWe use cookies.\nAccept all"
    page = f"{asking}\nThe town hall is open every day from nine to five, and on Thursday also in the evening."
    actions = ("Accept all",)
    assert (
        reason_of(look("Town", heading="This website uses cookies", text=asking, actions=actions))
        is Reason.CONSENT_WALL
    )
    assert reason_of(look("Town", heading="This website uses cookies", text=page, actions=actions)) is None


def test_an_empty_answer_that_was_only_accepted_is_a_challenge() -> None:
    assert reason_of(look(words=0, controls=0, status=202)) is Reason.CHALLENGE


def test_the_evidence_is_kept() -> None:
    notice = notice_in_place_of(look("Access denied", words=8, noindex=True), "home")
    assert notice is not None
    assert notice.evidence == "denied: title: 'access denied'; 8 words; no link into the site; noindex"


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
