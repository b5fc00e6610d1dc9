-- The schema of the database as a new one gets it; docs/database.md explains it. What changes it after a release is a
-- step in migrations/.


-- Texts that repeat (URLs, selectors, snippets, messages) and names of checks: stored once, referred to by number

CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    digest INTEGER NOT NULL, -- BLAKE2b, 4 bytes; not unique, so that two texts may have one
    value TEXT NOT NULL
) STRICT;
CREATE INDEX text_by_digest ON text (digest);

CREATE TABLE check_name (
    id INTEGER PRIMARY KEY, -- also the place of the check in the text of page_result.no_failure_id
    name TEXT NOT NULL UNIQUE
) STRICT;


-- The register: organisations and sites, as they are and as they were

CREATE TABLE organisation (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    policy_domain TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    services TEXT NOT NULL DEFAULT '',
    visits_per_month INTEGER,
    contact TEXT NOT NULL DEFAULT '',
    language TEXT NOT NULL DEFAULT '',
    domains TEXT NOT NULL DEFAULT '',
    other_names TEXT NOT NULL DEFAULT '[]',
    tags TEXT NOT NULL DEFAULT '{}'
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
    added_at TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'registered' CHECK (state IN ('registered', 'retired')),
    state_reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- A site as it was from one moment until another; valid_to is empty for what holds now.
CREATE TABLE site_history (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site (id) ON DELETE CASCADE,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    state_reason TEXT NOT NULL,
    row TEXT NOT NULL CHECK (json_valid(row))
) STRICT;
CREATE INDEX site_history_by_site ON site_history (site_id, valid_to);

-- Other addresses of a registered site.
CREATE TABLE site_alias (
    place TEXT PRIMARY KEY, -- host without www, and path
    url TEXT NOT NULL,
    site_id INTEGER NOT NULL REFERENCES site (id),
    reason TEXT NOT NULL,
    since TEXT NOT NULL
) STRICT, WITHOUT ROWID;


-- The search for sites that are missing from it

CREATE TABLE site_search (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL DEFAULT '',
    scope TEXT NOT NULL,
    scope_digest TEXT NOT NULL,
    settings TEXT NOT NULL CHECK (json_valid(settings)),
    funnel TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(funnel))
) STRICT;

CREATE TABLE host (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE, -- with the port when it is not the scheme's own
    search_id INTEGER NOT NULL REFERENCES site_search (id) ON DELETE CASCADE, -- the last it was part of
    url TEXT NOT NULL, -- where the visit begins
    depth INTEGER NOT NULL, -- hosts from a starting point
    portal INTEGER NOT NULL DEFAULT 0, -- a person named it as a place with links
    pages TEXT NOT NULL DEFAULT '[]', -- addresses on it to read first
    state TEXT NOT NULL CHECK (state IN ('waiting', 'under-way', 'left-out', 'unresolved', 'not-live', 'out-of-scope',
        'in-scope', 'registered', 'folded', 'candidate')),
    reason TEXT NOT NULL DEFAULT '', -- why it is left out, not live or out of scope; what it is folded into and why
    government INTEGER NOT NULL DEFAULT 0, -- links from it count
    urls INTEGER NOT NULL DEFAULT 0,
    visited_at TEXT NOT NULL DEFAULT '',
    visit TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(visit))
) STRICT;
CREATE INDEX host_by_state ON host (search_id, state, depth);

CREATE TABLE host_link (
    to_id INTEGER NOT NULL REFERENCES host (id) ON DELETE CASCADE,
    from_id INTEGER NOT NULL REFERENCES host (id) ON DELETE CASCADE,
    text TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (to_id, from_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE candidate (
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL UNIQUE, -- host without www, and path
    url TEXT NOT NULL,
    search_id INTEGER NOT NULL, -- the last that found it
    own_part INTEGER NOT NULL, -- 1: a part of a host
    state TEXT NOT NULL CHECK (state IN ('waiting', 'accepted', 'rejected', 'merged')),
    rule TEXT NOT NULL,
    own_site TEXT NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    final_url TEXT NOT NULL,
    statement TEXT NOT NULL,
    organisation TEXT NOT NULL, -- suggested by the evidence
    organisation_from TEXT NOT NULL,
    level TEXT NOT NULL,
    linked_from INTEGER NOT NULL,
    registered_from INTEGER NOT NULL,
    link_texts TEXT NOT NULL CHECK (json_valid(link_texts)),
    also_at TEXT NOT NULL CHECK (json_valid(also_at)),
    found_at TEXT NOT NULL,
    decided_at TEXT NOT NULL DEFAULT '',
    decided_by TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    site_id INTEGER REFERENCES site (id) -- what it became, or was merged into
) STRICT;
CREATE INDEX candidate_by_state ON candidate (state);

-- Never proposed again.
CREATE TABLE rejection (
    pattern TEXT PRIMARY KEY, -- place of a candidate, or a host pattern such as *.example.org
    reason TEXT NOT NULL,
    rejected_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;


-- A crawl: what it took in

CREATE TABLE crawl (
    id INTEGER PRIMARY KEY,
    started_at TEXT NOT NULL,
    finished_at TEXT NOT NULL DEFAULT '',
    seed INTEGER NOT NULL,
    selection TEXT NOT NULL CHECK (selection IN ('census', 'random', 'chosen')),
    register_size INTEGER NOT NULL,
    tools TEXT NOT NULL CHECK (json_valid(tools)),
    settings TEXT NOT NULL CHECK (json_valid(settings)),
    details_removed_at TEXT NOT NULL DEFAULT ''
) STRICT;

-- The register as it was when the crawl began.
CREATE TABLE crawl_site (
    crawl_id INTEGER NOT NULL REFERENCES crawl (id) ON DELETE CASCADE,
    site_id INTEGER NOT NULL REFERENCES site (id),
    register_row_id INTEGER NOT NULL REFERENCES text (id),
    PRIMARY KEY (crawl_id, site_id)
) STRICT, WITHOUT ROWID;

-- What a check is about, as the engine of the crawl said it.
CREATE TABLE crawl_check (
    crawl_id INTEGER NOT NULL REFERENCES crawl (id) ON DELETE CASCADE,
    check_id TEXT NOT NULL,
    criteria TEXT NOT NULL,
    PRIMARY KEY (crawl_id, check_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stratum (
    crawl_id INTEGER NOT NULL REFERENCES crawl (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    registered INTEGER NOT NULL, -- sites of the register in it
    PRIMARY KEY (crawl_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE stratum_site (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL REFERENCES site (id),
    name TEXT NOT NULL,
    PRIMARY KEY (crawl_id, site_id),
    FOREIGN KEY (crawl_id, name) REFERENCES stratum (crawl_id, name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX stratum_site_by_name ON stratum_site (crawl_id, name);


-- What discovery found, and the sample drawn from it

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
-- found_on: of documents, the page that links them.
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
    found_on_id INTEGER REFERENCES text (id),
    translation_of_id INTEGER REFERENCES text (id),
    PRIMARY KEY (site_id, url_id, from_crawl)
) STRICT, WITHOUT ROWID;

-- size: by the pages found; 0 when the number was set.
CREATE TABLE sample (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    seed INTEGER NOT NULL,
    frame_size INTEGER NOT NULL,
    missing_clauses TEXT NOT NULL,
    size INTEGER NOT NULL DEFAULT 0,
    layouts INTEGER NOT NULL DEFAULT 0,
    layout_pages INTEGER NOT NULL DEFAULT 0,
    growth INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (crawl_id, site_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES discovery (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Pages of the sample before that are not in this one.
CREATE TABLE sample_left (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    url_id INTEGER NOT NULL REFERENCES text (id),
    role TEXT NOT NULL,
    reason TEXT NOT NULL,
    target_id INTEGER NOT NULL REFERENCES text (id),
    PRIMARY KEY (crawl_id, site_id, position),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- WCAG-EM step 4: checks that failed on random pages only.
CREATE TABLE sample_comparison (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    structured INTEGER NOT NULL,
    random INTEGER NOT NULL,
    only_random TEXT NOT NULL, -- separated by spaces
    PRIMARY KEY (crawl_id, site_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- An address of a site that was in a sample; the same row in every crawl.
CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    site_id INTEGER NOT NULL REFERENCES site (id),
    url_id INTEGER NOT NULL REFERENCES text (id),
    UNIQUE (site_id, url_id)
) STRICT;

-- Why a page is in a sample; the same row for all that are there for the same reason.
CREATE TABLE choice (
    id INTEGER PRIMARY KEY,
    role TEXT NOT NULL,
    clause TEXT NOT NULL,
    evidence_id INTEGER NOT NULL REFERENCES text (id),
    UNIQUE (evidence_id, role, clause)
) STRICT;


-- What the visits gave (decision 16)

-- A page of the sample of a crawl and, once it is visited, what that gave. since_crawl: the crawl whose sample the
-- page joined; empty: new in this one; 0: new, in place of a random page. proven_at: when nothing of the page proved to
-- have changed since it was tested. carried_from: the crawl that tested it; empty: this one did (decision 47).
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
    since_crawl_id INTEGER,
    proven_at INTEGER, -- seconds since 1970, UTC
    carried_from INTEGER CHECK (carried_from IS NULL OR proven_at IS NOT NULL),
    PRIMARY KEY (crawl_id, site_id, position),
    FOREIGN KEY (crawl_id, site_id) REFERENCES sample (crawl_id, site_id) ON DELETE CASCADE,
    CHECK ((audited_at IS NULL) = (page_result_id IS NULL))
) STRICT, WITHOUT ROWID;

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

-- failed, cantTell and untested; passed and inapplicable are in page_result.no_failure_id.
CREATE TABLE outcome (
    page_result_id INTEGER NOT NULL REFERENCES page_result (id) ON DELETE CASCADE,
    check_id INTEGER NOT NULL REFERENCES check_name (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('failed', 'cantTell', 'untested')),
    count INTEGER NOT NULL,
    finding_set_id INTEGER REFERENCES finding_set (id),
    PRIMARY KEY (page_result_id, check_id, outcome)
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

CREATE TABLE statement (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('found', 'incomplete', 'missing', 'unreadable')),
    url_id INTEGER NOT NULL REFERENCES text (id),
    language TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('full', 'partial', 'none', 'unstated')),
    evidence_id INTEGER NOT NULL REFERENCES text (id),
    standard TEXT NOT NULL,
    prepared_on TEXT NOT NULL,
    reviewed_on TEXT NOT NULL,
    method TEXT NOT NULL,
    feedback TEXT NOT NULL, -- mail, form, phone; separated by spaces
    enforcement INTEGER NOT NULL CHECK (enforcement IN (0, 1)),
    linked_from_home INTEGER NOT NULL CHECK (linked_from_home IN (0, 1)),
    linked_from INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    hook TEXT NOT NULL,
    PRIMARY KEY (crawl_id, site_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Pages that were tested although nothing of them had changed.
CREATE TABLE retest (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    page_id INTEGER NOT NULL REFERENCES page (id),
    differing TEXT NOT NULL, -- checks that did not say the same, separated by spaces
    PRIMARY KEY (crawl_id, site_id, page_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What the pages of a site were made of when they were tested, kept until its next crawl.
CREATE TABLE site_memory (
    site_id INTEGER PRIMARY KEY REFERENCES site (id),
    crawl_id INTEGER NOT NULL REFERENCES crawl (id) ON DELETE CASCADE, -- where what the pages gave is stored
    basis TEXT NOT NULL CHECK (json_valid(basis)), -- what else the outcomes depend on: tools, checks, settings
    files BLOB NOT NULL, -- JSON of pages and files, by zlib
    facts BLOB NOT NULL -- JSON of what comparing the pages needs, by LZMA
) STRICT;
CREATE INDEX site_memory_by_crawl ON site_memory (crawl_id);

-- The words in the pictures of a site, kept from crawl to crawl.
CREATE TABLE image_words (
    site_id INTEGER NOT NULL REFERENCES site (id),
    digest BLOB NOT NULL, -- twelve bytes of BLAKE2b of the file
    reader TEXT NOT NULL, -- what read it, with versions
    crawl_id INTEGER NOT NULL REFERENCES crawl (id) ON DELETE CASCADE, -- the last in which it was seen
    reading TEXT NOT NULL, -- width, height, beside, uneven, [text, sure, left, top, width, height] of each line
    PRIMARY KEY (site_id, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX image_words_by_crawl ON image_words (crawl_id);


-- What it means

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
    criteria_id INTEGER NOT NULL REFERENCES text (id), -- [letter of the state, pages, pages_failed, checks, pages_material] of each
    pages_planned INTEGER NOT NULL,
    pages_tested INTEGER NOT NULL,
    pages_failed INTEGER NOT NULL,
    documents_tested INTEGER NOT NULL, -- of the pages tested
    PRIMARY KEY (crawl_id, profile_id, site_id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE published_figure (
    id INTEGER PRIMARY KEY,
    date TEXT NOT NULL, -- ISO date, or a year
    population TEXT NOT NULL,
    share REAL NOT NULL CHECK (share BETWEEN 0 AND 1),
    low REAL CHECK (low BETWEEN 0 AND share),
    high REAL CHECK (high BETWEEN share AND 1),
    sites INTEGER CHECK (sites > 0),
    source TEXT NOT NULL,
    method TEXT NOT NULL,
    added_at TEXT NOT NULL,
    CHECK ((low IS NULL) = (high IS NULL)),
    UNIQUE (date, population, source)
) STRICT;


-- Barriers, followed from crawl to crawl (decision 18)

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

-- The last picture of a barrier: a file in the folder beside the database, named by its content (decision 39).
CREATE TABLE barrier_picture (
    barrier_id INTEGER PRIMARY KEY REFERENCES barrier (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    component TEXT NOT NULL, -- signature of the element it shows: one that was changed gets another picture
    width INTEGER NOT NULL, -- pixels
    height INTEGER NOT NULL,
    page_url_id INTEGER NOT NULL REFERENCES text (id),
    taken_at TEXT NOT NULL
) STRICT;

-- What another browser said of a barrier of a crawl, when it was asked last (decision 45).
CREATE TABLE confirmation (
    crawl_id INTEGER NOT NULL REFERENCES crawl (id) ON DELETE CASCADE,
    barrier_id INTEGER NOT NULL REFERENCES barrier (id) ON DELETE CASCADE,
    browser TEXT NOT NULL,
    version TEXT NOT NULL,
    answer TEXT NOT NULL CHECK (answer IN ('agree', 'differ', 'not-reproducible')),
    said TEXT NOT NULL, -- the outcome there, or why there was none
    asked_at TEXT NOT NULL,
    PRIMARY KEY (crawl_id, barrier_id, browser)
) STRICT, WITHOUT ROWID;
CREATE INDEX confirmation_by_barrier ON confirmation (barrier_id);

-- Since when, and in which crawl last, the site's barriers were followed; and what that crawl saw, shortened to know
-- when nothing changed.
CREATE TABLE barrier_site (
    site_id INTEGER PRIMARY KEY REFERENCES site (id),
    first_crawl_id INTEGER NOT NULL REFERENCES crawl (id),
    crawl_id INTEGER NOT NULL REFERENCES crawl (id),
    seen BLOB NOT NULL
) STRICT;


-- The history of the register writes itself

CREATE TRIGGER site_added AFTER INSERT ON site BEGIN
    INSERT INTO site_history (site_id, valid_from, state, state_reason, row)
    VALUES (NEW.id, NEW.added_at, NEW.state, NEW.state_reason, json_object(
        'url', NEW.url, 'name', NEW.name,
        'organisation', coalesce((SELECT name FROM organisation WHERE id = NEW.organisation_id), ''),
        'policy_domain', NEW.policy_domain, 'level', NEW.level, 'country', NEW.country, 'language', NEW.language,
        'tags', json(NEW.tags)));
END;

CREATE TRIGGER site_changed AFTER UPDATE ON site BEGIN
    UPDATE site_history SET valid_to = strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now') WHERE site_id = NEW.id AND valid_to = '';
    INSERT INTO site_history (site_id, valid_from, state, state_reason, row)
    VALUES (NEW.id, strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now'), NEW.state, NEW.state_reason, json_object(
        'url', NEW.url, 'name', NEW.name,
        'organisation', coalesce((SELECT name FROM organisation WHERE id = NEW.organisation_id), ''),
        'policy_domain', NEW.policy_domain, 'level', NEW.level, 'country', NEW.country, 'language', NEW.language,
        'tags', json(NEW.tags)));
END;


-- Views with plain names, for who looks with a browser for databases

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
    coalesce(json_extract(answer.value, '$[3]'), '[]') AS checks,
    coalesce(json_extract(answer.value, '$[4]'), 0) AS pages_material -- where it stops a person
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
    page_result.reason, page_result.http_status, title.value AS title, visit.carried_from
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

CREATE VIEW candidates_now AS
SELECT url, state, organisation, organisation_from, level, rule, own_site, title, language, linked_from,
    registered_from, link_texts, also_at, statement, final_url, found_at, decided_by, reason
FROM candidate ORDER BY linked_from DESC, url;
