"""`wadmon verdicts`: every site with its verdict and the reason for it."""

from __future__ import annotations

import click

from checks.catalogue import describe_checks
from crawler.commands.options import crawl_option, example, language_option, profile_option
from crawler.commands.session import Invocation, judged_crawl
from crawler.csv_output import write_csv
from crawler.json_output import as_json
from report_templates.check_lines import fault_of
from report_templates.languages import load_language
from report_templates.terminal import printable
from report_templates.verdict_sentences import reason_sentence
from report_templates.wording import verdict_text
from results.crawls.stored_crawls import crawl_checks, crawl_sites
from results.judging.stored_verdicts import get_verdicts
from results.model import Verdict

COLUMNS = ("crawl", "url", "name", "profile", "version", "verdict", "score", "reason", "sentence")


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
    settings = invocation.settings(profiles=profiles or None)
    with judged_crawl(invocation, settings, crawl_id) as (store, crawl, judged):
        profile = judged[0]
        found = get_verdicts(store, crawl.id, profile)
        sites = crawl_sites(store, crawl.id)
        checks = describe_checks(crawl_checks(store, crawl.id))
    texts = load_language(language)
    rows = []
    for site in sites:
        verdict = found[site.id]
        if only and verdict.verdict != only:
            continue
        blockers = [fault_of(checks[check], language) if check in checks else check for check in verdict.blockers]
        sentence = reason_sentence(verdict, profile, blockers, texts)
        rows.append(
            (
                crawl.id, site.url, site.name, profile.name, profile.version, verdict.verdict, verdict.score,
                verdict.reason, sentence,
            )
        )  # fmt: skip
    if form == "csv":
        write_csv(COLUMNS, rows)
    elif form == "json":
        click.echo(as_json([dict(zip(COLUMNS, row, strict=True)) for row in rows], indent=2))
    else:
        for row in rows:
            click.echo(f"{printable(row[1])}\t{texts.gettext(verdict_text(profile.name, row[5]))}\t{row[8]}")
