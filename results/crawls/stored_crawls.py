"""Crawls in the database: their inputs and the sites they are about."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from results.model import Crawl, Selection, Site, Tools, WrongInput
from results.storage.store import Store


@dataclass(frozen=True, slots=True)
class CrawlInputs:
    """Everything a crawl is started with; stored with it.

    checks: check id -> WCAG success criteria, of all checks that will run.
    """

    seed: int
    selection: Selection
    register_size: int
    tools: Tools
    settings: Mapping[str, str]
    sites: Sequence[Site]
    checks: Mapping[str, tuple[str, ...]]


class DetailsRemoved(WrongInput):
    """What was found on the pages of a crawl was removed to save space; the message says which, and when."""


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def start_crawl(store: Store, inputs: CrawlInputs) -> Crawl:
    with store.transaction():
        cursor = store.execute(
            "INSERT INTO crawl (started_at, seed, selection, register_size, tools, settings) VALUES (?, ?, ?, ?, ?, ?)",
            (
                now(),
                inputs.seed,
                inputs.selection,
                inputs.register_size,
                json.dumps(asdict(inputs.tools)),
                json.dumps(dict(inputs.settings), ensure_ascii=False, sort_keys=True),
            ),
        )
        crawl_id = cursor.lastrowid
        assert crawl_id is not None
        store.execute_many(
            "INSERT INTO crawl_site (crawl_id, site_id, register_row_id) VALUES (?, ?, ?)",
            [(crawl_id, site.id, store.text_id(_register_row(site))) for site in inputs.sites],
        )
        store.execute_many(
            "INSERT INTO crawl_check (crawl_id, check_id, criteria) VALUES (?, ?, ?)",
            [(crawl_id, check, " ".join(criteria)) for check, criteria in inputs.checks.items()],
        )
    crawl = get_crawl(store, crawl_id)
    assert crawl is not None
    return crawl


def finish_crawl(store: Store, crawl_id: int) -> None:
    with store.transaction():
        store.execute("UPDATE crawl SET finished_at = ? WHERE id = ?", (now(), crawl_id))


def get_crawl(store: Store, crawl_id: int) -> Crawl | None:
    row = store.row("SELECT * FROM crawl WHERE id = ?", (crawl_id,))
    return _crawl(row) if row else None


def latest_crawl(store: Store, *, finished: bool | None = None) -> Crawl | None:
    """The newest crawl; of those that are finished, or of those that are not, when `finished` says so."""
    row = store.row(
        "SELECT * FROM crawl WHERE ?1 IS NULL OR (finished_at <> '') = ?1 ORDER BY id DESC LIMIT 1", (finished,)
    )
    return _crawl(row) if row else None


def finished_crawls(store: Store) -> tuple[Crawl, ...]:
    """Oldest first."""
    return tuple(_crawl(row) for row in store.rows("SELECT * FROM crawl WHERE finished_at <> '' ORDER BY id"))


def refuse_without_details(store: Store, crawl_id: int) -> None:
    """Raises DetailsRemoved when what is asked for was there and was removed (results/storage/stored_retention.py)."""
    row = store.row("SELECT details_removed_at FROM crawl WHERE id = ?", (crawl_id,))
    if row is not None and row["details_removed_at"]:
        raise DetailsRemoved(
            f"the pages and findings of crawl {crawl_id} were removed on {row['details_removed_at'][:10]} (wadmon "
            "database prune); its verdicts and shares are kept: wadmon share, wadmon sensitivity"
        )


def crawl_sites(store: Store, crawl_id: int) -> tuple[Site, ...]:
    """The crawl's sites as the register had them when it began."""
    return tuple(
        Site(id=row["site_id"], **json.loads(row["value"]))
        for row in store.rows(
            "SELECT site_id, text.value FROM crawl_site JOIN text ON text.id = register_row_id"
            " WHERE crawl_id = ? ORDER BY site_id",
            (crawl_id,),
        )
    )


def was_ever_run(store: Store, check: str) -> bool:
    """Whether any crawl that is stored had such a check."""
    return store.row("SELECT 1 FROM crawl_check WHERE check_id = ?", (check,)) is not None


def crawl_checks(store: Store, crawl_id: int) -> dict[str, tuple[str, ...]]:
    """Check id -> WCAG success criteria, as the crawl's engine had them."""
    rows = store.rows("SELECT check_id, criteria FROM crawl_check WHERE crawl_id = ?", (crawl_id,))
    return {row["check_id"]: tuple(row["criteria"].split()) for row in rows}


def _register_row(site: Site) -> str:
    row = {name: value for name, value in asdict(site).items() if name != "id"}
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _crawl(row: sqlite3.Row) -> Crawl:
    return Crawl(
        id=row["id"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        seed=row["seed"],
        selection=Selection(row["selection"]),
        register_size=row["register_size"],
        tools=Tools(**json.loads(row["tools"])),
        settings=json.loads(row["settings"]),
    )
