"""`wadmon barriers`: what hinders people on the websites, and since when."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

import click

from crawler.commands.errors import BadInput
from crawler.commands.options import crawl_option, example
from crawler.commands.session import Invocation
from crawler.json_output import as_json
from crawler.pipeline.choosing import choose_sites
from crawler.pipeline.which_crawl import chosen_crawl
from report_templates.terminal import printable
from results.barriers.stored_barriers import is_followed, site_barriers, worst_barriers
from results.barriers.table import COLUMNS, barrier_row
from results.crawls.stored_crawls import crawl_sites
from results.model import Barrier, BarrierState, Crawl, Site
from results.reporting.spreadsheet_cells import defused
from results.storage.store import Store, open_store

SHOWN = 20
"""How many of all sites are listed when no number is asked for."""

Found = tuple[Site, Barrier]


@click.command(epilog=example("wadmon barriers --site www.example.org", "wadmon barriers --new --format csv > new.csv"))
@click.option("--site", "site", metavar="URL|HOST|NAME", help="All of this site, also those fixed and not seen.")
@click.option("--new", "only_new", is_flag=True, help="Only those this crawl found first, or found back.")
@click.option("--limit", type=click.IntRange(min=1), help=f"At most this many.  [default: {SHOWN}, or all of one site]")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@crawl_option
@click.pass_obj
def barriers(
    invocation: Invocation,
    /,
    site: str | None,
    only_new: bool,  # noqa: FBT001 - click passes it by name
    limit: int | None,
    form: str,
    crawl_id: int | None,
) -> None:
    """The failures that most pages of a site have: one barrier is one fault in one part of a site.

    Of all sites together, or of one. The last crawl, or the one that is asked for.
    """
    with open_store(invocation.settings().database, create=False) as store:
        crawl = chosen_crawl(store, crawl_id)
        if not is_followed(store, crawl.id):
            invocation.say(f"crawl {crawl.id}: no barriers are known of it; the next crawl finds and follows them")
        if site:
            rows = _of_site(store, crawl, site, only_new=only_new)[:limit]
        else:
            sites = {each.id: each for each in crawl_sites(store, crawl.id)}
            worst = worst_barriers(store, crawl.id, limit or SHOWN, only_new=only_new)
            rows = [(sites[site_id], barrier) for site_id, barrier in worst]
    if form == "json":
        click.echo(as_json([_as_dict(crawl, *each) for each in rows], indent=2))
    elif form == "csv":
        click.echo(_as_csv(crawl, rows), nl=False)
    else:
        click.echo("\n".join(_lines(rows)) if rows else "no barriers")


def _of_site(store: Store, crawl: Crawl, word: str, *, only_new: bool) -> list[Found]:
    chosen = choose_sites(crawl_sites(store, crawl.id), (word,), None, 0).sites
    if len(chosen) > 1:
        raise BadInput(f"--site {word}: {len(chosen)} sites are called that; name one by its URL")
    found = site_barriers(store, crawl.id, chosen[0].id)
    fresh = (BarrierState.NEW, BarrierState.RETURNED)
    return [(chosen[0], barrier) for barrier in found if not only_new or barrier.state in fresh]


def _lines(rows: Iterable[Found]) -> Iterator[str]:
    """A barrier in two lines: what and where, and the element."""
    for site, barrier in rows:
        since = "" if barrier.state is BarrierState.NEW else f" since {barrier.first_seen[:10]}"
        state = (
            f"{barrier.state}{since}" if barrier.state.there else f"{barrier.state}, last seen {barrier.last_seen[:10]}"
        )
        kind = barrier.outcome if not barrier.best_practice else f"{barrier.outcome}, best practice"
        counted = (
            f"{barrier.pages} pages, {barrier.instances} places"
            if barrier.state.there
            else f"was on {barrier.pages_before} pages"
        )
        widget = f", made by others: {printable(barrier.third_party)}" if barrier.third_party else ""
        yield f"{barrier.id}  {printable(site.url)}  {barrier.check} ({kind}): {counted}, {state}{widget}"
        yield f"    {printable(barrier.page)}  {printable(barrier.finding.snippet)}"[:200]


def _as_dict(crawl: Crawl, site: Site, barrier: Barrier) -> dict[str, Any]:
    row = asdict(barrier)
    finding = row.pop("finding")
    return {"crawl": crawl.id, "site": site.url, **row} | {
        name: finding[name] for name in ("selector", "snippet", "region")
    }


def _as_csv(crawl: Crawl, rows: Iterable[Found]) -> str:
    """The columns of barriers.csv in `wadmon export csv`."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([defused(cell) for cell in barrier_row(crawl.id, site.url, barrier)] for site, barrier in rows)
    return text.getvalue()


VERBS = (barriers,)
