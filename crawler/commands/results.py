"""`wadmon report`, `share` and `export`: what a crawl found."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from crawler.commands.errors import BadInput
from crawler.commands.options import crawl_option, example, language_option, profile_option
from crawler.commands.session import Invocation, judged_crawl, records_of, tell_shares, with_history
from crawler.csv_output import write_csv
from crawler.json_output import as_json, share_as_dict
from report_templates.languages import available_languages
from report_templates.render import render_report
from report_templates.terminal import accepted_line, group_lines, sensitivity_lines, threshold_lines
from results.exports import export_format, export_formats
from results.judging.grouping import GROUPS, TAG
from results.reporting.share_tables import SHARES, share_row
from results.reporting.stored_report import accepted_shares, crawl_sensitivity, crawl_share, share_by, site_reports


@click.command(epilog=example("wadmon report --out report"))
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder to write; replaced if it is a report.",
)
@click.option(
    "--language",
    "languages",
    multiple=True,
    type=click.Choice(available_languages()),
    help="May be repeated; the first is the main one.  [default: nl, en]",
)
@profile_option
@crawl_option
@click.pass_obj
def report(
    invocation: Invocation, /, out: Path, languages: tuple[str, ...], profiles: tuple[str, ...], crawl_id: int | None
) -> None:
    """A static website: the share, how sure it is, and a page for each site."""
    settings = invocation.settings(profiles=profiles or None, languages=languages or None)
    with judged_crawl(invocation, settings, crawl_id) as (store, crawl, judged):
        records = with_history(invocation, settings, store, records_of(store, crawl, judged))
        index = render_report(records, site_reports(store, records), out, settings.languages)
    tell_shares(list(records.shares.values()), "en")
    click.echo(f"report: {index}")


@click.command(epilog=example("wadmon share --format json | jq .share", "wadmon share --by level"))
@click.option(
    "--by",
    "group",
    metavar="GROUP",
    help=f"Within groups too: {', '.join(GROUPS)}, or {TAG}COLUMN for a column of your list.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@language_option
@profile_option
@crawl_option
@click.pass_obj
def share(
    invocation: Invocation,
    /,
    group: str | None,
    form: str,
    language: str,
    profiles: tuple[str, ...],
    crawl_id: int | None,
) -> None:
    """The share of accessible sites under the first profile, with its interval and bounds."""
    if group is not None and group not in GROUPS and not group.startswith(TAG):
        raise click.BadParameter(f"{group!r}: there are {', '.join(GROUPS)} and {TAG}COLUMN", param_hint="--by")
    settings = invocation.settings(profiles=profiles or None)
    with judged_crawl(invocation, settings, crawl_id) as (store, crawl, judged):
        found = crawl_share(store, crawl, judged[0])
        groups = share_by(store, crawl, judged[0], group) if group else ()
        if group and group.startswith(TAG) and {member.name for member in groups} == {""}:
            raise BadInput(f"no site of crawl {crawl.id} has a column {group.removeprefix(TAG)!r} in the register")
        accepted = accepted_shares(store, crawl, judged[:1]).get(judged[0].name)
    if form == "csv":
        rows = (share_row(crawl.id, group or "", member.name, member.share) for member in groups)
        write_csv(SHARES, [share_row(crawl.id, "all", "", found), *rows])
    elif form == "json":
        members = [{"name": member.name} | share_as_dict(member.share) for member in groups]
        beside = {"exceptions_accepted": share_as_dict(accepted)} if accepted else {}
        told = share_as_dict(found) | beside | ({"by": group, "groups": members} if group else {})
        click.echo(as_json(told, indent=2))
    else:
        tell_shares([found], language)
        if accepted:
            click.echo(accepted_line(accepted, language))
        for line in group_lines(groups, language):
            click.echo(line)


@click.command(epilog=example("wadmon sensitivity", "wadmon sensitivity --profile my-profile.toml"))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language_option
@profile_option
@crawl_option
@click.pass_obj
def sensitivity(
    invocation: Invocation, /, form: str, language: str, profiles: tuple[str, ...], crawl_id: int | None
) -> None:
    """What the share depends on: without each criterion of the first profile, and at other thresholds."""
    settings = invocation.settings(profiles=profiles or None)
    with judged_crawl(invocation, settings, crawl_id) as (store, crawl, judged):
        found = crawl_share(store, crawl, judged[0])
        rows, at = crawl_sensitivity(store, crawl, judged[0])
    if form == "json":
        told = {"criteria": [asdict(row) for row in rows], "thresholds": [asdict(row) for row in at]}
        click.echo(as_json(told, indent=2))
    else:
        click.echo("\n".join((*sensitivity_lines(found, rows, language), *threshold_lines(at, language))))


@click.group()
def export() -> None:
    """The results as files for other programs."""


def _export_command(name: str) -> None:
    @export.command(
        name, help=f"The last crawl as {name} files.", epilog=example(f"wadmon export {name} --out figures")
    )
    @click.option(
        "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write into."
    )
    @profile_option
    @crawl_option
    @click.pass_obj
    def command(invocation: Invocation, /, out: Path, profiles: tuple[str, ...], crawl_id: int | None) -> None:
        settings = invocation.settings(profiles=profiles or None)
        with judged_crawl(invocation, settings, crawl_id) as (store, crawl, judged):
            records = with_history(invocation, settings, store, records_of(store, crawl, judged))
            out.mkdir(parents=True, exist_ok=True)
            for path in export_format(name).export(records, site_reports(store, records), out):
                click.echo(path)


for _name in export_formats():
    _export_command(_name)
