"""What the accessibility statement of each site of a crawl says."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from results.model import AccessibilityStatement, ConformanceStatus, StatementState
from results.storage.store import Store

_STATEMENTS = """
SELECT statement.*, url.value AS url, evidence.value AS evidence
FROM statement
JOIN text AS url ON url.id = url_id
JOIN text AS evidence ON evidence.id = evidence_id
WHERE crawl_id = ?
"""


def save_statement(store: Store, crawl_id: int, site_id: int, statement: AccessibilityStatement | None) -> None:
    """In place of what an earlier visit of the crawl gave; None when no page of the site could be tested."""
    with store.transaction():
        store.execute("DELETE FROM statement WHERE crawl_id = ? AND site_id = ?", (crawl_id, site_id))
        if statement is not None:
            _insert(store, crawl_id, statement)


def get_statements(store: Store, crawl_id: int) -> Mapping[int, AccessibilityStatement]:
    """By site; sites of which no page could be tested have none."""
    return {row["site_id"]: _statement(row) for row in store.rows(_STATEMENTS, (crawl_id,))}


def _insert(store: Store, crawl_id: int, statement: AccessibilityStatement) -> None:
    store.execute(
        "INSERT INTO statement (crawl_id, site_id, state, url_id, language, status, evidence_id, standard,"
        " prepared_on, reviewed_on, method, feedback, enforcement, linked_from_home, linked_from, pages, hook)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            crawl_id,
            statement.site_id,
            statement.state,
            store.text_id(statement.url),
            statement.language,
            statement.status,
            store.text_id(statement.evidence),
            statement.standard,
            statement.prepared_on,
            statement.reviewed_on,
            statement.method,
            " ".join(statement.feedback),
            int(statement.enforcement),
            int(statement.linked_from_home),
            statement.linked_from,
            statement.pages,
            statement.hook,
        ),
    )


def _statement(row: sqlite3.Row) -> AccessibilityStatement:
    return AccessibilityStatement(
        site_id=row["site_id"],
        state=StatementState(row["state"]),
        url=row["url"],
        language=row["language"],
        status=ConformanceStatus(row["status"]),
        evidence=row["evidence"],
        standard=row["standard"],
        prepared_on=row["prepared_on"],
        reviewed_on=row["reviewed_on"],
        method=row["method"],
        feedback=tuple(row["feedback"].split()),
        enforcement=bool(row["enforcement"]),
        linked_from_home=bool(row["linked_from_home"]),
        linked_from=row["linked_from"],
        pages=row["pages"],
        hook=row["hook"],
    )
