"""`wadmon report`: what a crawl found, as a website to read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crawler.commands.judged import judged_as_asked, show_shares
from crawler.commands.options import crawl_option, example, profile_option
from crawler.commands.session import Invocation, remind_of_publisher
from crawler.pipeline.report import write_report
from crawler.pipeline.report_pdf import print_report
from report_templates.languages import available_languages


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
    with judged_as_asked(invocation, profiles, crawl_id, languages=languages or None) as judged:
        index, shares = write_report(judged, out)
        printed = print_report(judged, out, pdf_sites) if options["pdf"] or pdf_sites else []
        remind_of_publisher(invocation, judged.settings)
    show_shares(judged.profiles, shares, "en")
    click.echo(f"report: {index}")
    for path in printed:
        click.echo(path)


VERBS = (report,)
