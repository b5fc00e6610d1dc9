"""What the visits to the pages of a sample gave.

A visit is a row; what it gave is a `page_result`, which visits that gave the same share: a page that is as it was last
week costs its visit and no more. So it is with the elements of an outcome (`finding_set`), which the pages of one
template share.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter

from results.crawls.packed_outcomes import INAPPLICABLE, NEITHER, PASSED, pack, unpack
from results.crawls.stored_crawls import crawl_checks, refuse_without_details
from results.crawls.stored_discoveries import planned_page
from results.model import CheckOutcome, Finding, Outcome, PageAudit, PlannedPage, Reason
from results.storage.digests import compact_json, elements_digest, result_digest
from results.storage.store import Store

# Looked up a billion times a year: asking the class each time takes twice as long.
_PASSED, _INAPPLICABLE = Outcome.PASSED, Outcome.INAPPLICABLE
_OUTCOMES = {PASSED: _PASSED, INAPPLICABLE: _INAPPLICABLE}
_TEXTS = attrgetter("selector", "snippet", "measured", "message", "region")

_PAGES = """
SELECT visit.*, page_result.*, role, clause, url.value AS url, evidence.value AS evidence, detail.value AS detail,
    final.value AS final_url, title.value AS title, parts.value AS parts_not_tested, no_failure.value AS no_failure
FROM visit
JOIN choice ON choice.id = choice_id
JOIN page ON page.id = page_id
JOIN text AS url ON url.id = url_id
JOIN text AS evidence ON evidence.id = evidence_id
LEFT JOIN page_result ON page_result.id = page_result_id
LEFT JOIN text AS detail ON detail.id = detail_id
LEFT JOIN text AS final ON final.id = final_url_id
LEFT JOIN text AS title ON title.id = title_id
LEFT JOIN text AS parts ON parts.id = parts_not_tested_id
LEFT JOIN text AS no_failure ON no_failure.id = no_failure_id
WHERE visit.crawl_id = ? AND visit.site_id = ? ORDER BY position
"""

_LISTED_OUTCOMES = """
SELECT name, outcome, count, finding_set_id FROM outcome JOIN check_name ON check_name.id = check_id
WHERE page_result_id = ? ORDER BY name, outcome DESC
"""

# Elements of a finding set, in order.
FINDINGS = """
SELECT selector.value, snippet.value, measured.value, message.value, region
FROM finding
JOIN text AS selector ON selector.id = selector_id
JOIN text AS snippet ON snippet.id = snippet_id
JOIN text AS measured ON measured.id = measured_id
JOIN text AS message ON message.id = message_id
WHERE finding_set_id = ? ORDER BY position
"""


def save_audits(store: Store, crawl_id: int, site_id: int, audits: Sequence[PageAudit]) -> None:
    """All visits to one site, in one transaction. A page visited before has what the last visit gave."""
    with store.transaction():
        visits = store.rows(
            "SELECT position, value FROM visit JOIN page ON page.id = page_id JOIN text ON text.id = url_id"
            " WHERE visit.crawl_id = ? AND visit.site_id = ?",
            (crawl_id, site_id),
        )
        positions = {row["value"]: row["position"] for row in visits}
        given = [_given(store, audit) for audit in audits]
        result_ids = _known_results(store, [result.digest for result in given])
        rows = []
        for audit, result in zip(audits, given, strict=True):
            if result.digest not in result_ids:
                result_ids[result.digest] = _new_result_id(store, audit, result)
            rows.append((*_times(audit), result_ids[result.digest], crawl_id, site_id, positions[audit.url]))
        store.execute_many(
            "UPDATE visit SET audited_at = ?, proven_at = ?, load_ms = ?, settle_ms = ?, check_ms = ?,"
            " carried_from = ?, page_result_id = ?"
            " WHERE crawl_id = ? AND site_id = ? AND position = ?",
            rows,
        )


def audited_sites(store: Store, crawl_id: int) -> frozenset[int]:
    """Sites with nothing left to visit: every page of the sample audited, or nothing to visit at all."""
    rows = store.rows(
        "SELECT site_id FROM sample WHERE crawl_id = ?1 AND NOT EXISTS (SELECT 1 FROM visit WHERE"
        " visit.crawl_id = ?1 AND visit.site_id = sample.site_id AND visit.audited_at IS NULL)",
        (crawl_id,),
    )
    return frozenset(row["site_id"] for row in rows)


def pages_to_visit(store: Store, crawl_id: int) -> dict[int, tuple[int, float]]:
    """Site -> pages of its sample neither visited nor proved unchanged, and the seconds between them it asks for."""
    rows = store.rows(
        "SELECT site_id, count(*) AS pages, crawl_delay FROM visit JOIN discovery USING (crawl_id, site_id)"
        " WHERE crawl_id = ? AND audited_at IS NULL AND proven_at IS NULL GROUP BY site_id",
        (crawl_id,),
    )
    return {row["site_id"]: (row["pages"], row["crawl_delay"]) for row in rows}


def is_audited(store: Store, crawl_id: int, site_id: int) -> bool:
    """Whether what the visit to a site gave is stored."""
    visited = "SELECT 1 FROM visit WHERE crawl_id = ? AND site_id = ? AND audited_at IS NOT NULL LIMIT 1"
    return store.row(visited, (crawl_id, site_id)) is not None


def get_pages(
    store: Store, crawl_id: int, site_id: int, *, with_findings: bool = True, with_passed: bool = True
) -> Iterator[tuple[PlannedPage, PageAudit | None]]:
    """The pages of a site's sample in order; no audit for those not visited (yet).

    with_passed: also the outcomes passed and inapplicable, most of all. Raises DetailsRemoved.
    """
    refuse_without_details(store, crawl_id)
    checks = crawl_checks(store, crawl_id)
    names = {row["id"]: row["name"] for row in store.rows("SELECT id, name FROM check_name")}
    for row in list(store.rows(_PAGES, (crawl_id, site_id))):
        planned = planned_page(row)
        if row["audited_at"] is None:
            yield planned, None
            continue
        listed = _listed_outcomes(store, row["page_result_id"], checks, with_findings=with_findings)
        rest = _no_failure(row["no_failure"], names, checks) if with_passed else ()
        yield planned, _audit(row, (*listed, *rest))


def outcomes_of(packed: str, names: Mapping[int, str]) -> dict[str, Outcome]:
    """What the text of `page_result.no_failure_id` says: check -> passed or inapplicable."""
    letters = unpack(packed)
    return {names[place]: _OUTCOMES[letter] for place, letter in enumerate(letters, 1) if letter != NEITHER}


def _times(audit: PageAudit) -> tuple[int | None, ...]:
    """When the page was tested and proven, in seconds; how long the parts took, in milliseconds; which crawl tested."""
    assert audit.audited_at, "without its time a visit looks as if it never was"
    at, proven = (
        int(datetime.fromisoformat(time).timestamp()) if time else None for time in (audit.audited_at, audit.proven_at)
    )
    parts = (audit.load_seconds, audit.settle_seconds, audit.check_seconds)
    return at, proven, *(round(seconds * 1000) for seconds in parts), audit.carried_from or None


@dataclass(frozen=True, slots=True)
class _Given:
    """What a visit gave, as it is stored. listed: with the digest of the elements of each."""

    digest: bytes
    parts: str
    letters: str
    listed: Sequence[tuple[CheckOutcome, bytes | None]]


def _given(store: Store, audit: PageAudit) -> _Given:
    letters, outcomes = _divided(store, audit.outcomes)
    parts = compact_json(audit.parts_not_tested)
    listed = [(found, elements_digest(map(_TEXTS, found.findings)) if found.findings else None) for found in outcomes]
    facts = (
        audit.reason, audit.detail, audit.final_url, audit.http_status, audit.title, audit.language, audit.settled,
        parts, letters,
    )  # fmt: skip
    digest = result_digest(facts, [(found.check, found.outcome, found.count, elements) for found, elements in listed])
    return _Given(digest, parts, letters, listed)


def _known_results(store: Store, digests: Sequence[bytes]) -> dict[bytes, int]:
    """Of those that the database has: digest -> number. All of a site at once: most pages give what they gave."""
    marks = ", ".join("?" * len(digests))
    return dict(store.execute(f"SELECT digest, id FROM page_result WHERE digest IN ({marks})", digests))  # noqa: S608


def _new_result_id(store: Store, audit: PageAudit, given: _Given) -> int:
    result_id = store.execute(
        "INSERT INTO page_result (digest, reason, detail_id, final_url_id, http_status, title_id, language, settled,"
        " parts_not_tested_id, no_failure_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            given.digest,
            audit.reason,
            store.text_id(audit.detail),
            store.text_id(audit.final_url),
            audit.http_status,
            store.text_id(audit.title),
            audit.language,
            audit.settled,
            store.text_id(given.parts),
            store.text_id(pack(given.letters)),
        ),
    ).lastrowid
    assert result_id is not None
    ids = store.check_ids(found.check for found, _ in given.listed)
    store.execute_many(
        "INSERT INTO outcome (page_result_id, check_id, outcome, count, finding_set_id) VALUES (?, ?, ?, ?, ?)",
        [
            (
                result_id,
                ids[found.check],
                found.outcome,
                found.count,
                elements and _finding_set_id(store, elements, found.findings),
            )
            for found, elements in given.listed
        ],
    )
    return result_id


def _divided(store: Store, outcomes: Sequence[CheckOutcome]) -> tuple[str, Sequence[CheckOutcome]]:
    """A letter at the place of each check that passed or is inapplicable; the outcomes of the others in order."""
    try:
        return _letters_and_listed(outcomes, store.check_ids(()))
    except KeyError:  # a check this database does not know yet: hardly ever, and so not asked first
        return _letters_and_listed(outcomes, store.check_ids(outcome.check for outcome in outcomes))


def _letters_and_listed(outcomes: Sequence[CheckOutcome], ids: Mapping[str, int]) -> tuple[str, Sequence[CheckOutcome]]:
    """Once through some hundred and seventy outcomes a page; a year has ten million pages. Raises KeyError."""
    letters = [NEITHER] * len(ids)
    listed = []
    for outcome in outcomes:
        found = outcome.outcome
        if found is _INAPPLICABLE:
            letters[ids[outcome.check] - 1] = INAPPLICABLE
        elif found is _PASSED:
            letters[ids[outcome.check] - 1] = PASSED
        else:
            listed.append(outcome)
    listed.sort(key=lambda outcome: (outcome.check, outcome.outcome))
    return "".join(letters).rstrip(NEITHER), listed


def _finding_set_id(store: Store, digest: bytes, findings: Sequence[Finding]) -> int:
    known = store.execute("SELECT id FROM finding_set WHERE digest = ?", (digest,)).fetchone()
    if known is not None:
        return int(known[0])
    set_id = store.execute("INSERT INTO finding_set (digest) VALUES (?)", (digest,)).lastrowid
    assert set_id is not None
    store.execute_many(
        "INSERT INTO finding (finding_set_id, position, selector_id, snippet_id, measured_id, message_id, region)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                set_id,
                position,
                store.text_id(finding.selector),
                store.text_id(finding.snippet),
                store.text_id(finding.measured),
                store.text_id(finding.message),
                finding.region,
            )
            for position, finding in enumerate(findings)
        ],
    )
    return set_id


def _audit(row: sqlite3.Row, outcomes: tuple[CheckOutcome, ...]) -> PageAudit:
    return PageAudit(
        url=row["url"],
        reason=Reason(row["reason"]) if row["reason"] else None,
        detail=row["detail"],
        final_url=row["final_url"],
        http_status=row["http_status"],
        title=row["title"],
        language=row["language"],
        settled=row["settled"],
        load_seconds=row["load_ms"] / 1000,
        settle_seconds=row["settle_ms"] / 1000,
        check_seconds=row["check_ms"] / 1000,
        outcomes=outcomes,
        parts_not_tested=tuple(json.loads(row["parts_not_tested"])),
        audited_at=_moment(row["audited_at"]),
        proven_at=_moment(row["proven_at"]) if row["proven_at"] is not None else "",
        carried_from=row["carried_from"] or 0,
    )


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def _listed_outcomes(
    store: Store, result_id: int, checks: Mapping[str, tuple[str, ...]], *, with_findings: bool
) -> Iterator[CheckOutcome]:
    for row in list(store.rows(_LISTED_OUTCOMES, (result_id,))):
        check, outcome = row["name"], Outcome(row["outcome"])
        found = store.rows(FINDINGS, (row["finding_set_id"],)) if with_findings else ()
        yield CheckOutcome(
            check=check,
            outcome=outcome,
            criteria=checks.get(check, ()),
            count=row["count"],
            findings=tuple(Finding(check, outcome, *finding) for finding in found),
        )


def _no_failure(packed: str, names: Mapping[int, str], checks: Mapping[str, tuple[str, ...]]) -> list[CheckOutcome]:
    found = sorted(outcomes_of(packed, names).items(), key=lambda item: (item[1], item[0]))
    return [CheckOutcome(check=check, outcome=outcome, criteria=checks.get(check, ())) for check, outcome in found]
