"""What an animated image does, from its bytes: how long it moves, how much of it, whether it flashes.

GIF89a, APNG (PNG third edition), WebP (RFC 9649). Times are those of the file; browsers show a frame of 10 ms or less
for 100 ms. Pillow decodes the frames; what it cannot, is not judged.
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops

from checks.observations.flashes import GRID, flashing_share
from checks.observations.pixels import linear

_MOST_FRAMES = 150  # decoded; what flashes does so in the first
_MOST_PIXELS = 4_000_000  # of one frame
_ALL_PIXELS = 40_000_000  # of the frames together: half a second
_SMALL = (160, 160)
_VISIBLE = 24  # difference of a channel, of 255, that is seen
_TOO_FAST, _INSTEAD = 10, 100  # milliseconds: what browsers do not follow, and show instead
_GIF_END, _GIF_EXTENSION, _GIF_CONTROL, _GIF_APPLICATION, _GIF_PICTURE = 0x3B, 0x21, 0xF9, 0xFF, 0x2C
_GIF_ROUNDS = (b"\x0bNETSCAPE2.0\x03\x01", b"\x0bANIMEXTS1.0\x03\x01")


@dataclass(frozen=True, slots=True)
class Timing:
    """delays: milliseconds, one a frame, as browsers show them. rounds: how often it plays; infinite: math.inf."""

    delays: tuple[int, ...]
    rounds: float

    @property
    def seconds(self) -> float:
        return sum(self.delays) / 1000 * self.rounds


@dataclass(frozen=True, slots=True)
class Movement:
    """moving: share of the picture that changes at all. seconds: how long it plays.

    flashing: share of the picture that flashes too often. Both None when its frames could not be decoded.
    """

    seconds: float
    moving: float | None
    flashing: float | None


def movement(data: bytes) -> Movement | None:
    """None for an image with one frame, and for what is no such image."""
    timing = read_timing(data)
    if timing is None or len(timing.delays) <= 1:
        return None
    try:
        frames = list(_frames(data))
    except (OSError, ValueError, EOFError, SyntaxError, MemoryError, struct.error, Image.DecompressionBombError):
        return Movement(timing.seconds, None, None)
    cells = [(_start(timing, at), luminances(frame)) for at, frame in enumerate(frames)]
    return Movement(timing.seconds, _moving(frames), flashing_share(cells, sum(timing.delays) / 1000, timing.rounds))


def read_timing(data: bytes) -> Timing | None:
    """None when the bytes are none of the three formats or end too soon."""
    try:
        if data[:6] in (b"GIF87a", b"GIF89a"):
            return _gif(data)
        if data[:8] == b"\x89PNG\r\n\x1a\n":
            return _apng(data)
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            return _webp(data)
    except (IndexError, struct.error):
        return None
    return None


def _shown(milliseconds: float) -> int:
    return _INSTEAD if milliseconds <= _TOO_FAST else round(milliseconds)


def _gif(data: bytes) -> Timing:
    at = 13 + _colours(data[10])
    delays: list[int] = []
    delay, rounds = 0, 1.0
    while data[at] != _GIF_END:
        if data[at] == _GIF_EXTENSION:
            label, at = data[at + 1], at + 2
            if label == _GIF_CONTROL:
                delay = int.from_bytes(data[at + 2 : at + 4], "little") * 10
            elif label == _GIF_APPLICATION and data[at : at + 14] in _GIF_ROUNDS:
                repeats = int.from_bytes(data[at + 14 : at + 16], "little")
                rounds = repeats + 1.0 if repeats else math.inf
            at = _after_blocks(data, at)
        elif data[at] == _GIF_PICTURE:
            at = _after_blocks(data, at + 10 + _colours(data[at + 9]) + 1)
            delays.append(_shown(delay))
            delay = 0
        else:
            raise IndexError
        if at >= len(data):  # cut off: browsers show what there is
            break
    return Timing(tuple(delays), rounds)


def _colours(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    while data[at]:
        at += data[at] + 1
    return at + 1


def _apng(data: bytes) -> Timing:
    at, rounds = 8, 1.0
    delays: list[int] = []
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name == b"acTL":
            repeats = struct.unpack_from(">I", data, at + 12)[0]
            rounds = float(repeats) if repeats else math.inf
        elif name == b"fcTL":
            numerator, denominator = struct.unpack_from(">HH", data, at + 28)
            delays.append(_shown(1000 * numerator / (denominator or 100)))
        elif name == b"IDAT" and not delays and rounds == 1.0 and b"acTL" not in data[:at]:
            break  # no animation control before the picture: an ordinary PNG
        at += 12 + length
    return Timing(tuple(delays), rounds)


def _webp(data: bytes) -> Timing:
    at, rounds = 12, 1.0
    delays: list[int] = []
    while at + 8 <= len(data):
        name, length = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name == b"ANIM":
            repeats = int.from_bytes(data[at + 12 : at + 14], "little")
            rounds = float(repeats) if repeats else math.inf
        elif name == b"ANMF":
            delays.append(_shown(int.from_bytes(data[at + 20 : at + 23], "little")))
        at += 8 + length + (length & 1)
    return Timing(tuple(delays), rounds)


def _frames(data: bytes) -> Iterator[Image.Image]:
    """Each on white, small."""
    with Image.open(io.BytesIO(data)) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise ValueError("too large to decode")
        most = min(_MOST_FRAMES, max(2, _ALL_PIXELS // (image.width * image.height)))
        for at in range(min(getattr(image, "n_frames", 1), most)):
            image.seek(at)
            frame = image.convert("RGBA")
            frame.thumbnail(_SMALL, Image.Resampling.BOX)
            whole = Image.new("RGB", frame.size, "white")
            whole.paste(frame, mask=frame.getchannel("A"))
            yield whole


def _moving(frames: list[Image.Image]) -> float:
    lightest = darkest = frames[0]
    for frame in frames[1:]:
        lightest, darkest = ImageChops.lighter(lightest, frame), ImageChops.darker(darkest, frame)
    channels = [
        channel.point(lambda value: 255 if value > _VISIBLE else 0)
        for channel in ImageChops.difference(lightest, darkest).split()
    ]
    changed = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    return changed.histogram()[255] / (changed.width * changed.height)


def _start(timing: Timing, frame: int) -> float:
    return sum(timing.delays[:frame]) / 1000


def luminances(frame: Image.Image) -> list[float]:
    """Relative luminance (WCAG), 0 to 1, of the cells of a grid laid over the picture."""
    linear = frame.convert("RGB").point(_LINEAR).resize(GRID, Image.Resampling.BOX)
    red, green, blue = (channel.tobytes() for channel in linear.split())
    return [(0.2126 * r + 0.7152 * g + 0.0722 * b) / 255 for r, g, b in zip(red, green, blue, strict=True)]


_LINEAR = [round(255 * light) for light in linear(np.arange(256.0)).tolist()] * 3
