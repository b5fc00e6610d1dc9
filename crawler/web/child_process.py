"""A module of ours in a process of its own, that takes lines and gives lines: both sides of it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from pathlib import Path
from typing import BinaryIO

import crawler

MAX_LINE = 256 * 1024 * 1024  # bytes of one answer; an asyncio limit, not memory set aside
PARENT_CHECK_SECONDS = 1.0


async def start_child(module: str) -> asyncio.subprocess.Process:
    """A module of ours in a process of its own, which takes lines and gives lines."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-P",  # a folder named "crawler" in the working directory is not ours
        "-m",
        module,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=MAX_LINE,
        env=_child_environment(),
        start_new_session=True,  # Ctrl-C in a terminal is for the caller, who then stops the child
    )


async def end_child(process: asyncio.subprocess.Process, *tasks: asyncio.Task[None]) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):  # it ended in between
            process.kill()
    # The pipes are read to their end, or asyncio complains that they were left open.
    assert process.stdout is not None
    await process.stdout.read()
    await process.wait()
    await asyncio.gather(*tasks)


def _child_environment() -> dict[str, str]:
    """The child runs the code the caller runs, wherever that was imported from."""
    here = str(Path(crawler.__file__).parent.parent)
    inherited = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join([here, inherited] if inherited else [here])}


def claim_stdout() -> BinaryIO:
    """Standard output for results alone: whatever else a library prints goes to standard error."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return output


async def end_with_parent(parent: int) -> None:
    """A caller killed without warning must not leave a crawler behind that nobody can stop."""
    while os.getppid() == parent:  # noqa: ASYNC110 - nothing signals to a process that its parent has gone
        await asyncio.sleep(PARENT_CHECK_SECONDS)
    os._exit(1)
