"""Whether a person sees a difference between two pictures of the screen."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from checks.observations.keyboard.pictures import Screen

GREY = (120, 120, 120)


def screen(*, size: tuple[int, int] = (40, 30), spot: tuple[int, int, int] = GREY) -> Screen:
    """A grey window with one pixel of another colour."""
    image = Image.new("RGB", size, GREY)
    image.putpixel((7, 5), spot)
    file = io.BytesIO()
    image.save(file, "PNG")
    return Screen(file.getvalue())


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        (screen(), False),
        (screen(spot=(120, 120, 135)), False),
        (screen(spot=(120, 120, 136)), True),
        (screen(spot=(104, 120, 120)), True),
        (screen(size=(40, 31)), True),
    ],
)
def test_one_pixel_that_is_plainly_another_is_a_difference(other: Screen, differs: bool) -> None:
    assert screen().differs(other) is differs
    assert other.differs(screen()) is differs
