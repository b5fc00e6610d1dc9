"""What a crawl is at, for `wadmon status`: what is stored, and what the run says of its workers."""

from __future__ import annotations

import time
from collections.abc import Iterator

from crawler.pipeline.which_crawl import last_crawl
from crawler.pipeline.worker_board import RunState, WorkerState, read_state
from results.crawls.stored_audits import audited_sites
from results.crawls.stored_crawls import crawl_sites
from results.crawls.stored_discoveries import discovered_sites
from results.model import Crawl
from results.storage.one_writer import DatabaseInUse, writer_lock
from results.storage.store import Store


def status_lines(store: Store) -> Iterator[str]:
    """English. Raises NoSuchCrawl."""
    crawl = last_crawl(store)
    sites = len(crawl_sites(store, crawl.id))
    discovered, audited = discovered_sites(store, crawl.id), audited_sites(store, crawl.id)
    state = read_state(store.path) if _is_written(store) else None
    yield f"crawl {crawl.id}: {_stage(crawl, running=state is not None)}"
    yield f"sites: {sites}, discovered {len(discovered)}, done {len(audited)}"
    if state is not None and state.crawl == crawl.id:
        yield from _run_lines(state)


def _is_written(store: Store) -> bool:
    """Someone has the lock; what a killed crawl said of itself is no news."""
    try:
        with writer_lock(store.path):
            return False
    except DatabaseInUse:
        return True


def _stage(crawl: Crawl, *, running: bool) -> str:
    if crawl.finished_at:
        return f"finished {crawl.finished_at}"
    return "under way" if running else "interrupted; continue with: wadmon crawl --resume"


def _run_lines(state: RunState) -> Iterator[str]:
    place = f"on {state.cluster}" if state.cluster else "on this machine"
    yield f"workers {place}: {len(state.workers)}, visits lost and made again: {state.lost}"
    for worker in state.workers:
        yield f"  {worker.name}: {_at(worker)}; {worker.sites} sites so far"
    for line in state.refused:
        yield f"  {line}"


def _at(worker: WorkerState) -> str:
    if not worker.site:
        return "waits for a site"
    return f"{worker.site} for {time.time() - worker.since:.0f} s, {worker.pages} pages"
