"""`wadmon compare`, `trend` and `history`: the results over time."""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

import click

from crawler.commands.errors import BadInput
from crawler.commands.judged import judged_as_asked
from crawler.commands.options import example, language_option, profile_option
from crawler.commands.session import Invocation
from crawler.csv_output import write_csv
from crawler.json_output import as_json, comparison_as_dict
from crawler.pipeline.figures import comparison_with
from crawler.pipeline.judge import profiles_of
from crawler.published_figures import read_figures, write_figures
from report_templates.change_lines import comparison_lines, figure_lines, trend_lines
from report_templates.profile_words import profile_name
from results.change.stored_comparison import crawl_trend
from results.change.stored_published_figures import import_figures, published_figures, remove_figures
from results.reporting.share_tables import TREND, trend_rows
from results.storage.store import open_store


@click.command(epilog=example("wadmon compare", "wadmon compare 1 2 --format json | jq .parts"))
@click.argument("before", type=int, required=False, metavar="[CRAWL")
@click.argument("after", type=int, required=False, metavar="CRAWL]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@profile_option
@click.pass_obj
def compare(
    invocation: Invocation,
    /,
    before: int | None,
    after: int | None,
    form: str,
    language: str,
    profiles: tuple[str, ...],
) -> None:
    """What changed between two crawls, and why: the parts add up to the change of the share.

    Without numbers: the last finished crawl and the one before it. Both are judged by the first profile; the earlier
    one counts as it was judged first.
    """
    if before is not None and after is None:
        raise click.UsageError("name two crawls, or none")
    with judged_as_asked(invocation, profiles, after) as judged:
        found = comparison_with(judged, before)
    if form == "json":
        click.echo(as_json(comparison_as_dict(found), indent=2))
    else:
        click.echo("\n".join(comparison_lines(found, profile_name(judged.profile, language), language)))


@click.command(epilog=example("wadmon trend", "wadmon trend --format csv > trend.csv"))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@language_option
@click.option("--profile", metavar="NAME", help="Which profile, in all versions.  [default: the first of the settings]")
@click.pass_obj
def trend(invocation: Invocation, /, form: str, language: str, profile: str | None) -> None:
    """The share of all finished crawls, and apart from them the figures of `wadmon history`."""
    settings = invocation.settings()
    known = {each.name: profile_name(each, language) for each in profiles_of(settings)}
    name = profile or next(iter(known))
    with open_store(settings.database, create=False) as store:
        found = crawl_trend(store, name)
    rows = list(trend_rows(found))
    if form == "json":
        click.echo(as_json([dict(zip(TREND, row, strict=True)) for row in rows], indent=2))
    elif form == "csv":
        write_csv(TREND, rows)
    else:
        click.echo("\n".join(trend_lines(found, known.get(name, name), language)))


@click.group()
def history() -> None:
    """Figures that others published, for the trend: drawn apart, as measured with another method."""


@history.command("import", epilog=example("wadmon history import published.csv"))
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def history_import(invocation: Invocation, /, file: Path) -> None:
    """Add the figures of a CSV FILE; known ones (same date, population and source) are updated, none is removed.

    The header needs date (2018 or 2018-06-30), share (in percent), population and source; low and high (an interval,
    in percent), sites (how many were tested) and method (a note) may be there. With one wrong row nothing is imported.
    """
    figures = read_figures(file)
    with open_store(invocation.settings().database) as store:
        count = import_figures(store, figures)
    click.echo(f"{count.added} added, {count.changed} changed, {count.unchanged} unchanged")


@history.command("list", epilog=example("wadmon history list"))
@language_option
@click.pass_obj
def history_list(invocation: Invocation, /, language: str) -> None:
    """The figures, each with its number."""
    with open_store(invocation.settings().database, create=False) as store:
        figures = published_figures(store)
    if not figures:
        invocation.say("there are none; add some with: wadmon history import FILE.csv")
        return
    click.echo("\n".join(figure_lines(figures, language)))


@history.command("export", epilog=example("wadmon history export published.csv"))
@click.argument("file", type=click.File("w", encoding="utf-8", lazy=True), default="-")
@click.pass_obj
def history_export(invocation: Invocation, /, file: TextIO) -> None:
    """The figures as CSV, to FILE or to the terminal; `history import` reads it again."""
    with open_store(invocation.settings().database, create=False) as store:
        write_figures(published_figures(store), file)


@history.command("remove", epilog=example("wadmon history remove 3"))
@click.argument("numbers", type=int, nargs=-1, required=True, metavar="NUMBER...")
@click.pass_obj
def history_remove(invocation: Invocation, /, numbers: tuple[int, ...]) -> None:
    """Remove figures by the NUMBER that `history list` shows."""
    with open_store(invocation.settings().database, create=False) as store:
        known = {figure.id for figure in published_figures(store)}
        if missing := [str(number) for number in numbers if number not in known]:
            raise BadInput(f"there is no figure {', '.join(missing)}; `wadmon history list` shows what there is")
        removed = remove_figures(store, sorted(set(numbers)))
    click.echo(f"{removed} removed")


VERBS = (compare, history, trend)
