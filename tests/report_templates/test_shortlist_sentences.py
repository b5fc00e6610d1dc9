"""Why something is on a shortlist, in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from report_templates.languages import load_language
from report_templates.shortlist_sentences import because_sentence
from results.reporting.shortlists import Because, Why


@pytest.mark.parametrize(
    ("because", "sentence"),
    [
        (Because(Why.VISITS, 12000), "12.000 bezoeken per maand."),
        (Because(Why.VISITS_OF_ORGANISATION, 1), "1 bezoek per maand aan alle websites van de organisatie samen."),
        (Because(Why.BORDERLINE, 0.72), "Haar score is 72,0 %, dicht bij de 75 % die nodig is."),
        (Because(Why.ROSE, 0.125), "Haar score veranderde met +12,5 procentpunten sinds de vorige meting."),
        (Because(Why.MEETS_NOW), "Ze voldeed in de vorige meting niet aan het profiel, en nu wel."),
        (Because(Why.SCORE, 1.0), "Haar score is 100,0 %."),
        (Because(Why.NO_FAILURE, 8), "Op 8 geteste pagina’s werd geen enkele fout gevonden."),
        (Because(Why.CRITERIA_FAILED, 1), "Op 1 criterium is een fout gevonden."),
        (
            Because(Why.STATEMENT),
            "Ze heeft een toegankelijkheidsverklaring, en niets wat gevonden werd spreekt die tegen.",
        ),
        (Because(Why.SHARE, 0.5), "Aandeel van haar geteste websites: 50,0 %."),
    ],
)
def test_each_reason_is_a_sentence(measurement, because: Because, sentence: str) -> None:
    said = because_sentence(because, measurement.report.profiles[0], load_language("nl"))
    assert said.replace("\u00a0", " ") == sentence


def test_the_page_has_the_three_lists_and_the_nominees_with_their_reasons(report_folder: Path) -> None:
    page = html.document_fromstring((report_folder / "en" / "shortlists.html").read_text("utf-8"))
    visited, panel = page.cssselect("table")
    assert [row[0].text for row in visited.cssselect("tbody tr")] == ["1", "2", "3"]
    assert len(panel.cssselect("tbody tr")) == 6
    best, improved, organisations = (
        [" ".join(each.text_content().split()) for each in nominees] for nominees in page.cssselect(".nominees")
    )
    assert [each.partition(" Its")[0] for each in best] == [
        "Website 10 van Kind en Zorg Kind en Zorg",
        "Website 8 van Agentschap Water Agentschap Water",
    ]
    assert improved[1].endswith(
        "It did not meet the profile in the last measurement, and it does now. "
        "Its score changed by +42.8 percentage points since the last measurement. Its score is 77.8%. "
        "A failure was found on 1 success criterion. "
        "It has an accessibility statement, and nothing found contradicts it."
    )
    assert organisations[0] == (
        "Agentschap Water Of the 3 websites tested, 3 meet the basic level of accessibility. "
        "Share of its tested websites: 100.0%."
    )
