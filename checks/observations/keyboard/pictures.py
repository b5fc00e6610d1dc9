"""Whether a person sees a difference between two pictures of the screen."""

from __future__ import annotations

import io
from functools import cached_property

from PIL import Image, ImageChops

_LEAST = 16  # of 255, in one colour of one pixel: less is not seen on any screen


class Screen:
    """A picture of the window. png: as the browser gives it, of equal pixels equal bytes."""

    def __init__(self, png: bytes) -> None:
        self.png = png

    @cached_property
    def pixels(self) -> Image.Image:
        with Image.open(io.BytesIO(self.png)) as image:
            image.load()
            return image if image.mode == "RGB" else image.convert("RGB")  # converting would copy it once more

    def differs(self, other: Screen) -> bool:
        if self.png == other.png:
            return False
        if self.pixels.size != other.pixels.size:
            return True
        difference = ImageChops.difference(self.pixels, other.pixels)
        return any(sum(band.histogram()[_LEAST:]) for band in difference.split())
