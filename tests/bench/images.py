"""What reading the words in pictures costs, apart from all other checks: `make bench`.

The pictures of the test pages, each in three sizes, read one after another as a crawl does the first time; what is
known from an earlier crawl, or from another page, costs nothing.
"""

from __future__ import annotations

import asyncio
import io
import statistics
import time

import psutil
from PIL import Image

from checks.image_words.reader import ImageReader, reader_version
from tests.checks.drawn_pictures import PICTURES

SCALES = (1, 2, 4)


def enlarged(data: bytes, times: int) -> bytes:
    file = io.BytesIO()
    with Image.open(io.BytesIO(data)) as image:
        image.resize((image.width * times, image.height * times)).save(file, "PNG")
    return file.getvalue()


async def measure() -> None:
    reader = ImageReader()
    started = time.monotonic()
    await reader.read(PICTURES["hello.png"])
    print(f"{reader_version()}: {time.monotonic() - started:.2f} s until the first picture is read")
    [process] = psutil.Process().children()
    for times in SCALES:
        seconds, words = [], 0
        for picture in PICTURES.values():
            data = enlarged(picture, times)
            begun = time.monotonic()
            words += sum(len(line.text.split()) for line in (await reader.read(data)).lines)
            seconds.append(time.monotonic() - begun)
        print(
            f"{len(seconds)} pictures, {times} x their size: median {statistics.median(seconds):.2f} s a picture, "
            f"longest {max(seconds):.2f} s, {words} words; memory {process.memory_info().rss >> 20} MiB"
        )
    await reader.close()


if __name__ == "__main__":
    asyncio.run(measure())
