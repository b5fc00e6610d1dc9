"""What the commands share: what the global options said, what is shown meanwhile, the end of a run."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Coroutine, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from crawler.commands.errors import DONE, NOT_ALL_TESTED, CouldNotRun
from crawler.pipeline.crawl import Watcher
from crawler.pipeline.judge import JudgedCrawl, judged_crawl
from crawler.progress import progress_for
from crawler.settings import NO_CONTACT, Settings, load_settings
from report_templates.terminal import carried_lines, share_lines
from results.crawls.stored_carrying import carried_pages, get_retests
from results.model import Profile, Share, Tools
from results.storage.store import Store

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

    def judged(
        self, profiles: tuple[str, ...], crawl_id: int | None, **more: Any
    ) -> AbstractContextManager[JudgedCrawl]:
        """The crawl that --crawl and --profile mean, open."""
        return judged_crawl(self.settings(profiles=profiles or None, **more), crawl_id, self.say)

    def watcher(self, settings: Settings) -> Watcher:
        """Shows a crawl to the person at the terminal."""
        remind_of_contact(self, settings)
        return Watcher(self._show_tools, lambda: progress_for(sys.stderr, quiet=self.quiet))

    def _show_tools(self, tools: Tools) -> None:
        sandbox = "" if tools.browser_sandbox else ", no sandbox (root)"
        self.say(f"{tools.browser}, axe-core {tools.axe_version}{sandbox}")
        if tools.axe_source == "fallback":
            self.say("axe-core is the fallback: an older version that finds fewer barriers (npm was out of reach)")
        self.remind_of_image_words(tools)

    def remind_of_image_words(self, tools: Tools) -> None:
        if not tools.image_reader:
            self.say("not available: the checks that read the words in pictures (uv tool install '.[pictures]')")


def remind_of_contact(invocation: Invocation, settings: Settings) -> None:
    if settings.contact_url == NO_CONTACT and not settings.effective_proxy:
        invocation.say("set contact_url in wadmon.toml: administrators must be able to reach you")


def remind_of_publisher(invocation: Invocation, settings: Settings) -> None:
    """Without them the accessibility statement of a report is not complete."""
    names = ("publisher", "feedback", "enforcement_body", "enforcement_url")
    if missing := [name for name in names if not getattr(settings, name)]:
        invocation.say(f"set {', '.join(missing)} in wadmon.toml: the report's accessibility statement lacks them")


def show_shares(profiles: Sequence[Profile], shares: Sequence[Share], language: str) -> None:
    """profiles: each with the share at its place."""
    for line in share_lines(list(zip(profiles, shares, strict=True)), language):
        click.echo(line)


def show_carried(store: Store, crawl_id: int, language: str) -> None:
    """Of a crawl: what was not tested again."""
    wrong = [retest for retest in get_retests(store, crawl_id) if retest.differing]
    for line in carried_lines(carried_pages(store, crawl_id), wrong, language):
        click.echo(line)


def exit_by(found: Share) -> None:
    raise click.exceptions.Exit(NOT_ALL_TESTED if found.not_tested else DONE)


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
