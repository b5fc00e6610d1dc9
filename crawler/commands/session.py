"""What the commands share: what the global options said, reminders, and a run until it is stopped."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from crawler.commands.errors import CouldNotRun
from crawler.settings import NO_CONTACT, Settings, load_settings
from results.model import Tools

T = TypeVar("T")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Invocation:
    """What the global options said."""

    config: Path | None
    options: dict[str, Any]
    quiet: bool

    def settings(self, **more: Any) -> Settings:
        return load_settings(self.config, self.options | {name: v for name, v in more.items() if v is not None})

    def say(self, text: str) -> None:
        """For the person at the terminal; results go to stdout, this goes to stderr."""
        if not self.quiet:
            click.echo(text, err=True)


def remind_of_contact(invocation: Invocation, settings: Settings) -> None:
    if settings.contact_url == NO_CONTACT and not settings.effective_proxy:
        invocation.say("set contact_url in wadmon.toml: administrators must be able to reach you")


def remind_of_publisher(invocation: Invocation, settings: Settings) -> None:
    """Without them the accessibility statement of a report is not complete."""
    names = ("publisher", "feedback", "enforcement_body", "enforcement_url")
    if missing := [name for name in names if not getattr(settings, name)]:
        invocation.say(f"set {', '.join(missing)} in wadmon.toml: the report's accessibility statement lacks them")


def remind_of_image_words(invocation: Invocation, tools: Tools) -> None:
    if not tools.image_reader:
        invocation.say("not available: the checks that read the words in pictures (uv tool install '.[pictures]')")


_RESUMABLE = "stopped; what was done is stored. Continue with: wadmon crawl --resume"


def run_until_stopped(work: Coroutine[Any, Any, T], stopped: str = _RESUMABLE) -> T:
    """Ctrl-C and SIGTERM end the work between two transactions; what is stored can be resumed."""

    async def until_stopped() -> T:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        assert task is not None
        told: list[int] = []

        def stop(number: int) -> None:
            told.append(number)
            task.cancel()

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop, number)
        try:
            return await work
        except BaseException as error:
            if not told:  # `cancelling` also counts what a group of tasks did to itself
                raise
            # Ctrl-C reaches the browser's driver as well: whatever breaks off with it is no error of its own.
            loop.set_exception_handler(lambda _loop, context: logger.debug("stopping: %s", context["message"]))
            raise asyncio.CancelledError from error

    try:
        return asyncio.run(until_stopped())
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise CouldNotRun(stopped) from None
