"""Figures that others published, for the trend."""

from __future__ import annotations

from sqlite_utils import Database

from results.migrations.steps import run_script

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
"""


def migrate(db: Database) -> None:
    run_script(db, SCRIPT)
