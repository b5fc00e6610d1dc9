"""Reading pictures without holding anything up: in an OS process of its own, which is ended when it takes too long."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from pydantic import TypeAdapter, ValidationError

from results.model import ImageReading

LENGTH = 8  # bytes that say how long the picture is that follows
_PACKAGES = ("rapidocr", "onnxruntime", "numpy")  # of the extra
_PROGRAM = (sys.executable, "-m", "checks.image_words.recognition")
_SECONDS = 15.0  # for one picture
_START_SECONDS = 60.0  # for the first, which loads the models
_LONGEST_ANSWER = 2**20  # bytes
_READING: TypeAdapter[ImageReading] = TypeAdapter(ImageReading)


def reader_version() -> str:
    """What reads: names and versions; empty when the extra is not installed."""
    try:
        return " ".join(f"{package} {version(package)}" for package in _PACKAGES)
    except PackageNotFoundError:
        return ""


class ImageReader:
    """One process, begun with the first picture; one picture after another."""

    def __init__(
        self, program: Sequence[str] = _PROGRAM, seconds: float = _SECONDS, start_seconds: float = _START_SECONDS
    ) -> None:
        self._program = program
        self._seconds = seconds
        self._start_seconds = start_seconds
        self._process: asyncio.subprocess.Process | None = None
        self._ended: list[asyncio.subprocess.Process] = []
        self._turn = asyncio.Lock()

    async def read(self, data: bytes) -> ImageReading:
        """An unread one, with why, when it breaks or takes too long."""
        async with self._turn:
            limit = self._start_seconds if self._process is None else self._seconds
            try:
                return _READING.validate_json(await asyncio.wait_for(self._ask(data), limit))
            except TimeoutError:
                await self.close()
                return ImageReading(unread=f"reading took over {limit:g} s")
            except (OSError, ValidationError, ValueError):
                await self.close()
                return ImageReading(unread="the program that reads pictures ended")
            except BaseException:
                # Whoever waited is gone; the answer to come would be taken for that to another picture.
                self._kill()
                raise

    async def _ask(self, data: bytes) -> bytes:
        process = self._process or await self._begin()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(len(data).to_bytes(LENGTH, "big") + data)
        await process.stdin.drain()
        return await process.stdout.readline()

    async def _begin(self) -> asyncio.subprocess.Process:
        pipes: dict[str, Any] = {"stdin": asyncio.subprocess.PIPE, "stdout": asyncio.subprocess.PIPE}
        self._process = await asyncio.create_subprocess_exec(
            *self._program, **pipes, stderr=asyncio.subprocess.DEVNULL, limit=_LONGEST_ANSWER, start_new_session=True
        )
        return self._process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            self._ended.append(process)
            with suppress(ProcessLookupError):
                process.kill()

    async def close(self) -> None:
        self._kill()
        while self._ended:
            process = self._ended.pop()
            await process.wait()
            assert process.stdin is not None
            process.stdin.close()
            with suppress(OSError):
                await process.stdin.wait_closed()


@asynccontextmanager
async def image_reader() -> AsyncIterator[ImageReader | None]:
    """None when the extra is not installed."""
    if not reader_version():
        yield None
        return
    reader = ImageReader()
    try:
        yield reader
    finally:
        await reader.close()
