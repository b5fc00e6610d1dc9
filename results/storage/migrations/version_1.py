"""The whole schema, as schema.sql has it."""

from __future__ import annotations

from importlib import resources

from sqlite_utils import Database

from results.storage.migrations.script import run_script

SCRIPT = (resources.files("results.storage") / "schema.sql").read_text("utf-8")


def migrate(db: Database) -> None:
    run_script(db, SCRIPT)
