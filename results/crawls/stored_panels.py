"""How the sample of a site follows from the one before, and what its random pages add to the chosen ones."""

from __future__ import annotations

from collections.abc import Iterable

from results.model import LeftPage, Sample, SampleComparison
from results.storage.store import Store


def save_left(store: Store, crawl_id: int, sample: Sample) -> None:
    """Pages of the sample before that are not in this one; replaces what was stored of it."""
    key = (crawl_id, sample.site_id)
    store.execute("DELETE FROM sample_left WHERE crawl_id = ? AND site_id = ?", key)
    store.execute_many(
        "INSERT INTO sample_left VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (*key, position, store.text_id(page.url), page.role, page.reason, store.text_id(page.target))
            for position, page in enumerate(sample.left)
        ],
    )


def get_left(store: Store, crawl_id: int, site_id: int) -> tuple[LeftPage, ...]:
    rows = store.rows(
        "SELECT url.value AS url, role, reason, target.value AS target FROM sample_left"
        " JOIN text AS url ON url.id = url_id JOIN text AS target ON target.id = target_id"
        " WHERE crawl_id = ? AND site_id = ? ORDER BY position",
        (crawl_id, site_id),
    )
    return tuple(LeftPage(row["url"], row["role"], row["reason"], row["target"]) for row in rows)


def crawl_before(store: Store, crawl_id: int, site_id: int) -> int | None:
    """The last finished crawl before this one in which the site had a sample."""
    row = store.row(
        "SELECT max(id) AS id FROM crawl WHERE id < ? AND finished_at <> '' AND EXISTS (SELECT 1 FROM sample"
        " WHERE sample.crawl_id = crawl.id AND site_id = ? AND frame_size > 0)",
        (crawl_id, site_id),
    )
    return row["id"] if row else None


def save_comparison(store: Store, crawl_id: int, comparison: SampleComparison | None) -> None:
    """None when one of the parts has no tested page: there is nothing to compare."""
    if comparison is not None:
        store.execute(
            "INSERT OR REPLACE INTO sample_comparison VALUES (?, ?, ?, ?, ?)",
            (
                crawl_id,
                comparison.site_id,
                comparison.structured,
                comparison.random,
                " ".join(comparison.only_random),
            ),
        )


def get_comparison(store: Store, crawl_id: int, site_id: int) -> SampleComparison | None:
    row = store.row("SELECT * FROM sample_comparison WHERE crawl_id = ? AND site_id = ?", (crawl_id, site_id))
    if row is None:
        return None
    return SampleComparison(site_id, row["structured"], row["random"], tuple(row["only_random"].split()))


def started(store: Store, crawls: Iterable[int]) -> dict[int, str]:
    """When these crawls started; those deleted since are left out."""
    wanted = set(crawls)
    rows = store.rows("SELECT id, started_at FROM crawl", ()) if wanted else ()
    return {row["id"]: row["started_at"] for row in rows if row["id"] in wanted}
