"""Where the hosts of a search went: its funnel, which adds up."""

from __future__ import annotations

import json
from dataclasses import asdict

from pydantic import TypeAdapter

from results.crawls.stored_crawls import now
from results.model import CandidateState, Funnel
from results.register.stored_searches import get_search
from results.storage.store import Store

FUNNEL = TypeAdapter(Funnel)


def finish_search(store: Store, search_id: int) -> Funnel:
    """Its funnel is kept as it is now."""
    funnel = current_funnel(store, search_id)
    with store.transaction():
        store.execute(
            "UPDATE site_search SET finished_at = ?, funnel = ? WHERE id = ?",
            (now(), json.dumps(asdict(funnel)), search_id),
        )
    return funnel


def current_funnel(store: Store, search_id: int) -> Funnel:
    """Of the last search, with what was decided since; of an earlier one as it was when it ended."""
    newest = get_search(store)
    kept = store.row("SELECT funnel FROM site_search WHERE id = ?", (search_id,))
    if newest is not None and newest.id != search_id and kept is not None and kept["funnel"] != "{}":
        return FUNNEL.validate_json(kept["funnel"])
    places: dict[str, dict[str, int]] = {}
    urls = 0
    for row in store.rows(
        "SELECT state, reason, count(*) AS hosts, sum(urls) AS urls FROM host WHERE search_id = ?"
        " GROUP BY state, CASE WHEN state IN ('left-out', 'not-live', 'out-of-scope') THEN reason END"
        " ORDER BY hosts DESC",
        (search_id,),
    ):
        place = places.setdefault(row["state"], {})
        place[row["reason"]] = place.get(row["reason"], 0) + row["hosts"]
        urls += row["urls"]
    total = {state: sum(reasons.values()) for state, reasons in places.items()}
    decided = {
        row["state"]: row["number"]
        for row in store.rows(
            "SELECT state, count(*) AS number FROM candidate WHERE search_id = ? GROUP BY state", (search_id,)
        )
    }
    parts = store.row("SELECT count(*) AS n FROM candidate WHERE search_id = ? AND own_part", (search_id,))
    unfinished = {
        "not visited yet": total.get("waiting", 0) + total.get("under-way", 0),
        "judged when the search ends": total.get("in-scope", 0),
    }
    return Funnel(
        urls=urls,
        hosts=sum(total.values()),
        left_out=places.get("left-out", {}) | {why: hosts for why, hosts in unfinished.items() if hosts},
        unresolved=total.get("unresolved", 0),
        not_live=places.get("not-live", {}),
        out_of_scope=places.get("out-of-scope", {}),
        registered=total.get("registered", 0),
        folded=total.get("folded", 0),
        proposed=total.get("candidate", 0),
        own_parts=parts["n"] if parts else 0,
        **{state.value: decided.get(state, 0) for state in CandidateState},
    )
