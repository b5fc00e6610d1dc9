"""`wadmon demo`: a crawl of the demonstration web."""

from __future__ import annotations

from pathlib import Path

import click

from crawler import demonstration
from crawler.commands.judged import show_shares
from crawler.commands.options import example
from crawler.commands.session import Invocation, run_until_stopped
from crawler.commands.watching import watcher
from crawler.pipeline import crawl as stages
from crawler.pipeline.demonstration import new_database, register_demonstration
from crawler.pipeline.judge import judge, judged_crawl, profiles_of
from crawler.pipeline.report import write_report
from results.storage.one_writer import writing


@click.command(epilog=example("wadmon demo --out demo-report"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-report"), show_default=True)
@click.pass_obj
def demo(invocation: Invocation, /, out: Path) -> None:
    """Crawl the demonstration web that comes with wadmon, without network, and write its report."""
    database = new_database(out)
    with demonstration.serve() as server:
        settings = invocation.settings(database=database, proxy=server.proxy_url, delay=0.0)
        profiles = profiles_of(settings)
        with writing(settings.database) as store:
            chosen = register_demonstration(store, server, out, settings.seed)
            crawl = run_until_stopped(stages.crawl(store, settings, chosen, watcher(invocation, settings)))
            judge(store, crawl, profiles)
    with judged_crawl(settings, None, invocation.say) as judged:
        index, shares = write_report(judged, out / "report")
    show_shares(profiles, shares, "en")
    click.echo(f"report: {index}")


VERBS = (demo,)
