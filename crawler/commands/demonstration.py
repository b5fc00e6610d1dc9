"""`wadmon demo`: a crawl of the demonstration web."""

from __future__ import annotations

from pathlib import Path

import click

from crawler import demonstration
from crawler.commands.crawling import crawl_all
from crawler.commands.options import example
from crawler.commands.session import (
    Invocation,
    chosen_crawl,
    fitted,
    profiles_of,
    records_of,
    run_until_stopped,
    tell_shares,
    with_history,
    writing,
)
from crawler.pipeline.crawl import choose_sites
from crawler.register import read_register
from report_templates.render import render_report
from results.crawls.stored_crawls import finish_crawl
from results.judging.stored_verdicts import judge_crawl
from results.register.stored_sites import import_sites, registered_sites
from results.reporting.stored_report import site_reports


@click.command(epilog=example("wadmon demo --out demo-report"))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("demo-report"), show_default=True)
@click.pass_obj
def demo(invocation: Invocation, /, out: Path) -> None:
    """Crawl the demonstration web that comes with wadmon, without network, and write its report."""
    out.mkdir(parents=True, exist_ok=True)
    database = out / "demo.db"
    for leftover in out.glob("demo.db*"):
        leftover.unlink()
    with demonstration.serve() as server:
        settings = invocation.settings(database=database, proxy=server.proxy_url, delay=0.0)
        profiles = profiles_of(settings)
        (out / "register.csv").write_text(server.register_csv, "utf-8")
        with writing(settings) as store:
            import_sites(store, read_register(out / "register.csv").sites)
            chosen = choose_sites(registered_sites(store), (), None, settings.seed)
            crawl = run_until_stopped(crawl_all(invocation, store, settings, chosen))
            judged = fitted(profiles, crawl)
            judge_crawl(store, crawl.id, judged)
            finish_crawl(store, crawl.id)
            records = records_of(store, chosen_crawl(store, crawl.id), judged)
            records = with_history(invocation, settings, store, records)
            index = render_report(records, site_reports(store, records), out / "report", settings.languages)
    tell_shares(list(records.shares.values()), "en")
    click.echo(f"report: {index}")
