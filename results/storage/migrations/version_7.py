"""The panel: how each sample follows from the one before; and what is known of how pages hang together."""

from __future__ import annotations

from sqlite_utils import Database

from results.storage.migrations.steps import run_script

SCRIPT = """
-- Of documents: the page that links them.
ALTER TABLE found_page ADD COLUMN found_on_id INTEGER REFERENCES text (id);
ALTER TABLE found_page ADD COLUMN translation_of_id INTEGER REFERENCES text (id);

-- size: by the pages found; 0 when the number was set.
ALTER TABLE sample ADD COLUMN size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sample ADD COLUMN layouts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sample ADD COLUMN layout_pages INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sample ADD COLUMN growth INTEGER NOT NULL DEFAULT 0;

-- The crawl whose sample the page joined; empty: new in this one; 0: new, in place of a random page.
ALTER TABLE visit ADD COLUMN since_crawl_id INTEGER;

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
"""


def migrate(db: Database) -> None:
    run_script(db, SCRIPT)
