"""Register, crawls, discoveries, samples, audits, verdicts."""

from __future__ import annotations

from sqlite_utils import Database

from results.storage.migrations.steps import run_script

SCRIPT = """
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE, -- BLAKE2b, 16 bytes: an index of the texts themselves would double the file
    value TEXT NOT NULL
) STRICT;

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE site (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL DEFAULT '',
    organisation_id INTEGER REFERENCES organisation (id),
    policy_domain TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    country TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(tags)),
    added_at TEXT NOT NULL
) STRICT;

CREATE TABLE crawl (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL DEFAULT '',
    seed INTEGER NOT NULL,
    selection TEXT NOT NULL CHECK (selection IN ('census', 'random', 'chosen')),
    register_size INTEGER NOT NULL,
    tools TEXT NOT NULL CHECK (json_valid(tools)),
    settings TEXT NOT NULL CHECK (json_valid(settings))
) STRICT;

-- The register as it was when the crawl began.
CREATE TABLE crawl_site (
    crawl_id INTEGER NOT NULL REFERENCES crawl (id) ON DELETE CASCADE,
    site_id INTEGER NOT NULL REFERENCES site (id),
    register_row_id INTEGER NOT NULL REFERENCES text (id),
    PRIMARY KEY (crawl_id, site_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE discovery (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    reason TEXT,
    detail TEXT NOT NULL,
    final_url TEXT NOT NULL,
    redirects TEXT NOT NULL CHECK (json_valid(redirects)),
    dropped TEXT NOT NULL CHECK (json_valid(dropped)),
    robots TEXT NOT NULL,
    crawl_delay REAL NOT NULL,
    ended TEXT NOT NULL,
    seconds REAL NOT NULL,
    requests INTEGER NOT NULL,
    PRIMARY KEY (crawl_id, site_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE found_page (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    url_id INTEGER NOT NULL REFERENCES text (id),
    position INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    source TEXT NOT NULL,
    status INTEGER,
    content_type TEXT NOT NULL,
    title_id INTEGER NOT NULL REFERENCES text (id),
    language TEXT NOT NULL,
    link_texts_id INTEGER NOT NULL REFERENCES text (id),
    forms INTEGER NOT NULL,
    tables INTEGER NOT NULL,
    media INTEGER NOT NULL,
    password_fields INTEGER NOT NULL,
    skeleton TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (crawl_id, site_id, url_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES discovery (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE sample (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    frame_size INTEGER NOT NULL,
    missing_clauses TEXT NOT NULL,
    PRIMARY KEY (crawl_id, site_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES discovery (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A page of the sample and, once visited (audited_at is set), what the visit gave.
CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    url_id INTEGER NOT NULL REFERENCES text (id),
    role TEXT NOT NULL,
    clause TEXT NOT NULL,
    evidence_id INTEGER NOT NULL REFERENCES text (id),
    audited_at TEXT NOT NULL DEFAULT '',
    reason TEXT,
    detail_id INTEGER REFERENCES text (id),
    final_url_id INTEGER REFERENCES text (id),
    http_status INTEGER,
    title_id INTEGER REFERENCES text (id),
    language TEXT NOT NULL DEFAULT '',
    settled TEXT NOT NULL DEFAULT '',
    load_seconds REAL NOT NULL DEFAULT 0,
    settle_seconds REAL NOT NULL DEFAULT 0,
    check_seconds REAL NOT NULL DEFAULT 0,
    parts_not_tested_id INTEGER REFERENCES text (id),
    no_failure_id INTEGER REFERENCES text (id),
    UNIQUE (crawl_id, site_id, position),
    FOREIGN KEY (crawl_id, site_id) REFERENCES sample (crawl_id, site_id) ON DELETE CASCADE
) STRICT;

-- failed, cantTell and untested; passed and inapplicable are in page.no_failure_id.
CREATE TABLE outcome (
    page_id INTEGER NOT NULL REFERENCES page (id) ON DELETE CASCADE,
    check_id TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('failed', 'cantTell', 'untested')),
    count INTEGER NOT NULL,
    PRIMARY KEY (page_id, check_id, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE finding (
    page_id INTEGER NOT NULL,
    check_id TEXT NOT NULL,
    outcome TEXT NOT NULL,
    position INTEGER NOT NULL,
    selector_id INTEGER NOT NULL REFERENCES text (id),
    snippet_id INTEGER NOT NULL REFERENCES text (id),
    measured_id INTEGER NOT NULL REFERENCES text (id),
    message_id INTEGER NOT NULL REFERENCES text (id),
    region TEXT NOT NULL,
    PRIMARY KEY (page_id, check_id, outcome, position),
    FOREIGN KEY (page_id, check_id, outcome) REFERENCES outcome (page_id, check_id, outcome) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What a check is about, as the engine of the crawl said it.
CREATE TABLE crawl_check (
    crawl_id INTEGER NOT NULL REFERENCES crawl (id) ON DELETE CASCADE,
    check_id TEXT NOT NULL,
    criteria TEXT NOT NULL,
    PRIMARY KEY (crawl_id, check_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE profile (
    digest TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    rule TEXT NOT NULL CHECK (json_valid(rule))
) STRICT;

CREATE TABLE verdict (
    id INTEGER PRIMARY KEY,
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    profile_digest TEXT NOT NULL REFERENCES profile (digest),
    verdict TEXT NOT NULL CHECK (verdict IN ('accessible', 'not_accessible', 'not_tested')),
    reason TEXT CHECK ((reason IS NOT NULL) = (verdict = 'not_tested')),
    score REAL,
    blockers TEXT NOT NULL CHECK (json_valid(blockers)),
    pages_planned INTEGER NOT NULL,
    pages_tested INTEGER NOT NULL,
    pages_failed INTEGER NOT NULL,
    UNIQUE (crawl_id, site_id, profile_digest),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
) STRICT;

CREATE TABLE criterion_result (
    verdict_id INTEGER NOT NULL REFERENCES verdict (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    state TEXT NOT NULL,
    weight REAL NOT NULL,
    pages INTEGER NOT NULL,
    pages_failed INTEGER NOT NULL,
    checks TEXT NOT NULL CHECK (json_valid(checks)),
    PRIMARY KEY (verdict_id, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX page_by_url ON page (url_id);

CREATE VIEW share_by_crawl AS
SELECT
    crawl.id AS crawl,
    crawl.finished_at,
    profile.name AS profile,
    profile.version AS profile_version,
    count(*) AS registered,
    sum(verdict = 'accessible') AS accessible,
    sum(verdict = 'not_accessible') AS not_accessible,
    sum(verdict = 'not_tested') AS not_tested,
    1.0 * sum(verdict = 'accessible') / nullif(sum(verdict <> 'not_tested'), 0) AS share
FROM verdict
JOIN crawl ON crawl.id = verdict.crawl_id
JOIN profile ON profile.digest = verdict.profile_digest
GROUP BY crawl.id, profile.digest;

CREATE VIEW check_outcomes AS
SELECT page.id AS page_id, page.crawl_id, page.site_id, outcome.check_id, outcome.outcome, outcome.count
FROM outcome JOIN page ON page.id = outcome.page_id
UNION ALL
SELECT page.id, page.crawl_id, page.site_id, checks.value, groups.key, NULL
FROM page
JOIN text ON text.id = page.no_failure_id, json_each(text.value) AS groups, json_each(groups.value) AS checks;

CREATE VIEW findings_now AS
SELECT
    site.url AS site, url.value AS page, finding.check_id AS "check", finding.outcome, selector.value AS selector,
    snippet.value AS snippet, measured.value AS measured, finding.region
FROM finding
JOIN page ON page.id = finding.page_id
JOIN site ON site.id = page.site_id
JOIN text AS url ON url.id = page.url_id
JOIN text AS selector ON selector.id = finding.selector_id
JOIN text AS snippet ON snippet.id = finding.snippet_id
JOIN text AS measured ON measured.id = finding.measured_id
WHERE page.crawl_id = (SELECT max(id) FROM crawl WHERE finished_at <> '');
"""


def migrate(db: Database) -> None:
    run_script(db, SCRIPT)
