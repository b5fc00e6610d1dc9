"""Searches for sites in the database: the hosts they know of, what visits gave, and the funnel.

The queue of a search is the table `host`, so a search that is stopped goes on where it was, and no number of
hosts has to fit in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pydantic import TypeAdapter

from results.crawls.stored_crawls import now
from results.model import Candidate, CandidateState, HostLink, HostVisit
from results.storage.store import Store

VISIT = TypeAdapter(HostVisit)
MAX_PATHS = 50  # addresses on one host that are read first


@dataclass(frozen=True, slots=True)
class Search:
    """settings: name -> value, as they were. finished_at is empty while it runs."""

    id: int
    started_at: str
    finished_at: str
    scope: str
    scope_digest: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class QueuedHost:
    """A host whose turn has come. paths: addresses on it to read first."""

    name: str
    url: str
    depth: int
    portal: bool
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenHost:
    """A host that was visited. linked_from: hosts of this government that link to it."""

    name: str
    state: str
    reason: str
    url: str
    linked_from: int
    visit: HostVisit


@dataclass(frozen=True, slots=True)
class HostPlace:
    """Where a host goes in the funnel. reason: why it is left out, not live, out of scope or folded."""

    state: str
    reason: str = ""
    government: bool = False


def start_search(store: Store, scope: str, digest: str, settings: Mapping[str, Any]) -> Search:
    with store.transaction():
        cursor = store.execute(
            "INSERT INTO site_search (started_at, scope, scope_digest, settings) VALUES (?, ?, ?, ?)",
            (now(), scope, digest, json.dumps(dict(settings), ensure_ascii=False, sort_keys=True)),
        )
    search = get_search(store, cursor.lastrowid)
    assert search is not None
    return search


def get_search(store: Store, search_id: int | None = None) -> Search | None:
    """The last one when no number is given."""
    row = store.row("SELECT * FROM site_search WHERE ?1 IS NULL OR id = ?1 ORDER BY id DESC LIMIT 1", (search_id,))
    if row is None:
        return None
    return Search(
        row["id"], row["started_at"], row["finished_at"], row["scope"], row["scope_digest"], json.loads(row["settings"])
    )


def resume_search(store: Store, search_id: int) -> None:
    """Hosts that were under way when it was stopped wait again."""
    with store.transaction():
        store.execute("UPDATE host SET state = 'waiting' WHERE search_id = ? AND state = 'under-way'", (search_id,))


def add_start(store: Store, search_id: int, host: str, url: str, *, portal: bool) -> None:
    """A starting point: visited whatever its name. Inside a transaction."""
    row = store.row("SELECT search_id, portal, pages FROM host WHERE name = ?", (host,))
    again = row is not None and row["search_id"] == search_id
    paths = json.loads(row["pages"]) if row is not None and again else []
    paths = [*paths, url][:MAX_PATHS] if url not in paths else paths
    portal = portal or bool(row is not None and again and row["portal"])
    _put_host(store, search_id, host, url, 0, HostPlace("waiting"))
    store.execute(
        "UPDATE host SET portal = ?, pages = ?, government = ?, depth = 0 WHERE name = ?",
        (int(portal), json.dumps(paths), int(portal), host),
    )


def _put_host(store: Store, search_id: int, host: str, url: str, depth: int, place: HostPlace) -> None:
    """New, or known from an earlier search: then all that was known of it is forgotten."""
    store.execute(
        "INSERT INTO host (name, search_id, url, depth, state, reason) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET search_id = excluded.search_id, url = excluded.url, depth = excluded.depth,"
        " portal = 0, pages = '[]', state = excluded.state, reason = excluded.reason, government = 0, urls = 0,"
        " visited_at = '', visit = '{}' WHERE host.search_id <> excluded.search_id",
        (host, search_id, url, depth, place.state, place.reason),
    )


def take_hosts(store: Store, search_id: int, most: int) -> list[QueuedHost]:
    """The next hosts in the queue, nearest to a starting point first; from now on they are under way."""
    with store.transaction():
        rows = list(
            store.rows(
                "SELECT id, name, url, depth, portal, pages FROM host WHERE search_id = ? AND state = 'waiting'"
                " ORDER BY depth, id LIMIT ?",
                (search_id, most),
            )
        )
        store.execute_many("UPDATE host SET state = 'under-way' WHERE id = ?", [(row["id"],) for row in rows])
    return [
        QueuedHost(row["name"], row["url"], row["depth"], bool(row["portal"]), tuple(json.loads(row["pages"])))
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class SavedVisit:
    """depth: hosts from a starting point. portal: it is one that a person named."""

    depth: int
    portal: bool


def save_visit(store: Store, visit: HostVisit, place: HostPlace) -> SavedVisit:
    """What a visit gave, without its links. Inside a transaction.

    Templates are compared among hosts of the government only; those of others are not kept.
    """
    kept = {name: value for name, value in asdict(visit).items() if name != "links"}
    if not place.government:
        kept |= {"template": (), "navigation": ()}
    row = store.execute(
        "UPDATE host SET state = ?, reason = ?, government = max(government, ?), urls = ?, visited_at = ?, visit = ?"
        " WHERE name = ? RETURNING depth, portal",
        (
            place.state,
            place.reason,
            int(place.government),
            visit.urls,
            now(),
            json.dumps(kept, ensure_ascii=False, separators=(",", ":")),
            visit.host,
        ),
    ).fetchone()
    return SavedVisit(int(row[0]), bool(row[1]))


def save_links(
    store: Store, search_id: int, host: str, links: Iterable[tuple[HostLink, HostPlace]], depth: int
) -> None:
    """Links of a visited host; each link's host with where it goes if it was not known. Inside a transaction."""
    origin = store.row("SELECT id FROM host WHERE name = ?", (host,))
    assert origin is not None
    store.execute("DELETE FROM host_link WHERE from_id = ?", (origin["id"],))
    for link, place in links:
        _put_host(store, search_id, link.host, link.url, depth, place)
        store.execute(
            "INSERT INTO host_link (to_id, from_id, text, count) SELECT id, ?, ?, ? FROM host WHERE name = ? AND true"
            " ON CONFLICT DO UPDATE SET count = excluded.count",
            (origin["id"], link.text, link.count, link.host),
        )


def move_host(store: Store, name: str, place: HostPlace) -> None:
    """Inside a transaction."""
    store.execute("UPDATE host SET state = ?, reason = ? WHERE name = ?", (place.state, place.reason, name))


def leave_out_waiting(store: Store, search_id: int, reason: str) -> int:
    """Hosts there was no room for. Returns how many. Inside a transaction."""
    return store.execute(
        "UPDATE host SET state = 'left-out', reason = ? WHERE search_id = ? AND state IN ('waiting', 'under-way')",
        (reason, search_id),
    ).rowcount


_SEEN = (
    "SELECT host.name, state, reason, url, visit, (SELECT count(*) FROM host_link JOIN host AS origin"
    " ON origin.id = from_id WHERE to_id = host.id AND from_id <> host.id AND origin.government) AS linked_from"
    " FROM host"
)


def seen_hosts(store: Store, search_id: int, *states: str) -> Iterator[SeenHost]:
    """Streamed."""
    marks = ", ".join("?" * len(states))
    for row in store.rows(f"{_SEEN} WHERE search_id = ? AND state IN ({marks}) ORDER BY host.id", (search_id, *states)):
        yield _seen(row)


def seen_host(store: Store, name: str) -> SeenHost:
    row = store.row(f"{_SEEN} WHERE host.name = ?", (name,))
    assert row is not None
    return _seen(row)


def _seen(row: Any) -> SeenHost:
    visit = VISIT.validate_json(row["visit"])
    return SeenHost(row["name"], row["state"], row["reason"], row["url"], row["linked_from"], visit)


@dataclass(frozen=True, slots=True)
class LinkedFrom:
    """Who links to some hosts. government: hosts; registered: those of registered sites among them."""

    government: int
    registered: int
    texts: tuple[str, ...]


def linked_from(store: Store, names: Sequence[str]) -> LinkedFrom:
    """Links among the hosts themselves do not count."""
    marks = ", ".join("?" * len(names))
    rows = list(
        store.rows(
            "SELECT origin.name, max(origin.state = 'registered') AS registered, max(text) AS text, sum(count) AS count"  # noqa: S608
            " FROM host_link JOIN host ON host.id = to_id JOIN host AS origin ON origin.id = from_id"
            f" WHERE host.name IN ({marks}) AND origin.government AND origin.name NOT IN ({marks})"
            " GROUP BY origin.name ORDER BY registered DESC, count DESC",
            (*names, *names),
        )
    )
    texts = dict.fromkeys(row["text"] for row in rows if row["text"])
    return LinkedFrom(len(rows), sum(row["registered"] for row in rows), tuple(texts)[:5])


def search_progress(store: Store, search_id: int) -> dict[str, int]:
    """State -> hosts."""
    rows = store.rows("SELECT state, count(*) AS hosts FROM host WHERE search_id = ? GROUP BY state", (search_id,))
    return {row["state"]: row["hosts"] for row in rows}


def hosts_in(store: Store, search_id: int, state: str, reason: str = "") -> Iterator[tuple[str, str, str]]:
    """(host, reason, final URL) of the hosts in one place of the funnel."""
    for row in store.rows(
        "SELECT name, reason, coalesce(json_extract(visit, '$.final_url'), '') AS final_url FROM host"
        " WHERE search_id = ?1 AND state = ?2 AND (?3 = '' OR reason = ?3) ORDER BY name",
        (search_id, state, reason),
    ):
        yield row["name"], row["reason"], row["final_url"]


def save_candidate(store: Store, search_id: int, candidate: Candidate, place: str, *, own_part: bool) -> Candidate:
    """New, or found again: then the evidence is renewed and the decision kept. Inside a transaction."""
    values = {
        "place": place,
        "url": candidate.url,
        "search_id": search_id,
        "own_part": int(own_part),
        "state": candidate.state,
        "rule": candidate.rule,
        "own_site": candidate.own_site,
        "title": candidate.title,
        "language": candidate.language,
        "final_url": candidate.final_url,
        "statement": candidate.statement,
        "organisation": candidate.organisation,
        "organisation_from": candidate.organisation_from,
        "level": candidate.level,
        "linked_from": candidate.linked_from,
        "registered_from": candidate.registered_from,
        "link_texts": json.dumps(candidate.link_texts, ensure_ascii=False),
        "also_at": json.dumps(candidate.also_at, ensure_ascii=False),
        "found_at": now(),
    }
    renewed = ", ".join(f"{name} = excluded.{name}" for name in values if name not in ("place", "state", "found_at"))
    row = store.execute(
        f"INSERT INTO candidate ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})"  # noqa: S608
        f" ON CONFLICT (place) DO UPDATE SET {renewed} RETURNING id",
        tuple(values.values()),
    ).fetchone()
    stored = store.row("SELECT * FROM candidate WHERE id = ?", (row[0],))
    assert stored is not None
    return candidate_of(stored)


def candidate_of(row: Any) -> Candidate:
    return Candidate(
        url=row["url"],
        state=CandidateState(row["state"]),
        rule=row["rule"],
        own_site=row["own_site"],
        title=row["title"],
        language=row["language"],
        final_url=row["final_url"],
        statement=row["statement"],
        organisation=row["organisation"],
        organisation_from=row["organisation_from"],
        level=row["level"],
        linked_from=row["linked_from"],
        registered_from=row["registered_from"],
        link_texts=tuple(json.loads(row["link_texts"])),
        also_at=tuple((url, why) for url, why in json.loads(row["also_at"])),
        reason=row["reason"],
        decided_by=row["decided_by"],
        found_at=row["found_at"],
        id=row["id"],
    )
