from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checks.facts import Link, PageFacts
from checks.statement import read_statement
from checks.statement_words import all_words, claimed
from results.model import AccessibilityStatement, ConformanceStatus, Reason, StatementState
from results.page_words.fold import folded

FULL, PARTIAL, NONE, UNSTATED = ConformanceStatus
HOME = "https://www.gemeente.example/"
DUTCH_REGISTER = "https://www.toegankelijkheidsverklaring.nl/register"
URL = f"{HOME}toegankelijkheidsverklaring"

DUTCH = """Toegankelijkheidsverklaring
De gemeente Voorbeeld streeft ernaar haar website toegankelijk te maken, overeenkomstig het bestuursdecreet.
Nalevingsstatus
Deze website voldoet gedeeltelijk aan EN 301 549 V3.2.1, als gevolg van de uitzonderingen hieronder.
Niet-toegankelijke inhoud
Oudere PDF-documenten voldoen niet aan de norm.
Opstelling van deze verklaring
Deze verklaring is opgesteld op 23 september 2020 en laatst herzien op 3 maart 2026.
Ze berust op een zelfevaluatie.
Feedback en contactgegevens
Meld een probleem op toegankelijkheid@gemeente.example of bel: telefoon 050 12 34 56.
Handhavingsprocedure
Bent u niet tevreden, dien dan een klacht in bij de Vlaamse Ombudsdienst: klachten@ombudsdienst.example.
"""


def page(text: str = "", *, role: str = "statement", url: str = URL, **more: object) -> PageFacts:
    facts = PageFacts(url, url, role, text=text, language="nl", heading=text.partition("\n")[0])
    return replace(facts, **more)  # type: ignore[arg-type]


def home(*links: Link) -> PageFacts:
    return page("Welkom", role="home", url=HOME, links=links)


def read(*pages: PageFacts, **unreadable: Reason) -> AccessibilityStatement:
    return read_statement(7, pages, unreadable)


def test_all_of_a_statement_is_read() -> None:
    link = Link(f"{URL}/#top", "Toegankelijkheid", "contentinfo")
    pages = (home(link), page("Nieuws", role="random", url=f"{HOME}nieuws", links=(link,)), page(DUTCH))

    assert read(*pages) == AccessibilityStatement(
        site_id=7,
        state=StatementState.FOUND,
        url=URL,
        language="nl",
        status=PARTIAL,
        evidence="Deze website voldoet gedeeltelijk aan EN 301 549 V3.2.1, als gevolg van de uitzonderingen hieronder.",
        standard="EN 301 549 V3.2.1",
        prepared_on="2020-09-23",
        reviewed_on="2026-03-03",
        method="self",
        feedback=("mail", "phone"),
        enforcement=True,
        linked_from_home=True,
        linked_from=2,
        pages=3,
    )


@pytest.mark.parametrize(
    ("language", "sentence", "status"),
    [
        ("nl", "De website voldoet volledig aan WCAG 2.1 AA.", FULL),
        ("nl", "De website voldoet gedeeltelijk aan WCAG 2.1 AA.", PARTIAL),
        ("nl", "De website voldoet niet aan WCAG 2.1 AA.", NONE),
        ("nl", "Eerste maatregelen genomen", PARTIAL),
        ("nl", "De website voldoet nog niet volledig aan WCAG 2.1 AA.", None),
        ("nl", "We streven ernaar dat de website volledig voldoet.", None),
        ("nl", "Meld het ons als de website niet voldoet aan de norm.", None),
        ("nl", "Kies: voldoet volledig, voldoet gedeeltelijk of voldoet niet.", None),
        ("fr", "Ce site est totalement conforme au RGAA 4.1.", FULL),
        ("fr", "Le site est en conformité partielle avec le RGAA, en raison des non-conformités suivantes.", PARTIAL),
        ("fr", "Accessibilité : non conforme", NONE),
        ("fr", "Le site n’est pas en conformité avec le RGAA.", NONE),
        ("fr", "Dans l’attente d’une mise en conformité totale, écrivez-nous.", None),
        ("fr", "Le site n’est pas totalement conforme au RGAA.", None),
        ("de", "Diese Website ist vollständig mit der BITV 2.0 vereinbar.", FULL),
        (
            "de",
            "Die Website ist wegen der folgenden Unvereinbarkeiten und Ausnahmen teilweise mit der BITV 2.0 vereinbar.",
            PARTIAL,
        ),
        ("de", "Die Website ist mit der BITV 2.0 nicht vereinbar.", NONE),
        ("de", "Die Website ist noch nicht vollständig mit der BITV 2.0 vereinbar.", None),
        ("en", "This website is fully compliant with WCAG 2.2 AA.", FULL),
        ("en", "This website is partially compliant, due to the non-compliances listed below.", PARTIAL),
        ("en", "This service is not compliant with WCAG 2.2 AA.", NONE),
        ("en", "Some parts of this website are not fully accessible.", None),
        ("en", "We aim to be fully compliant by next year.", None),
        ("en", "Tell us if you think the website is not compliant.", None),
        ("es", "Este sitio web es plenamente conforme con el RD 1112/2018.", FULL),
        ("es", "Este sitio web es parcialmente conforme con el RD 1112/2018.", PARTIAL),
        ("es", "Este sitio web no es conforme con el RD 1112/2018.", NONE),
        ("it", "Questo sito web è pienamente conforme alla norma.", FULL),
        ("it", "Il sito è parzialmente conforme, in ragione dei casi di non conformità elencati.", PARTIAL),
        ("it", "Questo sito web è non conforme alla norma.", NONE),
        ("pt", "Este sítio está plenamente conforme.", FULL),
        ("pt", "Este sítio está parcialmente conforme.", PARTIAL),
        ("pt", "Este sítio não está conforme.", NONE),
        ("pl", "Strona internetowa jest w pełni zgodna z ustawą.", FULL),
        ("pl", "Strona internetowa jest częściowo zgodna z ustawą z powodu niezgodności.", PARTIAL),
        ("pl", "Strona internetowa jest niezgodna z ustawą.", NONE),
        ("sv", "Webbplatsen är helt förenlig med lagen.", FULL),
        ("sv", "Webbplatsen är delvis förenlig med lagen.", PARTIAL),
        ("sv", "Webbplatsen är inte förenlig med lagen.", NONE),
        ("da", "Webstedet er fuldt ud i overensstemmelse med loven.", FULL),
        ("da", "Webstedet er delvist i overensstemmelse med loven.", PARTIAL),
        ("da", "Webstedet er ikke i overensstemmelse med loven.", NONE),
        ("fi", "Verkkosivusto on täysin WCAG-kriteeristön mukainen.", FULL),
        ("fi", "Verkkosivusto on osittain lain vaatimusten mukainen.", PARTIAL),
        ("fi", "Verkkosivusto ei ole lain vaatimusten mukainen.", NONE),
        ("cs", "Tyto stránky jsou plně v souladu se zákonem.", FULL),
        ("cs", "Tyto stránky jsou částečně v souladu se zákonem.", PARTIAL),
        ("cs", "Tyto stránky nejsou v souladu se zákonem.", NONE),
        ("lb", "Dëse Site ass komplett konform.", FULL),
        ("lb", "Dëse Site ass deelweis konform.", PARTIAL),
        ("lb", "Dëse Site ass net konform.", NONE),
    ],
)
def test_the_status_is_read_and_negation_wishes_and_suppositions_are_none(
    language: str, sentence: str, status: ConformanceStatus | None
) -> None:
    assert all_words()[language].claim(folded(sentence)) is status


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("nl", "opgesteld op 23 september 2020", "2020-09-23"),
        ("nl", "opgesteld op 3/2/2026", "2026-02-03"),
        ("fr", "établie le 1er juin 2026", "2026-06-01"),
        ("fr", "établie le 3 août 2025", "2025-08-03"),
        ("de", "erstellt am 22. März 2021", "2021-03-22"),
        ("de", "erstellt am 22.09.2020", "2020-09-22"),
        ("en", "prepared on 1 February 2026", "2026-02-01"),
        ("en", "prepared on February 1st, 2026", "2026-02-01"),
        ("en", "prepared on 12/31/2025", "2025-12-31"),
        ("en", "prepared in July 2024", "2024-07-01"),
        ("es", "preparada el 5 de septiembre de 2023", "2023-09-05"),
        ("it", "redatta il 9 settembre 2024", "2024-09-09"),
        ("pt", "elaborada em 10 de março de 2022", "2022-03-10"),
        ("pl", "sporządzono dnia 23 września 2020", "2020-09-23"),
        ("pl", "sporządzono dnia 2020-09-23", "2020-09-23"),
        ("sv", "upprättad den 1 maj 2025", "2025-05-01"),
        ("da", "udarbejdet den 17. februar 2025", "2025-02-17"),
        ("fi", "laadittu 4. tammikuuta 2026", "2026-01-04"),
        ("cs", "vypracováno 30. června 2021", "2021-06-30"),
        ("lb", "erstallt den 2. Abrëll 2024", "2024-04-02"),
        ("en", "prepared on 31 February 2026", ""),
        ("en", "version 2.1 of 2018", ""),
    ],
)
def test_dates_are_read_in_the_language_of_the_statement(language: str, text: str, iso: str) -> None:
    found = all_words()[language].dates_in(folded(text))
    assert [date for _, _, date in found] == [iso][: len(iso)]


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("Sie wurde am 23.09.2020 erstellt und zuletzt am 3. März 2026 überprüft.", ("2020-09-23", "2026-03-03")),
        ("Erstellt am 23.09.2020, zuletzt überprüft am 03.03.2026.", ("2020-09-23", "2026-03-03")),
        ("Erstellt am: 23. September 2020", ("2020-09-23", "")),
        ("Aktualisierung:\n3. März 2026", ("", "2026-03-03")),
        ("Das Gesetz gilt seit dem 23. September 2020.", ("", "")),
        ("Überprüft am 1.1.2024. Überprüft am 3.3.2026.", ("", "2026-03-03")),
    ],
)  # fmt: skip
def test_a_date_belongs_to_the_word_beside_it(sentence: str, dates: tuple[str, str]) -> None:
    text = f"Erklärung zur Barrierefreiheit\nDiese Website ist teilweise mit der BITV 2.0 vereinbar.\n{sentence}"
    found = read(page(text, language="de"))
    assert (found.prepared_on, found.reviewed_on) == dates


def test_parts_of_the_content_that_do_not_comply_are_not_the_status_of_the_site() -> None:
    text = (
        "Toegankelijkheidsverklaring\nOude PDF-documenten voldoen niet aan WCAG 2.1.\nOpgesteld op 3 maart 2026.\n"
        "Klachten: Ombudsdienst"
    )
    found = read(page(text))
    assert (found.state, found.status) == (StatementState.FOUND, UNSTATED)
    assert found.evidence == "Oude PDF-documenten voldoen niet aan WCAG 2.1."


def test_a_line_of_its_own_and_a_sentence_under_the_heading_state_the_status() -> None:
    bare = "Accessibility statement\nThis is how it is.\nPartially compliant\nEnforcement procedure: complain."
    below = "Accessibility statement\nCompliance status\nAs of today, all that is offered here is fully compliant."
    assert [read(page(text, language="en")).status for text in (bare, below)] == [PARTIAL, FULL]


@pytest.mark.parametrize(
    "text",
    [
        "Toegankelijkheid\nHet museum is bereikbaar met een rolstoel. Neem contact op voor een rondleiding.",
        "Toegankelijkheid\nAlle onderzoeken over dit thema.",
        "Accessibility\nText must have enough contrast. See WCAG 2.2 AA for the details.",
        "Nieuws\nDe website voldoet gedeeltelijk aan WCAG 2.1. Klachten: Ombudsdienst.",
        "",
    ],
)
def test_a_page_about_something_else_is_no_statement(text: str) -> None:
    assert read(home(), page(text)).state is StatementState.MISSING


def test_an_article_about_statements_is_no_statement() -> None:
    text = "Accessibility statement: what we learnt\nEvery service names WCAG 2.2 AA and the enforcement body."
    assert read(home(), page(text, url=f"{HOME}blog/statement", language="en")).state is StatementState.MISSING


def test_a_page_that_a_link_calls_a_statement_is_for_a_person_to_look_at_when_its_words_are_not_known() -> None:
    other_words = page("Verklaring\nDeze pagina is voor iedereen.", url=f"{HOME}verklaring")
    named = read(home(Link(f"{HOME}verklaring", "Toegankelijkheidsverklaring")), other_words)
    assert (named.state, named.url) == (StatementState.UNREADABLE, f"{HOME}verklaring")


@pytest.mark.parametrize(
    ("text", "language", "lacking"),
    [
        ("Accessibility\nSee WCAG 2.2 AA. Contact us.", "en", ("status", "date", "feedback", "enforcement")),
        ("Accessibility policy\nWe aim to meet WCAG 2.2 AA. Contact us: a@b.example", "en",
         ("status", "date", "enforcement")),
        ("Toegankelijkheid\nWe streven ernaar dat onze website voldoet aan WCAG 2.1 AA. Mail ons: a@b.example", "nl",
         ("status", "date", "enforcement")),
        ("Accessibilité\nNous visons le RGAA. Contactez-nous : a@b.example. Établie le 3 mars 2026.", "fr",
         ("status", "enforcement")),
        ("Barrierefreiheit\nWir bemühen uns um die BITV 2.0. Schlichtungsstelle: BGG.", "de",
         ("status", "date", "feedback")),
        ("Toegankelijkheidsverklaring\nDeze pagina wordt binnenkort aangevuld.", "nl",
         ("status", "date", "feedback", "enforcement")),
    ],
)  # fmt: skip
def test_a_policy_or_a_short_note_is_neither_a_statement_nor_missing(
    text: str, language: str, lacking: tuple[str, ...]
) -> None:
    link = Link(URL, "Toegankelijkheidsverklaring", "contentinfo")
    found = read(home(link), page(text, language=language))
    assert (found.state, found.url, found.lacking) == (StatementState.INCOMPLETE, URL, lacking)
    assert found.linked_from_home


def test_a_policy_beside_a_statement_that_was_not_read_leaves_that_unreadable() -> None:
    policy = page("Accessibility\nWe aim to meet WCAG 2.2 AA.", language="en", url=f"{HOME}policy")
    found = read(home(Link(URL, "Accessibility statement")), policy)
    assert (found.state, found.url) == (StatementState.UNREADABLE, URL)


def test_of_several_pages_the_one_that_says_most_is_the_statement() -> None:
    theme = page("Toegankelijkheid\nWe streven naar WCAG 2.1 AA. Neem contact op.", url=f"{HOME}thema/toegankelijkheid")
    assert read(home(), theme, page(DUTCH)).url == URL


@pytest.mark.parametrize(
    ("link", "url", "hook"),
    [
        (Link(f"{HOME}verklaring", "Toegankelijkheidsverklaring"), f"{HOME}verklaring", ""),
        (Link("https://form.agid.gov.it/view/1", "Accessibilità"), "https://form.agid.gov.it/view/1", "it"),
        (Link("https://was.digst.dk/a-dk", "WAS"), "https://was.digst.dk/a-dk", "dk"),
        (Link(f"{DUTCH_REGISTER}/1", "Status"), f"{DUTCH_REGISTER}/1", "nl"),
    ],
)  # fmt: skip
def test_a_statement_that_is_linked_and_was_not_read_is_unreadable(link: Link, url: str, hook: str) -> None:
    assert read(home(link)) == AccessibilityStatement(
        7, StatementState.UNREADABLE, url, linked_from_home=True, linked_from=1, pages=1, hook=hook
    )


@pytest.mark.parametrize(
    "link",
    [
        Link(f"{HOME}#", "Toegankelijkheidsverklaring"),
        Link("javascript:void(0)", "Toegankelijkheidsverklaring"),
        Link(f"{HOME}nieuws/1", "Toegankelijkheidsverklaring verplicht voor alle besturen"),
        Link(f"{HOME}rolstoel", "Toegankelijkheid"),
    ],
)
def test_a_link_that_leads_to_no_statement_leaves_it_missing(link: Link) -> None:
    assert read(home(link)).state is StatementState.MISSING


def test_a_page_that_could_not_be_tested_is_unreadable_and_not_missing() -> None:
    found = read_statement(7, (home(),), {URL: Reason.ROBOTS})
    assert (found.state, found.url) == (StatementState.UNREADABLE, URL)


def test_without_the_home_page_nothing_is_said_to_be_missing() -> None:
    assert read(page("Nieuws", role="random")).state is StatementState.UNREADABLE


def test_the_mention_that_france_asks_of_the_home_page_states_the_status_of_a_silent_statement() -> None:
    silent = page(
        "Déclaration d'accessibilité\nNous suivons le RGAA 4.1.\nVoies de recours : Défenseur des droits.",
        language="fr",
    )
    found = read(home(Link(URL, "Accessibilité : partiellement conforme")), silent)
    assert (found.status, found.evidence, found.hook) == (PARTIAL, "Accessibilité : partiellement conforme", "fr")


def test_the_marks_of_luxembourg_are_believed_before_words() -> None:
    marks = {
        ".basic-information.conformance-status.none": "Ce site n'est pas du tout au point.",
        ".statement-created-date": "23 septembre 2020",
        ".feedback.h-card .email": "a@b.example",
    }
    found = read(page("Accessibilité\nNous y travaillons.", language="fr", marks=marks))
    assert (found.status, found.prepared_on, found.feedback, found.hook) == (NONE, "2020-09-23", ("mail",), "lu")


def test_the_marks_of_poland_are_believed_before_words() -> None:
    marks = {
        "#a11y-status": "częściowo zgodna",
        "#a11y-data-sporzadzenie": "2020-09-23",
        "#a11y-data-aktualizacja": "2026-03-03",
        "#a11y-email": "a@b.example",
        "#a11y-telefon": "22 123 45 67",
        "#a11y-procedura": "Rzecznik",
    }
    found = read(page("Dostępność\nTekst.", language="pl", marks=marks))
    assert found == replace(
        AccessibilityStatement(7, StatementState.FOUND, URL, "pl", PARTIAL, "częściowo zgodna"),
        prepared_on="2020-09-23",
        reviewed_on="2026-03-03",
        feedback=("mail", "phone"),
        enforcement=True,
        pages=1,
        hook="pl",
    )


def test_who_to_complain_to_is_no_way_to_report_a_problem() -> None:
    text = (
        "Accessibility statement\nThis website is fully compliant with WCAG 2.2 AA.\n"
        "Feedback\nWe are glad to hear from you.\nEnforcement procedure\nComplain to post@ombudsman.example."
    )
    found = read(page(text, language="en"))
    assert (found.feedback, found.enforcement) == ((), True)


def test_a_link_to_a_form_counts_in_the_text_and_not_in_the_footer() -> None:
    text = "Accessibility statement\nThis website is fully compliant with WCAG 2.2 AA.\nFeedback: use the contact form."
    here, footer = Link(f"{HOME}contact", "contact form", "main"), Link(f"{HOME}contact", "contact form", "contentinfo")
    pages = (page(text, language="en", links=(link,)) for link in (here, footer))
    assert [read(one).feedback for one in pages] == [("form",), ()]


def test_a_status_in_a_few_words_is_read_in_any_language() -> None:
    assert claimed("Accessibilité\N{NO-BREAK SPACE}: non conforme") is NONE
    assert claimed("częściowo zgodna") is PARTIAL
    assert claimed("Contact") is None


@example("", "", "http://[")
@given(st.text(), st.text(max_size=60), st.text(max_size=60))
def test_no_text_and_no_link_breaks_the_reading(text: str, heading: str, target: str) -> None:
    links = (Link(URL, heading), Link(target, "Accessibility statement"), Link(f"http{target}", heading))
    found = read(home(*links), page(f"Accessibility statement\n{text}", heading=heading))
    assert found.state in StatementState


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        (
            "fr",
            """Déclaration d’accessibilité
            Ce site est partiellement conforme au RGAA.
            Cette déclaration a été établie le 20 février 2026. Elle a été revue le 9 octobre 2026.""",
            ("2026-02-20", "2026-10-09"),
        ),
        (
            "nl",
            """Toegankelijkheidsverklaring
            Deze website voldoet gedeeltelijk aan WCAG 2.1. PDF's gepubliceerd voor 23 september 2018 vallen erbuiten.
            Deze verklaring is opgesteld op 5 januari 2026.""",
            ("2026-01-05", ""),
        ),
    ],
)
def test_dates_of_the_law_are_not_those_of_the_statement(language: str, text: str, dates: tuple[str, str]) -> None:
    found = read(page(text, language=language))
    assert (found.prepared_on, found.reviewed_on) == dates


MODEL = "Accessibility statement\nThis website is fully compliant with WCAG 2.2 AA.\nEnforcement procedure: complain."
OWN = "Accessibility statement\nThis website (www.gemeente.example) is partially compliant with WCAG 2.2 AA."


def test_of_two_statements_the_one_that_names_this_site_and_is_linked_everywhere_is_its_own() -> None:
    own = page(OWN, language="en")
    pattern = page(MODEL, language="en", url=f"{HOME}patterns/statement", role="random")
    link = Link(URL, "Accessibility statement", "contentinfo")
    pages = (home(link), pattern, page("News", role="random", url=f"{HOME}news", links=(link,)), own)

    assert read(*pages).url == URL
    assert read(*pages).status is PARTIAL


def test_an_example_of_a_statement_states_nothing() -> None:
    shown = page(MODEL, language="en", examples=MODEL.partition("\n")[2])
    found = read(home(), shown)
    assert (found.state, found.status) == (StatementState.UNREADABLE, UNSTATED)  # for a person to look at


def test_the_number_of_a_standard_after_gedeeltelijk_is_no_telephone_number() -> None:
    claim = "Deze website voldoet gedeeltelijk aan EN 301 549 V3.2.1."
    text = f"Toegankelijkheidsverklaring\n{claim}\nFeedback: meld@a.example\n"
    assert read(page(text)).feedback == ("mail",)
    assert read(page(f"{text}Of bel: telefoon 050 12 34 56.\n")).feedback == ("mail", "phone")
