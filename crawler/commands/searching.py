"""`wadmon discover sites`: candidates for the register."""

from __future__ import annotations

import sys

import click

from crawler.commands.options import delay_option, example
from crawler.commands.review import funnel_lines
from crawler.commands.session import Invocation, remind_of_contact, run_until_stopped
from crawler.pipeline.searching import SearchLimits, begin_search, search_options, search_to_resume
from crawler.search_progress import SearchDisplay
from results.storage.one_writer import writing

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
    with writing(settings.database) as store:
        if resume:
            if sources or registered or scope_name:
                raise click.UsageError(
                    "--resume continues as the search began: leave out --from, --registered, --scope"
                )
            search = search_to_resume(store)
        elif scope_name is None:
            raise click.UsageError("say what counts as government: --scope NAME|FILE")
        else:
            search = begin_search(store, sources, scope_name, SearchLimits(**limits), registered=registered)
        remind_of_contact(invocation, settings)
        with SearchDisplay(sys.stderr, quiet=invocation.quiet) as display:
            funnel = run_until_stopped(search.run(search_options(settings), display), STOPPED)
    for line in funnel_lines(funnel):
        click.echo(line)
    if funnel.waiting:
        invocation.say("next: wadmon register review")
