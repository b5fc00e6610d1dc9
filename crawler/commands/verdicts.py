"""`wadmon verdicts`: every site with its verdict and the reason for it."""

from __future__ import annotations

import click

from crawler.commands.judged import judged_as_asked
from crawler.commands.options import crawl_option, example, language_option, profile_option
from crawler.commands.session import Invocation
from crawler.csv_output import write_csv
from crawler.json_output import as_json
from crawler.pipeline.verdict_rows import VerdictRow, verdict_rows
from report_templates.languages import load_language
from report_templates.profile_words import verdict_text
from report_templates.terminal import printable
from results.model import Verdict


@click.command(epilog=example("wadmon verdicts --only not_accessible", "wadmon verdicts --format csv > verdicts.csv"))
@click.option("--only", type=click.Choice([verdict.value for verdict in Verdict]), help="Only sites with this verdict.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@language_option
@profile_option
@crawl_option
@click.pass_obj
def verdicts(
    invocation: Invocation,
    /,
    only: str | None,
    form: str,
    language: str,
    profiles: tuple[str, ...],
    crawl_id: int | None,
) -> None:
    """Each site with its verdict under the first profile, and the reason in one sentence."""
    with judged_as_asked(invocation, profiles, crawl_id) as judged:
        rows = verdict_rows(judged, language, only)
    if form == "csv":
        write_csv(VerdictRow._fields, rows)
    elif form == "json":
        click.echo(as_json([row._asdict() for row in rows], indent=2))
    else:
        texts = load_language(language)
        for row in rows:
            verdict = printable(verdict_text(judged.profile, row.verdict, texts))
            click.echo(f"{printable(row.url)}\t{verdict}\t{printable(row.sentence)}")


VERBS = (verdicts,)
