"""What another browser said stands at the barrier, and how far it agrees on the page of all checks."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html


def _words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _page(folder: Path, language: str, path: str) -> html.HtmlElement:
    """The main language has no folder of its own."""
    of_language = folder if language == "nl" else folder / language
    return html.document_fromstring((of_language / path).read_text("utf-8"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Also found in Firefox 153.8.0", "Not found in Firefox 153.8.0",
                "Could not be looked at again in Firefox 153.8.0")),
        ("nl", ("Ook gevonden in Firefox 153.8.0", "Niet gevonden in Firefox 153.8.0",
                "Kon niet opnieuw bekeken worden in Firefox 153.8.0")),
    ],
)  # fmt: skip
def test_a_barrier_says_what_another_browser_found(report_folder: Path, language: str, said: tuple[str, ...]) -> None:
    page = _words(_page(report_folder, language, "sites/site-3.vlaanderen.test.html"))
    assert [page.count(each) for each in said] == [1, 1, 1]


def test_how_far_browsers_agree_is_told_by_check(report_folder: Path) -> None:
    (part,) = _page(report_folder, "en", "checks.html").cssselect("section[aria-labelledby=agreement]")
    assert "Of 7 it found 5 too. 3 more could not be looked at again." in _words(part)
    rows = [[_words(cell) for cell in row] for row in part.cssselect("tbody tr")]
    assert rows == [
        ["Images without a text alternative", "7", "5", "2", "1"],
        ["Form fields without a label", "0", "0", "0", "2"],
    ]
