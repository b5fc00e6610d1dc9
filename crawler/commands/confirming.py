"""`wadmon confirm`: a draw of the barriers, looked at again in another browser."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click

from crawler.commands.errors import DONE, NOT_ALL_TESTED
from crawler.commands.options import delay_option, example, seed_option
from crawler.commands.session import Invocation, run_until_stopped
from crawler.pipeline.confirm import Confirmed
from crawler.pipeline.confirm import confirm as confirm_barriers
from crawler.pipeline.which_crawl import chosen_crawl
from crawler.progress import progress_for
from crawler.settings import Settings
from results.model import Crawl, EngineAgreement
from results.storage.one_writer import writing
from results.storage.store import Store

_STOPPED = "stopped; the answers so far are stored. Ask again with: wadmon confirm"


@click.command(
    epilog=example("wadmon confirm --size 50", "wadmon confirm --grid http://127.0.0.1:4444 --browser chrome")
)
@click.option(
    "--size",
    "confirm_size",
    type=click.IntRange(min=1),
    help="Barriers to draw, of each check in turn.  [default: 200]",
)
@click.option(
    "--browser", "confirm_browser", type=click.Choice(["firefox", "chrome", "edge"]), help="[default: firefox]"
)
@click.option("--grid", metavar="URL", help="A Selenium Grid that has the browser.  [default: this machine]")
@seed_option
@delay_option
@click.pass_obj
def confirm(invocation: Invocation, /, **options: Any) -> None:
    """Ask another browser about a draw of the failures of the last crawl: does it find them too?

    It opens the page of each, with the same axe-core file and the same checks. No verdict changes by it.
    """
    settings = invocation.settings(**options)
    with writing(settings.database) as store:
        confirmed = confirm_crawl(invocation, store, settings, chosen_crawl(store, None))
    raise click.exceptions.Exit(NOT_ALL_TESTED if confirmed.untested else DONE)


def confirm_crawl(invocation: Invocation, store: Store, settings: Settings, crawl: Crawl) -> Confirmed:
    """Asks, and prints how far the browsers agree."""
    with progress_for(sys.stderr, quiet=invocation.quiet) as progress:
        confirmed = run_until_stopped(confirm_barriers(store, settings, crawl, progress), _STOPPED)
    if confirmed.agreement is None:
        click.echo(f"crawl {crawl.id}: no failure that another browser could be asked about")
    else:
        click.echo("\n".join(agreement_lines(crawl, confirmed.agreement)))
    return confirmed


def agreement_lines(crawl: Crawl, agreement: EngineAgreement) -> Iterator[str]:
    """A line a check, and one for all."""
    yield (
        f"crawl {crawl.id}: {agreement.browser} {agreement.version} finds {agreement.agree} of "
        f"{agreement.compared} failures too, {agreement.not_reproducible} were not reproducible"
    )
    width = max(len(each.check) for each in agreement.checks)
    yield f"{'':{width}}  agree  differ  not reproducible"
    for each in agreement.checks:
        yield f"{each.check:{width}}  {each.agree:5}  {each.differ:6}  {each.not_reproducible:16}"


VERBS = (confirm,)
