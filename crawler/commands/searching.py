"""`wadmon discover sites`: candidates for the register."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

import click

from crawler.commands.errors import BadInput
from crawler.commands.options import delay_option, example
from crawler.commands.review import funnel_lines
from crawler.commands.session import Invocation, remind_of_contact, run_until_stopped, writing
from crawler.pipeline.crawl import discovery_options
from crawler.pipeline.searching import SearchLimits, SiteSearch
from crawler.search_progress import SearchDisplay
from crawler.settings import Settings
from crawler.site_search.scope_file import GovernmentScope, load_scope
from crawler.site_search.starting_points import StartingPoint, read_starting_points
from results.model import Funnel
from results.register.stored_searches import get_search, start_search
from results.register.stored_sites import registered_sites
from results.storage.store import Store

HOST_SECONDS = 180.0  # longest time on one host
HOST_RETRIES = 1  # many hosts that are linked to are gone for good
STOPPED = "stopped; what was found is stored. Continue with: wadmon discover sites --resume"


@click.command("sites", epilog=example(
    "wadmon discover sites --scope flanders --from https://www.vlaanderen.be/organisaties --registered",
    "wadmon discover sites --scope our-scope.toml --from domains.csv",
))  # fmt: skip
@click.option(
    "--from", "sources", multiple=True, metavar="FILE|URL",
    help="Where to begin: a list of domains or addresses, or a portal, directory or sitemap; may be repeated.",
)  # fmt: skip
@click.option("--registered", is_flag=True, help="Begin at the registered sites too.")
@click.option("--scope", "scope_name", metavar="NAME|FILE", help="What counts as government: flanders, belgium, ...")
@click.option("--depth", type=click.IntRange(min=1), default=3, show_default=True, help="Hosts from a starting point.")
@click.option("--hosts", type=click.IntRange(min=1), default=10_000, show_default=True, help="Hosts visited in all.")
@click.option("--pages", type=click.IntRange(min=1), default=4, show_default=True, help="Pages read of a host.")
@click.option(
    "--portal-pages", type=click.IntRange(min=1), default=60, show_default=True,
    help="Pages read of a portal that --from names.",
)  # fmt: skip
@click.option("--at-once", type=click.IntRange(min=1), default=32, show_default=True, help="Hosts visited at once.")
@delay_option
@click.option("--resume", is_flag=True, help="Continue the last search that did not finish.")
@click.pass_obj
def discover_sites(
    invocation: Invocation,
    /,
    sources: tuple[str, ...],
    registered: bool,  # noqa: FBT001
    scope_name: str | None,
    resume: bool,  # noqa: FBT001
    delay: float | None,
    **limits: int,
) -> None:
    """Find sites that are missing from the register, and propose them as candidates.

    Visits hosts from the starting points on, a few pages of each; which of them are the government's, a scope file
    says. Nothing enters the register before it is accepted (wadmon register review), unless a rule of the scope says
    so. The funnel at the end counts every host once.
    """
    settings = invocation.settings(delay=delay)
    with writing(settings) as store:
        if resume:
            if sources or registered or scope_name:
                raise click.UsageError(
                    "--resume continues as the search began: leave out --from, --registered, --scope"
                )
            run = _resumed(store)
        else:
            run = _started(store, sources, scope_name, SearchLimits(**limits), registered=registered)
        funnel = run_until_stopped(_search(invocation, settings, run), STOPPED)
    for line in funnel_lines(funnel):
        click.echo(line)
    if funnel.waiting:
        invocation.say("next: wadmon register review")


def _resumed(store: Store) -> SiteSearch:
    stored = get_search(store)
    if stored is None or stored.finished_at:
        raise BadInput("no search is unfinished; begin one with: wadmon discover sites --scope NAME --from FILE|URL")
    scope = load_scope(stored.settings["scope"])
    if scope.digest != stored.scope_digest:
        raise BadInput(f"the scope {stored.settings['scope']} has changed since the search began; begin a new search")
    return SiteSearch(store, stored, scope, SearchLimits(**stored.settings["limits"]))


def _started(
    store: Store, sources: Sequence[str], scope_name: str | None, limits: SearchLimits, *, registered: bool
) -> SiteSearch:
    if scope_name is None:
        raise click.UsageError("say what counts as government: --scope NAME|FILE")
    scope: GovernmentScope = load_scope(scope_name)
    starts = list(read_starting_points(sources))
    if registered:
        starts += [StartingPoint(site.url, portal=False) for site in registered_sites(store)]
    if not starts:
        raise click.UsageError("say where to begin: --from FILE|URL, or --registered when the register has sites")
    settings: dict[str, Any] = {"scope": scope_name, "limits": asdict(limits), "from": list(sources)}
    with store.transaction():
        stored = start_search(store, scope.name, scope.digest, settings | {"registered": registered})
        run = SiteSearch(store, stored, scope, limits)
        run.begin(starts)
    return run


async def _search(invocation: Invocation, settings: Settings, run: SiteSearch) -> Funnel:
    remind_of_contact(invocation, settings)
    options = replace(discovery_options(settings), max_seconds=HOST_SECONDS, retries=HOST_RETRIES)
    with SearchDisplay(sys.stderr, quiet=invocation.quiet) as display:
        return await run.run(options, display)
