"""What people decide about candidates: into the register, never again, or another address of a known site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit

from results.crawls.stored_crawls import now
from results.model import Candidate, CandidateState
from results.register.stored_searches import candidate_of
from results.storage.store import Store

PERSON = "person"


class DecisionError(Exception):
    """A decision that cannot be carried out; says which and why."""


@dataclass(frozen=True, slots=True)
class Decision:
    """About the candidate at url. state: accepted, rejected or merged; waiting takes an earlier rejection back.

    organisation: the owner, of an accepted site; empty takes the suggested one. into: URL of a registered site,
    when merged. line: of the file it stands in, 0 when it was given by hand.
    """

    url: str
    state: CandidateState
    reason: str = ""
    organisation: str = ""
    into: str = ""
    line: int = 0


def place_of(url: str) -> str:
    """One key for http and https, with and without www: host and path."""
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www.") + (parts.path or "/")


def candidates(store: Store, state: CandidateState | None = CandidateState.WAITING) -> tuple[Candidate, ...]:
    """Those most linked to first; all states when none is given."""
    rows = store.rows(
        "SELECT * FROM candidate WHERE ?1 IS NULL OR state = ?1 ORDER BY registered_from DESC, linked_from DESC, url",
        (state,),
    )
    return tuple(candidate_of(row) for row in rows)


def acceptable(store: Store, search_id: int, rules: Sequence[str]) -> list[tuple[str, str]]:
    """(URL, rule) of the waiting candidates that one of these rules found and that need no review.

    Parts of hosts, and hosts that lead away, always do.
    """
    rows = store.execute(
        "SELECT url, rule FROM candidate WHERE search_id = ? AND state = 'waiting' AND NOT own_part"
        " AND own_site NOT LIKE 'leads to %' AND rule IN (SELECT value FROM json_each(?))",
        (search_id, json.dumps(list(rules))),
    )
    return [(url, rule) for url, rule in rows]


def matching(found: Iterable[Candidate], pattern: str) -> tuple[Candidate, ...]:
    """Candidates meant by a URL, a host or a pattern with stars ("*.example.gov", "https://example.gov/shop/*")."""
    wanted = pattern.strip()
    if "://" in wanted:
        key = place_of(wanted)
        return tuple(c for c in found if fnmatchcase(place_of(c.url), key if "*" in key else key.rstrip("/") + "/"))
    host = wanted.lower().removeprefix("www.").rstrip("/")
    return tuple(c for c in found if fnmatchcase(place_of(c.url).rstrip("/"), host) or fnmatchcase(_host(c.url), host))


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")


def decide(store: Store, decisions: Sequence[Decision], decided_by: str = PERSON) -> dict[CandidateState, int]:
    """All or none. Returns how many of each. Raises DecisionError with every decision that cannot be carried out."""
    known = {row["place"]: row for row in store.rows("SELECT * FROM candidate")}
    sites = {
        place_of(row["url"]): row["id"] for row in store.rows("SELECT id, url FROM site WHERE state = 'registered'")
    }
    accepted = {place_of(each.url) for each in decisions if each.state is CandidateState.ACCEPTED}
    mergeable = sites.keys() | accepted
    problems = [
        f"line {decision.line}: {decision.url}: {problem}" if decision.line else f"{decision.url}: {problem}"
        for decision in decisions
        if (problem := _problem(decision, known.keys(), mergeable))
    ]
    if problems:
        raise DecisionError("\n".join(problems))
    counts = dict.fromkeys(CandidateState, 0)
    with store.transaction():
        # Those that are accepted first: others may be merged into them.
        for decision in sorted(decisions, key=lambda each: each.state is not CandidateState.ACCEPTED):
            place = place_of(decision.url)
            candidate = candidate_of(known[place])
            site_id = None
            if decision.state is CandidateState.ACCEPTED:
                site_id = _accept(store, candidate, decision.organisation or candidate.organisation)
                sites[place] = site_id
                _note_aliases(store, site_id, candidate)
            elif decision.state is CandidateState.MERGED:
                site_id = sites[place_of(decision.into)]
                why = decision.reason or "merged by a person"
                _note_alias(store, site_id, candidate.url, why)
                _note_aliases(store, site_id, candidate)
            elif decision.state is CandidateState.REJECTED:
                reject_for_ever(store, place, decision.reason)
            else:
                store.execute("DELETE FROM rejection WHERE pattern = ?", (place,))
            store.execute(
                "UPDATE candidate SET state = ?, decided_at = ?, decided_by = ?, reason = ?, site_id = ?"
                " WHERE place = ?",
                (decision.state, now(), decided_by, decision.reason, site_id, place),
            )
            counts[decision.state] += 1
    return counts


def _problem(decision: Decision, known: Iterable[str], sites: Iterable[str]) -> str:
    if place_of(decision.url) not in known:
        return "no candidate has this address; `wadmon register review` lists them"
    if decision.state is CandidateState.REJECTED and not decision.reason:
        return "a rejection needs a reason: it is remembered"
    if decision.state is CandidateState.MERGED and not decision.into:
        return "merge into which site? give its URL in the column into"
    if decision.state is CandidateState.MERGED and place_of(decision.into) not in sites:
        return f"{decision.into} is not in the register"
    return ""


def _accept(store: Store, candidate: Candidate, organisation: str) -> int:
    """The site, registered now or before (retired ones come back)."""
    organisation_id = organisation_named(store, organisation) if organisation else None
    row = store.row("SELECT id FROM site WHERE url = ?", (candidate.url,))
    if row is not None:
        store.execute("UPDATE site SET state = 'registered', state_reason = '' WHERE id = ?", (row["id"],))
        return int(row["id"])
    cursor = store.execute(
        "INSERT INTO site (url, name, organisation_id, level, language, tags, added_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            candidate.url,
            candidate.title,
            organisation_id,
            candidate.level,
            candidate.language.lower() if candidate.language.isascii() else "",
            json.dumps({"found by": candidate.rule}, ensure_ascii=False),
            now(),
        ),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def organisation_named(store: Store, name: str) -> int:
    """Its row, made if there is none. Inside a transaction."""
    row = store.row("SELECT id FROM organisation WHERE name = ?", (name,))
    if row is not None:
        return int(row["id"])
    cursor = store.execute("INSERT INTO organisation (name) VALUES (?)", (name,))
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def assign_organisation(store: Store, url: str, organisation: str) -> bool:
    """Says whose site this is; False when no such site is registered, and then no organisation is made."""
    with store.transaction():
        if store.row("SELECT 1 FROM site WHERE url = ?", (url,)) is None:
            return False
        owner = organisation_named(store, organisation)
        store.execute("UPDATE site SET organisation_id = ? WHERE url = ?", (owner, url))
    return True


def _note_aliases(store: Store, site_id: int, candidate: Candidate) -> None:
    for url, why in candidate.also_at:
        _note_alias(store, site_id, url, why)


def _note_alias(store: Store, site_id: int, url: str, why: str) -> None:
    store.execute(
        "INSERT INTO site_alias (place, url, site_id, reason, since) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (place) DO UPDATE SET url = excluded.url, site_id = excluded.site_id, reason = excluded.reason",
        (place_of(url), url, site_id, why, now()),
    )


def reject_for_ever(store: Store, pattern: str, reason: str) -> None:
    """No search proposes what matches the pattern any more. Inside a transaction."""
    store.execute(
        "INSERT INTO rejection (pattern, reason, rejected_at) VALUES (?, ?, ?)"
        " ON CONFLICT (pattern) DO UPDATE SET reason = excluded.reason",
        (pattern, reason, now()),
    )


@dataclass(frozen=True, slots=True)
class Rejections:
    """places: of single candidates; patterns: of hosts, with stars."""

    places: frozenset[str]
    patterns: tuple[str, ...]

    def cover(self, url: str) -> bool:
        host = _host(url)
        return place_of(url) in self.places or any(fnmatchcase(host, pattern) for pattern in self.patterns)


def rejections(store: Store) -> Rejections:
    patterns = [row["pattern"] for row in store.rows("SELECT pattern FROM rejection")]
    starred = tuple(pattern for pattern in patterns if "*" in pattern)
    return Rejections(frozenset(patterns) - set(starred), starred)


def aliases(store: Store) -> dict[str, str]:
    """Place of another address -> URL of the registered site."""
    rows = store.rows("SELECT place, site.url FROM site_alias JOIN site ON site.id = site_id")
    return {row["place"]: row["url"] for row in rows}
