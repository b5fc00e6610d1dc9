"""Barriers followed from crawl to crawl, and reviewed exceptions to them."""

from __future__ import annotations

from sqlite_utils import Database

from results.storage.migrations.steps import run_script

SCRIPT = """
-- As when it was last seen; what it was in each crawl is in barrier_state.
CREATE TABLE barrier (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site (id),
    check_id TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('failed', 'cantTell')),
    best_practice INTEGER NOT NULL CHECK (best_practice IN (0, 1)),
    component TEXT NOT NULL, -- signature of the element
    region TEXT NOT NULL,
    selector_id INTEGER NOT NULL REFERENCES text (id),
    snippet_id INTEGER NOT NULL REFERENCES text (id),
    page_url_id INTEGER NOT NULL REFERENCES text (id), -- where this example is
    third_party TEXT NOT NULL,
    pages BLOB NOT NULL, -- six bytes of BLAKE2b of each URL it was on
    state TEXT NOT NULL CHECK (state IN ('there', 'fixed', 'not-seen')),
    first_crawl_id INTEGER NOT NULL REFERENCES crawl (id),
    last_crawl_id INTEGER NOT NULL REFERENCES crawl (id)
) STRICT;

CREATE INDEX barrier_by_site ON barrier (site_id);

-- From this crawl on, until the next row of the barrier: a row only where something is different.
CREATE TABLE barrier_state (
    barrier_id INTEGER NOT NULL REFERENCES barrier (id) ON DELETE CASCADE,
    crawl_id INTEGER NOT NULL REFERENCES crawl (id),
    state TEXT NOT NULL CHECK (state IN ('there', 'fixed', 'not-seen')),
    pages INTEGER NOT NULL, -- with it; of one not there any more: pages it was on that were tested again
    instances INTEGER NOT NULL,
    elements INTEGER NOT NULL,
    exact INTEGER NOT NULL CHECK (exact IN (0, 1)),
    PRIMARY KEY (barrier_id, crawl_id)
) STRICT, WITHOUT ROWID;

-- Since when, and in which crawl last, the site's barriers were followed; and what that crawl saw, shortened to know
-- when nothing changed.
CREATE TABLE barrier_site (
    site_id INTEGER PRIMARY KEY REFERENCES site (id),
    first_crawl_id INTEGER NOT NULL REFERENCES crawl (id),
    crawl_id INTEGER NOT NULL REFERENCES crawl (id),
    seen BLOB NOT NULL
) STRICT;

-- What a person has looked at and accepts for a time. Never deleted: it is removed with a date.
CREATE TABLE exception (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site (id),
    check_id TEXT NOT NULL,
    page_url TEXT NOT NULL DEFAULT '', -- empty: every page
    barrier_id INTEGER REFERENCES barrier (id), -- empty: every component
    reason TEXT NOT NULL CHECK (reason <> ''),
    author TEXT NOT NULL CHECK (author <> ''),
    added_at TEXT NOT NULL,
    expires_on TEXT NOT NULL CHECK (expires_on <> ''),
    removed_at TEXT NOT NULL DEFAULT '',
    removed_by TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE VIEW barriers_now AS
SELECT
    barrier.id AS barrier, site.url AS site, barrier.check_id AS "check", barrier.outcome, barrier.best_practice,
    CASE
        WHEN barrier.first_crawl_id = newest.id THEN 'new'
        WHEN state.crawl_id = newest.id AND (
            SELECT before.state FROM barrier_state AS before
            WHERE before.barrier_id = barrier.id AND before.crawl_id < newest.id ORDER BY before.crawl_id DESC LIMIT 1
        ) = 'fixed' THEN 'returned'
        ELSE 'persisting'
    END AS state,
    state.pages, state.instances, state.elements, barrier.region, selector.value AS selector,
    snippet.value AS snippet, url.value AS page, barrier.third_party, first.started_at AS first_seen
FROM (SELECT max(id) AS id FROM crawl WHERE finished_at <> '') AS newest
JOIN barrier ON barrier.last_crawl_id >= newest.id
JOIN site ON site.id = barrier.site_id
JOIN crawl AS first ON first.id = barrier.first_crawl_id
JOIN barrier_state AS state ON state.barrier_id = barrier.id AND state.crawl_id = (
    SELECT max(crawl_id) FROM barrier_state WHERE barrier_id = barrier.id AND crawl_id <= newest.id
)
JOIN text AS selector ON selector.id = barrier.selector_id
JOIN text AS snippet ON snippet.id = barrier.snippet_id
JOIN text AS url ON url.id = barrier.page_url_id
WHERE state.state = 'there';

CREATE VIEW barriers_fixed AS
SELECT
    barrier.id AS barrier, site.url AS site, barrier.check_id AS "check", barrier.outcome,
    crawl.started_at AS fixed_by, state.pages AS pages_tested_again, length(barrier.pages) / 6 AS pages_before,
    snippet.value AS snippet, url.value AS page, first.started_at AS first_seen, last.started_at AS last_seen
FROM barrier_state AS state
JOIN barrier ON barrier.id = state.barrier_id
JOIN site ON site.id = barrier.site_id
JOIN crawl ON crawl.id = state.crawl_id
JOIN crawl AS first ON first.id = barrier.first_crawl_id
JOIN crawl AS last ON last.id = barrier.last_crawl_id
JOIN text AS snippet ON snippet.id = barrier.snippet_id
JOIN text AS url ON url.id = barrier.page_url_id
WHERE state.state = 'fixed' AND barrier.state = 'fixed';

CREATE VIEW barriers_most_sites_have AS
SELECT
    "check", count(DISTINCT site) AS sites, count(*) AS barriers, sum(pages) AS barrier_pages,
    sum(instances) AS instances, sum(state = 'new') AS new
FROM barriers_now WHERE outcome = 'failed' AND NOT best_practice
GROUP BY "check" ORDER BY sites DESC, barriers DESC;

CREATE VIEW exceptions_now AS
SELECT
    exception.id, site.url AS site, exception.check_id AS "check", exception.page_url AS page,
    exception.barrier_id AS barrier, exception.reason, exception.author, exception.added_at, exception.expires_on,
    CASE
        WHEN exception.removed_at <> '' THEN 'removed'
        WHEN exception.expires_on < date('now') THEN 'expired'
        ELSE 'active'
    END AS state,
    exception.removed_at, exception.removed_by
FROM exception JOIN site ON site.id = exception.site_id;
"""


def migrate(db: Database) -> None:
    run_script(db, SCRIPT)
