"""What discovery found on each site of a crawl, and the sample made from it.

A found page that is as it was in the crawl before costs nothing: its row says from which crawl on it holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import cast

from results.crawls.found_intervals import FoundRow, changes
from results.crawls.stored_carrying import save_proven
from results.crawls.stored_crawls import refuse_without_details
from results.crawls.stored_panels import get_left, save_left
from results.model import FoundPage, PlannedPage, Reason, Redirect, Sample, SiteDiscovery
from results.storage.digests import compact_json
from results.storage.store import Store, storable

# What is behind key and place is in the order of `_facts`. Texts are compared as texts: of most pages none is new,
# and one query for a site is faster than looking up the number of each.
_ROWS = """
SELECT url_id, title_id, link_texts_id,
    url.value, from_crawl, until_crawl, position, depth, source, status, content_type, title.value, language,
    texts.value, forms, tables, media, password_fields, skeleton, bytes, origin.value, other.value
FROM found_page
JOIN text AS url ON url.id = url_id
JOIN text AS title ON title.id = title_id
JOIN text AS texts ON texts.id = link_texts_id
LEFT JOIN text AS origin ON origin.id = found_on_id
LEFT JOIN text AS other ON other.id = translation_of_id
WHERE site_id = ?1 AND from_crawl <= ?2 AND (until_crawl IS NULL OR until_crawl >= ?2)
"""

_Facts = tuple[Hashable, ...]
_TITLE, _LINK_TEXTS = 4, 6  # their places in it

# What visit.since_crawl_id is for a page that was in no sample before.
_SINCE = {"new": None, "rotating": 0}

_INSERT_ROW = """
INSERT INTO found_page (site_id, url_id, from_crawl, until_crawl, position, depth, source, status, content_type,
    title_id, language, link_texts_id, forms, tables, media, password_fields, skeleton, bytes, found_on_id,
    translation_of_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

_PAGES = """
SELECT found_page.*, url.value AS url, title.value AS title, texts.value AS link_texts, origin.value AS found_on,
    other.value AS translation_of
FROM found_page
JOIN text AS url ON url.id = url_id
JOIN text AS title ON title.id = title_id
JOIN text AS texts ON texts.id = link_texts_id
LEFT JOIN text AS origin ON origin.id = found_on_id
LEFT JOIN text AS other ON other.id = translation_of_id
WHERE site_id = ?1 AND from_crawl <= ?2 AND (until_crawl IS NULL OR until_crawl > ?2) ORDER BY position
"""

_DISCOVERY = """
SELECT discovery.*, final.value AS final_url, redirects.value AS redirects, dropped.value AS dropped
FROM discovery
JOIN text AS final ON final.id = final_url_id
JOIN text AS redirects ON redirects.id = redirects_id
JOIN text AS dropped ON dropped.id = dropped_id
WHERE crawl_id = ? AND site_id = ?
"""


def save_discovery(store: Store, crawl_id: int, found: SiteDiscovery, sample: Sample) -> None:
    """What discovery found on a site and the sample made from it, in one transaction."""
    with store.transaction():
        store.execute(
            "INSERT INTO discovery (crawl_id, site_id, reason, detail, final_url_id, redirects_id, dropped_id, robots,"
            " crawl_delay, ended, seconds, requests, pages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (
                crawl_id,
                found.site_id,
                found.reason,
                found.detail,
                store.text_id(found.final_url),
                store.text_id(json.dumps([asdict(hop) for hop in found.redirects], ensure_ascii=False)),
                store.text_id(json.dumps(dict(found.dropped), ensure_ascii=False, sort_keys=True)),
                found.robots,
                found.crawl_delay,
                found.ended,
                found.seconds,
                found.requests,
            ),
        )
        _save_found(store, crawl_id, found.site_id, found.pages)
        _insert_sample(store, crawl_id, sample)
        save_proven(store, crawl_id, found.site_id, found.unchanged)


def extend_sample(
    store: Store, crawl_id: int, sample: Sample, pages: Sequence[FoundPage], copies: Sequence[str] = ()
) -> None:
    """Replaces the sample of a site that is not audited yet, and adds pages only the browser could find.

    copies: URLs of pages that proved to be another address of one that stays; they are counted with what was dropped.
    """
    with store.transaction():
        known = get_discovery(store, crawl_id, sample.site_id)
        assert known is not None
        kept = [page for page in (*known.pages, *pages) if page.url not in copies]
        _save_found(store, crawl_id, sample.site_id, kept)
        store.execute("DELETE FROM sample WHERE crawl_id = ? AND site_id = ?", (crawl_id, sample.site_id))
        _insert_sample(store, crawl_id, sample)
        if copies:
            dropped = dict(known.dropped) | {"same-page": known.dropped.get("same-page", 0) + len(copies)}
            store.execute(
                "UPDATE discovery SET dropped_id = ? WHERE crawl_id = ? AND site_id = ?",
                (store.text_id(json.dumps(dropped, ensure_ascii=False, sort_keys=True)), crawl_id, sample.site_id),
            )


def discovered_sites(store: Store, crawl_id: int) -> frozenset[int]:
    rows = store.rows("SELECT site_id FROM discovery WHERE crawl_id = ?", (crawl_id,))
    return frozenset(row["site_id"] for row in rows)


def get_discovery(store: Store, crawl_id: int, site_id: int, *, with_pages: bool = True) -> SiteDiscovery | None:
    """None when the site was not discovered (yet). Raises DetailsRemoved when asked for pages that are gone."""
    if with_pages:
        refuse_without_details(store, crawl_id)
    row = store.row(_DISCOVERY, (crawl_id, site_id))
    if row is None:
        return None
    return SiteDiscovery(
        site_id=site_id,
        pages=_found_pages(store, crawl_id, site_id) if with_pages and row["pages"] else (),
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
    """None when the site was not discovered (yet). Raises DetailsRemoved."""
    refuse_without_details(store, crawl_id)
    row = store.row("SELECT * FROM sample WHERE crawl_id = ? AND site_id = ?", (crawl_id, site_id))
    if row is None:
        return None
    return Sample(
        site_id=site_id,
        seed=row["seed"],
        pages=tuple(_planned_pages(store, crawl_id, site_id)),
        frame_size=row["frame_size"],
        missing_clauses=tuple(row["missing_clauses"].split()),
        left=get_left(store, crawl_id, site_id),
        size=row["size"],
        layouts=row["layouts"],
        layout_pages=row["layout_pages"],
        growth=row["growth"],
    )


def _facts(page: FoundPage) -> _Facts:
    return (
        page.depth,
        storable(page.source),
        page.status,
        storable(page.content_type),
        storable(page.title),
        storable(page.language),
        storable(compact_json(page.link_texts)),
        page.forms,
        page.tables,
        page.media,
        page.password_fields,
        storable(page.skeleton),
        page.bytes,
        _origin(page),
        storable(page.translation_of) or None,
    )


def _origin(page: FoundPage) -> str | None:
    """Pages found on a page are the rule, so that is stored of documents only."""
    is_document = page.content_type and "html" not in page.content_type
    return storable(page.found_on) or None if is_document else None


def _save_found(store: Store, crawl_id: int, site_id: int, pages: Sequence[FoundPage]) -> None:
    """Of a page found twice, the first time counts.

    A crawl that found nothing changes nothing: that it did not is seen in `discovery.pages`.
    """
    found: dict[Hashable, _Facts] = {}
    for page in pages:
        found.setdefault(storable(page.url), _facts(page))
    if not found:
        return
    following = store.execute(
        "SELECT min(crawl_id) FROM discovery WHERE site_id = ? AND crawl_id > ? AND pages > 0", (site_id, crawl_id)
    ).fetchone()[0]
    rows = []
    known: dict[object, int] = {}  # of texts that changed rows have too, most of them
    for url_id, title_id, texts_id, url, from_crawl, until_crawl, position, *facts in store.execute(
        _ROWS, (site_id, crawl_id)
    ):
        rows.append(FoundRow(url, from_crawl, until_crawl, position, tuple(facts)))
        known[url], known[facts[_TITLE]], known[facts[_LINK_TEXTS]] = url_id, title_id, texts_id
    changed = changes(rows, found, crawl_id, following)
    store.execute_many(
        "DELETE FROM found_page WHERE site_id = ? AND url_id = ? AND from_crawl = ?",
        [(site_id, known[row.url], row.from_crawl) for row in changed.delete],
    )
    store.execute_many(_INSERT_ROW, [_row(store, site_id, row, known) for row in changed.insert])
    store.execute("UPDATE discovery SET pages = ? WHERE crawl_id = ? AND site_id = ?", (len(found), crawl_id, site_id))


def _row(store: Store, site_id: int, row: FoundRow, known: Mapping[object, int]) -> tuple[object, ...]:
    """known: text -> its number, of those that were read already."""

    def text_id(value: object) -> int:
        return known.get(value) or store.text_id(str(value))

    depth, source, status, content_type, title, language, link_texts, *rest, found_on, translation_of = cast(
        "_Facts", row.facts
    )
    return (
        site_id,
        text_id(row.url),
        row.from_crawl,
        row.until_crawl,
        row.position,
        depth,
        source,
        status,
        content_type,
        text_id(title),
        language,
        text_id(link_texts),
        *rest,
        *(None if other is None else text_id(other) for other in (found_on, translation_of)),
    )


def _found_pages(store: Store, crawl_id: int, site_id: int) -> tuple[FoundPage, ...]:
    rows = store.rows(_PAGES, (site_id, crawl_id))
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
            found_on=row["found_on"] or "",
            translation_of=row["translation_of"] or "",
        )
        for row in rows
    )


def _insert_sample(store: Store, crawl_id: int, sample: Sample) -> None:
    save_left(store, crawl_id, sample)
    store.execute(
        "INSERT INTO sample (crawl_id, site_id, seed, frame_size, missing_clauses, size, layouts, layout_pages, growth)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            crawl_id,
            sample.site_id,
            sample.seed,
            sample.frame_size,
            " ".join(sample.missing_clauses),
            sample.size,
            sample.layouts,
            sample.layout_pages,
            sample.growth,
        ),
    )
    known = {
        row["value"]: row["id"]
        for row in store.rows(
            "SELECT page.id, value FROM page JOIN text ON text.id = url_id WHERE site_id = ?", (sample.site_id,)
        )
    }
    choices = {why: _choice_id(store, *why) for why in {(p.role, p.clause, p.evidence) for p in sample.pages}}
    store.execute_many(
        "INSERT INTO visit (crawl_id, site_id, position, page_id, choice_id, since_crawl_id) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                crawl_id,
                sample.site_id,
                position,
                known.get(page.url) or _new_page_id(store, sample.site_id, page.url),
                choices[page.role, page.clause, page.evidence],
                _SINCE.get(page.tenure, page.since),
            )
            for position, page in enumerate(sample.pages)
        ],
    )


def _new_page_id(store: Store, site_id: int, url: str) -> int:
    """Of a page that no sample of the site had, or that came twice in this one."""
    key = (site_id, store.text_id(url))
    store.execute("INSERT OR IGNORE INTO page (site_id, url_id) VALUES (?, ?)", key)
    return int(store.execute("SELECT id FROM page WHERE site_id = ? AND url_id = ?", key).fetchone()[0])


def _choice_id(store: Store, role: str, clause: str, evidence: str) -> int:
    key = (store.text_id(evidence), storable(role), storable(clause))
    known = store.execute("SELECT id FROM choice WHERE evidence_id = ? AND role = ? AND clause = ?", key).fetchone()
    if known is None:
        cursor = store.execute("INSERT INTO choice (evidence_id, role, clause) VALUES (?, ?, ?)", key)
        assert cursor.lastrowid is not None
        return cursor.lastrowid
    return int(known[0])


def _planned_pages(store: Store, crawl_id: int, site_id: int) -> Iterator[PlannedPage]:
    rows = store.rows(
        "SELECT url.value AS url, role, clause, evidence.value AS evidence, since_crawl_id FROM visit"
        " JOIN choice ON choice.id = choice_id JOIN page ON page.id = page_id JOIN text AS url ON url.id = url_id"
        " JOIN text AS evidence ON evidence.id = evidence_id"
        " WHERE visit.crawl_id = ? AND visit.site_id = ? ORDER BY position",
        (crawl_id, site_id),
    )
    for row in rows:
        yield planned_page(row)


def planned_page(row: sqlite3.Row) -> PlannedPage:
    """row: of `visit` and its `choice`, with the texts of url and evidence."""
    since = row["since_crawl_id"]
    tenure = next((name for name, stored in _SINCE.items() if stored == since), "panel")
    return PlannedPage(row["url"], row["role"], row["clause"], row["evidence"], tenure=tenure, since=since or 0)
