"""Finding sites: hosts, candidates, what was decided; organisations with their data; the history of the register."""

from __future__ import annotations

from sqlite_utils import Database

from results.storage.migrations.steps import run_script

_ROW = """json_object(
        'url', NEW.url, 'name', NEW.name,
        'organisation', coalesce((SELECT name FROM organisation WHERE id = NEW.organisation_id), ''),
        'policy_domain', NEW.policy_domain, 'level', NEW.level, 'country', NEW.country, 'language', NEW.language,
        'tags', json(NEW.tags))"""
_NOW = "strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')"

# Triggers, so that nothing can change the register without leaving a trace. No ";" at a line's end inside them.
SCRIPT = """
ALTER TABLE organisation ADD COLUMN policy_domain TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN level TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN services TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN visits_per_month INTEGER;
ALTER TABLE organisation ADD COLUMN contact TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN domains TEXT NOT NULL DEFAULT '';
ALTER TABLE organisation ADD COLUMN other_names TEXT NOT NULL DEFAULT '[]';
ALTER TABLE organisation ADD COLUMN tags TEXT NOT NULL DEFAULT '{}';

ALTER TABLE site ADD COLUMN state TEXT NOT NULL DEFAULT 'registered' CHECK (state IN ('registered', 'retired'));
ALTER TABLE site ADD COLUMN state_reason TEXT NOT NULL DEFAULT '';

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

INSERT INTO site_history (site_id, valid_from, state, state_reason, row)
SELECT NEW.id, NEW.added_at, 'registered', '', <ROW> FROM site AS NEW ORDER BY NEW.id;

CREATE TRIGGER site_added AFTER INSERT ON site BEGIN
    INSERT INTO site_history (site_id, valid_from, state, state_reason, row)
    VALUES (NEW.id, NEW.added_at, NEW.state, NEW.state_reason, <ROW>)
    ; END;

CREATE TRIGGER site_changed AFTER UPDATE ON site BEGIN
    UPDATE site_history SET valid_to = <NOW> WHERE site_id = NEW.id AND valid_to = ''
    ; INSERT INTO site_history (site_id, valid_from, state, state_reason, row)
    VALUES (NEW.id, <NOW>, NEW.state, NEW.state_reason, <ROW>)
    ; END;

-- Other addresses of a registered site.
CREATE TABLE site_alias (
    place TEXT PRIMARY KEY, -- host without www, and path
    url TEXT NOT NULL,
    site_id INTEGER NOT NULL REFERENCES site (id),
    reason TEXT NOT NULL,
    since TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE VIEW candidates_now AS
SELECT url, state, organisation, organisation_from, level, rule, own_site, title, language, linked_from,
    registered_from, link_texts, also_at, statement, final_url, found_at, decided_by, reason
FROM candidate ORDER BY linked_from DESC, url;
"""


def migrate(db: Database) -> None:
    run_script(db, SCRIPT.replace("<ROW>", _ROW).replace("<NOW>", _NOW))
