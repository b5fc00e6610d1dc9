"""What discovery found on each site of a crawl, and the sample made from it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from results.model import FoundPage, PlannedPage, Reason, Redirect, Sample, SiteDiscovery
from results.store import Store
from results.stored_panels import insert_panel, insert_relations, with_panel, with_relations


def save_discovery(store: Store, crawl_id: int, found: SiteDiscovery, sample: Sample) -> None:
    """What discovery found on a site and the sample made from it, in one transaction."""
    with store.transaction():
        store.execute(
            "INSERT INTO discovery (crawl_id, site_id, reason, detail, final_url, redirects, dropped, robots,"
            " crawl_delay, ended, seconds, requests) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                crawl_id,
                found.site_id,
                found.reason,
                found.detail,
                found.final_url,
                json.dumps([asdict(redirect) for redirect in found.redirects], ensure_ascii=False),
                json.dumps(dict(found.dropped), ensure_ascii=False, sort_keys=True),
                found.robots,
                found.crawl_delay,
                found.ended,
                found.seconds,
                found.requests,
            ),
        )
        _insert_found_pages(store, crawl_id, found.site_id, found.pages, first=0)
        insert_relations(store, crawl_id, found.site_id, found.pages)
        _insert_sample(store, crawl_id, sample)


def extend_sample(store: Store, crawl_id: int, sample: Sample, pages: Sequence[FoundPage]) -> None:
    """Replaces the sample of a site that is not audited yet, and adds pages only the browser could find."""
    with store.transaction():
        known = store.row(
            "SELECT coalesce(max(position) + 1, 0) AS next FROM found_page WHERE crawl_id = ? AND site_id = ?",
            (crawl_id, sample.site_id),
        )
        assert known is not None
        _insert_found_pages(store, crawl_id, sample.site_id, pages, first=known["next"])
        insert_relations(store, crawl_id, sample.site_id, pages)
        store.execute("DELETE FROM sample WHERE crawl_id = ? AND site_id = ?", (crawl_id, sample.site_id))
        _insert_sample(store, crawl_id, sample)


def discovered_sites(store: Store, crawl_id: int) -> frozenset[int]:
    rows = store.rows("SELECT site_id FROM discovery WHERE crawl_id = ?", (crawl_id,))
    return frozenset(row["site_id"] for row in rows)


def get_discovery(store: Store, crawl_id: int, site_id: int, *, with_pages: bool = True) -> SiteDiscovery | None:
    row = store.row("SELECT * FROM discovery WHERE crawl_id = ? AND site_id = ?", (crawl_id, site_id))
    if row is None:
        return None
    return SiteDiscovery(
        site_id=site_id,
        pages=with_relations(store, crawl_id, site_id, _found_pages(store, crawl_id, site_id)) if with_pages else (),
        reason=Reason(row["reason"]) if row["reason"] else None,
        detail=row["detail"],
        final_url=row["final_url"],
        redirects=tuple(Redirect(**redirect) for redirect in json.loads(row["redirects"])),
        dropped=json.loads(row["dropped"]),
        robots=row["robots"],
        crawl_delay=row["crawl_delay"],
        ended=row["ended"],
        seconds=row["seconds"],
        requests=row["requests"],
    )


def get_sample(store: Store, crawl_id: int, site_id: int) -> Sample | None:
    row = store.row("SELECT * FROM sample WHERE crawl_id = ? AND site_id = ?", (crawl_id, site_id))
    if row is None:
        return None
    sample = Sample(
        site_id=site_id,
        seed=row["seed"],
        pages=tuple(_planned_pages(store, crawl_id, site_id)),
        frame_size=row["frame_size"],
        missing_clauses=tuple(row["missing_clauses"].split()),
    )
    return with_panel(store, crawl_id, sample)


def _insert_found_pages(store: Store, crawl_id: int, site_id: int, pages: Sequence[FoundPage], *, first: int) -> None:
    store.execute_many(
        "INSERT OR IGNORE INTO found_page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                crawl_id,
                site_id,
                store.text_id(page.url),
                position,
                page.depth,
                page.source,
                page.status,
                page.content_type,
                store.text_id(page.title),
                page.language,
                store.text_id(json.dumps(page.link_texts, ensure_ascii=False)),
                page.forms,
                page.tables,
                page.media,
                page.password_fields,
                page.skeleton,
                page.bytes,
            )
            for position, page in enumerate(pages, first)
        ],
    )


def _found_pages(store: Store, crawl_id: int, site_id: int) -> tuple[FoundPage, ...]:
    rows = store.rows(
        "SELECT found_page.*, url.value AS url, title.value AS title, texts.value AS link_texts FROM found_page"
        " JOIN text AS url ON url.id = url_id JOIN text AS title ON title.id = title_id"
        " JOIN text AS texts ON texts.id = link_texts_id WHERE crawl_id = ? AND site_id = ? ORDER BY position",
        (crawl_id, site_id),
    )
    return tuple(
        FoundPage(
            url=row["url"],
            depth=row["depth"],
            source=row["source"],
            status=row["status"],
            content_type=row["content_type"],
            title=row["title"],
            language=row["language"],
            link_texts=tuple(json.loads(row["link_texts"])),
            forms=row["forms"],
            tables=row["tables"],
            media=row["media"],
            password_fields=row["password_fields"],
            skeleton=row["skeleton"],
            bytes=row["bytes"],
        )
        for row in rows
    )


def _insert_sample(store: Store, crawl_id: int, sample: Sample) -> None:
    insert_panel(store, crawl_id, sample)
    store.execute(
        "INSERT INTO sample (crawl_id, site_id, seed, frame_size, missing_clauses) VALUES (?, ?, ?, ?, ?)",
        (crawl_id, sample.site_id, sample.seed, sample.frame_size, " ".join(sample.missing_clauses)),
    )
    store.execute_many(
        "INSERT INTO page (crawl_id, site_id, position, url_id, role, clause, evidence_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                crawl_id,
                sample.site_id,
                position,
                store.text_id(page.url),
                page.role,
                page.clause,
                store.text_id(page.evidence),
            )
            for position, page in enumerate(sample.pages)
        ],
    )


def _planned_pages(store: Store, crawl_id: int, site_id: int) -> Iterator[PlannedPage]:
    rows = store.rows(
        "SELECT url.value AS url, role, clause, evidence.value AS evidence FROM page"
        " JOIN text AS url ON url.id = url_id JOIN text AS evidence ON evidence.id = evidence_id"
        " WHERE crawl_id = ? AND site_id = ? ORDER BY position",
        (crawl_id, site_id),
    )
    for row in rows:
        yield PlannedPage(url=row["url"], role=row["role"], clause=row["clause"], evidence=row["evidence"])
