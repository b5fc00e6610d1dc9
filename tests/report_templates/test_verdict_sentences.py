from dataclasses import replace

import pytest

from checks.profile import load_profile
from report_templates.languages import load_language
from report_templates.verdict_sentences import reason_sentence, rule_sentences, verdict_sentence
from results.model import CriterionResult, CriterionState, Profile, Reason, SiteVerdict, Verdict

BASIC = load_profile("basic")
STRICT = Profile("strict", "1", "no-failure", 1, 1, (), (), "")
FAILING = SiteVerdict(1, "basic", "1", "", Verdict.NOT_ACCESSIBLE, score=0.615, pages_tested=8, pages_failed=5)


@pytest.mark.parametrize(
    ("verdict", "profile", "blockers", "expected"),
    [
        (
            FAILING,
            BASIC,
            [],
            "De website haalt maar een score van 61,5 % op de 8 geteste pagina’s; minstens 75 % is nodig.",
        ),
        (
            replace(FAILING, verdict=Verdict.ACCESSIBLE, score=0.8, pages_tested=1),
            BASIC,
            [],
            "De website haalt een score van 80,0 % op de 1 geteste pagina; minstens 75 % is nodig.",
        ),
        (
            replace(FAILING, score=0.8),
            BASIC,
            ["Links hebben een tekst", "Knoppen hebben een naam"],
            (
                "De website haalt een score van 80,0 %, maar elk van deze fouten geeft op zichzelf de doorslag: "
                "“Links hebben een tekst” en “Knoppen hebben een naam”."
            ),
        ),
        (
            FAILING,
            BASIC,
            ["Links hebben een tekst"],
            "De website haalt maar een score van 61,5 % op de 8 geteste pagina’s; minstens 75 % is nodig.",
        ),
        (FAILING, STRICT, [], "Op 5 van de 8 geteste pagina’s werden fouten gevonden."),
        (
            replace(FAILING, verdict=Verdict.ACCESSIBLE, pages_failed=0),
            STRICT,
            [],
            "Op de 8 geteste pagina’s werd geen fout gevonden.",
        ),
        (
            replace(FAILING, verdict=Verdict.NOT_TESTED, reason=Reason.TIMEOUT, score=None),
            BASIC,
            [],
            "Er kwam geen volledig antwoord binnen de tijdslimiet.",
        ),
        (replace(FAILING, verdict=Verdict.NOT_TESTED, score=None), BASIC, [], "Er kon niets worden getest."),
    ],
)
def test_the_reason_of_a_verdict_is_one_sentence(verdict, profile, blockers, expected):
    sentence = verdict_sentence(verdict, profile, blockers, load_language("nl"))
    assert sentence.replace("\u00a0", " ") == expected


LABELS = CriterionResult("forms", CriterionState.NOT_MET, 3, 9, 7, ("label",))
IMAGES = CriterionResult("images", CriterionState.NOT_MET, 3, 10, 6, ("image-alt",))
TITLES = CriterionResult("titles", CriterionState.NOT_MET, 1, 10, 10, ("document-title",))
FAINT = CriterionResult("contrast", CriterionState.NOT_MET, 3, 12, 9, ("color-contrast",), 7)
MET = CriterionResult("titles", CriterionState.MET, 1, 12)
SHUT_OUT = replace(FAILING, score=0.8, pages_tested=12, criteria=(LABELS, FAINT, MET))
OWN = CriterionResult("own-criterion", CriterionState.NOT_MET, 5, 8, 1, ("own",))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Fields or buttons that assistive technology cannot present rightly on 7 of 9 pages."),
        ("nl", "Velden of knoppen die hulptechnologie niet juist doorgeeft op 7 van de 9 pagina’s."),
        ("fr", "Champs ou boutons mal restitués par les technologies d’assistance sur 7 des 9 pages."),
        ("de", "Felder oder Schaltflächen, die assistive Technologien nicht richtig wiedergeben, auf 7 von 9 Seiten."),
    ],
)
def test_the_reason_is_the_fault_that_weighs_most_on_most_pages(language, expected):
    verdict = replace(FAILING, criteria=(TITLES, IMAGES, LABELS))
    assert reason_sentence(verdict, BASIC, [], load_language(language)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            (
                "On 7 of the 12 pages tested, text stands out so little that people with low vision cannot read "
                "it. A website "
                "whose pages mostly shut someone out does not meet the basic level, whatever its score."
            ),
        ),
        (
            "nl",
            (
                "Op 7 van de 12 geteste pagina’s steekt tekst zo weinig af dat slechtziende mensen hem niet kunnen "
                "lezen. Een "
                "website waarvan de meeste pagina’s iemand buitensluiten, is niet basistoegankelijk, ongeacht haar "
                "score."
            ),
        ),
        (
            "fr",
            (
                "Sur 7 des 12 pages testées, du texte est si peu contrasté que les personnes malvoyantes ne "
                "peuvent pas le "
                "lire. Un site web dont la plupart des pages excluent quelqu’un n’atteint pas le niveau de base, "
                "quel que soit "
                "son score."
            ),
        ),
        (
            "de",
            (
                "Auf 7 der 12 geprüften Seiten hebt sich Text so wenig ab, dass sehbehinderte Menschen ihn nicht "
                "lesen "
                "können. Eine Website, deren Seiten meist jemanden ausschließen, ist nicht grundlegend "
                "barrierefrei, wie hoch "
                "ihr Wert auch ist."
            ),
        ),
    ],
)
def test_a_site_whose_pages_mostly_shut_someone_out_says_so_with_its_own_numbers(language, expected):
    assert reason_sentence(SHUT_OUT, BASIC, [], load_language(language)) == expected


def test_on_all_pages_has_its_own_words_and_a_profile_without_texts_a_sentence_that_fits():
    everywhere = replace(SHUT_OUT, criteria=(replace(FAINT, pages_material=12), LABELS))
    assert reason_sentence(everywhere, BASIC, [], load_language("nl")).startswith("Op alle 12 geteste pagina’s steekt")
    bare = replace(BASIC, texts={}, criteria=tuple(replace(c, texts={}) for c in BASIC.criteria))
    assert reason_sentence(SHUT_OUT, bare, [], load_language("en")) == (
        "“contrast” fails on 7 of the 12 pages tested in a way that stops someone. A website whose pages mostly shut "
        "someone out does not meet the profile, whatever its score."
    )


def test_the_rule_is_explained_with_the_figures_of_the_site():
    assert list(rule_sentences(SHUT_OUT, BASIC, load_language("en"))) == [
        (
            "The criteria that apply here weigh 7 in all, and those that are met weigh 1: a score of 80.0%. At "
            "least 75% "
            "is needed."
        ),
        "On 7 of the 12 pages tested, text stands out so little that people with low vision cannot read it.",
        "What stops someone on more than 50% of the pages tested decides alone.",
    ]
    harmless = replace(SHUT_OUT, criteria=(replace(FAINT, pages_material=0),))
    assert list(rule_sentences(harmless, BASIC, load_language("en")))[1:] == [
        "On no page does an essential criterion fail in a way that stops someone."
    ]
    assert list(rule_sentences(FAILING, STRICT, load_language("en"))) == []


@pytest.mark.parametrize(
    ("verdict", "profile", "blockers", "expected"),
    [
        (
            replace(FAILING, verdict=Verdict.ACCESSIBLE, score=0.9, criteria=(replace(LABELS, pages_failed=1),)),
            BASIC,
            [],
            (
                "Accessible; still to repair: fields or buttons that assistive technology cannot present rightly "
                "on 1 of "
                "9 pages."
            ),
        ),
        (replace(FAILING, criteria=(OWN,)), BASIC, [], "“own-criterion” is not met on 1 of 8 pages."),
        (
            replace(FAILING, criteria=(replace(OWN, criterion="statement"),)),
            BASIC,
            [],
            "The accessibility statement is missing or incomplete.",
        ),
        (
            replace(FAILING, score=0.8, criteria=(LABELS,)),
            BASIC,
            ["Links have a text"],
            "The website scores 80.0%, but this failure alone decides: “Links have a text”.",
        ),
        (replace(FAILING, criteria=(LABELS,)), STRICT, [], "Failures were found on 5 of the 8 pages tested."),
        (
            SiteVerdict(1, "basic", "1", "", Verdict.NOT_TESTED, Reason.TIMEOUT),
            BASIC,
            [],
            "There was no complete answer within the time limit.",
        ),
        (
            replace(FAILING, verdict=Verdict.ACCESSIBLE, score=1.0),
            BASIC,
            [],
            "The website scores 100.0% on the 8 pages tested; at least 75% is needed.",
        ),
    ],
)
def test_every_verdict_has_its_reason_in_one_sentence(verdict, profile, blockers, expected):
    assert reason_sentence(verdict, profile, blockers, load_language("en")) == expected
