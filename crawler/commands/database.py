"""`wadmon database`: what is kept for how long, whether it is whole, and a copy of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from crawler.commands.errors import DONE, NOT_ALL_TESTED
from crawler.commands.options import example
from crawler.commands.session import Invocation
from results.barriers.picture_files import PictureFiles, pictures_folder
from results.barriers.stored_pictures import PrunedPictures, prune_pictures
from results.storage.backup import back_up
from results.storage.one_writer import writing
from results.storage.store import open_store
from results.storage.stored_integrity import check_database
from results.storage.stored_retention import Pruned, prune, shrink

_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_EVERY_SECONDS = 2.0


def _age(_ctx: click.Context, _option: click.Parameter, value: str) -> timedelta | None:
    """8w -> 56 days; forever -> None."""
    if value == "forever":
        return None
    parts = re.fullmatch(r"(\d{1,4})([dwmy])", value.strip().lower())
    if parts is None:
        raise click.BadParameter(f"{value!r}: write a number and d, w, m or y (days, weeks, months, years), or forever")
    return timedelta(days=int(parts[1]) * _DAYS[parts[2]])


@click.group()
def database() -> None:
    """The file with everything in it: make it smaller, check it, copy it."""


@database.command("prune", epilog=example("wadmon database prune --keep-details 8w --keep-figures forever --dry-run"))
@click.option(
    "--keep-details",
    callback=_age,
    metavar="AGE",
    default="8w",
    show_default=True,
    help="Pages, findings and found pages of crawls that finished longer ago are removed.",
)
@click.option(
    "--keep-figures",
    callback=_age,
    metavar="AGE",
    default="forever",
    show_default=True,
    help="Crawls that finished longer ago are removed, verdicts and all.",
)
@click.option(
    "--keep-pictures",
    callback=_age,
    metavar="AGE",
    default="6m",
    show_default=True,
    help="Pictures taken longer ago are removed; the next crawl takes new ones of what is still there.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@click.option(
    "--shrink", "smaller", is_flag=True, help="Give the free space back to the disk; needs as much meanwhile."
)
@click.pass_obj
def database_prune(
    invocation: Invocation,
    /,
    keep_details: timedelta | None,
    keep_figures: timedelta | None,
    keep_pictures: timedelta | None,
    dry_run: bool,  # noqa: FBT001
    smaller: bool,  # noqa: FBT001
) -> None:
    """Remove what old crawls found and keep their figures. AGE: 30d, 8w, 6m, 2y or forever.

    The last finished crawl stays whole, and so does one that is not finished. A crawl without details keeps its
    verdicts and shares; it can no longer be judged again, and no report can be made of it.
    """
    if keep_figures is not None and (keep_details is None or keep_figures < keep_details):
        raise click.UsageError("--keep-figures is less than --keep-details: details without figures are of no use")
    settings = invocation.settings()
    today = datetime.now(UTC)
    before = [None if age is None else today - age for age in (keep_details, keep_figures, keep_pictures)]
    with writing(settings.database, create=False) as store:
        files = PictureFiles(pictures_folder(store.path))
        pruned = prune(store, before[0], before[1], dry_run=dry_run)
        pictures = prune_pictures(store, files, before[2], dry_run=dry_run)
        for line in _pruned_lines(pruned, pictures, dry_run=dry_run):
            click.echo(line)
        if smaller and not dry_run:
            shrink(store)
    if smaller and not dry_run:
        click.echo(f"{settings.database}: {_megabytes(settings.database.stat().st_size)}")


def _pruned_lines(pruned: Pruned, pictures: PrunedPictures, *, dry_run: bool) -> list[str]:
    removed = "would be removed" if dry_run else "removed"
    of_pictures = f"files of pictures {removed}: {pictures.files:,} ({_megabytes(pictures.size)})"
    lines = _row_lines(pruned, removed, dry_run=dry_run) + ([of_pictures] if pictures.files else [])
    return lines or ["nothing is that old"]


def _row_lines(pruned: Pruned, removed: str, *, dry_run: bool) -> list[str]:
    lines = [
        f"{what} of {_numbers(crawls)} {removed}"
        for what, crawls in (("pages and findings", pruned.details_of), ("all", pruned.all_of))
        if crawls
    ]
    rows = ", ".join(f"{number:,} of {table}" for table, number in pruned.rows.items() if number)
    if rows:
        lines.append(f"rows {removed}: {rows}")
    if not lines:
        return []
    free = f"{_megabytes(pruned.bytes_free)} free in the file, for the crawls to come"
    return [*lines, f"{free}; --shrink gives them back to the disk" if not dry_run else free]


def _numbers(crawls: tuple[int, ...]) -> str:
    if len(crawls) == 1:
        return f"crawl {crawls[0]}"
    return f"{len(crawls)} crawls ({crawls[0]} to {crawls[-1]})"


def _megabytes(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"


@database.command("check", epilog=example("wadmon database check"))
@click.pass_obj
def database_check(invocation: Invocation, /) -> None:
    """Is it whole? The file, what points where, every stored text, and the verdicts made again from the outcomes.

    Ends with status 1 when something is wrong.
    """
    problems = 0
    with open_store(invocation.settings().database, create=False) as store:
        for checked in check_database(store):
            problems += len(checked.problems)
            seen = f" ({checked.seen:,})" if checked.seen > 1 else ""
            note = f"; {checked.note}" if checked.note else ""
            click.echo(f"{checked.what}{seen}: {'WRONG' if checked.problems else 'ok'}{note}")
            for problem in checked.problems:
                click.echo(f"  {problem}")
    if problems:
        invocation.say("put back a copy (wadmon database backup), or judge again what differs (wadmon judge --crawl N)")
    raise click.exceptions.Exit(NOT_ALL_TESTED if problems else DONE)


@database.command("backup", epilog=example("wadmon database backup /backups/wadmon.db"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def database_backup(invocation: Invocation, /, file: Path) -> None:
    """Copy the database to FILE while a crawl may go on writing it; the copy is checked before it takes its name.

    A copy that is there already is replaced.
    """
    size = back_up(invocation.settings().database, file, _share_display(invocation))
    click.echo(f"{file}: {_megabytes(size)}")


def _share_display(invocation: Invocation) -> Callable[[float], None]:
    """A line now and then; nothing when it is done at once."""
    last = time.monotonic()

    def show(share: float) -> None:
        nonlocal last
        if time.monotonic() - last >= _EVERY_SECONDS:
            last = time.monotonic()
            invocation.say(f"{share:.0%} copied")

    return show


VERBS = (database,)
