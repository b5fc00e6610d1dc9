"""What a webmaster sees first: what is new, what to begin with, what is gone. Exceptions are never hidden."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from report_templates.barriers import SHOWN_AT_ONCE


def _page(folder: Path, site: int, language: str = "en") -> html.HtmlElement:
    return html.document_fromstring(
        (folder / language / "sites" / f"site-{site}.vlaanderen.test.html").read_text("utf-8")
    )


def _words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _caption(page: html.HtmlElement, text: str) -> html.HtmlElement:
    (table,) = (table for table in page.cssselect("table") if text in _words(table.find("caption")))
    return table


def test_what_changed_comes_before_the_failures(report_folder: Path) -> None:
    page = _page(report_folder, 3)
    headings = [heading.get("id") for heading in page.cssselect("main h2")]
    assert headings.index("barriers") < headings.index("fix-first")
    counts = {
        name: _words(page.get_element_by_id(f"barriers-{name}")) for name in ("new", "fixed", "persisting", "not-seen")
    }
    assert counts == {"new": "2", "fixed": "1", "persisting": "14", "not-seen": "1"}


def test_barriers_components_and_places_are_counted_apart(report_folder: Path) -> None:
    section = _words(_page(report_folder, 3).cssselect("section[aria-labelledby=barriers]")[0])
    assert "What is there now is in 16 components of the website, in 84 places in all." in section


def test_new_and_returned_barriers_have_a_table_of_their_own(report_folder: Path) -> None:
    rows = _caption(_page(report_folder, 3), "New since the last measurement").cssselect("tbody tr")
    assert [_words(row.cssselect("td")[0]) for row in rows] == ["New", "Back again"]


def test_the_one_to_begin_with_is_on_most_pages(report_folder: Path) -> None:
    first = _words(_page(report_folder, 3).cssselect(".first-to-repair")[0])
    assert "Images without a text alternative" in first
    assert "It is on 6 pages: one repair helps on all of them." in first


def test_a_barrier_in_a_widget_of_others_is_named_so_and_is_not_the_one_to_begin_with(report_folder: Path) -> None:
    page = _page(report_folder, 2)
    assert not page.cssselect(".first-to-repair")
    section = _words(page.cssselect("section[aria-labelledby=barriers]")[0])
    assert "Made by others: Google reCAPTCHA" in section
    assert "Ask the maker to repair it" in section


def test_what_is_fixed_says_how_much_was_looked_at_again(report_folder: Path) -> None:
    section = _words(_page(report_folder, 3).cssselect("section[aria-labelledby=barriers]")[0])
    assert "It was on 3 pages. 1 of them was tested again and no longer has it." in section
    assert "Last seen on 14 November 2026" in section


def test_every_barrier_is_on_the_page_and_an_estimate_says_so(report_folder: Path) -> None:
    page = _page(report_folder, 3)
    first, more = _caption(page, "All barriers"), _caption(page, "The other barriers")
    numbers = [_words(row.cssselect("td")[-1]) for table in (first, more) for row in table.cssselect("tbody tr")]
    assert (len(first.cssselect("tbody tr")), sorted(map(int, numbers))) == (SHOWN_AT_ONCE, list(range(16)))
    (estimated,) = (row for row in first.cssselect("tbody tr") if _words(row.cssselect("td")[-1]) == "5")
    assert "estimate" in _words(estimated)
    (fewer,) = (row for row in first.cssselect("tbody tr") if _words(row.cssselect("td")[-1]) == "0")
    assert "was 7" in _words(fewer)


def test_in_a_first_measurement_nothing_is_called_new(report_folder: Path) -> None:
    section = _words(_page(report_folder, 5).cssselect("section[aria-labelledby=barriers]")[0])
    assert "16 barriers were found." in section
    assert "From the next measurement on" in section
    assert "New" not in section


def test_the_index_tells_what_most_sites_have_and_what_changed(report_folder: Path) -> None:
    page = html.document_fromstring((report_folder / "en" / "index.html").read_text("utf-8"))
    section = page.cssselect("section[aria-labelledby=barriers]")[0]
    assert (
        "There are 91 barriers in all. 7 are new. 6 are back again. 6 were fixed since the last measurement."
        in _words(section)
    )
    assert [_words(row) for row in section.cssselect("tbody tr")] == [
        "Form fields without a label 6 72 0 216",
        "Images without a text alternative 6 12 1 216",
    ]


def test_the_share_with_exceptions_stands_beside_the_measured_one(report_folder: Path) -> None:
    page = html.document_fromstring((report_folder / "en" / "index.html").read_text("utf-8"))
    assert _words(page.cssselect(".big-figure")[0]) == "50.0%"
    beside = _words(page.get_element_by_id("accepted").getparent())
    assert beside.startswith("If the reviewed exceptions are accepted 58.3%")


def test_every_exception_is_listed_with_reason_author_and_state(report_folder: Path) -> None:
    for page in (
        _page(report_folder, 3),
        html.document_fromstring((report_folder / "en" / "method.html").read_text("utf-8")),
    ):
        rows = [[_words(cell) for cell in row] for row in _caption(page, "What was accepted").cssselect("tbody tr")]
        assert [row[4] for row in rows] == ["yes", "no, expired", "no, taken back Bo, 2 November 2026"]
        assert {row[2] for row in rows} == {"An Peeters 1 October 2026"}
        assert "the whole website" in rows[1][0]
        assert "barrier 4, only on" in rows[0][0]
