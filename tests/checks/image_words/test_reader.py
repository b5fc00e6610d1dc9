from __future__ import annotations

import asyncio
import sys
import time

import psutil
import pytest

from checks.image_words import reader as reading
from checks.image_words.reader import ImageReader, image_reader, reader_version
from results.model import ImageReading
from tests.checks.drawn_pictures import PICTURES

# Answers each picture with its first byte for a width; of "h" it never hears the end, at "d" it dies.
PROGRAM = """
import sys, time
given = sys.stdin.buffer
while length := given.read(8):
    data = given.read(int.from_bytes(length, "big"))
    if data[:1] == b"h":
        time.sleep(60)
    if data[:1] == b"d":
        sys.exit(3)
    print('{"width": %d, "lines": []}' % data[0] if data[:1] != b"x" else "no json", flush=True)
"""


@pytest.fixture
def program() -> tuple[str, ...]:
    return sys.executable, "-c", PROGRAM


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


async def test_pictures_asked_for_at_once_each_get_their_own_answer(program: tuple[str, ...]) -> None:
    reader = ImageReader(program)
    answers = await asyncio.gather(*(reader.read(bytes([number])) for number in range(1, 6)))
    assert [answer.width for answer in answers] == [1, 2, 3, 4, 5]
    await reader.close()


async def test_the_loop_goes_on_while_a_picture_is_read(program: tuple[str, ...]) -> None:
    reader = ImageReader(program, seconds=0.5, start_seconds=0.5)
    turns = 0

    async def count() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.01)
            turns += 1

    counting = asyncio.create_task(count())
    await reader.read(b"h")
    counting.cancel()
    assert turns > 10
    await reader.close()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"h", "reading took over 0.5 s"),
        (b"d", "the program that reads pictures ended"),
        (b"x", "the program that reads pictures ended"),
    ],
)
async def test_what_hangs_dies_or_babbles_is_unread_and_the_next_is_read(
    program: tuple[str, ...], data: bytes, why: str
) -> None:
    before = children()
    reader = ImageReader(program, seconds=0.5)
    assert (await reader.read(b"\x01")).width == 1
    assert await reader.read(data) == ImageReading(unread=why)
    assert (await reader.read(b"\x02")).width == 2
    await reader.close()
    assert children() == before


async def test_who_stops_waiting_leaves_no_answer_for_the_next(program: tuple[str, ...]) -> None:
    reader = ImageReader(program)
    await reader.read(b"\x01")
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(reader.read(b"h"), 0.2)
    assert (await reader.read(b"\x07")).width == 7
    assert time.monotonic() - started < 20
    await reader.close()


async def test_a_program_that_is_not_there_is_said(program: tuple[str, ...]) -> None:
    reader = ImageReader(("/nowhere/python",))
    assert await reader.read(b"\x01") == ImageReading(unread="the program that reads pictures ended")
    await reader.close()


@pytest.mark.asyncio(loop_scope="session")  # as the fixture
async def test_the_words_of_a_picture_are_read(reader: ImageReader) -> None:
    reading = await reader.read(PICTURES["closed.png"])
    assert [line.text for line in reading.lines] == ["Town hall closed on Friday 21 July"]
    assert reading.lines[0].sure > 0.9
    assert (reading.width, reading.height, reading.unread) == (620, 70, "")


async def test_without_the_extra_there_is_no_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader_version().startswith("rapidocr 3.")
    monkeypatch.setattr(reading, "_PACKAGES", ("numpy", "a-package-that-nobody-installed"))
    assert reader_version() == ""
    async with image_reader() as started:
        assert started is None
