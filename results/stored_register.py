"""The register in the database: sites and their organisations."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from results.model import Site
from results.store import Store


@dataclass(frozen=True, slots=True)
class ImportCount:
    """Sites of one import: added, changed (some field differs now), unchanged."""

    added: int
    changed: int
    unchanged: int


def import_sites(store: Store, sites: Iterable[Site]) -> ImportCount:
    """Adds new sites and updates known ones (by URL); none is removed. One transaction."""
    added = changed = unchanged = 0
    with store.transaction():
        known = {site.url: site for site in registered_sites(store)}
        organisations = {row["name"]: row["id"] for row in store.rows("SELECT id, name FROM organisation")}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for site in sites:
            before = known.get(site.url)
            if before is not None and _values(before) == _values(site):
                unchanged += 1
                continue
            if site.organisation and site.organisation not in organisations:
                cursor = store.execute("INSERT INTO organisation (name) VALUES (?)", (site.organisation,))
                organisations[site.organisation] = cursor.lastrowid
            organisation_id = organisations.get(site.organisation)
            values = (site.name, organisation_id, *_values(site)[2:])
            if before is None:
                store.execute(
                    "INSERT INTO site (name, organisation_id, policy_domain, level, country, language, tags,"
                    " url, added_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*values, site.url, now),
                )
                added += 1
            else:
                store.execute(
                    "UPDATE site SET name = ?, organisation_id = ?, policy_domain = ?, level = ?, country = ?,"
                    " language = ?, tags = ? WHERE url = ?",
                    (*values, site.url),
                )
                changed += 1
            known[site.url] = site
    return ImportCount(added, changed, unchanged)


def registered_sites(store: Store) -> tuple[Site, ...]:
    """All sites, in the order they were added."""
    return tuple(
        _site(row)
        for row in store.rows(
            "SELECT site.*, coalesce(organisation.name, '') AS organisation FROM site"
            " LEFT JOIN organisation ON organisation.id = site.organisation_id ORDER BY site.id"
        )
    )


def _values(site: Site) -> tuple[str, ...]:
    tags = json.dumps(dict(site.tags), ensure_ascii=False, sort_keys=True)
    return (site.name, site.organisation, site.policy_domain, site.level, site.country, site.language, tags)


def _site(row: sqlite3.Row) -> Site:
    return Site(
        id=row["id"],
        url=row["url"],
        name=row["name"],
        organisation=row["organisation"],
        policy_domain=row["policy_domain"],
        level=row["level"],
        country=row["country"],
        language=row["language"],
        tags=json.loads(row["tags"]),
    )
