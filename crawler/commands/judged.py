"""What the commands about a judged crawl share: which crawl is meant, its shares, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

import click

from crawler.commands.errors import DONE, NOT_ALL_TESTED
from crawler.commands.session import Invocation
from crawler.pipeline.judge import JudgedCrawl, judged_crawl
from report_templates.terminal import share_lines
from results.model import Profile, Share


def judged_as_asked(
    invocation: Invocation, profiles: tuple[str, ...], crawl_id: int | None, **more: Any
) -> AbstractContextManager[JudgedCrawl]:
    """The crawl that --crawl and --profile mean, open."""
    return judged_crawl(invocation.settings(profiles=profiles or None, **more), crawl_id, invocation.say)


def show_shares(profiles: Sequence[Profile], shares: Sequence[Share], language: str) -> None:
    """profiles: each with the share at its place."""
    for line in share_lines(list(zip(profiles, shares, strict=True)), language):
        click.echo(line)


def exit_by(found: Share) -> None:
    raise click.exceptions.Exit(NOT_ALL_TESTED if found.not_tested else DONE)
