"""The options that say which registered sites a crawl is about."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from crawler.commands.options import limit_option, site_option, strata_option
from crawler.pipeline.choosing import Choice

most_visited_option = click.option(
    "--most-visited", type=click.IntRange(min=1), metavar="N", help="Only the N sites with the most visits."
)


def choosing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that `choice_in` takes."""
    for option in (strata_option, limit_option, most_visited_option, site_option):
        command = option(command)
    return command


def choice_in(options: dict[str, Any]) -> Choice:
    """Takes its own out of the options of a command. Raises click.UsageError for what excludes each other."""
    choice = Choice(**{name: options.pop(name) for name in ("sites", "most_visited", "limit", "strata")})
    if choice.most_visited and (choice.sites or choice.limit):
        raise click.UsageError("--most-visited chooses the sites: leave out --site and --limit")
    if choice.sites and choice.limit:
        raise click.UsageError("--limit draws sites at random and --site names them: leave one of them out")
    if choice.strata and not choice.limit:
        raise click.UsageError("--strata says within which groups --limit draws: add --limit")
    return choice
