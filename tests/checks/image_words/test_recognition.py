from __future__ import annotations

import io
import json
from dataclasses import asdict

import pytest
from PIL import Image

from checks.image_words.reader import LENGTH
from checks.image_words.recognition import Pixels, read_picture, serve
from checks.image_words.words import is_plain
from results.model import ImageLine, ImageReading
from tests.checks.drawn_pictures import PICTURES

Line = tuple[str, float, list[tuple[float, float]]]


def line(text: str, sure: float, left: float, top: float, right: float, bottom: float) -> Line:
    return text, sure, [(left, top), (right, top), (right, bottom), (left, bottom)]


# Where the three lines of the market stand: left, top, right, bottom.
MARKET = [line("a", 0.99, 18, 18, 240, 44), line("b", 0.98, 18, 54, 420, 82)]
MARKET_WHOLE = [*MARKET, line("c", 0.97, 18, 90, 450, 118)]


def read(name: str, lines: list[Line]) -> ImageReading:
    return read_picture(PICTURES[name], lambda _: lines)


def test_lines_have_their_place_as_shares_of_the_picture() -> None:
    assert read("market.png", MARKET).lines[0] == ImageLine("a", 0.99, 0.03, 0.1125, 0.37, 0.1625)


@pytest.mark.parametrize("name", ["market.png", "market-blend.png"])
def test_words_on_one_colour_or_one_gradient_are_plain(name: str) -> None:
    reading = read(name, MARKET_WHOLE)
    assert (reading.width, reading.height, reading.beside) == (600, 160, 0.0)
    assert reading.uneven < 1
    assert is_plain(reading)


def test_words_that_were_not_found_are_contours_beside_those_that_were() -> None:
    assert 0.2 < read("market.png", MARKET).beside < 0.6
    assert read("market.png", []).beside == 1.0


def test_what_was_not_read_for_sure_is_taken_for_something_drawn() -> None:
    assert read("market.png", [*MARKET, line("c", 0.8, 18, 90, 450, 118)]).beside > 0.2


def test_a_slanting_line_covers_no_more_than_itself() -> None:
    slanting = ("a", 0.99, [(0.0, 0.0), (600.0, 130.0), (590.0, 160.0), (0.0, 30.0)])
    assert read("market.png", [slanting]).beside > 0.2


def test_a_chart_a_form_and_a_view_are_not_plain() -> None:
    chart = read("chart.png", [line("a", 0.99, 18, 18, 400, 46)])
    view = read("market-view.png", [line("a", 0.99, 55, 90, 470, 120)])
    form = read("form.png", [line("a", 0.99, 16, 10, 200, 140)])
    assert not is_plain(chart)
    assert not is_plain(form)
    assert view.beside > 0.6
    assert view.uneven > 30


def transparent(ink: str) -> bytes:
    image = Image.new("RGBA", (100, 60))
    image.paste(ink, (20, 20, 60, 40))
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("ink", ["black", "white"])
def test_what_is_transparent_lies_on_a_ground_from_which_its_ink_stands_out(ink: str) -> None:
    seen: list[Pixels] = []
    read_picture(transparent(ink), lambda pixels: seen.append(pixels) or ())
    [pixels] = seen
    assert abs(int(pixels[30, 40, 0]) - int(pixels[5, 5, 0])) > 150


def test_a_large_picture_is_looked_at_smaller_and_a_low_one_larger() -> None:
    sizes: list[tuple[int, int]] = []
    for size in ((4000, 3000), (6000, 60), (90, 16), (300, 100)):
        file = io.BytesIO()
        Image.new("L", size).save(file, "PNG")
        read_picture(file.getvalue(), lambda pixels: sizes.append(pixels.shape[1::-1]) or ())
    assert sizes == [(1095, 822), (1920, 19), (270, 48), (300, 100)]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no picture that can be decoded (UnidentifiedImageError)"),
        (b"<html>", "no picture that can be decoded (UnidentifiedImageError)"),
        (PICTURES["market.png"][:400], "no picture that can be decoded (OSError)"),
    ],
)
def test_what_is_no_picture_is_unread_with_why(data: bytes, why: str) -> None:
    assert read_picture(data, lambda _: ()) == ImageReading(unread=why)


def test_a_picture_that_would_take_the_memory_is_not_opened() -> None:
    file = io.BytesIO()
    Image.new("1", (9000, 9000)).save(file, "PNG")
    assert read_picture(file.getvalue(), lambda _: ()) == ImageReading(unread="too large to decode")


def test_pictures_are_answered_one_after_another_until_the_input_ends() -> None:
    given = b"".join(len(data).to_bytes(LENGTH, "big") + data for data in (PICTURES["hello.png"], b"nothing"))
    answers = io.BytesIO()
    serve(io.BytesIO(given), answers, lambda _: [line("Welcome", 1.0, 10, 10, 90, 40)])
    first, second = map(json.loads, answers.getvalue().splitlines())
    assert (first["width"], first["lines"][0]["text"]) == (220, "Welcome")
    assert second == asdict(ImageReading(unread="no picture that can be decoded (UnidentifiedImageError)")) | {
        "lines": []
    }
