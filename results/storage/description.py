"""What docs/database.md says of each table and view, and its queries: for who looks at the database in a browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Beside this module when it is installed, in docs/ otherwise.
_PLACES = (Path(__file__).with_name("database.md"), Path(__file__).parents[2] / "docs" / "database.md")
_ENTRY = re.compile(r"^\*\*([a-z_]+)\*\* (.+?)(?=\n\n)", re.DOTALL | re.MULTILINE)
_QUERY = re.compile(r"^([A-Z][^\n]+\?)\n\n```sql\n(.+?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[([^]]+)\]\([^)]+\)")


@dataclass(frozen=True, slots=True)
class Query:
    """name: for its address. title: the question it answers."""

    name: str
    title: str
    sql: str


@dataclass(frozen=True, slots=True)
class DatabaseDescription:
    """tables: name of a table or view -> what it holds, in plain text."""

    tables: Mapping[str, str]
    queries: tuple[Query, ...]


def describe_database() -> DatabaseDescription:
    page = next(place for place in _PLACES if place.exists()).read_text("utf-8")
    return DatabaseDescription(
        tables={name: _plain(text) for name, text in _ENTRY.findall(page)},
        queries=tuple(Query(_name(title), title, sql.strip()) for title, sql in _QUERY.findall(page)),
    )


def _plain(markdown: str) -> str:
    text = _LINK.sub(r"\1", markdown).replace("`", "").replace("\n", " ")
    return text[0].upper() + text[1:]


def _name(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
