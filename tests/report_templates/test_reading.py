"""A report is read by keyboard, by ear, enlarged, and in the reader's own colours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

SITE = "sites/site-3.vlaanderen.test.html"
PAGES = ("index.html", SITE, "trend.html", "sites/site-3.vlaanderen.test/failed-image-alt.html")

# What a person who reads by ear meets, in order: headings, landmarks and controls with their names.
BEGINNING = [
    'link "Naar de inhoud"',
    "banner",
    'link "Toegankelijkheidsmonitor"',
    'navigation "Taal"',
]
HEADINGS = [
    'heading "1. Afbeeldingen zonder tekstalternatief" [level=3]',
    'heading "Waar het werd gevonden" [level=4]',
    'heading "Wie wordt gehinderd" [level=4]',
    'heading "Hoe u het herstelt" [level=4]',
    'heading "Fout" [level=4]',
    'heading "Juist" [level=4]',
    'heading "Hoe u het zelf test" [level=4]',
]


@pytest.fixture
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A parameter holds options of the page."""
    page = browser.new_page(**{"viewport": {"width": 1280, "height": 800}, **getattr(request, "param", {})})
    yield page
    page.close()


def heard(page: Any) -> list[str]:
    """A line for each thing with a role, as the browser's accessibility tree has it."""
    lines = (line.strip().removeprefix("- ").strip("'") for line in page.locator("body").aria_snapshot().splitlines())
    return [line.rstrip(":") for line in lines if not line.startswith(("/url", "text"))]


def test_what_is_heard_begins_with_the_way_to_the_content_and_names_every_part(report_folder: Path, page: Any) -> None:
    page.goto((report_folder / SITE).as_uri())
    lines = heard(page)
    assert lines[: len(BEGINNING)] == BEGINNING
    named = [line for line in lines if line.startswith(("main", "contentinfo", "navigation"))]
    assert named == [
        'navigation "Taal"',
        'navigation "Rapport"',
        "main",
        'navigation "Op deze pagina"',
        "contentinfo",
        'navigation "Meer in dit rapport"',
    ]
    first = lines.index(HEADINGS[0])
    assert [line for line in lines[first:] if line.startswith("heading")][: len(HEADINGS)] == HEADINGS


@pytest.mark.parametrize("name", PAGES)
def test_every_control_and_image_has_a_name_and_headings_leave_no_level_out(
    report_folder: Path, page: Any, name: str
) -> None:
    page.goto((report_folder / name).as_uri())
    lines = heard(page)
    controls = [line for line in lines if line.split()[0] in ("link", "button", "img", "heading", "table")]
    assert [line for line in controls if '"' not in line] == []
    levels = [int(line.partition("[level=")[2][0]) for line in lines if line.startswith("heading")]
    assert levels[0] <= 2
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


IN_ORDER = """() => {
  const shown = [...document.querySelectorAll("main h1, main h2, main h3, main h4, main p, main summary, main caption")]
    .filter((each) => each.checkVisibility() && !each.closest("table tbody"));
  const tops = shown.map((each) => each.getBoundingClientRect().top + scrollY);
  return shown.filter((each, at) => at && tops[at] < tops[at - 1] - 1).map((each) => each.textContent.trim());
}"""


@pytest.mark.parametrize("page", [{"viewport": {"width": 320, "height": 640}}], indirect=True)
@pytest.mark.parametrize("name", PAGES)
def test_what_is_read_first_is_shown_first(report_folder: Path, page: Any, name: str) -> None:
    page.goto((report_folder / name).as_uri())
    assert page.evaluate(IN_ORDER) == []


FOCUSED = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const seen = box.width > 0 && bottom - top >= Math.min(box.height, 200) - 2; // a scrolled table may be taller
  const over = document.elementFromPoint(box.left + Math.min(box.width, 20) / 2, (top + bottom) / 2);
  const all = document.querySelectorAll("a[href], summary, [tabindex='0']");
  const stops = [...all].filter((each) => each.checkVisibility());
  return [stops.indexOf(at), seen && Boolean(over) && (at.contains(over) || over.contains(at)),
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
}"""


@pytest.mark.parametrize("name", PAGES)
def test_with_the_tab_key_every_control_is_reached_in_order_seen_and_left(
    report_folder: Path, page: Any, name: str
) -> None:
    page.goto((report_folder / name).as_uri())
    stops = []
    while True:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or len(stops) > 600:
            break
        stops.append(stop)
    assert [place for place, _, _ in stops] == list(range(len(stops)))
    assert len(stops) > 10
    assert [place for place, seen, marked in stops if not (seen and marked)] == []


def test_a_folded_barrier_opens_and_closes_with_a_key(report_folder: Path, page: Any) -> None:
    page.goto((report_folder / SITE).as_uri())
    summary = page.locator(".repairs summary").first
    summary.focus()
    states = []
    for key in ("Enter", "Space"):
        page.keyboard.press(key)
        states.append(page.locator(".repairs details").first.get_attribute("open") is not None)
    assert states == [True, False]


@pytest.mark.parametrize("page", [{"forced_colors": "active"}], indirect=True)
@pytest.mark.parametrize("name", ["index.html", "trend.html"])
def test_drawings_stand_out_in_the_colours_the_reader_forces(report_folder: Path, page: Any, name: str) -> None:
    page.goto((report_folder / name).as_uri())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    drawn = page.evaluate(
        "[...document.querySelectorAll('.scale-share, .trend-line, .trend-dot:not(.hollow),"
        " svg .accessible, svg .not-accessible')]"
        ".map((each) => [getComputedStyle(each).fill, getComputedStyle(each).stroke])"
    )
    assert drawn
    assert [colours for colours in drawn if not set(colours) - {ground, "none"}] == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("language", ["", "fr", "de"])
def test_with_text_twice_as_large_nothing_is_cut_off_or_wider_than_the_window(
    report_folder: Path, page: Any, name: str, language: str
) -> None:
    page.goto((report_folder / language / name).as_uri())
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    cut = page.evaluate(
        "[...document.querySelectorAll('main *')].filter((each) => each.children.length === 0"
        " && getComputedStyle(each).overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1)"
        ".map((each) => each.outerHTML.slice(0, 120))"
    )
    assert cut == []


@pytest.mark.parametrize("page", [{"viewport": {"width": 720, "height": 1000}, "color_scheme": "dark"}], indirect=True)
@pytest.mark.parametrize("language", ["", "fr", "de"])
def test_on_paper_everything_fits_and_is_dark_on_white(report_folder: Path, page: Any, language: str) -> None:
    page.emulate_media(media="print")
    for name in (*PAGES, "sites/site-3.vlaanderen.test/barriers.html"):
        page.goto((report_folder / language / name).as_uri())
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        colours = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
        assert page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
        assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--good')") == "#0b6b58"
