from __future__ import annotations

import pytest

from checks.observations.svg_words import data_of, svg_reading

SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='20'>{}</svg>"


def read(body: str) -> tuple[list[str], float] | None:
    reading = svg_reading(SVG.format(body).encode())
    return None if reading is None else ([line.text for line in reading.lines], reading.beside)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<text>Free entry</text>", (["Free entry"], 0.0)),
        ("<g><text> Free <tspan>entry</tspan>\n</text></g>", (["Free entry"], 0.0)),
        ("<text>Free</text><text>entry</text>", (["Free", "entry"], 0.0)),
        ("<rect width='9'/><text>Free entry</text>", (["Free entry"], 1.0)),
        ("<text font-family='Gothic'>Free entry</text>", (["Free entry"], 1.0)),
        ("<text style='fill:red'>Free entry</text>", (["Free entry"], 1.0)),
        ("<path d='M0 0'/>", ([], 1.0)),
        ("<text>open", None),
        ("<text>x</text>" + " " * 20_000, None),
    ],
)
def test_the_words_of_an_svg_are_read_from_its_code(body: str, found: tuple[list[str], float] | None) -> None:
    assert read(body) == found


def test_an_entity_is_not_followed() -> None:
    bomb = "<!DOCTYPE svg [<!ENTITY a 'boom'><!ENTITY b SYSTEM 'file:///etc/hostname'>]>" + SVG.format(
        "<text>a&b;&a;</text>"
    )
    reading = svg_reading(bomb.encode())
    assert reading is None or all("boom" not in line.text for line in reading.lines)


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("data:image/svg+xml;utf8,<svg a='%23b'/>", b"<svg a='#b'/>"),
        ("data:image/svg+xml;base64,PHN2Zy8+", b"<svg/>"),
        ("data:image/svg+xml;charset=utf-8;base64,PHN2Zy8%2B", b"<svg/>"),
        ("data:image/png;base64,%%%", b""),
        ("data:,", b""),
    ],
)
def test_what_a_data_address_holds(address: str, data: bytes) -> None:
    assert data_of(address) == data
