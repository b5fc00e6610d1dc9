"""Which stored crawl is meant."""

from __future__ import annotations

from results.crawls.stored_crawls import get_crawl, latest_crawl
from results.model import Crawl, WrongInput
from results.storage.store import Store


class NoSuchCrawl(WrongInput):
    """The crawl that is asked for is not there, or not finished; the message says what to do."""


def chosen_crawl(store: Store, crawl_id: int | None) -> Crawl:
    """The one of this number, or the last that finished. Raises NoSuchCrawl."""
    if crawl_id is not None:
        crawl = get_crawl(store, crawl_id)
        if crawl is None:
            raise NoSuchCrawl(f"there is no crawl {crawl_id}")
        return crawl
    crawl = latest_crawl(store, finished=True)
    if crawl is None:
        started = latest_crawl(store)
        raise NoSuchCrawl(
            f"crawl {started.id} is not finished; continue with: wadmon crawl --resume"
            if started
            else "nothing has been crawled yet; start with: wadmon crawl"
        )
    return crawl


def last_crawl(store: Store) -> Crawl:
    """Finished or not. Raises NoSuchCrawl."""
    return latest_crawl(store) or chosen_crawl(store, None)
