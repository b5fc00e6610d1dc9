"""What other browsers said of the barriers of a crawl."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from results.model import BarrierConfirmation, CheckAgreement, Confirmation, EngineAgreement
from results.storage.store import Store


def save_confirmations(store: Store, crawl_id: int, confirmed: Mapping[int, BarrierConfirmation]) -> None:
    """confirmed: by barrier; what the same browser said before is replaced. Inside a transaction only."""
    for barrier_id, one in confirmed.items():
        store.execute(
            "INSERT OR REPLACE INTO confirmation (crawl_id, barrier_id, browser, version, answer, said, asked_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (crawl_id, barrier_id, one.browser, one.version, one.answer, one.said, one.asked_at),
        )


def forget_confirmations(store: Store, crawl_id: int, browser: str) -> None:
    """Before another draw: of two, no one could say what was drawn. Inside a transaction only."""
    store.execute("DELETE FROM confirmation WHERE crawl_id = ? AND browser = ?", (crawl_id, browser))


def confirmations_of(store: Store, crawl_id: int, site_id: int) -> dict[int, tuple[BarrierConfirmation, ...]]:
    """Barrier -> what each browser said of it in this crawl."""
    rows = store.rows(
        "SELECT confirmation.* FROM confirmation JOIN barrier ON barrier.id = barrier_id"
        " WHERE crawl_id = ? AND site_id = ? ORDER BY barrier_id, browser",
        (crawl_id, site_id),
    )
    found: dict[int, tuple[BarrierConfirmation, ...]] = {}
    for row in rows:
        one = BarrierConfirmation(
            row["browser"], row["version"], Confirmation(row["answer"]), row["said"], row["asked_at"]
        )
        found[row["barrier_id"]] = (*found.get(row["barrier_id"], ()), one)
    return found


def agreement_in(store: Store, crawl_id: int) -> tuple[EngineAgreement, ...]:
    """Of each browser that was asked, by name; the version is the last that answered."""
    rows = store.execute(
        "SELECT browser, check_id, sum(answer = 'agree'), sum(answer = 'differ'), sum(answer = 'not-reproducible')"
        " FROM confirmation JOIN barrier ON barrier.id = barrier_id WHERE crawl_id = ?"
        " GROUP BY browser, check_id ORDER BY browser, sum(answer <> 'not-reproducible') DESC, check_id",
        (crawl_id,),
    )
    return tuple(
        EngineAgreement(browser, _version(store, crawl_id, browser), tuple(CheckAgreement(*each[1:]) for each in of_it))
        for browser, of_it in groupby(rows, key=lambda row: str(row[0]))
    )


def _version(store: Store, crawl_id: int, browser: str) -> str:
    row = store.row(
        "SELECT version FROM confirmation WHERE crawl_id = ? AND browser = ? ORDER BY asked_at DESC LIMIT 1",
        (crawl_id, browser),
    )
    assert row is not None
    return str(row["version"])
