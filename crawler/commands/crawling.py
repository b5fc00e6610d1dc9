"""`wadmon crawl`, and two of its stages alone: audit, judge."""

from __future__ import annotations

from typing import Any

import click

from crawler.commands.choosing import choice_in, choosing_options
from crawler.commands.confirming import confirm_crawl
from crawler.commands.judged import exit_by, show_shares
from crawler.commands.options import (
    cluster_option,
    delay_option,
    example,
    pages_option,
    profile_option,
    screenshots_option,
    seed_option,
    workers_option,
)
from crawler.commands.session import Invocation, run_until_stopped
from crawler.commands.watching import watcher
from crawler.pipeline import crawl as stages
from crawler.pipeline.judge import judge as judge_stage
from crawler.pipeline.judge import judge_again, profiles_of
from report_templates.terminal import carried_lines
from results.crawls.stored_carrying import carried_pages, get_retests
from results.storage.one_writer import writing
from results.storage.store import Store


@click.command(epilog=example("wadmon --database weekly.db crawl --pages 12"))
@choosing_options
@profile_option
@pages_option
@seed_option
@delay_option
@workers_option
@cluster_option
@screenshots_option
@click.option("--resume", is_flag=True, help="Continue the last crawl that did not finish.")
@click.option(
    "--confirm",
    "confirm_size",
    type=click.IntRange(min=1),
    metavar="N",
    help="At the end ask Firefox about N of the failures: see wadmon confirm.",
)
@click.pass_obj
def crawl(invocation: Invocation, /, profiles: tuple[str, ...], resume: bool, **options: Any) -> None:  # noqa: FBT001
    """All stages: find the pages of each site, sample them, check them in a browser, judge."""
    choice = choice_in(options)
    if resume and (choice.is_made or options["pages"] or options["seed"] is not None):
        raise click.UsageError(
            "--resume continues as the crawl began: leave out --site, --most-visited, --limit, --pages and --seed"
        )
    settings = invocation.settings(profiles=profiles or None, **options)
    profiles_used = profiles_of(settings)
    with writing(settings.database) as store:
        chosen = None if resume else choice.among(store, settings.seed)
        done = run_until_stopped(stages.crawl(store, settings, chosen, watcher(invocation, settings)))
        shares = judge_stage(store, done, profiles_used)
        show_shares(profiles_used, shares, "en")
        _show_carried(store, done.id, "en")
        if options["confirm_size"]:
            confirm_crawl(invocation, store, settings, done)
    exit_by(shares[0])


def _show_carried(store: Store, crawl_id: int, language: str) -> None:
    """Of a crawl: what was not tested again."""
    wrong = [retest for retest in get_retests(store, crawl_id) if retest.differing]
    for line in carried_lines(carried_pages(store, crawl_id), wrong, language):
        click.echo(line)


@click.command(epilog=example("wadmon audit"))
@delay_option
@workers_option
@cluster_option
@screenshots_option
@click.pass_obj
def audit(invocation: Invocation, /, **more: Any) -> None:
    """Only the second stage of the last unfinished crawl: visit the sampled pages of each discovered site."""
    settings = invocation.settings(**more)
    with writing(settings.database) as store:
        audited = run_until_stopped(stages.audit_only(store, settings, watcher(invocation, settings)))
    click.echo(f"crawl {audited.id}: audited; next: wadmon judge")


@click.command(epilog=example("wadmon judge --profile my-profile.toml --crawl 3"))
@profile_option
@click.option("--crawl", "crawl_id", type=int, metavar="N", help="Which crawl.  [default: the last]")
@click.pass_obj
def judge(invocation: Invocation, /, profiles: tuple[str, ...], crawl_id: int | None) -> None:
    """Only the last stage: verdicts from the stored outcomes. The web is not asked again."""
    settings = invocation.settings(profiles=profiles or None)
    profiles_used = profiles_of(settings)
    shares = judge_again(settings, profiles_used, crawl_id)
    show_shares(profiles_used, shares, "en")
    exit_by(shares[0])


VERBS = (audit, crawl, judge)
