"""Where start URLs lead, and how the search for the pages of each site ended."""

from __future__ import annotations

from results.storage.store import Store


def ends_of_search(store: Store, crawl_id: int) -> dict[int, str]:
    """Site -> `SiteDiscovery.ended`, of the sites discovered in the crawl."""
    return {
        row["site_id"]: row["ended"]
        for row in store.rows("SELECT site_id, ended FROM discovery WHERE crawl_id = ?", (crawl_id,))
    }


def save_end_of_search(store: Store, crawl_id: int, site_id: int, ended: str) -> None:
    """Replaces what discovery said, where the browser knows it better."""
    store.execute("UPDATE discovery SET ended = ? WHERE crawl_id = ? AND site_id = ?", (ended, crawl_id, site_id))


def landing_of(store: Store, crawl_id: int, site_id: int) -> str:
    """Where the start URL of a site led in this crawl; empty when it led nowhere."""
    row = store.row(
        "SELECT value FROM discovery JOIN text ON text.id = final_url_id WHERE crawl_id = ? AND site_id = ?",
        (crawl_id, site_id),
    )
    return str(row["value"]) if row is not None else ""


def landings(store: Store) -> dict[str, str]:
    """Start URL -> where it led when it last answered in a finished crawl; left out where that is itself."""
    rows = store.rows(
        "SELECT site.url AS url, final.value AS landing, max(crawl.id) FROM discovery"
        " JOIN crawl ON crawl.id = crawl_id AND finished_at <> '' JOIN site ON site.id = site_id"
        " JOIN text AS final ON final.id = final_url_id WHERE reason IS NULL GROUP BY site.id",
        (),
    )
    return {row["url"]: row["landing"] for row in rows if row["landing"] not in ("", row["url"])}
