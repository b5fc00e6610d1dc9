"""What the commands share: settings, the database and its lock, the crawl that is meant, the end of a run."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import click
from filelock import FileLock

from checks.catalogue import describe_checks
from checks.coverage import coverage
from checks.profile import for_standard, load_profile
from crawler.commands.errors import DONE, NOT_ALL_TESTED, BadInput, CouldNotRun
from crawler.pipeline.auditing import AuditTools
from crawler.settings import NO_CONTACT, Settings, load_settings
from report_templates.terminal import share_lines
from results.change.stored_comparison import compare_crawls, crawl_trend, previous_crawl
from results.crawls.stored_crawls import DetailsRemoved, crawl_checks, get_crawl, latest_crawl
from results.judging.stored_verdicts import is_judged, judge_crawl
from results.model import Crawl, CrawlReport, Profile, Share, Standard
from results.reporting.stored_report import crawl_report
from results.storage.store import Store, StoreError, missing_database, open_store

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


def profiles_of(settings: Settings) -> list[Profile]:
    """As their files have them; what a crawl is judged by depends on its standard too (`fitted`)."""
    return [load_profile(name) for name in settings.profiles]


def fitted(profiles: Sequence[Profile], crawl: Crawl) -> list[Profile]:
    return [for_standard(profile, standard_of(crawl)) for profile in profiles]


@contextmanager
def writing(settings: Settings, *, create: bool = True) -> Iterator[Store]:
    """The database, with the lock that only one writer has; the system takes it back from a dead one."""
    if create:
        settings.database.parent.mkdir(parents=True, exist_ok=True)
    elif not settings.database.exists():
        raise StoreError(missing_database(settings.database))
    with FileLock(f"{settings.database}.lock", timeout=0), open_store(settings.database) as store:
        yield store


@contextmanager
def judged_crawl(
    invocation: Invocation, settings: Settings, crawl_id: int | None
) -> Iterator[tuple[Store, Crawl, list[Profile]]]:
    """A finished crawl with verdicts under every profile; judged now under those that are new."""
    profiles = profiles_of(settings)
    with open_store(settings.database, create=False) as store:
        crawl = chosen_crawl(store, crawl_id)
        judged = fitted(profiles, crawl)
        newest = last_crawl(store)
        if crawl_id is None and newest.id > crawl.id:
            invocation.say(f"crawl {newest.id} is not finished; this is crawl {crawl.id}")
        if not crawl.finished_at:
            raise BadInput(
                f"crawl {crawl.id} is not finished; continue with: wadmon crawl --resume, "
                f"or end it as it is with: wadmon judge --crawl {crawl.id}"
            )
        judge_if_new(invocation, settings, store, crawl, judged)
        yield store, crawl, judged


def judge_if_new(
    invocation: Invocation, settings: Settings, store: Store, crawl: Crawl, profiles: Sequence[Profile]
) -> None:
    """From what is stored, under the profiles the crawl was not judged by yet; earlier verdicts stay."""
    new = [profile for profile in profiles if not is_judged(store, crawl.id, profile)]
    if new:
        names = ", ".join(f"{profile.name} {profile.version}" for profile in new)
        invocation.say(f"judging crawl {crawl.id} by {names}")
        with FileLock(f"{settings.database}.lock", timeout=0):
            judge_crawl(store, crawl.id, new)


def last_crawl(store: Store) -> Crawl:
    """Finished or not."""
    return latest_crawl(store) or chosen_crawl(store, None)


def chosen_crawl(store: Store, crawl_id: int | None) -> Crawl:
    if crawl_id is not None:
        crawl = get_crawl(store, crawl_id)
        if crawl is None:
            raise BadInput(f"there is no crawl {crawl_id}")
        return crawl
    crawl = latest_crawl(store, finished=True)
    if crawl is None:
        started = latest_crawl(store)
        raise BadInput(
            f"crawl {started.id} is not finished; continue with: wadmon crawl --resume"
            if started
            else "nothing has been crawled yet; start with: wadmon crawl"
        )
    return crawl


def records_of(store: Store, crawl: Crawl, judged: Sequence[Profile]) -> CrawlReport:
    checks = describe_checks(crawl_checks(store, crawl.id))
    return crawl_report(store, crawl, judged, checks, coverage(checks, standard_of(crawl)))


def with_history(invocation: Invocation, settings: Settings, store: Store, records: CrawlReport) -> CrawlReport:
    """The report with what changed since the crawl before, and all crawls in a row."""
    profile = records.profiles[0]
    previous = previous_crawl(store, records.crawl)
    try:
        if previous is not None:
            judge_if_new(invocation, settings, store, previous, [profile])
    except DetailsRemoved as error:
        invocation.say(f"not compared with crawl {previous.id if previous else 0}: {error}")
        previous = None
    return replace(
        records,
        comparison=compare_crawls(store, previous, records.crawl, profile) if previous else None,
        trend=crawl_trend(store, profile.name),
    )


def standard_of(crawl: Crawl) -> Standard:
    """Crawls from before the setting measured against WCAG 2.1."""
    return Standard(crawl.settings.get("standard", Standard.V3_2_1))


def remind_of_contact(invocation: Invocation, settings: Settings) -> None:
    if settings.contact_url == NO_CONTACT and not settings.effective_proxy:
        invocation.say("set contact_url in wadmon.toml: administrators must be able to reach you")


def tell_tools(invocation: Invocation, tools: AuditTools) -> None:
    used = tools.tools
    invocation.say(
        f"{used.browser}, axe-core {used.axe_version}{'' if used.browser_sandbox else ', no sandbox (root)'}"
    )
    if used.axe_source == "fallback":
        invocation.say("axe-core is the fallback: an older version that finds fewer barriers (npm was out of reach)")


def tell_shares(shares: Sequence[Share], language: str) -> None:
    for line in share_lines(shares, language):
        click.echo(line)


def exit_by(found: Share) -> None:
    raise click.exceptions.Exit(NOT_ALL_TESTED if found.not_tested else DONE)


_RESUMABLE = "stopped; what was done is stored. Continue with: wadmon crawl --resume"


def run_until_stopped(work: Coroutine[Any, Any, T], stopped: str = _RESUMABLE) -> T:
    """Ctrl-C and SIGTERM end the work between two transactions; what is stored can be resumed."""

    async def until_told() -> T:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        assert task is not None
        loop.add_signal_handler(signal.SIGTERM, task.cancel)
        try:
            return await work
        except BaseException as error:
            if not task.cancelling():
                raise
            # Ctrl-C reaches the browser's driver as well: whatever breaks off with it is no error of its own.
            loop.set_exception_handler(lambda _loop, context: logger.debug("stopping: %s", context["message"]))
            raise asyncio.CancelledError from error

    try:
        return asyncio.run(until_told())
    except (KeyboardInterrupt, asyncio.CancelledError):
        raise CouldNotRun(stopped) from None
