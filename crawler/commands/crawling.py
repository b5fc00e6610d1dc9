"""`wadmon crawl` and its stages one by one: discover, audit, judge."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from crawler.commands.choosing import Choice, choosing_options
from crawler.commands.options import (
    delay_option,
    example,
    pages_option,
    profile_option,
    seed_option,
    workers_option,
)
from crawler.commands.searching import discover_sites
from crawler.commands.session import (
    Invocation,
    chosen_crawl,
    exit_by,
    fitted,
    last_crawl,
    profiles_of,
    remind_of_contact,
    run_until_stopped,
    tell_shares,
    tell_tools,
    writing,
)
from crawler.pipeline.auditing import audit_tools
from crawler.pipeline.crawl import ChosenSites, CrawlRun, begin_crawl
from crawler.pipeline.resuming import crawl_to_resume, settings_of
from crawler.progress import progress_for
from crawler.settings import Settings
from results.crawls.stored_crawls import finish_crawl
from results.judging.stored_verdicts import judge_crawl
from results.model import Crawl
from results.reporting.stored_report import crawl_share
from results.storage.store import Store


@click.command(epilog=example("wadmon --database weekly.db crawl --pages 12"))
@choosing_options
@profile_option
@pages_option
@seed_option
@delay_option
@workers_option
@click.option("--resume", is_flag=True, help="Continue the last crawl that did not finish.")
@click.pass_obj
def crawl(invocation: Invocation, /, profiles: tuple[str, ...], resume: bool, **options: Any) -> None:  # noqa: FBT001
    """All stages: find the pages of each site, sample them, check them in a browser, judge."""
    choice = Choice.taken_from(options)
    if resume and (choice.is_made or options["pages"] or options["seed"] is not None):
        raise click.UsageError(
            "--resume continues as the crawl began: leave out --site, --most-visited, --limit, --pages and --seed"
        )
    settings = invocation.settings(profiles=profiles or None, **options)
    profiles_used = profiles_of(settings)
    with writing(settings) as store:
        chosen = None if resume else choice.among(store, settings.seed)
        done = run_until_stopped(crawl_all(invocation, store, settings, chosen))
        judged = fitted(profiles_used, done)
        judge_crawl(store, done.id, judged)
        finish_crawl(store, done.id)
        shares = [crawl_share(store, done, profile) for profile in judged]
    tell_shares(shares, "en")
    exit_by(shares[0])


async def crawl_all(invocation: Invocation, store: Store, settings: Settings, chosen: ChosenSites | None) -> Crawl:
    """chosen: None continues the last crawl that did not finish."""
    remind_of_contact(invocation, settings)
    async with audit_tools(settings) as tools:
        tell_tools(invocation, tools)
        if chosen is None:
            started = crawl_to_resume(store, tools.tools)
            settings = settings_of(started, settings)
        else:
            started = begin_crawl(store, settings, chosen, tools)
        with progress_for(sys.stderr, quiet=invocation.quiet) as progress:
            await CrawlRun(store, started, settings, progress).discover_and_audit(tools)
    return started


def _discover_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (delay_option, seed_option, pages_option, choosing_options):
        command = option(command)
    return command


@click.group(invoke_without_command=True, epilog=example("wadmon discover && wadmon audit && wadmon judge"))
@_discover_options
@click.pass_context
def discover(ctx: click.Context, /, **options: Any) -> None:
    """Find the pages of registered sites (the first stage of a new crawl), or sites that are not registered yet."""
    if ctx.invoked_subcommand is None:
        _discover_pages(ctx.obj, options)


@discover.command("pages", epilog=example("wadmon discover pages && wadmon audit && wadmon judge"))
@_discover_options
@click.pass_obj
def discover_pages(invocation: Invocation, /, **options: Any) -> None:
    """Only the first stage of a new crawl: find the pages of each site and draw the samples."""
    _discover_pages(invocation, options)


discover.add_command(discover_sites)


def _discover_pages(invocation: Invocation, options: dict[str, Any]) -> None:
    choice = Choice.taken_from(options)
    settings = invocation.settings(**options)

    async def run(store: Store) -> Crawl:
        remind_of_contact(invocation, settings)
        chosen = choice.among(store, settings.seed)
        async with audit_tools(settings) as tools:
            tell_tools(invocation, tools)
            started = begin_crawl(store, settings, chosen, tools)
            with progress_for(sys.stderr, quiet=invocation.quiet) as progress:
                progress.begin(len(chosen.sites), 0, 0)
                await CrawlRun(store, started, settings, progress).discover()
        return started

    with writing(settings) as store:
        started = run_until_stopped(run(store))
    click.echo(f"crawl {started.id}: discovered; next: wadmon audit")


@click.command(epilog=example("wadmon audit"))
@delay_option
@workers_option
@click.pass_obj
def audit(invocation: Invocation, /, **more: Any) -> None:
    """Only the second stage of the last unfinished crawl: visit the sampled pages of each discovered site."""
    settings = invocation.settings(**more)

    async def run(store: Store) -> Crawl:
        async with audit_tools(settings) as tools:
            tell_tools(invocation, tools)
            started = crawl_to_resume(store, tools.tools)
            with progress_for(sys.stderr, quiet=invocation.quiet) as progress:
                await CrawlRun(store, started, settings_of(started, settings), progress).audit(tools)
        return started

    with writing(settings) as store:
        started = run_until_stopped(run(store))
    click.echo(f"crawl {started.id}: audited; next: wadmon judge")


@click.command(epilog=example("wadmon judge --profile my-profile.toml --crawl 3"))
@profile_option
@click.option("--crawl", "crawl_id", type=int, metavar="N", help="Which crawl.  [default: the last]")
@click.pass_obj
def judge(invocation: Invocation, /, profiles: tuple[str, ...], crawl_id: int | None) -> None:
    """Only the last stage: verdicts from the stored outcomes. The web is not asked again."""
    settings = invocation.settings(profiles=profiles or None)
    profiles_used = profiles_of(settings)
    with writing(settings) as store:
        crawl = last_crawl(store) if crawl_id is None else chosen_crawl(store, crawl_id)
        judged = fitted(profiles_used, crawl)
        judge_crawl(store, crawl.id, judged)
        if not crawl.finished_at:
            finish_crawl(store, crawl.id)
        shares = [crawl_share(store, crawl, profile) for profile in judged]
    tell_shares(shares, "en")
    exit_by(shares[0])
