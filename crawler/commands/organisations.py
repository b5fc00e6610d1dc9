"""`wadmon organisations`: the public sector bodies that sites belong to."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TextIO

import click

from crawler.commands.errors import BadInput
from crawler.commands.options import example
from crawler.commands.session import Invocation
from crawler.json_output import as_json
from crawler.organisations_file import read_organisations, write_organisations
from report_templates.terminal import printable
from results.register.stored_organisations import import_organisations
from results.register.stored_organisations import organisations as stored_organisations
from results.storage.one_writer import writing
from results.storage.store import open_store


@click.group()
def organisations() -> None:
    """The public sector bodies that sites belong to."""


@organisations.command("import", epilog=example("wadmon organisations import organisations.csv"))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def organisations_import(invocation: Invocation, /, file: Path) -> None:
    """Add the organisations of a CSV FILE; known ones are updated, none is removed.

    The header needs `name`; policy_domain, level, services, visits_per_month, contact, language, domains and
    other_names are known; every other column is kept as a tag. Domains and other names help to recognise sites.
    """
    read = read_organisations(file)
    for problem in read.problems:
        click.echo(f"{file}:{problem.line}: {problem.value!r}: {problem.reason}", err=True)
    if not read.organisations:
        raise BadInput(f"{file}: no row could be imported")
    with writing(invocation.settings().database) as store:
        count = import_organisations(store, read.organisations)
    refused = len(read.problems)
    click.echo(
        f"{count.added} added, {count.changed} changed, {count.unchanged} unchanged, {refused} rows not imported"
    )


@organisations.command("list", epilog=example("wadmon organisations list | cut -f1"))
@click.option("--format", "output", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.pass_obj
def organisations_list(invocation: Invocation, /, output: str) -> None:
    """The organisations, one a line: name, policy domain, level, services, visits per month; tabs between."""
    with open_store(invocation.settings().database, create=False) as store:
        found = stored_organisations(store)
    if output == "json":
        click.echo(as_json([asdict(organisation) for organisation in found], indent=2))
        return
    for each in found:
        visits = "" if each.visits_per_month is None else str(each.visits_per_month)
        fields = (each.name, each.policy_domain, each.level, ", ".join(each.services), visits)
        click.echo("\t".join(printable(field) for field in fields))


@organisations.command("export", epilog=example("wadmon organisations export organisations.csv"))
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True), default="-")
@click.pass_obj
def organisations_export(invocation: Invocation, /, file: TextIO) -> None:
    """The organisations as CSV, to FILE or to the terminal; `organisations import` reads it again."""
    with open_store(invocation.settings().database, create=False) as store:
        write_organisations(stored_organisations(store), file)


VERBS = (organisations,)
