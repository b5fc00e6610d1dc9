"""`wadmon register`: the list of websites that are monitored."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from crawler.commands.errors import BadInput
from crawler.commands.options import example
from crawler.commands.session import Invocation
from crawler.register import read_register, write_register
from report_templates.terminal import printable
from results.store import open_store
from results.stored_register import import_sites, registered_sites


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
    """Add the sites of a CSV FILE; known ones are updated, none is removed.

    The header needs `url`; name, organisation, policy_domain, level, country and language are known; every other
    column is kept as a tag.
    """
    read = read_register(file, dict(_column(text) for text in columns))
    with open_store(invocation.settings().database) as store:
        count = import_sites(store, read.sites)
    for problem in (*read.problems, *read.warnings):
        click.echo(f"{file}:{problem.line}: {problem.value!r}: {problem.reason}", err=True)
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


@register.command("list", epilog=example("wadmon register list | cut -f1"))
@click.pass_obj
def register_list(invocation: Invocation) -> None:
    """The sites, one a line: URL, name, organisation, policy domain; tabs between."""
    with open_store(invocation.settings().database, create=False) as store:
        for site in registered_sites(store):
            fields = (site.url, site.name, site.organisation, site.policy_domain)
            click.echo("\t".join(printable(field) for field in fields))


@register.command("export", epilog=example("wadmon register export sites.csv"))
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True), default="-")
@click.pass_obj
def register_export(invocation: Invocation, /, file: TextIO) -> None:
    """The register as CSV, to FILE or to the terminal; `register import` reads it again."""
    with open_store(invocation.settings().database, create=False) as store:
        write_register(registered_sites(store), file)
