"""What is kept of each site until its next crawl: what its pages were made of, and what comparing them needs."""

from __future__ import annotations

import json
import zlib

from pydantic import TypeAdapter

from results.model import RememberedPage, SeenFile, SiteMemory
from results.storage.digests import compact_json
from results.storage.store import Store

_KEPT = TypeAdapter(tuple[tuple[RememberedPage, ...], tuple[SeenFile, ...]])


def save_memory(store: Store, site_id: int, memory: SiteMemory | None) -> None:
    """In place of what was kept of the site. Its facts may be empty when those that are kept still hold."""
    if memory is None:
        store.execute("DELETE FROM site_memory WHERE site_id = ?", (site_id,))
        return
    files = zlib.compress(_KEPT.dump_json((memory.pages, memory.files)))
    store.execute(
        "INSERT INTO site_memory (site_id, crawl_id, basis, files, facts) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (site_id) DO UPDATE SET crawl_id = excluded.crawl_id, basis = excluded.basis,"
        " files = excluded.files, facts = CASE WHEN excluded.facts = x'' THEN facts ELSE excluded.facts END",
        (site_id, memory.crawl_id, compact_json(dict(memory.basis)), files, memory.facts),
    )


def get_memory(store: Store, site_id: int, *, with_facts: bool = True) -> SiteMemory | None:
    """None when nothing is kept."""
    facts = "facts" if with_facts else "x'' AS facts"
    row = store.row(f"SELECT crawl_id, basis, files, {facts} FROM site_memory WHERE site_id = ?", (site_id,))  # noqa: S608
    if row is None:
        return None
    pages, files = _KEPT.validate_json(zlib.decompress(row["files"]))
    return SiteMemory(site_id, row["crawl_id"], json.loads(row["basis"]), pages, files, row["facts"])
