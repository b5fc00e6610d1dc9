"""What does not change from crawl to crawl is stored once: pages, what a visit gave, what was found, verdicts.

Decisions 16 and 17 say why; docs/database.md describes the tables.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from results.crawls.found_intervals import FoundRow, changes
from results.crawls.packed_outcomes import INAPPLICABLE, NEITHER, PASSED, pack
from results.storage.digests import compact_json, elements_digest, result_digest, text_digest
from results.storage.migrations.steps import run_script
from results.storage.stored_unreferenced import sweep

logger = logging.getLogger(__name__)

SCRIPT = """
DROP VIEW share_by_crawl;
DROP VIEW check_outcomes;
DROP VIEW findings_now;
DROP VIEW statements_now;
DROP INDEX page_by_url;

ALTER TABLE discovery RENAME TO old_discovery;
ALTER TABLE found_page RENAME TO old_found_page;
ALTER TABLE sample RENAME TO old_sample;
ALTER TABLE page RENAME TO old_page;
ALTER TABLE outcome RENAME TO old_outcome;
ALTER TABLE finding RENAME TO old_finding;
ALTER TABLE profile RENAME TO old_profile;
ALTER TABLE verdict RENAME TO old_verdict;
ALTER TABLE criterion_result RENAME TO old_criterion_result;

CREATE TABLE new_text (
    id INTEGER PRIMARY KEY,
    digest INTEGER NOT NULL, -- BLAKE2b, 4 bytes; not unique, so that two texts may have one
    value TEXT NOT NULL
) STRICT;

ALTER TABLE crawl ADD COLUMN details_removed_at TEXT NOT NULL DEFAULT '';

CREATE TABLE check_name (
    id INTEGER PRIMARY KEY, -- also the place of the check in the text of page_result.no_failure_id
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE discovery (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    reason TEXT,
    detail TEXT NOT NULL,
    final_url_id INTEGER NOT NULL REFERENCES text (id),
    redirects_id INTEGER NOT NULL REFERENCES text (id),
    dropped_id INTEGER NOT NULL REFERENCES text (id),
    robots TEXT NOT NULL,
    crawl_delay REAL NOT NULL,
    ended TEXT NOT NULL,
    seconds REAL NOT NULL,
    requests INTEGER NOT NULL,
    pages INTEGER NOT NULL, -- 0: the rows of found_page that hold then are of other crawls
    PRIMARY KEY (crawl_id, site_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- A page as it was found from one crawl on (from_crawl) until before another (until_crawl; empty while it holds).
CREATE TABLE found_page (
    site_id INTEGER NOT NULL REFERENCES site (id),
    url_id INTEGER NOT NULL REFERENCES text (id),
    from_crawl INTEGER NOT NULL,
    until_crawl INTEGER CHECK (until_crawl > from_crawl),
    position REAL NOT NULL,
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
    PRIMARY KEY (site_id, url_id, from_crawl)
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

-- An address of a site that was in a sample; the same row in every crawl.
CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site (id),
    url_id INTEGER NOT NULL REFERENCES text (id),
    UNIQUE (site_id, url_id)
) STRICT;

-- What a visit to a page gave, without its time: visits that gave the same share the row.
CREATE TABLE page_result (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE,
    reason TEXT,
    detail_id INTEGER NOT NULL REFERENCES text (id),
    final_url_id INTEGER NOT NULL REFERENCES text (id),
    http_status INTEGER,
    title_id INTEGER NOT NULL REFERENCES text (id),
    language TEXT NOT NULL,
    settled TEXT NOT NULL,
    parts_not_tested_id INTEGER NOT NULL REFERENCES text (id),
    no_failure_id INTEGER NOT NULL REFERENCES text (id)
) STRICT;

-- Why a page is in a sample; the same row for all that are there for the same reason.
CREATE TABLE choice (
    id INTEGER PRIMARY KEY,
    role TEXT NOT NULL,
    clause TEXT NOT NULL,
    evidence_id INTEGER NOT NULL REFERENCES text (id),
    UNIQUE (evidence_id, role, clause)
) STRICT;

-- A page of the sample of a crawl and, once it is visited, what that gave.
CREATE TABLE visit (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    page_id INTEGER NOT NULL REFERENCES page (id),
    choice_id INTEGER NOT NULL REFERENCES choice (id),
    audited_at INTEGER, -- seconds since 1970, UTC
    page_result_id INTEGER REFERENCES page_result (id),
    load_ms INTEGER NOT NULL DEFAULT 0,
    settle_ms INTEGER NOT NULL DEFAULT 0,
    check_ms INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (crawl_id, site_id, position),
    FOREIGN KEY (crawl_id, site_id) REFERENCES sample (crawl_id, site_id) ON DELETE CASCADE,
    CHECK ((audited_at IS NULL) = (page_result_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE finding_set (
    id INTEGER PRIMARY KEY,
    digest BLOB NOT NULL UNIQUE
) STRICT;

CREATE TABLE finding (
    finding_set_id INTEGER NOT NULL REFERENCES finding_set (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    selector_id INTEGER NOT NULL REFERENCES text (id),
    snippet_id INTEGER NOT NULL REFERENCES text (id),
    measured_id INTEGER NOT NULL REFERENCES text (id),
    message_id INTEGER NOT NULL REFERENCES text (id),
    region TEXT NOT NULL,
    PRIMARY KEY (finding_set_id, position)
) STRICT, WITHOUT ROWID;

-- failed, cantTell and untested; passed and inapplicable are in page_result.no_failure_id.
CREATE TABLE outcome (
    page_result_id INTEGER NOT NULL REFERENCES page_result (id) ON DELETE CASCADE,
    check_id INTEGER NOT NULL REFERENCES check_name (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('failed', 'cantTell', 'untested')),
    count INTEGER NOT NULL,
    finding_set_id INTEGER REFERENCES finding_set (id),
    PRIMARY KEY (page_result_id, check_id, outcome)
) STRICT, WITHOUT ROWID;

CREATE TABLE profile (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    rule TEXT NOT NULL CHECK (json_valid(rule)),
    criteria TEXT NOT NULL CHECK (json_valid(criteria)), -- [id, weight] of each that its verdicts answer
    UNIQUE (digest, criteria)
) STRICT;

CREATE TABLE verdict (
    crawl_id INTEGER NOT NULL REFERENCES crawl (id) ON DELETE CASCADE,
    profile_id INTEGER NOT NULL REFERENCES profile (id),
    site_id INTEGER NOT NULL REFERENCES site (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('accessible', 'not_accessible', 'not_tested')),
    reason TEXT CHECK ((reason IS NOT NULL) = (verdict = 'not_tested')),
    score REAL,
    blockers TEXT NOT NULL CHECK (json_valid(blockers)),
    criteria_id INTEGER NOT NULL REFERENCES text (id), -- [letter of the state, pages, pages_failed, checks] of each
    pages_planned INTEGER NOT NULL,
    pages_tested INTEGER NOT NULL,
    pages_failed INTEGER NOT NULL,
    PRIMARY KEY (crawl_id, profile_id, site_id)
) STRICT, WITHOUT ROWID;
"""

VIEWS = """
CREATE VIEW share_by_crawl AS
SELECT
    verdict.crawl_id AS crawl,
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
JOIN profile ON profile.id = verdict.profile_id
GROUP BY verdict.crawl_id, verdict.profile_id;

CREATE VIEW share_by_policy_domain AS
SELECT
    verdict.crawl_id AS crawl,
    crawl.finished_at,
    profile.name AS profile,
    profile.version AS profile_version,
    json_extract(registered.value, '$.policy_domain') AS policy_domain,
    count(*) AS registered,
    sum(verdict = 'accessible') AS accessible,
    sum(verdict = 'not_accessible') AS not_accessible,
    sum(verdict = 'not_tested') AS not_tested,
    1.0 * sum(verdict = 'accessible') / nullif(sum(verdict <> 'not_tested'), 0) AS share
FROM verdict
JOIN crawl ON crawl.id = verdict.crawl_id
JOIN profile ON profile.id = verdict.profile_id
JOIN crawl_site ON crawl_site.crawl_id = verdict.crawl_id AND crawl_site.site_id = verdict.site_id
JOIN text AS registered ON registered.id = crawl_site.register_row_id
GROUP BY verdict.crawl_id, verdict.profile_id, policy_domain;

CREATE VIEW share_by_policy_domain_now AS
SELECT
    profile.name AS profile,
    profile.version AS profile_version,
    json_extract(registered.value, '$.policy_domain') AS policy_domain,
    count(*) AS registered,
    sum(verdict = 'accessible') AS accessible,
    sum(verdict = 'not_accessible') AS not_accessible,
    sum(verdict = 'not_tested') AS not_tested,
    1.0 * sum(verdict = 'accessible') / nullif(sum(verdict <> 'not_tested'), 0) AS share
FROM verdict
JOIN profile ON profile.id = verdict.profile_id
JOIN crawl_site ON crawl_site.crawl_id = verdict.crawl_id AND crawl_site.site_id = verdict.site_id
JOIN text AS registered ON registered.id = crawl_site.register_row_id
WHERE verdict.crawl_id = (SELECT max(id) FROM crawl WHERE finished_at <> '')
GROUP BY verdict.profile_id, policy_domain;

CREATE VIEW sites_now AS
SELECT
    site.url AS site, site.name, profile.name AS profile, profile.version AS profile_version, verdict.verdict,
    verdict.reason, verdict.score, verdict.pages_tested, verdict.pages_failed
FROM verdict
JOIN site ON site.id = verdict.site_id
JOIN profile ON profile.id = verdict.profile_id
WHERE verdict.crawl_id = (SELECT max(id) FROM crawl WHERE finished_at <> '');

CREATE VIEW criterion_results AS
SELECT
    verdict.crawl_id AS crawl, site.url AS site, profile.name AS profile, profile.version AS profile_version,
    verdict.verdict, verdict.score, json_extract(asked.value, '$[0]') AS criterion,
    CASE json_extract(answer.value, '$[0]')
        WHEN 'm' THEN 'met' WHEN 'n' THEN 'not_met' WHEN 'i' THEN 'inapplicable' WHEN 'u' THEN 'untested' END AS state,
    json_extract(asked.value, '$[1]') AS weight,
    coalesce(json_extract(answer.value, '$[1]'), 0) AS pages,
    coalesce(json_extract(answer.value, '$[2]'), 0) AS pages_failed,
    coalesce(json_extract(answer.value, '$[3]'), '[]') AS checks
FROM verdict
JOIN site ON site.id = verdict.site_id
JOIN profile ON profile.id = verdict.profile_id
JOIN text ON text.id = verdict.criteria_id
JOIN json_each(text.value) AS answer
JOIN json_each(profile.criteria) AS asked ON asked.key = answer.key;

CREATE VIEW check_outcomes AS
SELECT visit.page_id, visit.crawl_id, visit.site_id, check_name.name AS check_id, outcome.outcome, outcome.count
FROM visit
JOIN outcome ON outcome.page_result_id = visit.page_result_id
JOIN check_name ON check_name.id = outcome.check_id
UNION ALL
SELECT
    visit.page_id, visit.crawl_id, visit.site_id, check_name.name,
    CASE (unicode(substr(text.value, (check_name.id + 3) / 4, 1)) - 40) / (
        CASE check_name.id % 4 WHEN 1 THEN 1 WHEN 2 THEN 3 WHEN 3 THEN 9 ELSE 27 END) % 3
        WHEN 1 THEN 'passed' ELSE 'inapplicable' END, NULL
FROM visit
JOIN page_result ON page_result.id = visit.page_result_id
JOIN text ON text.id = page_result.no_failure_id
JOIN check_name ON (unicode(substr(text.value, (check_name.id + 3) / 4, 1)) - 40) / (
    CASE check_name.id % 4 WHEN 1 THEN 1 WHEN 2 THEN 3 WHEN 3 THEN 9 ELSE 27 END) % 3 > 0;

CREATE VIEW pages_now AS
SELECT
    site.url AS site, url.value AS page, choice.role, datetime(visit.audited_at, 'unixepoch') AS audited_at,
    page_result.reason, page_result.http_status, title.value AS title
FROM visit
JOIN site ON site.id = visit.site_id
JOIN choice ON choice.id = visit.choice_id
JOIN page ON page.id = visit.page_id
JOIN text AS url ON url.id = page.url_id
LEFT JOIN page_result ON page_result.id = visit.page_result_id
LEFT JOIN text AS title ON title.id = page_result.title_id
WHERE visit.crawl_id = (SELECT max(id) FROM crawl WHERE finished_at <> '');

CREATE VIEW findings_now AS
SELECT
    site.url AS site, url.value AS page, check_name.name AS "check", outcome.outcome, selector.value AS selector,
    snippet.value AS snippet, measured.value AS measured, finding.region
FROM visit
JOIN site ON site.id = visit.site_id
JOIN page ON page.id = visit.page_id
JOIN outcome ON outcome.page_result_id = visit.page_result_id
JOIN check_name ON check_name.id = outcome.check_id
JOIN finding ON finding.finding_set_id = outcome.finding_set_id
JOIN text AS url ON url.id = page.url_id
JOIN text AS selector ON selector.id = finding.selector_id
JOIN text AS snippet ON snippet.id = finding.snippet_id
JOIN text AS measured ON measured.id = finding.measured_id
WHERE visit.crawl_id = (SELECT max(id) FROM crawl WHERE finished_at <> '');

CREATE VIEW failures_now AS
SELECT
    check_name.name AS "check", crawl_check.criteria, count(*) AS sites, sum(of_site.pages) AS pages,
    sum(of_site.elements) AS elements
FROM (
    SELECT visit.crawl_id, outcome.check_id, count(*) AS pages, sum(outcome.count) AS elements
    FROM visit
    JOIN outcome ON outcome.page_result_id = visit.page_result_id AND outcome.outcome = 'failed'
    WHERE visit.crawl_id = (SELECT max(id) FROM crawl WHERE finished_at <> '')
    GROUP BY visit.site_id, outcome.check_id
) AS of_site
JOIN check_name ON check_name.id = of_site.check_id
JOIN crawl_check ON crawl_check.crawl_id = of_site.crawl_id AND crawl_check.check_id = check_name.name
WHERE crawl_check.criteria <> ''
GROUP BY of_site.check_id;

CREATE VIEW found_pages_now AS
SELECT site.url AS site, url.value AS page, found_page.source, found_page.status, title.value AS title
FROM discovery
JOIN found_page ON found_page.site_id = discovery.site_id AND found_page.from_crawl <= discovery.crawl_id
    AND (found_page.until_crawl IS NULL OR found_page.until_crawl > discovery.crawl_id)
JOIN site ON site.id = discovery.site_id
JOIN text AS url ON url.id = found_page.url_id
JOIN text AS title ON title.id = found_page.title_id
WHERE discovery.pages > 0 AND discovery.crawl_id = (SELECT max(id) FROM crawl WHERE finished_at <> '');

CREATE VIEW statements_now AS
SELECT
    site.url AS site, statement.state, url.value AS url, statement.language, statement.status,
    evidence.value AS evidence, statement.standard, statement.prepared_on, statement.reviewed_on, statement.method,
    statement.feedback, statement.enforcement, statement.linked_from_home, statement.linked_from, statement.pages,
    statement.hook
FROM statement
JOIN site ON site.id = statement.site_id
JOIN text AS url ON url.id = statement.url_id
JOIN text AS evidence ON evidence.id = statement.evidence_id
WHERE statement.crawl_id = (SELECT max(id) FROM crawl WHERE finished_at <> '');
"""

# Children first.
OLD_TABLES = (
    "old_finding", "old_outcome", "old_page", "old_sample", "old_found_page", "old_discovery", "old_criterion_result",
    "old_verdict", "old_profile",
)  # fmt: skip

_LETTERS = {"passed": PASSED, "inapplicable": INAPPLICABLE}
_FOUND = """
SELECT url_id, depth, source, status, content_type, title_id, language, link_texts_id, forms, tables, media,
    password_fields, skeleton, bytes
FROM old_found_page WHERE crawl_id = ? AND site_id = ? ORDER BY position
"""
_HELD = """
SELECT url_id, from_crawl, until_crawl, position, depth, source, status, content_type, title_id, language,
    link_texts_id, forms, tables, media, password_fields, skeleton, bytes
FROM found_page WHERE site_id = ? AND until_crawl IS NULL
"""


def migrate(db: Database) -> None:
    run_script(db, SCRIPT)
    _renew_texts(db.conn)
    _Move(db.conn).all()
    for table in OLD_TABLES:
        db.execute(f"DROP TABLE {table}")
    sweep(db.conn)
    run_script(db, VIEWS)
    if broken := db.execute("PRAGMA foreign_key_check").fetchone():
        raise sqlite3.IntegrityError(f"the new form of the database would have rows that lead nowhere: {broken}")


def _renew_texts(connection: sqlite3.Connection) -> None:
    connection.create_function("text_digest", 1, text_digest, deterministic=True)
    connection.execute("INSERT INTO new_text SELECT id, text_digest(value), value FROM text ORDER BY id")
    connection.execute("DROP TABLE text")
    connection.execute("ALTER TABLE new_text RENAME TO text")
    connection.execute("CREATE INDEX text_by_digest ON text (digest)")


_Outcome = tuple[tuple[str, str, int, bytes | None], Sequence[tuple[Any, ...]]]


class _Move:
    """What versions 1 and 2 stored, into the new tables; crawl by crawl, site by site."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._checks: dict[str, int] = {}

    def all(self) -> None:
        crawls = [crawl for (crawl,) in self._rows("SELECT id FROM crawl ORDER BY id")]
        for number, crawl in enumerate(crawls, 1):
            if len(crawls) > 1:
                logger.warning("the database gets a new form, once: crawl %d of %d", number, len(crawls))
            for (site,) in self._rows("SELECT site_id FROM old_discovery WHERE crawl_id = ?", crawl).fetchall():
                self._discovery(crawl, site)
                self._visits(crawl, site)
        self._verdicts()

    def _rows(self, sql: str, *parameters: Any) -> sqlite3.Cursor:
        return self._connection.execute(sql, parameters)

    def _insert(self, table: str, *values: Any) -> int:
        """The number of the row. A table without row numbers has none: 0, or that of another."""
        marks = ", ".join("?" * len(values))
        return self._rows(f"INSERT INTO {table} VALUES ({marks})", *values).lastrowid or 0  # noqa: S608 - our tables

    def _text(self, text_id: int) -> str:
        (value,) = self._rows("SELECT value FROM text WHERE id = ?", text_id).fetchone()
        return str(value)

    def _text_id(self, value: str) -> int:
        digest = text_digest(value)
        known = self._rows("SELECT id FROM text WHERE digest = ? AND value = ?", digest, value).fetchone()
        return int(known[0]) if known else self._insert("text", None, digest, value)

    def _seconds(self, time: str) -> int:
        (seconds,) = self._rows("SELECT CAST(strftime('%s', ?) AS INTEGER)", time).fetchone()
        return int(seconds)

    def _check_id(self, name: str) -> int:
        if name not in self._checks:
            self._checks[name] = self._insert("check_name", None, name)
        return self._checks[name]

    def _discovery(self, crawl: int, site: int) -> None:
        reason, detail, final_url, redirects, dropped, *rest = self._rows(
            "SELECT reason, detail, final_url, redirects, dropped, robots, crawl_delay, ended, seconds, requests"
            " FROM old_discovery WHERE crawl_id = ? AND site_id = ?", crawl, site,
        ).fetchone()  # fmt: skip
        found = {url: tuple(facts) for url, *facts in self._rows(_FOUND, crawl, site)}
        texts = [self._text_id(value) for value in (final_url, redirects, dropped)]
        values = (crawl, site, reason, detail, *texts, *rest, len(found))
        self._insert("discovery", *values)
        self._rows(
            "INSERT INTO sample SELECT crawl_id, site_id, seed, frame_size, missing_clauses FROM old_sample"
            " WHERE crawl_id = ? AND site_id = ?", crawl, site,
        )  # fmt: skip
        if found:
            self._found_pages(crawl, site, found)

    def _found_pages(self, crawl: int, site: int, found: Mapping[Hashable, tuple[Any, ...]]) -> None:
        rows = [
            FoundRow(url, from_crawl, until_crawl, position, tuple(facts))
            for url, from_crawl, until_crawl, position, *facts in self._rows(_HELD, site)
        ]
        changed = changes(rows, found, crawl)
        for row in changed.delete:
            key = (site, row.url, row.from_crawl)
            self._rows("DELETE FROM found_page WHERE site_id = ? AND url_id = ? AND from_crawl = ?", *key)
        for row in changed.insert:
            facts = row.facts
            assert isinstance(facts, tuple)
            values = (site, row.url, row.from_crawl, row.until_crawl, row.position, *facts)
            self._insert("found_page", *values)

    def _visits(self, crawl: int, site: int) -> None:
        pages = self._rows(
            "SELECT id, position, url_id, role, clause, evidence_id, audited_at, load_seconds, settle_seconds,"
            " check_seconds FROM old_page WHERE crawl_id = ? AND site_id = ?", crawl, site,
        )  # fmt: skip
        for old_id, position, url, role, clause, evidence, audited_at, *seconds in pages.fetchall():
            self._rows("INSERT OR IGNORE INTO page (site_id, url_id) VALUES (?, ?)", site, url)
            (page,) = self._rows("SELECT id FROM page WHERE site_id = ? AND url_id = ?", site, url).fetchone()
            result = self._page_result(old_id) if audited_at else None
            at = self._seconds(audited_at) if audited_at else None
            milliseconds = [round(value * 1000) for value in seconds]
            choice = self._choice_id(role, clause, evidence)
            values = (crawl, site, position, page, choice, at, result, *milliseconds)
            self._insert("visit", *values)

    def _choice_id(self, *why: Any) -> int:
        known = self._rows("SELECT id FROM choice WHERE role = ? AND clause = ? AND evidence_id = ?", *why).fetchone()
        return int(known[0]) if known else self._insert("choice", None, *why)

    def _page_result(self, old_id: int) -> int:
        reason, detail, final_url, status, title, language, settled, parts, no_failure = self._rows(
            "SELECT reason, detail_id, final_url_id, http_status, title_id, language, settled, parts_not_tested_id,"
            " no_failure_id FROM old_page WHERE id = ?", old_id,
        ).fetchone()  # fmt: skip
        outcomes = list(self._outcomes(old_id))
        letters = self._letters(json.loads(self._text(no_failure)))
        facts = (
            reason, self._text(detail), self._text(final_url), status, self._text(title), language, settled,
            compact_json(json.loads(self._text(parts))), letters,
        )  # fmt: skip
        digest = result_digest(facts, [told for told, _ in outcomes])
        known = self._rows("SELECT id FROM page_result WHERE digest = ?", digest).fetchone()
        if known:
            return int(known[0])
        texts = (self._text_id(facts[-2]), self._text_id(pack(letters)))
        values = (digest, reason, detail, final_url, status, title, language, settled, *texts)
        result = self._insert("page_result", None, *values)
        for (check, outcome, count, elements), findings in outcomes:
            row = (result, self._check_id(check), outcome, count, elements and self._finding_set(elements, findings))
            self._insert("outcome", *row)
        return result

    def _outcomes(self, old_id: int) -> Iterator[_Outcome]:
        """Check, outcome, number of elements and the digest of those that are stored; their rows."""
        findings: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
        for check, outcome, *row in self._rows(
            "SELECT check_id, outcome, selector_id, snippet_id, measured_id, message_id, region FROM old_finding"
            " WHERE page_id = ? ORDER BY check_id, outcome, position", old_id,
        ):  # fmt: skip
            findings[check, outcome].append(tuple(row))
        for check, outcome, count in self._rows(
            "SELECT check_id, outcome, count FROM old_outcome WHERE page_id = ? ORDER BY check_id, outcome", old_id
        ).fetchall():
            rows = findings[check, outcome]
            texts = [[*(self._text(text) for text in texts), region] for *texts, region in rows]
            yield (check, outcome, count, elements_digest(texts) if texts else None), rows

    def _letters(self, no_failure: Mapping[str, Sequence[str]]) -> str:
        letters: dict[int, str] = {}
        for outcome, checks in no_failure.items():
            letters.update({self._check_id(check): _LETTERS[outcome] for check in checks})
        return "".join(letters.get(place, NEITHER) for place in range(1, max(letters, default=0) + 1))

    def _finding_set(self, digest: bytes, findings: Sequence[tuple[Any, ...]]) -> int:
        known = self._rows("SELECT id FROM finding_set WHERE digest = ?", digest).fetchone()
        if known:
            return int(known[0])
        made = self._insert("finding_set", None, digest)
        for position, row in enumerate(findings):
            self._insert("finding", made, position, *row)
        return made

    def _verdicts(self) -> None:
        profiles = {row[0]: row for row in self._rows("SELECT digest, name, version, rule FROM old_profile")}
        variants: dict[tuple[str, str], int] = {}
        verdicts = self._rows(
            "SELECT id, crawl_id, site_id, profile_digest, verdict, reason, score, blockers, pages_planned,"
            " pages_tested, pages_failed FROM old_verdict"
        )
        for old_id, crawl, site, digest, verdict, reason, score, blockers, *pages in verdicts:
            asked, answers = [], []
            for criterion, weight, state, *counts, checks in self._rows(
                "SELECT criterion, weight, state, pages, pages_failed, checks FROM old_criterion_result"
                " WHERE verdict_id = ? ORDER BY position", old_id,
            ):  # fmt: skip
                asked.append([criterion, weight])
                answers.append(_shortened([state[0], *counts, json.loads(checks)]))
            key = digest, compact_json(asked)
            if key not in variants:
                variants[key] = self._insert("profile", None, *profiles[digest], key[1])
            criteria = self._text_id(compact_json(answers))
            values = (crawl, variants[key], site, verdict, reason, score, blockers, criteria, *pages)
            self._insert("verdict", *values)


def _shortened(answer: list[Any]) -> list[Any]:
    """Without what is nothing at its end: most criteria of most sites have no failure."""
    while len(answer) > 1 and not answer[-1]:
        answer = answer[:-1]
    return answer
