"""Contrast as WCAG 2 defines it, of many pixels at once.

Colours are arrays whose last axis is red, green and blue, 0 to 255; ratios lie between 1 and 21.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from PIL import Image

_DARK = 0.04045  # below it, sRGB is linear
_PAINTED = 12  # difference of a channel, of 255, that shows a letter was painted

Ratios = NDArray[np.float64]
Pixels = NDArray[np.uint8]


def pixels_in(picture: Image.Image, box: tuple[int, int, int, int]) -> Pixels:
    """Of a part of a picture in RGB: left, top, right, bottom."""
    return np.frombuffer(picture.crop(box).tobytes(), np.uint8).reshape(-1, 3)


def painted(drawn: Pixels, behind: Pixels) -> NDArray[np.bool_]:
    """Where letters changed what is behind them."""
    changed = np.abs(drawn.astype(np.int16) - behind) >= _PAINTED
    return np.asarray(changed.any(axis=-1))


def contrast(one: ArrayLike, other: ArrayLike) -> Ratios:
    """Of each colour with the one at the same place."""
    lights = _luminance(np.asarray(one)), _luminance(np.asarray(other))
    return np.asarray((np.maximum(*lights) + 0.05) / (np.minimum(*lights) + 0.05))


def contrasts(text: Sequence[float], behind: ArrayLike) -> Ratios:
    """Of a text colour (with alpha, 0 to 1) with each of the pixels behind it, lowest first."""
    pixels, alpha = np.asarray(behind), text[3]
    seen = np.asarray(text[:3]) * alpha + pixels * (1 - alpha)
    return np.sort(contrast(seen, pixels))


def _luminance(colours: NDArray[np.generic]) -> Ratios:
    channels = _LINEAR[colours] if colours.dtype == np.uint8 else linear(colours.astype(np.float64))
    return np.asarray(0.2126 * channels[..., 0] + 0.7152 * channels[..., 1] + 0.0722 * channels[..., 2])


def linear(channels: NDArray[np.float64]) -> NDArray[np.float64]:
    """The light, 0 to 1, that sRGB gives for 0 to 255."""
    shares = channels / 255
    return np.where(shares <= _DARK, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)


_LINEAR = linear(np.arange(256, dtype=np.float64))
