"""What the accessibility statement of a site says."""

from __future__ import annotations

from sqlite_utils import Database

from results.storage.migrations.steps import run_script

SCRIPT = """
CREATE TABLE statement (
    crawl_id INTEGER NOT NULL,
    site_id INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('found', 'missing', 'unreadable')),
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


def migrate(db: Database) -> None:
    run_script(db, SCRIPT)
