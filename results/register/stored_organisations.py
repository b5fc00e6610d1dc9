"""Organisations in the database."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from results.model import Organisation, Service
from results.register.stored_sites import ImportCount
from results.storage.store import Store

_FIELDS = (
    "policy_domain", "level", "services", "visits_per_month", "contact", "language", "domains", "other_names", "tags",
)  # fmt: skip


def organisations(store: Store) -> tuple[Organisation, ...]:
    """By name."""
    return tuple(_organisation(row) for row in store.rows("SELECT * FROM organisation ORDER BY name"))


def import_organisations(store: Store, found: Iterable[Organisation]) -> ImportCount:
    """Adds new ones and updates known ones (by name); none is removed. One transaction."""
    added = changed = unchanged = 0
    with store.transaction():
        known = {organisation.name: organisation for organisation in organisations(store)}
        for organisation in found:
            before = known.get(organisation.name)
            values = _values(organisation)
            if before is None:
                marks = ", ".join("?" * (len(_FIELDS) + 1))
                store.execute(
                    f"INSERT INTO organisation (name, {', '.join(_FIELDS)}) VALUES ({marks})",  # noqa: S608
                    (organisation.name, *values),
                )
                added += 1
            elif values == _values(before):
                unchanged += 1
            else:
                changes = ", ".join(f"{name} = ?" for name in _FIELDS)
                store.execute(
                    f"UPDATE organisation SET {changes} WHERE name = ?",  # noqa: S608
                    (*values, organisation.name),
                )
                changed += 1
            known[organisation.name] = organisation
    return ImportCount(added, changed, unchanged)


def _values(organisation: Organisation) -> tuple[str | int | None, ...]:
    return (
        organisation.policy_domain,
        organisation.level,
        " ".join(organisation.services),
        organisation.visits_per_month,
        organisation.contact,
        organisation.language,
        " ".join(organisation.domains),
        json.dumps(organisation.other_names, ensure_ascii=False),
        json.dumps(dict(organisation.tags), ensure_ascii=False, sort_keys=True),
    )


def _organisation(row: sqlite3.Row) -> Organisation:
    return Organisation(
        name=row["name"],
        policy_domain=row["policy_domain"],
        level=row["level"],
        services=tuple(Service(service) for service in row["services"].split()),
        visits_per_month=row["visits_per_month"],
        contact=row["contact"],
        language=row["language"],
        domains=tuple(row["domains"].split()),
        other_names=tuple(json.loads(row["other_names"])),
        tags=json.loads(row["tags"]),
        id=row["id"],
    )
