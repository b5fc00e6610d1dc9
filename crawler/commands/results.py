"""`wadmon report`, `share` and `export`: what a crawl found."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from crawler.commands.options import crawl_option, example, language_option, profile_option
from crawler.commands.session import Invocation, remind_of_publisher, show_shares
from crawler.csv_output import write_csv
from crawler.json_output import as_json, share_as_dict
from crawler.pipeline.report import shares_asked, write_export, write_report
from crawler.pipeline.report_pdf import print_report
from report_templates.languages import available_languages
from report_templates.profile_words import criterion_title
from report_templates.terminal import accepted_line, group_lines, sensitivity_lines, threshold_lines
from results.exports import export_formats
from results.judging.grouping import GROUPS, TAG
from results.reporting.share_tables import SHARES, share_row
from results.reporting.stored_report import crawl_sensitivity, crawl_share


@click.command(
    epilog=example("wadmon report --out report", "wadmon report --out report --pdf --pdf-site www.example.org")
)
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
@click.option("--pdf", is_flag=True, help="The first page as PDF too, tagged for assistive technology.")
@click.option(
    "--pdf-site",
    "pdf_sites",
    multiple=True,
    metavar="URL|HOST|NAME",
    help="With this site's page; may be repeated.",
)
@profile_option
@crawl_option
@click.pass_obj
def report(invocation: Invocation, /, out: Path, languages: tuple[str, ...], **options: Any) -> None:
    """A static website: the share, how sure it is, and a page for each site."""
    profiles, crawl_id, pdf_sites = options["profiles"], options["crawl_id"], options["pdf_sites"]
    with invocation.judged(profiles, crawl_id, languages=languages or None) as judged:
        index, shares = write_report(judged, out)
        printed = print_report(judged, out, pdf_sites) if options["pdf"] or pdf_sites else []
        remind_of_publisher(invocation, judged.settings)
    show_shares(judged.profiles, shares, "en")
    click.echo(f"report: {index}")
    for path in printed:
        click.echo(path)


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
    with invocation.judged(profiles, crawl_id) as judged:
        crawl, asked = judged.crawl, shares_asked(judged, group)
    if form == "csv":
        rows = (share_row(crawl.id, group or "", member.name, member.share) for member in asked.groups)
        write_csv(SHARES, [share_row(crawl.id, "all", "", asked.found), *rows])
    elif form == "json":
        members = [{"name": member.name} | share_as_dict(member.share) for member in asked.groups]
        beside = {"exceptions_accepted": share_as_dict(asked.accepted)} if asked.accepted else {}
        whole = share_as_dict(asked.found) | beside | ({"by": group, "groups": members} if group else {})
        click.echo(as_json(whole, indent=2))
    else:
        show_shares([judged.profile], [asked.found], language)
        if asked.accepted:
            click.echo(accepted_line(asked.accepted, language))
        for line in group_lines(asked.groups, language):
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
    with invocation.judged(profiles, crawl_id) as judged:
        found = crawl_share(judged.store, judged.crawl, judged.profile)
        rows, at = crawl_sensitivity(judged.store, judged.crawl, judged.profile)
    if form == "json":
        titles = {criterion.id: criterion_title(criterion, language) for criterion in judged.profile.criteria}
        criteria = [asdict(row) | {"title": titles[row.criterion]} for row in rows]
        whole = {"criteria": criteria, "thresholds": [asdict(row) for row in at]}
        click.echo(as_json(whole, indent=2))
    else:
        click.echo(
            "\n".join((*sensitivity_lines(found, judged.profile, rows, language), *threshold_lines(at, language)))
        )


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
        with invocation.judged(profiles, crawl_id) as judged:
            for path in write_export(judged, name, out):
                click.echo(path)


for _name in export_formats():
    _export_command(_name)


VERBS = (export, report, sensitivity, share)
