"""Whether a person sees a difference between two pictures of the screen."""

from __future__ import annotations

import io

from PIL import Image, ImageChops

_LEAST = 16  # of 255, in one colour of one pixel: less is not seen on any screen


def differ(one: bytes, other: bytes) -> bool:
    """one, other: PNG of the same size."""
    if one == other:
        return False
    with Image.open(io.BytesIO(one)) as first, Image.open(io.BytesIO(other)) as second:
        if first.size != second.size:
            return True
        difference = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
        return difference.point(lambda value: 255 * (value >= _LEAST)).getbbox() is not None
