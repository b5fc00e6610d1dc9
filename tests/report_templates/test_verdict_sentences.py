from dataclasses import replace

import pytest

from report_templates.languages import load_language
from report_templates.verdict_sentences import verdict_sentence
from results.model import Profile, Reason, SiteVerdict, Verdict

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
            "De website haalt maar een score van 61,5 % op de 8 geteste pagina’s; minstens 75,0 % is nodig.",
        ),
        (
            replace(FAILING, verdict=Verdict.ACCESSIBLE, score=0.8, pages_tested=1),
            BASIC,
            [],
            "De website haalt een score van 80,0 % op de 1 geteste pagina; minstens 75,0 % is nodig.",
        ),
        (
            replace(FAILING, score=0.8),
            BASIC,
            ["Links hebben een tekst", "Knoppen hebben een naam"],
            (
                "De website haalt een score van 80,0 %, maar elk van deze fouten geeft op zichzelf de doorslag: "
                "‘Links hebben een tekst’ en ‘Knoppen hebben een naam’."
            ),
        ),
        (
            FAILING,
            BASIC,
            ["Links hebben een tekst"],
            "De website haalt maar een score van 61,5 % op de 8 geteste pagina’s; minstens 75,0 % is nodig.",
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
