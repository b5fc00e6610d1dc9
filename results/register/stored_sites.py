"""The register in the database: sites and their organisations."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from results.model import Site, Visits
from results.storage.store import Store


@dataclass(frozen=True, slots=True)
class ImportCount:
    """Sites of one import: added, changed (some field differs now), unchanged."""

    added: int
    changed: int
    unchanged: int


def import_sites(store: Store, sites: Iterable[Site]) -> ImportCount:
    """Adds new sites and updates known ones (by URL); none is removed, retired ones come back. One transaction."""
    added = changed = unchanged = 0
    with store.transaction():
        known = {site.url: site for site in _all_sites(store)}
        retired = {row["url"] for row in store.rows("SELECT url FROM site WHERE state = 'retired'")}
        organisations = {row["name"]: row["id"] for row in store.rows("SELECT id, name FROM organisation")}
        now = datetime.now(UTC).isoformat(timespec="seconds")
        for site in sites:
            before = known.get(site.url)
            if before is not None and _values(before) == _values(site) and site.url not in retired:
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
                    " language = ?, tags = ?, state = 'registered', state_reason = '' WHERE url = ?",
                    (*values, site.url),
                )
                changed += 1
            known[site.url] = site
    return ImportCount(added, changed, unchanged)


_OWN = "SELECT site.*, coalesce(organisation.name, '') AS organisation FROM site"
# What a site does not say itself, its organisation says for it.
_WITH_DEFAULTS = (
    "SELECT site.id, site.url, site.name, site.country, site.tags, coalesce(organisation.name, '') AS organisation,"
    " coalesce(nullif(site.policy_domain, ''), organisation.policy_domain, '') AS policy_domain,"
    " coalesce(nullif(site.level, ''), organisation.level, '') AS level,"
    " coalesce(nullif(site.language, ''), organisation.language, '') AS language FROM site"
)
_JOINED = " LEFT JOIN organisation ON organisation.id = site.organisation_id"


def registered_sites(store: Store, *, own_values: bool = False) -> tuple[Site, ...]:
    """The sites that are monitored, in the order they were added; retired ones are left out.

    own_values: without what the organisation says for its sites, as an export that is imported again must have it.
    """
    columns = _OWN if own_values else _WITH_DEFAULTS
    return tuple(
        _site(row) for row in store.rows(f"{columns}{_JOINED} WHERE site.state = 'registered' ORDER BY site.id")
    )


def _all_sites(store: Store) -> tuple[Site, ...]:
    return tuple(_site(row) for row in store.rows(f"{_OWN}{_JOINED} ORDER BY site.id"))


@dataclass(frozen=True, slots=True)
class RetiredSite:
    """A site that is monitored no longer, and why."""

    site: Site
    reason: str


def retire_sites(store: Store, urls: Iterable[str], reason: str) -> int:
    """Out of the next crawls; what is known of them stays. Returns how many were registered."""
    with store.transaction():
        return sum(
            store.execute(
                "UPDATE site SET state = 'retired', state_reason = ? WHERE url = ? AND state = 'registered'",
                (reason, url),
            ).rowcount
            for url in urls
        )


def retired_sites(store: Store) -> tuple[RetiredSite, ...]:
    rows = store.rows(f"{_OWN}{_JOINED} WHERE site.state = 'retired' ORDER BY site.id")
    return tuple(RetiredSite(_site(row), row["state_reason"]) for row in rows)


def register_on(store: Store, moment: str) -> tuple[Site, ...]:
    """The register as it was at a moment: ISO 8601 in UTC, or a date, which means its end."""
    until = moment if "T" in moment else f"{moment}T23:59:59+00:00"
    return tuple(
        Site(id=row["site_id"], **json.loads(row["row"]))
        for row in store.rows(
            "SELECT site_id, row FROM site_history WHERE state = 'registered' AND valid_from <= ?1"
            " AND (valid_to = '' OR valid_to > ?1) ORDER BY site_id",
            (until,),
        )
    )


def most_visited(store: Store, number: int) -> tuple[Site, ...]:
    """Those with the most visits per month, as `visits_of_sites` knows them."""
    visits = visits_of_sites(store)
    sites = {site.id: site for site in registered_sites(store)}
    order = sorted(visits, key=lambda site_id: (-visits[site_id].per_month, site_id))
    return tuple(sites[site_id] for site_id in order[:number])


def visits_of_sites(store: Store) -> dict[int, Visits]:
    """Site id -> visits per month: the site's own figure (a column of the list), else its organisation's.

    An organisation's figure is of all its websites together, so it counts once, for the first of them.
    """
    rows = store.execute(
        "SELECT site.id, CAST(nullif(json_extract(site.tags, '$.visits_per_month'), '') AS INTEGER) AS own,"
        " CASE WHEN site.id = (SELECT min(id) FROM site AS other WHERE other.organisation_id = site.organisation_id"
        "  AND other.state = 'registered') THEN organisation.visits_per_month END AS of_all"
        " FROM site LEFT JOIN organisation ON organisation.id = site.organisation_id"
        " WHERE site.state = 'registered' AND coalesce(own, of_all) IS NOT NULL"
    )
    return {
        site_id: Visits(of_all, of_organisation=True) if own is None else Visits(own) for site_id, own, of_all in rows
    }


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
