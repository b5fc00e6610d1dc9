from __future__ import annotations

import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from checks.observations.animated_image import Movement, Timing, movement, read_timing


def image(kind: str, *colours: str, delay: int = 500, loop: int | None = 0, size: tuple[int, int] = (40, 30)) -> bytes:
    frames = [Image.new("RGB", size, colour) for colour in colours]
    file = io.BytesIO()
    repeat = {} if loop is None else {"loop": loop}
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=delay, lossless=True, **repeat)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_delays_and_rounds_are_read_from_all_three_formats(kind: str) -> None:
    data = image(kind, "red", "green", "blue")
    assert read_timing(data) == Timing((500, 500, 500), math.inf)
    assert read_timing(image(kind, "red", "green", delay=400, loop=2 if kind != "GIF" else 1)) == Timing((400, 400), 2)


def test_a_gif_that_names_no_rounds_plays_once() -> None:
    timing = read_timing(image("GIF", "red", "green", loop=None))
    assert timing == Timing((500, 500), 1)
    assert timing.seconds == 1.0


def test_browsers_show_a_frame_without_delay_for_a_tenth_of_a_second() -> None:
    assert read_timing(image("GIF", "red", "green", delay=10)) == Timing((100, 100), math.inf)
    assert read_timing(image("GIF", "red", "green", delay=20)) == Timing((20, 20), math.inf)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_image_with_one_frame_does_not_move(kind: str) -> None:
    assert movement(image(kind, "red")) is None


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_black_and_white_in_turns_moves_and_flashes_all_over(kind: str) -> None:
    assert movement(image(kind, "black", "white", delay=100)) == Movement(math.inf, 1.0, 1.0)
    assert movement(image(kind, "black", "white", delay=300)) == Movement(math.inf, 1.0, 0.0)


def test_a_broken_picture_still_tells_how_long_it_plays() -> None:
    whole = image("PNG", "black", "white")
    broken = whole.replace(b"IHDR\x00\x00\x00\x28", b"IHDR\x00\x00\x00\x29")
    found = movement(broken)
    assert found is not None
    assert found.seconds == math.inf


@given(st.binary(max_size=200), st.sampled_from([b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP"]))
def test_any_bytes_give_an_answer(tail: bytes, head: bytes) -> None:
    read_timing(head + tail)
    movement(head + tail)


@given(st.integers(0, 400), st.sampled_from(["GIF", "PNG", "WEBP"]))
def test_an_image_cut_off_anywhere_gives_an_answer(length: int, kind: str) -> None:
    movement(image(kind, "red", "green", "blue")[:length])
