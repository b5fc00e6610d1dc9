"""What a webmaster sees first: what is new, what to begin with, what is gone. Exceptions are never hidden."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from report_templates.barriers import FOLDED, OPEN_AT_ONCE


def _page(folder: Path, site: int, language: str = "en") -> html.HtmlElement:
    return html.document_fromstring(
        (folder / language / "sites" / f"site-{site}.vlaanderen.test.html").read_text("utf-8")
    )


def _words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _caption(page: html.HtmlElement, text: str) -> html.HtmlElement:
    (table,) = (table for table in page.cssselect("table") if text in _words(table.find("caption")))
    return table


def _all_barriers(folder: Path, site: int) -> list[html.HtmlElement]:
    path = folder / "en" / "sites" / f"site-{site}.vlaanderen.test" / "barriers.html"
    return html.document_fromstring(path.read_text("utf-8")).cssselect("tbody tr")


def _first(page: html.HtmlElement) -> html.HtmlElement:
    return page.cssselect("section[aria-labelledby=fix-first]")[0]


def test_how_it_stands_comes_before_what_to_fix(report_folder: Path) -> None:
    page = _page(report_folder, 3)
    counts = {
        name: _words(page.get_element_by_id(f"barriers-{name}")) for name in ("new", "fixed", "persisting", "not-seen")
    }
    assert counts == {"new": "2", "fixed": "1", "persisting": "24", "not-seen": "1"}


def test_barriers_components_and_places_are_counted_apart(report_folder: Path) -> None:
    assert "What is there now is in 26 components of the website, in 114 places in all." in _words(
        _first(_page(report_folder, 3))
    )


def test_there_is_one_list_that_begins_with_the_worst_of_different_faults(report_folder: Path) -> None:
    (repairs,) = _page(report_folder, 3).cssselect(".repairs")
    items = repairs.findall("li")
    assert [_words(item.cssselect("h3")[0]) for item in items[:OPEN_AT_ONCE]] == [
        "1. Images without a text alternative",
        "2. Form fields without a label",
        "3. Text with too little contrast with its background",
    ]
    assert _words(items[OPEN_AT_ONCE].cssselect("summary")[0]).startswith("4. Form fields without a label")
    assert len(items) == OPEN_AT_ONCE + FOLDED
    assert all(item.find("details") is not None for item in items[OPEN_AT_ONCE:])


def test_the_first_has_all_that_is_needed_to_act(report_folder: Path) -> None:
    first = _words(_page(report_folder, 3).get_element_by_id("barrier-0"))
    for part in (
        "For whom Use without sight and use with limited sight",
        "How badly It hinders them: they manage only with much trouble.",
        "What a repair helps 6 of the 7 pages tested (was 7), 18 places (estimate)",
        "Work Some work: change a style or a behaviour, and look at what depends on it.",
        "How long Since 24 October 2026",
        "Where in the header",
        "Who does not see the image and uses a screen reader does not know what it shows.",
        "Describe in alt what the image says.",
        '<img src="map.png">',
        '<img src="map.png" alt="Map of Ghent with the three desks">',
        "Switch images off in your browser and read the page.",
    ):
        assert part in first


def test_what_is_new_or_back_again_says_so_in_the_list(report_folder: Path) -> None:
    rows = _all_barriers(report_folder, 3)
    states = {row.cssselect("td")[-1].text: _words(row.cssselect("td")[2]) for row in rows}
    assert (states["1"], states["2"], states["3"]) == ("New", "Back again", "Since 24 October 2026")


def test_what_only_others_can_repair_comes_last_and_is_not_the_one_to_begin_with(report_folder: Path) -> None:
    page = _page(report_folder, 2)
    assert not page.cssselect(".repairs article")
    section = _words(_first(page))
    assert "Made by others: Google reCAPTCHA" in section
    assert "Ask the maker to repair it" in section
    assert _all_barriers(report_folder, 3)[-1].cssselect("td")[-1].text == "15"


def test_what_is_fixed_says_how_much_was_looked_at_again(report_folder: Path) -> None:
    section = _words(_first(_page(report_folder, 3)))
    assert "It was on 3 pages. 1 of them was tested again and no longer has it." in section
    assert "Last seen on 14 November 2026" in section


def test_every_barrier_is_on_a_page_of_its_own_when_the_list_is_long_and_an_estimate_says_so(
    report_folder: Path,
) -> None:
    rows = _all_barriers(report_folder, 3)
    numbers = [int(_words(row.cssselect("td")[-1])) for row in rows]
    assert sorted(numbers) == [*range(16), *range(20, 30)]
    (estimated,) = (row for row in rows if _words(row.cssselect("td")[-1]) == "5")
    assert "estimate" in _words(estimated)
    (fewer,) = (row for row in rows if _words(row.cssselect("td")[-1]) == "0")
    assert "was 7" in _words(fewer)
    assert not (report_folder / "en" / "sites" / "site-1.vlaanderen.test" / "barriers.html").exists()


def test_in_a_first_measurement_nothing_is_called_new(report_folder: Path) -> None:
    section = _words(_first(_page(report_folder, 5)))
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
        "Form fields without a label Who uses speech cannot name the field. 6 72 0 216",
        (
            "Images without a text alternative Who does not see the image and uses a screen reader does not know "
            "what it shows. 6 12 1 216"
        ),
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
