"""How samples follow from each other, and how found pages hang together: beside what `stored_discoveries` keeps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from results.model import FoundPage, LeftPage, PlannedPage, Sample, SampleComparison
from results.store import Store


def insert_panel(store: Store, crawl_id: int, sample: Sample) -> None:
    """What a sample says of the one before; replaces what was stored of it."""
    key = (crawl_id, sample.site_id)
    for table in ("sample_size", "sample_tenure", "sample_left"):
        store.execute(f"DELETE FROM {table} WHERE crawl_id = ? AND site_id = ?", key)  # noqa: S608 - names of our own
    store.execute(
        "INSERT INTO sample_size VALUES (?, ?, ?, ?, ?, ?)",
        (*key, sample.size, sample.layouts, sample.layout_pages, sample.growth),
    )
    store.execute_many(
        "INSERT INTO sample_tenure VALUES (?, ?, ?, ?, ?)",
        [(*key, store.text_id(page.url), page.tenure, page.since) for page in sample.pages if page.tenure != "new"],
    )
    store.execute_many(
        "INSERT INTO sample_left VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (*key, position, store.text_id(page.url), page.role, page.reason, store.text_id(page.target))
            for position, page in enumerate(sample.left)
        ],
    )


def with_panel(store: Store, crawl_id: int, sample: Sample) -> Sample:
    """The sample with what `insert_panel` stored; as it is when a version before the panel stored it."""
    key = (crawl_id, sample.site_id)
    size = store.row("SELECT * FROM sample_size WHERE crawl_id = ? AND site_id = ?", key)
    tenures = {
        row["url"]: (row["tenure"], row["since_crawl_id"])
        for row in store.rows(
            "SELECT url.value AS url, tenure, since_crawl_id FROM sample_tenure JOIN text AS url ON url.id = url_id"
            " WHERE crawl_id = ? AND site_id = ?",
            key,
        )
    }
    left = store.rows(
        "SELECT url.value AS url, role, reason, target.value AS target FROM sample_left"
        " JOIN text AS url ON url.id = url_id JOIN text AS target ON target.id = target_id"
        " WHERE crawl_id = ? AND site_id = ? ORDER BY position",
        key,
    )
    return replace(
        sample,
        pages=tuple(_with_tenure(page, *tenures.get(page.url, ("new", 0))) for page in sample.pages),
        left=tuple(LeftPage(row["url"], row["role"], row["reason"], row["target"]) for row in left),
        size=size["size"] if size else 0,
        layouts=size["layouts"] if size else 0,
        layout_pages=size["layout_pages"] if size else 0,
        growth=size["growth"] if size else 0,
    )


def _with_tenure(page: PlannedPage, tenure: str, since: int) -> PlannedPage:
    return replace(page, tenure=tenure, since=since)


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


def insert_relations(store: Store, crawl_id: int, site_id: int, pages: Sequence[FoundPage]) -> None:
    """Pages found on a page are the rule, so that is stored of documents only."""
    store.execute_many(
        "INSERT OR IGNORE INTO page_relation VALUES (?, ?, ?, ?, ?)",
        [
            (
                crawl_id,
                site_id,
                store.text_id(page.url),
                store.text_id(_kept_origin(page)),
                store.text_id(page.translation_of),
            )
            for page in pages
            if _kept_origin(page) or page.translation_of
        ],
    )


def _kept_origin(page: FoundPage) -> str:
    return page.found_on if page.content_type and "html" not in page.content_type else ""


def with_relations(store: Store, crawl_id: int, site_id: int, pages: Iterable[FoundPage]) -> tuple[FoundPage, ...]:
    related = {
        row["url"]: (row["found_on"], row["translation_of"])
        for row in store.rows(
            "SELECT url.value AS url, origin.value AS found_on, other.value AS translation_of FROM page_relation"
            " JOIN text AS url ON url.id = url_id JOIN text AS origin ON origin.id = found_on_id"
            " JOIN text AS other ON other.id = translation_of_id WHERE crawl_id = ? AND site_id = ?",
            (crawl_id, site_id),
        )
    }
    return tuple(
        replace(page, found_on=related[page.url][0], translation_of=related[page.url][1])
        if page.url in related
        else page
        for page in pages
    )
