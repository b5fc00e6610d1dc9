"""`wadmon register`: the list of websites that are monitored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import click

from crawler.commands.errors import BadInput
from crawler.commands.options import example
from crawler.commands.review import accept, assign, changes, funnel, merge, reject, retire, review
from crawler.commands.session import Invocation
from crawler.json_output import as_json
from crawler.register import read_register, write_register
from crawler.web.scopes import twins
from report_templates.terminal import printable
from results.crawls.stored_ends import landings
from results.model import Site
from results.register.stored_sites import import_sites, register_on, registered_sites, retired_sites
from results.storage.store import open_store


@click.group()
def register() -> None:
    """The list of websites that are monitored."""


@register.command("import", epilog=example("wadmon register import dotgov.csv --column url='Domain name'"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="NAME=COLUMN",
    help="The file's column for one of ours; may be repeated.",
)
@click.pass_obj
def register_import(invocation: Invocation, /, file: Path, columns: tuple[str, ...]) -> None:
    """Add the sites of a list; known ones are updated, none is removed.

    FILE is CSV, XLSX or ODS, or a text with an address a line; "-" reads standard input. The column of the addresses
    is `url`, else the one that holds addresses; name, organisation, policy_domain, level, country and language are
    known; every other column is kept as a tag.
    """
    read = read_register(file, dict(_column(text) for text in columns))
    with open_store(invocation.settings().database) as store:
        count = import_sites(store, read.sites)
        same = twins(registered_sites(store))
    for note in read.notes:
        click.echo(note, err=True)
    for problem in (*read.problems, *read.warnings):
        click.echo(f"{file}:{problem.line}: {problem.value!r}: {problem.reason}", err=True)
    imported = {site.url for site in read.sites}
    for twin, url in same.items():
        if twin in imported or url in imported:
            click.echo(f"{file}: {twin} is the same website as {url}: a crawl counts it once, as {url}", err=True)
    refused = len(read.problems)
    click.echo(
        f"{count.added} added, {count.changed} changed, {count.unchanged} unchanged, {refused} rows not imported"
    )
    if not read.sites:
        raise BadInput(f"{file}: no row could be imported")


def _column(text: str) -> tuple[str, str]:
    name, equals, column = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r}: write NAME=COLUMN", param_hint="--column")
    return name.strip(), column.strip()


_FILTERS = (
    click.option("--organisation", help="Only sites of this organisation."),
    click.option("--level", help="Only sites of this level: state, regional, local, public-law."),
    click.option("--policy-domain", help="Only sites of this policy domain."),
    click.option(
        "--tag", "tags", multiple=True, metavar="NAME=VALUE", help="Only sites with this tag; may be repeated."
    ),
    click.option(
        "--on", type=click.DateTime(("%Y-%m-%d",)), metavar="DATE", help="As the register was on this day (UTC)."
    ),
)


def _filters(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_FILTERS):
        command = option(command)
    return command


def _filtered(sites: Iterable[Site], tags: tuple[str, ...], **wanted: str | None) -> Iterator[Site]:
    """Small and capital letters are the same."""
    pairs = [_tag(text) for text in tags]
    for site in sites:
        same = all(
            value is None or getattr(site, name).casefold() == value.casefold() for name, value in wanted.items()
        )
        if same and all(site.tags.get(name, "").casefold() == value.casefold() for name, value in pairs):
            yield site


def _tag(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r}: write NAME=VALUE", param_hint="--tag")
    return name.strip(), value.strip()


def _sites(invocation: Invocation, on: datetime | None, *, own_values: bool = False) -> tuple[Site, ...]:
    with open_store(invocation.settings().database, create=False) as store:
        return (
            registered_sites(store, own_values=own_values) if on is None else register_on(store, on.date().isoformat())
        )


@register.command("list", epilog=example("wadmon register list --level local | cut -f1"))
@_filters
@click.option("--retired", is_flag=True, help="The sites that are monitored no longer, with the reason.")
@click.option("--format", "output", type=click.Choice(("text", "json", "csv")), default="text", show_default=True)
@click.pass_obj
def register_list(
    invocation: Invocation,
    /,
    on: datetime | None,
    retired: bool,  # noqa: FBT001
    output: str,
    **filters: Any,
) -> None:
    """The sites, one a line: URL, name, organisation, policy domain; tabs between.

    Where a site answers at another address than its own, the last crawl knows it: it comes last, `leads_to` in JSON.
    """
    if retired:
        with open_store(invocation.settings().database, create=False) as store:
            for each in retired_sites(store):
                click.echo(f"{printable(each.site.url)}\t{printable(each.reason)}")
        return
    sites = _filtered(_sites(invocation, on), **filters)
    if output == "csv":
        write_register(sites, sys.stdout)
        return
    with open_store(invocation.settings().database, create=False) as store:
        leads_to = landings(store)
    if output == "json":
        found = [asdict(site) | {"leads_to": leads_to.get(site.url, "")} for site in sites]
        click.echo(as_json(found, indent=2))
    else:
        for site in sites:
            columns = (site.url, site.name, site.organisation, site.policy_domain)
            landing = (leads_to[site.url],) if site.url in leads_to else ()
            click.echo("\t".join(map(printable, (*columns, *landing))))


@register.command("export", epilog=example("wadmon register export sites.csv"))
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True), default="-")
@_filters
@click.pass_obj
def register_export(invocation: Invocation, /, file: TextIO, on: datetime | None, **filters: Any) -> None:
    """The register as CSV, to FILE or to the terminal; `register import` reads it again."""
    write_register(_filtered(_sites(invocation, on, own_values=True), **filters), file)


for command in (accept, assign, changes, funnel, merge, reject, retire, review):
    register.add_command(command)


VERBS = (register,)
