"""What the visits to the pages of a sample gave."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from results.model import CheckOutcome, Finding, Outcome, PageAudit, PlannedPage, Reason
from results.store import Store
from results.stored_crawls import crawl_checks

_TOLD = (Outcome.FAILED, Outcome.CANNOT_TELL, Outcome.UNTESTED)

_PAGES = """
SELECT page.*, url.value AS url, evidence.value AS evidence, detail.value AS detail, final.value AS final_url,
    title.value AS title, parts.value AS parts_not_tested, no_failure.value AS no_failure
FROM page
JOIN text AS url ON url.id = url_id
JOIN text AS evidence ON evidence.id = evidence_id
LEFT JOIN text AS detail ON detail.id = detail_id
LEFT JOIN text AS final ON final.id = final_url_id
LEFT JOIN text AS title ON title.id = title_id
LEFT JOIN text AS parts ON parts.id = parts_not_tested_id
LEFT JOIN text AS no_failure ON no_failure.id = no_failure_id
WHERE crawl_id = ? AND site_id = ? ORDER BY position
"""


_FINDINGS = """
SELECT check_id, outcome, selector.value AS selector, snippet.value AS snippet, measured.value AS measured,
    message.value AS message, region
FROM finding
JOIN text AS selector ON selector.id = selector_id
JOIN text AS snippet ON snippet.id = snippet_id
JOIN text AS measured ON measured.id = measured_id
JOIN text AS message ON message.id = message_id
WHERE page_id = ? ORDER BY check_id, outcome, position
"""


def save_audits(store: Store, crawl_id: int, site_id: int, audits: Sequence[PageAudit]) -> None:
    """All visits to one site, in one transaction. A page visited before has what the last visit gave."""
    with store.transaction():
        pages = store.rows(
            "SELECT page.id, text.value AS url FROM page JOIN text ON text.id = url_id"
            " WHERE crawl_id = ? AND site_id = ?",
            (crawl_id, site_id),
        )
        page_ids = {row["url"]: row["id"] for row in pages}
        for audit in audits:
            _update_page(store, page_ids[audit.url], audit)


def audited_sites(store: Store, crawl_id: int) -> frozenset[int]:
    """Sites with nothing left to visit: every page of the sample audited, or nothing to visit at all."""
    rows = store.rows(
        "SELECT site_id FROM sample WHERE crawl_id = ?1 AND NOT EXISTS (SELECT 1 FROM page WHERE"
        " page.crawl_id = ?1 AND page.site_id = sample.site_id AND page.audited_at = '')",
        (crawl_id,),
    )
    return frozenset(row["site_id"] for row in rows)


def get_pages(
    store: Store, crawl_id: int, site_id: int, *, with_findings: bool = True
) -> Iterator[tuple[PlannedPage, PageAudit | None]]:
    """The pages of a site's sample in order; no audit for those not visited (yet)."""
    checks = crawl_checks(store, crawl_id)
    for row in list(store.rows(_PAGES, (crawl_id, site_id))):
        planned = PlannedPage(url=row["url"], role=row["role"], clause=row["clause"], evidence=row["evidence"])
        yield planned, _audit(store, row, checks, with_findings=with_findings) if row["audited_at"] else None


def _update_page(store: Store, page_id: int, audit: PageAudit) -> None:
    assert audit.audited_at, "without its time a visit looks as if it never was"
    no_failure: dict[str, list[str]] = {}
    for outcome in audit.outcomes:
        if outcome.outcome not in _TOLD:
            no_failure.setdefault(outcome.outcome, []).append(outcome.check)
    no_failure = {name: sorted(checks) for name, checks in sorted(no_failure.items())}
    store.execute(
        "UPDATE page SET audited_at = ?, reason = ?, detail_id = ?, final_url_id = ?, http_status = ?,"
        " title_id = ?, language = ?, settled = ?, load_seconds = ?, settle_seconds = ?, check_seconds = ?,"
        " parts_not_tested_id = ?, no_failure_id = ? WHERE id = ?",
        (
            audit.audited_at,
            audit.reason,
            store.text_id(audit.detail),
            store.text_id(audit.final_url),
            audit.http_status,
            store.text_id(audit.title),
            audit.language,
            audit.settled,
            audit.load_seconds,
            audit.settle_seconds,
            audit.check_seconds,
            store.text_id(json.dumps(audit.parts_not_tested, ensure_ascii=False)),
            store.text_id(json.dumps(no_failure)),
            page_id,
        ),
    )
    store.execute("DELETE FROM outcome WHERE page_id = ?", (page_id,))
    for outcome in audit.outcomes:
        if outcome.outcome in _TOLD:
            _insert_outcome(store, page_id, outcome)


def _insert_outcome(store: Store, page_id: int, outcome: CheckOutcome) -> None:
    store.execute(
        "INSERT INTO outcome (page_id, check_id, outcome, count) VALUES (?, ?, ?, ?)",
        (page_id, outcome.check, outcome.outcome, outcome.count),
    )
    store.execute_many(
        "INSERT INTO finding (page_id, check_id, outcome, position, selector_id, snippet_id, measured_id,"
        " message_id, region) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                page_id,
                outcome.check,
                outcome.outcome,
                position,
                store.text_id(finding.selector),
                store.text_id(finding.snippet),
                store.text_id(finding.measured),
                store.text_id(finding.message),
                finding.region,
            )
            for position, finding in enumerate(outcome.findings)
        ],
    )


def _audit(store: Store, row: sqlite3.Row, checks: Mapping[str, tuple[str, ...]], *, with_findings: bool) -> PageAudit:
    return PageAudit(
        url=row["url"],
        reason=Reason(row["reason"]) if row["reason"] else None,
        detail=row["detail"],
        final_url=row["final_url"],
        http_status=row["http_status"],
        title=row["title"],
        language=row["language"],
        settled=row["settled"],
        load_seconds=row["load_seconds"],
        settle_seconds=row["settle_seconds"],
        check_seconds=row["check_seconds"],
        outcomes=tuple(_outcomes(store, row, checks, with_findings=with_findings)),
        parts_not_tested=tuple(json.loads(row["parts_not_tested"])),
        audited_at=row["audited_at"],
    )


def _outcomes(
    store: Store, page: sqlite3.Row, checks: Mapping[str, tuple[str, ...]], *, with_findings: bool
) -> Iterator[CheckOutcome]:
    findings: dict[tuple[str, str], list[Finding]] = {}
    for row in store.rows(_FINDINGS, (page["id"],)) if with_findings else ():
        findings.setdefault((row["check_id"], row["outcome"]), []).append(
            Finding(
                check=row["check_id"],
                outcome=Outcome(row["outcome"]),
                selector=row["selector"],
                snippet=row["snippet"],
                measured=row["measured"],
                message=row["message"],
                region=row["region"],
            )
        )
    told = store.rows("SELECT * FROM outcome WHERE page_id = ? ORDER BY check_id, outcome DESC", (page["id"],))
    for row in told:
        yield CheckOutcome(
            check=row["check_id"],
            outcome=Outcome(row["outcome"]),
            criteria=checks.get(row["check_id"], ()),
            count=row["count"],
            findings=tuple(findings.get((row["check_id"], row["outcome"]), ())),
        )
    for name, ids in json.loads(page["no_failure"]).items():
        for check in ids:
            yield CheckOutcome(check=check, outcome=Outcome(name), criteria=checks.get(check, ()))
