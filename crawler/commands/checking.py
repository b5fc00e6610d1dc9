"""`wadmon check`: pages named by a person, now."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from typing import Any, BinaryIO

import click

from checks.catalogue import describe_checks
from crawler.commands.errors import DONE, NOT_ALL_TESTED, BadInput
from crawler.commands.options import delay_option, example, language_option, workers_option
from crawler.commands.session import Invocation, remind_of_image_words, run_until_stopped
from crawler.json_output import as_json, page_as_dict
from crawler.pipeline.check import check_pages
from crawler.pipeline.tools import audit_tools
from crawler.web.urls import canonical_url
from report_templates.render import render_pages
from report_templates.terminal import page_lines
from results.model import PageAudit


@click.command(
    epilog=example(
        "wadmon check https://www.example.org/ https://www.example.org/contact",
        "wadmon check --urls pages.txt --format jsonl > pages.jsonl",
    )
)
@click.argument("urls", nargs=-1)
@click.option("--urls", "file", type=click.File("rb"), help="File with a URL a line; - is standard input.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl", "html"]), default="text", show_default=True
)
@language_option
@delay_option
@workers_option
@click.pass_obj
def check(
    invocation: Invocation, /, urls: tuple[str, ...], file: BinaryIO | None, form: str, language: str, **more: Any
) -> None:
    """Check pages now, without a register. You name them, so robots.txt is not asked; nothing is stored."""
    wanted = _page_urls([*urls, *_lines(file)])
    settings = invocation.settings(**more)

    async def run() -> list[PageAudit]:
        audits = []
        async with audit_tools(settings) as tools:
            remind_of_image_words(invocation, tools.tools)
            checks = describe_checks(tools.checks)
            async with aclosing(check_pages(wanted, settings, tools, language)) as pages:
                async for page in pages:
                    if form == "text":
                        click.echo("\n".join(page_lines(page, checks, language)))
                    elif form == "jsonl":
                        click.echo(as_json(page_as_dict(page)))
                    audits.append(page)
        if form == "json":
            click.echo(as_json([page_as_dict(page) for page in audits], indent=2))
        elif form == "html":
            click.echo(render_pages(audits, checks, tools.tools, language))
        return audits

    audits = run_until_stopped(run(), stopped="stopped")
    raise click.exceptions.Exit(DONE if all(page.tested for page in audits) else NOT_ALL_TESTED)


def _lines(file: BinaryIO | None) -> list[str]:
    try:
        return file.read().decode("utf-8-sig").splitlines() if file else []
    except UnicodeDecodeError as error:
        raise BadInput(f"{file.name if file else ''}: not a text file in UTF-8") from error


def _page_urls(lines: Sequence[str]) -> list[str]:
    urls = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if not urls:
        raise click.UsageError("give one or more URLs, or --urls FILE")
    with_scheme = [url if "://" in url else f"https://{url}" for url in urls]
    for url in with_scheme:
        if canonical_url(url) is None:
            raise BadInput(f"{url}: not a URL of a web page (http or https)")
    return with_scheme


VERBS = (check,)
