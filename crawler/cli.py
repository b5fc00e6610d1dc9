"""The command `wadmon`: its global options, and the verbs put together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crawler.commands.barriers import barriers
from crawler.commands.checking import check
from crawler.commands.checks import checks
from crawler.commands.crawling import audit, crawl, discover, judge
from crawler.commands.database import database
from crawler.commands.demonstration import demo
from crawler.commands.errors import EXIT_CODES, Commands
from crawler.commands.exceptions import exceptions
from crawler.commands.history import compare, history, trend
from crawler.commands.organisations import organisations
from crawler.commands.register import register
from crawler.commands.results import export, report, sensitivity, share
from crawler.commands.session import Invocation
from crawler.commands.settings import print_settings
from crawler.commands.verdicts import verdicts
from crawler.commands.view import view
from crawler.logs import configure_logs
from crawler.version import VERSION


@click.group(
    cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option("--database", type=click.Path(path_type=Path, dir_okay=False), help="SQLite file.  [default: wadmon.db]")
@click.option(
    "--config", type=click.Path(path_type=Path, dir_okay=False), help="Settings file.  [default: wadmon.toml, if there]"
)
@click.option("--proxy", metavar="URL", help="HTTP proxy for all traffic.")
@click.option("--allow-private", is_flag=True, default=None, help="Allow loopback and private addresses.")
@click.option("-v", "--verbose", count=True, help="Say more; -vv says all.")
@click.option("-q", "--quiet", is_flag=True, help="Only results and errors.")
@click.version_option(VERSION, prog_name="wadmon")
@click.pass_context
def main(ctx: click.Context, /, config: Path | None, verbose: int, quiet: bool, **options: Any) -> None:  # noqa: FBT001
    """Monitor the accessibility of a government's websites (Directive (EU) 2016/2102).

    \b
    wadmon register import sites.csv
    wadmon crawl
    wadmon report --out report
    """
    configure_logs(verbose, quiet=quiet)
    ctx.obj = Invocation(config, options, quiet)


VERBS = (
    audit, barriers, check, checks, compare, crawl, database, demo, discover, exceptions, export, history, judge,
    organisations, print_settings, register, report, sensitivity, share, trend, verdicts, view,
)  # fmt: skip
for command in VERBS:
    main.add_command(command)
