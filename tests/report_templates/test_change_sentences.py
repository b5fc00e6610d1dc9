from __future__ import annotations

from typing import Any

import pytest

from report_templates.change_lines import comparison_lines, trend_lines
from report_templates.change_sentences import change_sentence, paired_sentences, rounding_sentence
from report_templates.languages import load_language
from results.change.split import Judged, split_change
from results.judging.statistics import share_of
from results.model import PairedChange, Selection, ShareChange, SiteVerdict, Verdict

DUTCH = load_language("nl")


def plain(text: str) -> str:
    """Without the no-break spaces of the figures."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def change(before: str, after: str) -> ShareChange:
    """A letter a site: a accessible, n not."""
    answers = {"a": Verdict.ACCESSIBLE, "n": Verdict.NOT_ACCESSIBLE}

    def judged(letters: str) -> Judged:
        verdicts = {site: answers[letter] for site, letter in enumerate(letters)}
        made = (SiteVerdict(site, "basic", "1", "", verdict) for site, verdict in verdicts.items())
        return Judged(verdicts, share_of(made, "basic", Selection.CENSUS, len(letters)))

    return split_change(judged(before), judged(after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("an", "aa", "Het aandeel was 50,0 % en is 100,0 %: een verandering van +50,0 procentpunt."),
        ("aaa", "ann", "Het aandeel was 100,0 % en is 33,3 %: een verandering van −66,7 procentpunt."),
        ("an", "na", "Het aandeel was 50,0 % en is 50,0 %: het is niet veranderd."),
        (
            "",
            "a",
            "In een van de twee metingen kon geen enkele website worden getest: er is geen verandering te melden.",
        ),
    ],
)
def test_the_change_is_reported_in_points_with_its_sign(before: str, after: str, told: str) -> None:
    assert plain(change_sentence(change(before, after), DUTCH)) == told


def test_rounded_parts_that_do_not_add_up_are_told_to_be_rounded() -> None:
    assert rounding_sentence(change("nn", "an"), DUTCH) == ""
    uneven = change("nnnnna", "aannnnn")  # improved, worsened, entered: +33.3 and so on
    shown = sum(round(100 * part.points, 1) for part in uneven.parts)
    assert uneven.change is not None
    assert bool(rounding_sentence(uneven, DUTCH)) == (round(shown, 1) != round(100 * uneven.change, 1))


@pytest.mark.parametrize(
    ("paired", "words"),
    [
        (
            PairedChange(10, 5, 2, 0.3, (-0.3, 0.6), 0.453125),
            "45,3 % van alle vergelijkingen zo’n verschil geven: toeval",
        ),
        (
            PairedChange(90, 20, 5, 0.16, (0.1, 0.2), 0.004),
            "0,4 % van alle vergelijkingen zo’n verschil geven: te zelden",
        ),
        (PairedChange(90, 60, 0, 0.6, (0.5, 0.6), 1e-18), "minder dan 0,1 % van alle vergelijkingen"),
    ],
)
def test_what_chance_would_do_is_reported_in_words(paired: PairedChange, words: str) -> None:
    assert any(words in plain(sentence) for sentence in paired_sentences(paired, DUTCH))


def test_without_a_site_that_changed_there_is_nothing_to_test() -> None:
    (only,) = paired_sentences(PairedChange(10, 0, 0, 0.0, (0.0, 0.0), 1.0), DUTCH)
    assert only == "Beide keren geteste websites: 10. Toegankelijk geworden: 0. Niet meer toegankelijk: 0."


HOSTILE = "own\x1b[31m\u202eprofile"


@pytest.mark.parametrize("language", ["nl", "en", "fr", "de"])
def test_the_terminal_tells_every_site_and_figure_and_nothing_it_would_obey(measurement: Any, language: str) -> None:
    comparison, trend = measurement.report.comparison, measurement.report.trend
    lines = [*comparison_lines(comparison, HOSTILE, language), *trend_lines(trend, HOSTILE, language)]
    assert all(plain(line).isprintable() for line in lines)
    assert sum("https://" in line for line in lines) == len(comparison.change.sites)
    assert sum("2026-" in line for line in lines) == len(trend.points)
    assert any(line.lstrip().startswith("2012") for line in lines)
