"""Figures that others published, for the trend; the strata that the sites of a crawl were drawn from."""

from __future__ import annotations

from sqlite_utils import Database

from results.storage.migrations.steps import run_script

SCRIPT = """
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
"""


def migrate(db: Database) -> None:
    run_script(db, SCRIPT)
