"""`wadmon discover`: the first stage of a crawl alone, and the search for sites that are not registered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from crawler.commands.choosing import choice_in, choosing_options
from crawler.commands.options import delay_option, example, pages_option, seed_option
from crawler.commands.searching import discover_sites
from crawler.commands.session import Invocation, run_until_stopped
from crawler.commands.watching import watcher
from crawler.pipeline import crawl as stages
from results.storage.one_writer import writing


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
    choice = choice_in(options)
    settings = invocation.settings(**options)
    with writing(settings.database) as store:
        chosen = choice.among(store, settings.seed)
        begun = run_until_stopped(stages.discover_only(store, settings, chosen, watcher(invocation, settings)))
    click.echo(f"crawl {begun.id}: discovered; next: wadmon audit")


VERBS = (discover,)
