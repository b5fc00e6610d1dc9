"""`wadmon settings`: what is in force."""

from __future__ import annotations

import click

from crawler.commands.options import example
from crawler.commands.session import Invocation
from crawler.settings import settings_as_toml


@click.command(epilog=example("wadmon settings > wadmon.toml"))
@click.pass_obj
def settings(invocation: Invocation) -> None:
    """The settings in force, as a wadmon.toml that explains each."""
    click.echo(settings_as_toml(invocation.settings()), nl=False)


VERBS = (settings,)
