from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

import pytest

from results.crawls.stored_statements import get_statements, save_statement
from results.model import AccessibilityStatement, ConformanceStatus, Crawl, StatementState
from results.storage.store import Store

BROKEN = "a\ud800\x00"
WHOLE = AccessibilityStatement(
    site_id=1,
    state=StatementState.FOUND,
    url="https://good.test/é",
    language="nl",
    status=ConformanceStatus.PARTIAL,
    evidence="Deze website voldoet gedeeltelijk.",
    standard="WCAG 2.1 AA",
    prepared_on="2020-09-23",
    reviewed_on="2026-03-03",
    method="third-party",
    feedback=("mail", "phone"),
    enforcement=True,
    linked_from_home=True,
    linked_from=11,
    pages=12,
    hook="nl",
)
MISSING = AccessibilityStatement(2, StatementState.MISSING, pages=3)
POLICY = replace(MISSING, state=StatementState.INCOMPLETE, url="https://good.test/a", feedback=("mail",))


def test_statements_come_back_whole(store: Store, crawl: Crawl) -> None:
    for statement in (WHOLE, MISSING):
        save_statement(store, crawl.id, statement.site_id, statement)
    assert get_statements(store, crawl.id).get(1) == WHOLE
    assert get_statements(store, crawl.id) == {1: WHOLE, 2: MISSING}


def test_what_a_page_lacks_is_known_from_what_is_stored(store: Store, crawl: Crawl) -> None:
    save_statement(store, crawl.id, 2, POLICY)
    assert get_statements(store, crawl.id)[2].lacking == ("status", "date", "enforcement")
    assert (WHOLE.lacking, MISSING.lacking) == ((), ())


def test_a_site_that_could_not_be_tested_has_no_statement(store: Store, crawl: Crawl) -> None:
    assert get_statements(store, crawl.id).get(1) is None
    assert get_statements(store, crawl.id) == {}


@pytest.mark.parametrize("again", [replace(WHOLE, evidence="Nieuw."), None])
def test_a_later_visit_replaces_what_an_earlier_one_gave(
    store: Store, crawl: Crawl, again: AccessibilityStatement | None
) -> None:
    save_statement(store, crawl.id, 1, WHOLE)
    save_statement(store, crawl.id, 2, MISSING)
    save_statement(store, crawl.id, 1, again)
    assert get_statements(store, crawl.id).get(1) == again
    assert get_statements(store, crawl.id).get(2) == MISSING


def test_broken_text_of_a_site_is_stored_in_every_field(store: Store, crawl: Crawl) -> None:
    save_statement(store, crawl.id, 1, replace(WHOLE, url=BROKEN, evidence=BROKEN, standard=BROKEN))
    assert get_statements(store, crawl.id).get(1) == replace(WHOLE, url="a?\x00", evidence="a?\x00", standard="a?\x00")


def test_a_statement_of_a_site_that_was_not_crawled_is_an_error(store: Store, crawl: Crawl) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        save_statement(store, crawl.id, 999, replace(WHOLE, site_id=999))
    assert get_statements(store, crawl.id) == {}


def test_the_view_shows_the_statements_of_the_last_finished_crawl(stored: Any) -> None:
    good = stored.site_id("good")
    save_statement(stored.store, stored.crawl.id, good, replace(WHOLE, site_id=good))
    shown = [dict(row) for row in stored.store.rows("SELECT site, state, url, status, feedback FROM statements_now")]
    assert shown == [
        {
            "site": "https://good.test/",
            "state": "found",
            "url": "https://good.test/é",
            "status": "partial",
            "feedback": "mail phone",
        }
    ]
