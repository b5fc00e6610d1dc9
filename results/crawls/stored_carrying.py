"""Pages that were not tested again because nothing of them changed; and those that were all the same, to know how
often that would have been wrong.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime

from results.model import CarriedPages, Retest
from results.storage.store import Store

_PROVE = """
UPDATE visit SET proven_at = ? WHERE crawl_id = ?
    AND page_id = (SELECT id FROM page WHERE site_id = ? AND url_id = ?) AND visit.site_id = ?
"""
_RETEST = """
INSERT OR REPLACE INTO retest (crawl_id, site_id, page_id, differing)
SELECT ?, site_id, id, ? FROM page WHERE site_id = ? AND url_id = ?
"""


def save_proven(store: Store, crawl_id: int, site_id: int, urls: Sequence[str]) -> None:
    """Pages of the sample that were proven unchanged just now; of those that are not in it, nothing is kept."""
    now = int(time.time())
    store.execute_many(_PROVE, [(now, crawl_id, site_id, store.text_id(url), site_id) for url in urls])


def proven_pages(store: Store, crawl_id: int, site_id: int) -> dict[str, str]:
    """URL of a page of the sample -> when it was proven unchanged, as ISO 8601 in UTC."""
    rows = store.rows(
        "SELECT value, proven_at FROM visit JOIN page ON page.id = page_id JOIN text ON text.id = url_id"
        " WHERE crawl_id = ? AND visit.site_id = ? AND proven_at IS NOT NULL",
        (crawl_id, site_id),
    )
    return {row["value"]: datetime.fromtimestamp(row["proven_at"], UTC).isoformat(timespec="seconds") for row in rows}


def save_retests(store: Store, crawl_id: int, site_id: int, retests: Sequence[Retest]) -> None:
    store.execute_many(
        _RETEST, [(crawl_id, " ".join(each.differing), site_id, store.text_id(each.url)) for each in retests]
    )


def get_retests(store: Store, crawl_id: int) -> tuple[Retest, ...]:
    """Of all sites, those first that differ."""
    rows = store.rows(
        "SELECT value, differing FROM retest JOIN page ON page.id = page_id JOIN text ON text.id = url_id"
        " WHERE crawl_id = ? ORDER BY differing = '', value",
        (crawl_id,),
    )
    return tuple(Retest(row["value"], tuple(row["differing"].split())) for row in rows)


def carried_pages(store: Store, crawl_id: int) -> CarriedPages:
    """All zero for a crawl whose pages were removed, but for the pages tested again."""
    visits = store.execute(
        "SELECT count(*), count(carried_from) FROM visit WHERE crawl_id = ? AND audited_at IS NOT NULL", (crawl_id,)
    ).fetchone()
    retests = store.execute(
        "SELECT count(*), coalesce(sum(differing <> ''), 0) FROM retest WHERE crawl_id = ?", (crawl_id,)
    ).fetchone()
    return CarriedPages(*visits, *retests)
