"""The process that reads pictures: `python -m checks.image_words.recognition`.

On its input comes one picture after another: eight bytes that say how long it is, and its file. For each it writes a
line of JSON, a `ImageReading`. It needs the extra `pictures`, and asks nothing of the network: the models are part
of the package it uses.
"""

from __future__ import annotations

import io
import json
import math
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from checks.image_words.reader import LENGTH
from checks.image_words.words import SURE
from results.model import ImageLine, ImageReading

_MOST_PIXELS = 40_000_000  # of a file that is opened
_PIXELS = 900_000  # that are looked at: letters of 12 px in a picture of usual size stay legible
_LONGEST = 1920
_LEAST_HEIGHT = 48  # smaller ones are enlarged
_EDGE = 40  # difference of a channel between neighbours, of 255, that draws a contour
_RIM = 0.03  # of each side: a frame around the words is no picture
_AROUND = 0.35  # of a line's height, that belongs to it

Pixels = Any
"""An array of height x width x 3 bytes. (numpy comes with the extra only.)"""

Corners = Sequence[tuple[float, float]]
Recognise = Callable[[Pixels], Iterable[tuple[str, float, Corners]]]
"""Lines of words, how sure they are, and their corners in pixels, from the left and the top."""


def read_picture(data: bytes, recognise: Recognise) -> ImageReading:
    """What the picture says; an unread one when its bytes are no picture."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            if width * height > _MOST_PIXELS:
                return ImageReading(unread="too large to decode")
            pixels = _pixels(image)
    except (OSError, ValueError, EOFError, SyntaxError, MemoryError, Image.DecompressionBombError) as error:
        return ImageReading(unread=f"no picture that can be decoded ({type(error).__name__})")
    found = list(recognise(pixels))
    lines = tuple(_line(text, sure, corners, pixels.shape) for text, sure, corners in found)
    # What was not read for sure may be no letters at all.
    return ImageReading(width, height, lines, *_around(pixels, [corners for _, sure, corners in found if sure >= SURE]))


def _line(text: str, sure: float, corners: Corners, size: Sequence[int]) -> ImageLine:
    rows, columns = size[:2]
    across, down = zip(*corners, strict=True)
    left, top = min(across), min(down)
    return ImageLine(
        text,
        round(sure, 3),
        round(left / columns, 4),
        round(top / rows, 4),
        round((max(across) - left) / columns, 4),
        round((max(down) - top) / rows, 4),
    )


def _pixels(image: Image.Image) -> Pixels:
    """The first frame, as large as it is looked at; what is transparent lies on what its letters stand out from."""
    image.draft("RGB", (_LONGEST, _LONGEST))
    whole = ImageOps.exif_transpose(image).convert("RGBA")
    scale = min(1.0, math.sqrt(_PIXELS / (whole.width * whole.height)), _LONGEST / max(whole.size))
    if whole.height < _LEAST_HEIGHT:
        scale = _LEAST_HEIGHT / whole.height
    size = (max(1, round(whole.width * scale)), max(1, round(whole.height * scale)))
    drawn = whole.resize(size, Image.Resampling.LANCZOS) if size != whole.size else whole
    alpha = drawn.getchannel("A")
    light = drawn.convert("L").histogram(alpha.point(lambda value: 255 if value > 127 else 0))  # noqa: PLR2004 - half
    mean = sum(value * count for value, count in enumerate(light)) / max(1, sum(light))
    ground = Image.new("RGB", size, "white" if mean < 160 else "#333")  # noqa: PLR2004 - of 255
    ground.paste(drawn, mask=alpha)
    return np.asarray(ground)


def _around(pixels: Pixels, lines: Sequence[Corners]) -> tuple[float, float]:
    """`beside` and `uneven` of an ImageReading."""
    rows, columns = pixels.shape[:2]
    inside = _covered(rows, columns, lines)
    rim = max(3, round(_RIM * min(rows, columns)))
    counted = np.zeros((rows, columns), bool)
    counted[rim:-rim, rim:-rim] = True
    levels = pixels.astype(np.int16)
    contours = np.zeros((rows, columns), bool)
    contours[:, 1:] |= np.abs(np.diff(levels, axis=1)).max(axis=2) > _EDGE
    contours[1:, :] |= np.abs(np.diff(levels, axis=0)).max(axis=2) > _EDGE
    all_contours = int((contours & counted).sum())
    outside = counted & ~inside
    beside = int((contours & outside).sum()) / all_contours if all_contours else 0.0
    return round(beside, 4), round(_uneven(pixels, outside), 2)


def _covered(rows: int, columns: int, lines: Sequence[Corners]) -> Pixels:
    """Where lines are, with what is close around their letters."""
    mask = Image.new("1", (columns, rows))
    draw = ImageDraw.Draw(mask)
    for corners in lines:
        high = min(math.dist(corners[0], corners[3]), math.dist(corners[0], corners[1]))
        draw.polygon([*corners], fill=1)
        draw.line([*corners, corners[0]], fill=1, width=max(1, round(2 * _AROUND * high)), joint="curve")
    return np.asarray(mask)


def _uneven(pixels: Pixels, outside: Pixels) -> float:
    """Root mean square of what is left of the colours when the plane that fits them best is taken away."""
    at_row, at_column = np.nonzero(outside)
    if not len(at_row):
        return 0.0
    step = max(1, len(at_row) // 20_000)
    at_row, at_column = at_row[::step], at_column[::step]
    places = np.column_stack((np.ones(len(at_row)), at_row, at_column))
    colours = pixels[at_row, at_column].astype(float)
    plane, *_ = np.linalg.lstsq(places, colours, rcond=None)
    return float(np.sqrt(((colours - places @ plane) ** 2).mean()))


def recogniser() -> Recognise:
    """The models loaded, on one processor: the others are the browsers'."""
    import rapidocr  # noqa: PLC0415 - takes a second, and is needed in this process only

    models = Path(rapidocr.__file__).parent / "models"
    read: Any = rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.3,
            "Det.model_path": str(models / "PP-OCRv6_det_small.onnx"),
            "Rec.model_path": str(models / "PP-OCRv6_rec_small.onnx"),
            "Det.limit_type": "max",  # else it enlarges all to 736 pixels, which takes five times as long
            "Det.limit_side_len": _LONGEST,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )

    def recognise(pixels: Pixels) -> Iterable[tuple[str, float, Corners]]:
        found = read(np.ascontiguousarray(pixels[:, :, ::-1]))  # it takes blue first
        boxes = () if found.boxes is None else found.boxes
        for text, sure, box in zip(found.txts or (), found.scores or (), boxes, strict=True):
            yield text, float(sure), [(float(left), float(top)) for left, top in box]

    return recognise


def serve(given: BinaryIO, answers: BinaryIO, recognise: Recognise) -> None:
    """Until the input ends."""
    while len(length := given.read(LENGTH)) == LENGTH:
        reading = read_picture(given.read(int.from_bytes(length, "big")), recognise)
        answers.write(json.dumps(asdict(reading)).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer, recogniser())
