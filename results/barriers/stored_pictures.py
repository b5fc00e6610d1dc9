"""Which barrier has which picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from results.barriers.picture_files import PictureFiles
from results.logs import fields_logger
from results.model import TakenPicture
from results.storage.store import Store

log = fields_logger(__name__)


@dataclass(frozen=True, slots=True)
class PrunedPictures:
    """pictures: that are not kept. files, size: removed with them, and those that nothing pointed to; bytes."""

    pictures: int
    files: int
    size: int


def pictured(store: Store, crawl_id: int, site_id: int, files: PictureFiles) -> frozenset[tuple[str, str]]:
    """Check and component of the site's barriers that have a picture, whose file is there.

    Not of those that this very crawl saw first: their rows are made anew when their site is visited again.
    """
    rows = store.rows(
        "SELECT check_id, picture.component, name FROM barrier_picture AS picture"
        " JOIN barrier ON barrier.id = barrier_id"
        " WHERE site_id = ? AND state = 'there' AND barrier.component = picture.component AND first_crawl_id < ?",
        (site_id, crawl_id),
    )
    return frozenset((row["check_id"], row["component"]) for row in rows if files.has(row["name"]))


def save_pictures(store: Store, site_id: int, taken: Iterable[TakenPicture], files: PictureFiles) -> None:
    """Those of barriers that are there; the barriers of this visit are stored already. Inside a transaction only.

    The file comes before the row. A picture that cannot be written is no reason to lose what was found.
    """
    for picture in taken:
        barrier = store.row(
            "SELECT id FROM barrier WHERE site_id = ? AND check_id = ? AND component = ? AND outcome = 'failed'"
            " AND state = 'there'",
            (site_id, picture.check, picture.component),
        )
        if barrier is None:
            continue
        try:
            name = files.write(picture.image)
        except OSError as error:
            log.warning("picture.not_written", folder=str(files.folder), error=error.strerror)
            return
        store.execute(
            "INSERT OR REPLACE INTO barrier_picture"
            " (barrier_id, name, component, width, height, page_url_id, taken_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                barrier["id"],
                name,
                picture.component,
                picture.width,
                picture.height,
                store.text_id(picture.page),
                picture.taken_at,
            ),
        )


def prune_pictures(store: Store, files: PictureFiles, before: datetime | None, *, dry_run: bool) -> PrunedPictures:
    """Removes pictures taken before this time (None: none), and the files that no barrier points to.

    What is still there gets a new picture in the next crawl. Not while a crawl writes.
    """
    limit = before.isoformat(timespec="seconds") if before else ""
    kept = {row["name"] for row in store.rows("SELECT name FROM barrier_picture WHERE taken_at >= ?", (limit,))}
    old = store.execute("SELECT count(*) FROM barrier_picture WHERE taken_at < ?", (limit,)).fetchone()[0]
    unused = list(files.others(kept))
    pruned = PrunedPictures(old, len(unused), sum(path.stat().st_size for path in unused))
    if not dry_run:
        with store.transaction():
            store.execute("DELETE FROM barrier_picture WHERE taken_at < ?", (limit,))
        for path in unused:
            path.unlink(missing_ok=True)
    return pruned
