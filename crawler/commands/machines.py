"""`wadmon worker` and `wadmon status`: a crawl on several machines, and what a crawl is at."""

from __future__ import annotations

import click

from crawler.commands.options import example
from crawler.commands.session import Invocation, run_until_stopped
from crawler.pipeline.cluster import cluster_module
from crawler.pipeline.status import status_lines
from results.storage.store import open_store


@click.command(epilog=example("wadmon worker tcp://scheduler.example.org:8786"))
@click.argument("address")
@click.option("--name", default="", help="What it is called in `wadmon status`.  [default: the name of this machine]")
@click.pass_obj
def worker(invocation: Invocation, /, address: str, name: str) -> None:
    """Visit sites for a crawl on another machine (`wadmon crawl --cluster`), with one browser, until stopped."""
    settings = invocation.settings()
    serving = cluster_module("serving")
    invocation.say(f"worker for {address}; stop it with Ctrl-C or SIGTERM")
    run_until_stopped(serving.serve(address, settings, name), stopped="stopped")


@click.command(epilog=example("wadmon --database weekly.db status"))
@click.pass_obj
def status(invocation: Invocation, /) -> None:
    """Say how far the last crawl is, and what its workers are at."""
    settings = invocation.settings()
    with open_store(settings.database, create=False) as store:
        for line in status_lines(store):
            click.echo(line)


VERBS = (status, worker)
