"""Registered sites that vanished, moved, are parked or ask to sign in now, and those that are back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from urllib.parse import urlsplit

from results.model import Reason, RegisterChange, Site
from results.register.stored_sites import registered_sites
from results.storage.store import Store

_KINDS = {
    Reason.PARKED: "parked",
    Reason.LOGIN: "login",
    Reason.OTHER_SITE: "moved",
    Reason.OUT_OF_SCOPE: "moved",
    Reason.UNREACHABLE: "vanished",
    Reason.TIMEOUT: "vanished",
    Reason.HTTP_ERROR: "vanished",
    Reason.ROBOTS_UNREACHABLE: "vanished",
    Reason.ERROR_PAGE: "vanished",
}

# A site's last discovery with the reason its home page was not tested, and the one before it that had a page.
_LAST = """
SELECT now.site_id, now.crawl_id, coalesce(now.reason, result.reason, '') AS reason, final.value AS final_url,
    before.crawl_id AS before_crawl, coalesce(before_final.value, '') AS before_url,
    coalesce(before.reason, '') AS before_reason
FROM discovery AS now
JOIN text AS final ON final.id = now.final_url_id
LEFT JOIN visit AS home ON home.crawl_id = now.crawl_id AND home.site_id = now.site_id AND home.position = 0
LEFT JOIN page_result AS result ON result.id = home.page_result_id
LEFT JOIN discovery AS before ON before.site_id = now.site_id AND before.crawl_id = (
    SELECT max(crawl_id) FROM discovery AS older WHERE older.site_id = now.site_id AND older.crawl_id < now.crawl_id)
LEFT JOIN text AS before_final ON before_final.id = before.final_url_id
WHERE now.crawl_id = (SELECT max(crawl_id) FROM discovery AS newest WHERE newest.site_id = now.site_id)
"""

_LAST_SEARCH = """
SELECT name, state, reason, json_extract(visit, '$.leads_to') AS leads_to,
    json_extract(visit, '$.reason') AS visit_reason
FROM host WHERE search_id = (SELECT max(id) FROM site_search) AND visited_at <> ''
"""


def site_changes(store: Store) -> Iterator[RegisterChange]:
    """By site, in the order of the register; from the last crawl of each site and the last search for sites."""
    crawled = {row["site_id"]: row for row in store.rows(_LAST)}
    searched = {row["name"]: row for row in store.rows(_LAST_SEARCH)}
    for site in registered_sites(store):
        row = crawled.get(site.id)
        change = _since_last_crawl(site, row) if row is not None else None
        if change is None:
            host = urlsplit(site.url).netloc
            change = _in_last_search(site, searched[host]) if host in searched else None
        if change is not None:
            yield change


def _since_last_crawl(site: Site, row: sqlite3.Row) -> RegisterChange | None:
    before = row["before_reason"] or _place(row["before_url"]) or "not crawled before"
    if row["reason"]:
        kind = _KINDS.get(Reason(row["reason"]))
        if kind is None or row["before_reason"] == row["reason"]:
            return None
        now = row["final_url"] if kind == "moved" else row["reason"]
        return RegisterChange(site, kind, before, now)
    if row["before_reason"]:
        return RegisterChange(site, "back", row["before_reason"], row["final_url"])
    was = row["before_url"] or site.url
    if _place(was) != _place(row["final_url"]) and row["final_url"]:
        return RegisterChange(site, "moved", was, row["final_url"])
    return None


def _in_last_search(site: Site, row: sqlite3.Row) -> RegisterChange | None:
    if row["leads_to"] and _place(row["leads_to"]) != _place(site.url):
        return RegisterChange(site, "moved", site.url, row["leads_to"])
    if row["visit_reason"]:
        kind = _KINDS.get(Reason(row["visit_reason"]))
        return RegisterChange(site, kind, site.url, row["visit_reason"]) if kind is not None else None
    return None


def _place(url: str) -> str:
    """http or https, with or without www or a page of its own at the root, is no move."""
    return urlsplit(url).netloc.removeprefix("www.")
