"""`wadmon share` and `sensitivity`: how many sites are accessible, and how sure that is."""

from __future__ import annotations

from dataclasses import asdict

import click

from crawler.commands.judged import judged_as_asked, show_shares
from crawler.commands.options import crawl_option, example, language_option, profile_option
from crawler.commands.session import Invocation
from crawler.csv_output import write_csv
from crawler.json_output import as_json, share_as_dict
from crawler.pipeline.figures import shares_asked
from report_templates.profile_words import criterion_title
from report_templates.terminal import accepted_line, group_lines, sensitivity_lines, threshold_lines
from results.judging.grouping import GROUPS, TAG
from results.reporting.share_tables import SHARES, share_row
from results.reporting.stored_report import crawl_sensitivity, crawl_share


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
    with judged_as_asked(invocation, profiles, crawl_id) as judged:
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
    with judged_as_asked(invocation, profiles, crawl_id) as judged:
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


VERBS = (sensitivity, share)
