"""The panel: how each sample follows from the one before; and what is known of how pages hang together."""

from __future__ import annotations

from sqlite_utils import Database

from results.migrations.steps import run_script

SCRIPT = """
CREATE TABLE sample_size (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    size INTEGER NOT NULL, -- by the pages found; 0 when the number was set
    layouts INTEGER NOT NULL,
    layout_pages INTEGER NOT NULL,
    growth INTEGER NOT NULL,
    PRIMARY KEY (crawl_id, site_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Pages of a sample that are not simply new.
CREATE TABLE sample_tenure (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    url_id INTEGER NOT NULL REFERENCES text (id),
    tenure TEXT NOT NULL CHECK (tenure IN ('panel', 'rotating')),
    since_crawl_id INTEGER NOT NULL, -- 0 for this crawl
    PRIMARY KEY (crawl_id, site_id, url_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
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

-- Of documents the page that links them, of pages the one they translate.
CREATE TABLE page_relation (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    url_id INTEGER NOT NULL REFERENCES text (id),
    found_on_id INTEGER NOT NULL REFERENCES text (id),
    translation_of_id INTEGER NOT NULL REFERENCES text (id),
    PRIMARY KEY (crawl_id, site_id, url_id),
    FOREIGN KEY (crawl_id, site_id) REFERENCES crawl_site (crawl_id, site_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
"""


def migrate(db: Database) -> None:
    run_script(db, SCRIPT)
