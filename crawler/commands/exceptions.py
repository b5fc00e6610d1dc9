"""`wadmon exceptions`: failures a person looked at and accepts until a day."""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, timedelta

import click

from crawler.commands.errors import BadInput
from crawler.commands.options import example
from crawler.commands.session import Invocation
from crawler.json_output import as_json
from crawler.pipeline.choosing import choose_sites
from crawler.web.urls import canonical_url
from report_templates.terminal import printable
from results.barriers.stored_barriers import barrier_identity
from results.crawls.stored_crawls import was_ever_run
from results.judging.stored_reviewed_exceptions import add_exception, get_exceptions, remove_exception
from results.model import ExceptionState, ReviewedException, Site
from results.register.stored_sites import registered_sites
from results.storage.one_writer import writing
from results.storage.store import Store, open_store

LONGEST_DAYS = 3 * 366
"""An exception is looked at again: at the latest when the Directive's review of three years comes round."""


@click.group()
def exceptions() -> None:
    """Failures a person reviewed and accepts for a time.

    They stay in every report. The share stays as measured; beside it stands the share if they are accepted.
    """


@exceptions.command(
    "add",
    epilog=example(
        "wadmon exceptions add --site www.example.org --check color-contrast --barrier 12 "
        "--reason 'logo: exempt under WCAG 1.4.3' --expires 26w"
    ),
)
@click.option("--site", "site", required=True, metavar="URL|HOST|NAME", help="The site it is about.")
@click.option("--check", "check", metavar="ID", help="The check; needless with --barrier.")
@click.option("--page", default="", metavar="URL", help="Only on this page.")
@click.option("--barrier", "barrier_id", type=int, metavar="N", help="Only this barrier: see wadmon barriers --site.")
@click.option("--reason", required=True, help="Why it is accepted; whoever reads the report sees it.")
@click.option("--author", help="Who reviewed it.  [default: the name you are logged in with]")
@click.option(
    "--expires",
    required=True,
    metavar="DAY",
    help="Last day it counts: YYYY-MM-DD, or 26w from now; at most three years.",
)
@click.pass_obj
def add(  # noqa: PLR0913, PLR0917 - one option of the command each
    invocation: Invocation,
    /,
    site: str,
    check: str | None,
    page: str,
    barrier_id: int | None,
    reason: str,
    author: str | None,
    expires: str,
) -> None:
    """Accept a check's failures on a site, on one of its pages, or of one barrier."""
    if not reason.strip():
        raise BadInput("--reason: say why it is accepted")
    with writing(invocation.settings().database) as store:
        chosen = _site(store, site)
        made = add_exception(
            store,
            ReviewedException(
                id=0,
                site_id=chosen.id,
                site=chosen.url,
                check=_check(store, chosen, check, barrier_id),
                reason=reason.strip(),
                author=(author or "").strip() or getpass.getuser(),
                added_at="",
                expires_on=_expiry(expires),
                page=_page(page),
                barrier=barrier_id,
            ),
        )
    click.echo(f"exception {made.id}: {made.check} on {printable(made.site)}, until {made.expires_on}")


@exceptions.command("list", epilog=example("wadmon exceptions list", "wadmon exceptions list --format json"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def list_exceptions(invocation: Invocation, /, form: str) -> None:
    """All that were ever made: those that count today, those that expired and those taken back."""
    with open_store(invocation.settings().database, create=False) as store:
        made = get_exceptions(store)
    today = date.today().isoformat()  # noqa: DTZ011 - the day where the person is
    if form == "json":
        click.echo(as_json([asdict(each) | {"state": each.state(today)} for each in made], indent=2))
    else:
        click.echo("\n".join(_lines(made, today)) if made else "no exceptions")


@exceptions.command("remove", epilog=example("wadmon exceptions remove 3"))
@click.argument("exception_id", metavar="N", type=int)
@click.option("--author", help="Who takes it back.  [default: the name you are logged in with]")
@click.pass_obj
def remove(invocation: Invocation, /, exception_id: int, author: str | None) -> None:
    """Take an exception back; it stays listed, with the day and your name."""
    with writing(invocation.settings().database) as store:
        if not remove_exception(store, exception_id, (author or "").strip() or getpass.getuser()):
            raise BadInput(f"there is no exception {exception_id} that stands; see: wadmon exceptions list")
    click.echo(f"exception {exception_id} taken back")


def _lines(made: tuple[ReviewedException, ...], today: str) -> Iterator[str]:
    for each in made:
        scope = f", barrier {each.barrier}" if each.barrier is not None else ""
        scope += f", only on {printable(each.page)}" if each.page else ""
        state = each.state(today)
        standing = f"{state}, {each.removed_by}" if state is ExceptionState.REMOVED else state
        yield f"{each.id}  {printable(each.site)}  {each.check}{scope}: until {each.expires_on} ({printable(standing)})"
        yield f"    {printable(each.reason)} ({printable(each.author)}, {each.added_at[:10]})"


def _site(store: Store, word: str) -> Site:
    chosen = choose_sites(registered_sites(store), (word,), None, 0).sites
    if len(chosen) > 1:
        raise BadInput(f"--site {word}: {len(chosen)} sites are called that; name one by its URL")
    return chosen[0]


def _check(store: Store, site: Site, check: str | None, barrier_id: int | None) -> str:
    if barrier_id is None:
        if not check:
            raise BadInput("say which failures: --check ID or --barrier N")
        if not was_ever_run(store, check):
            raise BadInput(f"--check {check}: no crawl had such a check; see: wadmon checks list")
        return check
    identity = barrier_identity(store, barrier_id)
    if identity is None or identity[0] != site.id:
        raise BadInput(f"--barrier {barrier_id}: not a barrier of {site.url}; see: wadmon barriers --site {site.url}")
    if check and check != identity[1]:
        raise BadInput(f"--barrier {barrier_id} is of the check {identity[1]}, not {check}")
    return identity[1]


def _page(url: str) -> str:
    if not url:
        return ""
    canonical = canonical_url(url)
    if canonical is None:
        raise BadInput(f"--page {url}: not an http or https URL")
    return canonical


def _expiry(text: str) -> str:
    """A day as it is, or so many days or weeks from today."""
    today = date.today()  # noqa: DTZ011 - the day where the person is
    length = re.fullmatch(r"(\d{1,4})([dw])", text)
    try:
        if length:
            day = today + timedelta(days=int(length[1]) * (7 if length[2] == "w" else 1))
        else:
            day = date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"--expires {text}: write a day as 2027-06-30, or a length as 26w or 90d") from None
    if not today <= day <= today + timedelta(days=LONGEST_DAYS):
        raise BadInput(f"--expires {text}: between today and three years from now, when it is reviewed again")
    return day.isoformat()


VERBS = (exceptions,)
