"""The database's schema, step by step: one module a step, `version_N.py`, with its function `migrate`.

A step that has been released is never edited; a change of the schema is a new module.

Text that repeats (URLs, selectors, snippets, messages) is stored once, in `text`; what a visit gave is stored once too,
in `page_result`, for as many crawls as it is the same (decision 16).
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

from sqlite_utils import Database, Migrations

migrations = Migrations("wadmon")


def _register_steps() -> None:
    prefix = "version_"
    names = [module.name for module in pkgutil.iter_modules(__path__) if module.name.startswith(prefix)]
    for name in sorted(names, key=lambda name: int(name.removeprefix(prefix))):
        step = import_module(f"{__name__}.{name}")
        migrations(name=name)(step.migrate)


_register_steps()


def unknown_steps(db: Database) -> list[str]:
    """Migrations the database has had that are not here: a newer version made it."""
    known = {step.name for step in migrations.pending(Database(memory=True))}
    return [step.name for step in migrations.applied(db) if step.name not in known]
