"""Which registered sites a crawl is about: all, some that are named, the most visited, or some drawn at random."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from crawler.commands.errors import BadInput
from crawler.commands.options import limit_option, site_option, strata_option
from crawler.pipeline.crawl import ChosenSites, choose_sites
from results.register.stored_sites import most_visited, registered_sites
from results.storage.store import Store

most_visited_option = click.option(
    "--most-visited", type=click.IntRange(min=1), metavar="N", help="Only the N sites with the most visits."
)


def choosing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that `Choice.taken_from` takes."""
    for option in (strata_option, limit_option, most_visited_option, site_option):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person asked for; nothing set means all sites."""

    sites: tuple[str, ...]
    most_visited: int | None
    limit: int | None
    strata: tuple[str, ...]

    @classmethod
    def taken_from(cls, options: dict[str, Any]) -> Choice:
        """Takes its own out of the options of a command. Raises click.UsageError for what excludes each other."""
        choice = cls(**{name: options.pop(name) for name in ("sites", "most_visited", "limit", "strata")})
        if choice.most_visited and (choice.sites or choice.limit):
            raise click.UsageError("--most-visited chooses the sites: leave out --site and --limit")
        if choice.sites and choice.limit:
            raise click.UsageError("--limit draws sites at random and --site names them: leave one of them out")
        if choice.strata and not choice.limit:
            raise click.UsageError("--strata says within which groups --limit draws: add --limit")
        return choice

    @property
    def is_made(self) -> bool:
        return bool(self.sites or self.most_visited or self.limit)

    def among(self, store: Store, seed: int) -> ChosenSites:
        """Raises NothingToCrawl, and BadInput when no site has a number of visits."""
        sites = self.sites
        if self.most_visited:
            sites = tuple(site.url for site in most_visited(store, self.most_visited))
            if not sites:
                raise BadInput(
                    "no site has a number of visits: give visits_per_month to sites or organisations and import them"
                )
        return choose_sites(registered_sites(store), sites, self.limit, seed, self.strata)
