"""`wadmon export`: what a crawl found, as files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from crawler.commands.judged import judged_as_asked
from crawler.commands.options import crawl_option, example, profile_option
from crawler.commands.session import Invocation
from crawler.pipeline.report import write_export
from results.exports import export_formats


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
        with judged_as_asked(invocation, profiles, crawl_id) as judged:
            for path in write_export(judged, name, out):
                click.echo(path)


for _name in export_formats():
    _export_command(_name)


VERBS = (export,)
