from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.published_figures import PublishedFiguresError, read_figures, write_figures
from results.model import PublishedFigure

EXAMPLE = Path(__file__).parents[2] / "docs" / "published-figures.csv"

texts = st.text("abc =+-,;\"'é", min_size=1, max_size=20).map(str.strip).filter(lambda text: text.strip("'\""))
shares = st.integers(0, 1000).map(lambda tenths: tenths / 1000)


@st.composite
def figures(draw: st.DrawFn) -> PublishedFigure:
    share = draw(shares)
    ends = sorted((share, draw(shares)))
    return PublishedFigure(
        date=draw(st.one_of(st.integers(1990, 2030).map(str), st.dates().map(str).filter(lambda d: d[0] != "0"))),
        share=share,
        population=draw(texts),
        source=draw(texts),
        method=draw(st.one_of(st.just(""), texts)),
        interval=draw(st.sampled_from([None, (ends[0], ends[1])])),
        sites=draw(st.one_of(st.none(), st.integers(1, 10**6))),
    )


def read(folder: Path, text: str) -> tuple[PublishedFigure, ...]:
    (folder / "figures.csv").write_text(text, "utf-8")
    return read_figures(folder / "figures.csv")


@settings(deadline=None)  # it writes files
@given(st.lists(figures(), min_size=1, max_size=5))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, made: list[PublishedFigure]) -> None:
    text = io.StringIO()
    write_figures(made, text)
    assert read(tmp_path_factory.mktemp("figures"), text.getvalue()) == tuple(made)


def test_the_example_has_what_was_published_of_flanders_and_belgium() -> None:
    found = {(figure.population, figure.date): figure for figure in read_figures(EXAMPLE)}
    shares = {key: figure.share for key, figure in found.items()}
    flanders = {"2011": 0.628, "2012": 0.63, "2013": 0.64, "2014": 0.55, "2017": 0.487, "2018": 0.44}
    belgium = {"2007": 0.04, "2009": 0.07, "2010": 0.097, "2011": 0.084, "2012": 0.126, "2017": 0.179}
    assert shares == {("Flemish government", year): share for year, share in flanders.items()} | {
        ("Belgium", year): share for year, share in belgium.items()
    }
    assert found["Flemish government", "2018"].sites == 150
    assert all(figure.source and figure.method for figure in found.values())


@pytest.mark.parametrize("written", ["62.8", "62,8", "62.8 %", " 62,8% "])
def test_a_percentage_is_read_as_people_write_it(tmp_path: Path, written: str) -> None:
    (found,) = read(tmp_path, f'year;share;population;source\n2011;"{written}";Flanders;x\n')
    assert found == PublishedFigure("2011", 0.628, "Flanders", "x")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("2018,0.44,P,S,,,", "'0.44' in the column share: write 62.8 for 62.8 %, or 0.44 % if that is meant"),
        ("2018,101,P,S,,,", "'101' is no percentage; write 62.8 in the column share"),
        ("2018,,P,S,,,", "no share"),
        ("2018,44,,S,,,", "no population"),
        ("2018,44,P,,,,", "no source"),
        ("spring,44,P,S,,,", "'spring' is no date; write 2018 or 2018-06-30"),
        ("2018-13-01,44,P,S,,,", "'2018-13-01' is no date; write 2018 or 2018-06-30"),
        ("2018,44,P,S,40,,", "an interval needs both low and high"),
        ("2018,44,P,S,45,50,", "the share 44 is not between 45 and 50"),
        ("2018,44,P,S,,,many", "'many' is no number of sites"),
        ("2018,44,P,S,,,,,more", "9 fields where the header has 7"),
    ],
)
def test_a_wrong_row_is_reported_with_its_line_and_value(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(PublishedFiguresError) as refused:
        read(tmp_path, f"date,share,population,source,low,high,sites\n2017,48.7,P,S,,,\n{row}\n")
    assert str(refused.value) == f"{tmp_path / 'figures.csv'}: line 3: {message}"


def test_a_file_without_the_columns_or_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishedFiguresError, match="line 1: no column named population or source; needed are date"):
        read(tmp_path, "date,share\n2018,44\n")
    with pytest.raises(PublishedFiguresError, match="no figures in it"):
        read(tmp_path, "date,share,population,source\n")


def test_zero_per_cent_of_few_is_a_figure(tmp_path: Path) -> None:
    found = read(tmp_path, "date,share,population,source\n2018,0,P,S\n2019,0.5 %,P,S\n")
    assert found == (replace(found[0], share=0.0), replace(found[0], date="2019", share=0.005))
