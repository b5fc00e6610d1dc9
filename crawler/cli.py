"""The command `wadmon`: its global options, and the verbs put together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from crawler.commands import verbs
from crawler.commands.errors import EXIT_CODES, Commands
from crawler.commands.session import Invocation
from crawler.logs import configure_logs
from crawler.version import VERSION


class Verbs(Commands):
    """Knows a verb once it was asked for: the imports of all of them take longer than many a verb."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        self._load(cmd_name)
        return super().get_command(ctx, cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        self._load()
        return super().list_commands(ctx)

    def _load(self, wanted: str = "") -> None:
        """As many as it takes to know this one; else all, which click then looks among for one of a similar name."""
        found = verbs(wanted)
        while wanted not in self.commands and (verb := next(found, None)) is not None:
            self.add_command(verb)


@click.group(
    cls=Verbs, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
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
