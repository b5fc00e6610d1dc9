"""`wadmon view`: the database in a browser, by Datasette."""

from __future__ import annotations

import importlib.util
import json
import tempfile
from pathlib import Path
from typing import Any

import click

from crawler.commands.errors import CouldNotRun
from crawler.commands.options import example
from crawler.commands.session import Invocation
from results.storage.description import DatabaseDescription, describe_database
from results.storage.store import refuse_other_schema

_LONGEST_QUERY_MS = 10_000
_LINKS = "Only wadmon writes to it; what is seen here cannot be changed here."


@click.command(epilog=example("wadmon --database weekly.db view"))
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 lets others in.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes one that is free."
)
@click.option("--open", "browse", is_flag=True, help="Open it in the browser.")
@click.pass_obj
def view(invocation: Invocation, /, host: str, port: int, browse: bool) -> None:  # noqa: FBT001
    """Look at the database in a browser: its tables and views described, and queries to begin with.

    Read-only, and by default for this machine alone; a crawl may go on meanwhile. Ctrl-C ends it.
    """
    if importlib.util.find_spec("datasette") is None:
        raise CouldNotRun("wadmon view needs Datasette; install it with: uv tool install '.[view]'")
    database = invocation.settings().database
    refuse_other_schema(database)
    with tempfile.TemporaryDirectory() as folder:
        metadata = Path(folder) / "metadata.json"
        metadata.write_text(json.dumps(datasette_metadata(database.stem, describe_database())), "utf-8")
        options = [
            "serve", str(database), "--metadata", str(metadata), "--host", host, "--port", str(port),
            "--setting", "sql_time_limit_ms", str(_LONGEST_QUERY_MS), "--setting", "allow_facet", "off",
            *(["--open"] if browse else []),
        ]  # fmt: skip
        try:
            _datasette(options)
        except SystemExit as ended:
            if ended.code:
                raise CouldNotRun(f"Datasette ended with status {ended.code}") from None


def _datasette(options: list[str]) -> None:
    """In this process, so that whoever ends wadmon ends it too."""
    from datasette.cli import cli  # noqa: PLC0415 - it need not be installed

    cli.main(options, prog_name="datasette")


def datasette_metadata(name: str, described: DatabaseDescription) -> dict[str, Any]:
    """Its `metadata.json`. name: that Datasette gives the database, from its file."""
    return {
        "title": "wad-monitor",
        "description": "The accessibility of a government's websites under Directive (EU) 2016/2102.",
        "databases": {
            name: {
                "description": _LINKS,
                "tables": {table: {"description": text} for table, text in described.tables.items()},
                "queries": {query.name: {"title": query.title, "sql": query.sql} for query in described.queries},
            }
        },
    }


VERBS = (view,)
