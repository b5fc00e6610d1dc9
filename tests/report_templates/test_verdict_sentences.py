from dataclasses import replace

import pytest

from report_templates.languages import load_language
from report_templates.verdict_sentences import reason_sentence, verdict_sentence
from results.model import CriterionResult, CriterionState, Profile, Reason, SiteVerdict, Verdict

BASIC = Profile("basic", "1", "score", 0.75, 0.9, (), (), "")
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


LABELS = CriterionResult("labels", CriterionState.NOT_MET, 3, 9, 7, ("label",))
IMAGES = CriterionResult("images", CriterionState.NOT_MET, 3, 10, 6, ("image-alt",))
TITLES = CriterionResult("titles", CriterionState.NOT_MET, 1, 10, 10, ("document-title",))
OWN = CriterionResult("own-criterion", CriterionState.NOT_MET, 5, 8, 1, ("own",))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "7 of 9 pages have form fields without a label."),
        ("nl", "7 van de 9 pagina’s hebben formuliervelden zonder label."),
        ("fr", "7 pages sur 9 ont des champs de formulaire sans étiquette."),
        ("de", "7 von 9 Seiten haben Formularfelder ohne Beschriftung."),
    ],
)
def test_the_reason_is_the_fault_that_weighs_most_on_most_pages(language, expected):
    verdict = replace(FAILING, criteria=(TITLES, IMAGES, LABELS))
    assert reason_sentence(verdict, BASIC, [], load_language(language)) == expected


@pytest.mark.parametrize(
    ("verdict", "profile", "blockers", "expected"),
    [
        (
            replace(FAILING, verdict=Verdict.ACCESSIBLE, score=0.9, criteria=(replace(LABELS, pages_failed=1),)),
            BASIC,
            [],
            "Accessible; still to repair: 1 of 9 pages has form fields without a label.",
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
