"""The demonstration web as a register to crawl."""

from __future__ import annotations

from pathlib import Path

from crawler.demonstration import DemonstrationServer
from crawler.pipeline.choosing import ChosenSites, choose_sites
from crawler.register import read_register
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store


def new_database(folder: Path) -> Path:
    """Where the demonstration of this folder is stored; what an earlier one left there is removed."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("demo.db*"):
        leftover.unlink()
    return folder / "demo.db"


def register_demonstration(store: Store, server: DemonstrationServer, folder: Path, seed: int) -> ChosenSites:
    """Imports its sites, from a register.csv that stays in the folder to look at; all of them are chosen."""
    register = folder / "register.csv"
    register.write_text(server.register_csv, "utf-8")
    import_sites(store, read_register(register).sites)
    return choose_sites(registered_sites(store), (), None, seed)
