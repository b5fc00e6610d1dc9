"""Whether a database is whole: the file, what points where, the digests, and the figures made from it again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from results.crawls.packed_outcomes import unpack
from results.crawls.stored_audits import FINDINGS
from results.judging.stored_verdicts import get_verdicts, judged_sites
from results.model import BasicCriterion, Blocker, MaterialFailure, Profile
from results.storage.digests import elements_digest, result_digest, text_digest
from results.storage.store import Store
from results.storage.stored_unreferenced import count_unreferenced

T = TypeVar("T")

_MOST = 5  # examples of one problem


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at. seen: of how many. problems: empty when all is well; at most five and a count."""

    what: str
    seen: int
    problems: tuple[str, ...]
    note: str = ""


def check_database(store: Store) -> Iterator[Checked]:
    """One after another, since each may take minutes."""
    file = _file(store)
    yield file
    if file.problems:
        return  # what is read from such a file says nothing
    keys = store.execute("PRAGMA foreign_key_check")
    yield _listed("references", 1, (f"{table}, row {row}: nothing in {parent}" for table, row, parent, _ in keys))
    yield _unreferenced(store.database.conn)
    yield _found_pages(store)
    yield _texts(store)
    yield _finding_sets(store)
    yield _page_results(store)
    yield from _figures(store)


def _file(store: Store) -> Checked:
    try:
        wrong = [row[0] for row in store.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    except sqlite3.DatabaseError as error:
        wrong = [str(error)]
    return _listed("file", 1, iter(wrong))


def _listed(what: str, seen: int, problems: Iterator[str], note: str = "") -> Checked:
    first: list[str] = []
    more = 0
    for problem in problems:
        if len(first) < _MOST:
            first.append(problem)
        else:
            more += 1
    return Checked(what, seen, (*first, *([f"and {more} more"] if more else [])), note)


def _unreferenced(connection: sqlite3.Connection) -> Checked:
    """Shared rows that nothing uses are no fault: a page that was visited twice leaves some. Rows without owner are."""
    counted = count_unreferenced(connection)
    lost = (f"{counted[table]} rows of {table} belong to nothing" for table in ("outcome", "finding") if counted[table])
    unused = sum(number for table, number in counted.items() if table not in ("outcome", "finding"))
    note = f"{unused} rows are used by nothing; wadmon database prune removes them" if unused else ""
    return _listed("orphans", 1, lost, note)


_FOUND_DIFFERS = """
SELECT discovery.crawl_id, discovery.site_id, discovery.pages, (
    SELECT count(*) FROM found_page WHERE found_page.site_id = discovery.site_id AND from_crawl <= discovery.crawl_id
    AND (until_crawl IS NULL OR until_crawl > discovery.crawl_id)) AS held
FROM discovery JOIN crawl ON crawl.id = discovery.crawl_id
WHERE discovery.pages > 0 AND details_removed_at = '' AND held <> discovery.pages
"""


def _found_pages(store: Store) -> Checked:
    seen = store.execute("SELECT count(*) FROM discovery WHERE pages > 0").fetchone()[0]
    wrong = (
        f"crawl {crawl}, site {site}: {pages} pages were found, {held} are stored"
        for crawl, site, pages, held in store.execute(_FOUND_DIFFERS)
    )
    return _listed("found pages", seen, wrong)


def _texts(store: Store) -> Checked:
    store.database.conn.create_function("text_digest", 1, text_digest, deterministic=True)
    seen = store.execute("SELECT count(*) FROM text").fetchone()[0]
    wrong = store.execute("SELECT id FROM text WHERE digest <> text_digest(value)")
    return _listed("texts", seen, (f"text {text_id} is not what was stored" for (text_id,) in wrong))


def _finding_sets(store: Store) -> Checked:
    seen = store.execute("SELECT count(*) FROM finding_set").fetchone()[0]
    wrong = (
        f"the elements {set_id} are not those that were stored"
        for set_id, digest in store.execute("SELECT id, digest FROM finding_set")
        if elements_digest(store.execute(FINDINGS, (set_id,))) != digest
    )
    return _listed("elements", seen, wrong)


_RESULTS = """
SELECT page_result.id, page_result.digest, reason, detail.value, final.value, http_status, title.value, language,
    settled, parts.value, no_failure.value
FROM page_result
JOIN text AS detail ON detail.id = page_result.detail_id
JOIN text AS final ON final.id = page_result.final_url_id
JOIN text AS title ON title.id = page_result.title_id
JOIN text AS parts ON parts.id = page_result.parts_not_tested_id
JOIN text AS no_failure ON no_failure.id = page_result.no_failure_id
"""

_LISTED = """
SELECT name, outcome, count, digest FROM outcome JOIN check_name ON check_name.id = check_id
LEFT JOIN finding_set ON finding_set.id = finding_set_id
WHERE page_result_id = ? ORDER BY name, outcome
"""


def _page_results(store: Store) -> Checked:
    seen = store.execute("SELECT count(*) FROM page_result").fetchone()[0]

    def again(result_id: int, facts: list[Any], packed: str) -> bytes | None:
        listed = store.execute(_LISTED, (result_id,)).fetchall()
        try:
            return result_digest([*facts, unpack(packed)], listed)
        except KeyError:  # the text is not one that was packed
            return None

    wrong = (
        f"the result {result_id} is not what was stored"
        for result_id, digest, *facts, packed in store.execute(_RESULTS)
        if again(result_id, facts, packed) != digest
    )
    return _listed("page results", seen, wrong)


def _figures(store: Store) -> Iterator[Checked]:
    """The verdicts of each crawl, made again from the stored outcomes by the rule that was stored with them."""
    crawls = store.execute(
        "SELECT DISTINCT crawl.id, profile_id FROM crawl JOIN verdict ON crawl_id = crawl.id"
        " WHERE finished_at <> '' AND details_removed_at = '' ORDER BY 1, 2"
    ).fetchall()
    for crawl_id, profile_id in crawls:
        name, version = store.execute("SELECT name, version FROM profile WHERE id = ?", (profile_id,)).fetchone()
        seen = store.execute(
            "SELECT count(*) FROM verdict WHERE crawl_id = ? AND profile_id = ?", (crawl_id, profile_id)
        ).fetchone()[0]
        differences = _differences(store, crawl_id, profile_id)
        yield _listed(f"verdicts of crawl {crawl_id} under {name} {version}", seen, differences)


def _differences(store: Store, crawl_id: int, profile_id: int) -> Iterator[str]:
    try:
        profile = _stored_profile(store, profile_id)
        stored = get_verdicts(store, crawl_id, profile)
        again = {verdict.site_id: verdict for (verdict,) in judged_sites(store, crawl_id, [profile])}
    except (ValueError, LookupError, TypeError) as error:  # a text that is not what was stored
        yield f"cannot be made again: {error}"
        return
    for site_id in sorted(stored.keys() | again.keys()):
        if stored.get(site_id) != again.get(site_id):
            yield f"site {site_id}: the stored outcomes give another verdict"


def _stored_profile(store: Store, profile_id: int) -> Profile:
    row = store.row("SELECT digest, name, version, rule, criteria FROM profile WHERE id = ?", (profile_id,))
    assert row is not None
    rule = json.loads(row["rule"])
    known = {criterion["id"]: criterion for criterion in rule["criteria"]}
    return Profile(
        name=row["name"],
        version=row["version"],
        rule=rule["rule"],
        threshold=rule["threshold"],
        page_share=rule["page_share"],
        criteria=tuple(_criterion(known[name]) for name, _ in json.loads(row["criteria"])),
        blockers=tuple(_with_tuples(Blocker, blocker) for blocker in rule["blockers"]),
        digest=row["digest"],
        most=rule["most"],
        least_pages=rule["least_pages"],
    )


def _criterion(values: dict[str, Any]) -> BasicCriterion:
    material = [_with_tuples(MaterialFailure, measure) for measure in values["material"]]
    return _with_tuples(BasicCriterion, values | {"material": material})


def _with_tuples(record: Callable[..., T], values: dict[str, Any]) -> T:
    return record(**{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()})
