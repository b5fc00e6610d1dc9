"""Whoever writes may be killed at any statement, and the disk may be full at any page: nothing committed is lost."""

from __future__ import annotations

import runpy
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from results.crawls.stored_audits import audited_sites, get_pages
from results.crawls.stored_crawls import latest_crawl
from results.crawls.stored_discoveries import discovered_sites, get_discovery
from results.crawls.stored_statements import get_statements
from results.judging.stored_verdicts import get_verdicts
from results.register.stored_sites import registered_sites
from results.storage.store import DatabaseNotWritten, Store, open_store
from results.storage.stored_integrity import check_database

SCRIPT = Path(__file__).with_name("killed_writer.py")
WRITER = runpy.run_path(str(SCRIPT))
EVERY = 7  # statements; each would take a minute and show no more


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Databases whose writer was killed at its 1st, 8th, 15th... statement; the last came to its end."""
    folder = tmp_path_factory.mktemp("killed")
    subprocess.run([sys.executable, SCRIPT, folder, str(EVERY)], check=True, timeout=300)
    return sorted((path for path in folder.glob("*.db") if path.stem.isdigit()), key=lambda path: int(path.stem))


def contents(store: Store) -> dict[str, Any]:
    """All that a reader can see of the last crawl."""
    crawl = latest_crawl(store)
    if crawl is None:
        return {"sites": [site.url for site in registered_sites(store)]}
    sites = registered_sites(store)
    return {
        "sites": [site.url for site in sites],
        "finished": bool(crawl.finished_at),
        "discoveries": {site.id: get_discovery(store, crawl.id, site.id) for site in sites},
        "pages": {site.id: list(get_pages(store, crawl.id, site.id)) for site in sites},
        "statements": get_statements(store, crawl.id),
        "verdicts": get_verdicts(store, crawl.id, WRITER["PROFILE"]),
    }


def problems(store: Store) -> list[str]:
    return [problem for checked in check_database(store) for problem in checked.problems]


def half_done(store: Store) -> list[str]:
    """Sites of which a transaction left a part."""
    crawl = latest_crawl(store)
    if crawl is None:
        return []
    discovered, audited = discovered_sites(store, crawl.id), audited_sites(store, crawl.id)
    statements = get_statements(store, crawl.id)
    wrong = []
    for site in registered_sites(store):
        found = get_discovery(store, crawl.id, site.id)
        pages = [audit for _, audit in get_pages(store, crawl.id, site.id)]
        expected, _ = WRITER["discovery_of"](site)
        _, rendered = WRITER["extension_of"](site)
        whole = {
            "nothing": (None, []),
            "discovered": (expected, [None, None]),
            "audited": (replace(expected, pages=(*expected.pages, *rendered)), WRITER["audits_of"](site)),
        }
        state = "audited" if site.id in audited else "discovered" if site.id in discovered else "nothing"
        if (found, pages) != whole[state] or (site.id in statements) != (state == "audited"):
            wrong.append(f"{site.url} {state}")
    return wrong


def committed(path: Path) -> Iterator[str]:
    yield from path.with_suffix(".done").read_text("utf-8").splitlines()


def still_there(store: Store, line: str) -> bool:
    crawl = latest_crawl(store)
    assert crawl is not None
    what, _, site = line.partition(" ")
    return {
        "discovered": lambda: int(site) in discovered_sites(store, crawl.id),
        "audited": lambda: int(site) in audited_sites(store, crawl.id),
        "judged": lambda: len(get_verdicts(store, crawl.id, WRITER["PROFILE"])) == len(WRITER["SITES"]),
        "finished": lambda: bool(crawl.finished_at),
    }[what]()


def test_a_writer_killed_at_any_statement_loses_nothing_and_leaves_no_half(killed: list[Path]) -> None:
    assert len(killed) > 15
    with open_store(killed[-1]) as store:
        undisturbed = contents(store)
        assert undisturbed["finished"]
    for path in killed:
        with open_store(path) as store:
            assert problems(store) == [], path.name
            assert half_done(store) == [], path.name
            lost = [line for line in committed(path) if not still_there(store, line)]
            assert lost == [], path.name
            if not contents(store).get("finished"):
                WRITER["write_crawl"](store, lambda _: None)  # resumes
            assert contents(store) == undisturbed, path.name
            assert problems(store) == [], path.name


def test_a_full_disk_is_said_and_leaves_what_was_committed(tmp_path: Path) -> None:
    """Full at each size from that of the empty file on, until there is room for all."""
    with open_store(tmp_path / "whole.db") as store:
        empty = store.execute("PRAGMA page_count").fetchone()[0]
        WRITER["write_crawl"](store, lambda _: None)
        undisturbed = contents(store)
        full = store.execute("PRAGMA page_count").fetchone()[0]
    assert full > empty
    for pages in range(empty, full, 2):
        path = tmp_path / f"{pages}.db"
        done: list[str] = []
        with open_store(path) as store:
            store.execute(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(DatabaseNotWritten, match=r"\.db: the disk is full; what was stored before is kept"):
                WRITER["write_crawl"](store, done.append)
        with open_store(path) as store:
            assert problems(store) == []
            assert half_done(store) == []
            assert [line for line in done if not still_there(store, line)] == []
            WRITER["write_crawl"](store, lambda _: None)
            assert contents(store) == undisturbed
