"""The strata a crawl's sites were drawn from, in the database."""

from __future__ import annotations

from collections.abc import Sequence

from results.model import Stratum
from results.storage.store import Store


def save_strata(store: Store, crawl_id: int, strata: Sequence[Stratum]) -> None:
    """Together with the start of the crawl, in one transaction."""
    with store.transaction():
        store.execute_many(
            "INSERT INTO stratum (crawl_id, name, registered) VALUES (?, ?, ?)",
            [(crawl_id, stratum.name, stratum.registered) for stratum in strata],
        )
        store.execute_many(
            "INSERT INTO stratum_site (crawl_id, site_id, name) VALUES (?, ?, ?)",
            [(crawl_id, site_id, stratum.name) for stratum in strata for site_id in stratum.sites],
        )


def get_strata(store: Store, crawl_id: int) -> tuple[Stratum, ...]:
    """Empty when the sites were not drawn by strata."""
    members: dict[str, list[int]] = {}
    for name, site_id in store.execute(
        "SELECT name, site_id FROM stratum_site WHERE crawl_id = ? ORDER BY site_id", (crawl_id,)
    ):
        members.setdefault(name, []).append(site_id)
    rows = store.execute("SELECT name, registered FROM stratum WHERE crawl_id = ? ORDER BY name", (crawl_id,))
    return tuple(Stratum(name, registered, tuple(members.get(name, ()))) for name, registered in rows)
