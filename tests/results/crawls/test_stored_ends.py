from __future__ import annotations

from results.crawls.stored_crawls import finish_crawl
from results.crawls.stored_discoveries import save_discovery
from results.crawls.stored_ends import ends_of_search, landings, save_end_of_search
from results.model import Crawl, Reason, Sample, SiteDiscovery
from results.storage.store import Store


def test_where_a_site_answers_is_known_when_that_is_elsewhere_and_the_crawl_is_finished(
    store: Store, crawl: Crawl
) -> None:
    for found in (
        SiteDiscovery(1, final_url="https://good.test/"),
        SiteDiscovery(2, final_url="http://www.bad.test/"),
        SiteDiscovery(3, reason=Reason.UNREACHABLE, final_url="https://www.gone.test/"),
    ):
        save_discovery(store, crawl.id, found, Sample(found.site_id, 1, (), 0))

    assert landings(store) == {}
    finish_crawl(store, crawl.id)
    assert landings(store) == {"https://bad.test/": "http://www.bad.test/"}


def test_how_the_search_for_pages_ended_is_reported_of_every_site_that_was_asked(store: Store, crawl: Crawl) -> None:
    for site_id, ended in ((1, "one-view"), (2, "time")):
        save_discovery(store, crawl.id, SiteDiscovery(site_id, ended=ended), Sample(site_id, 1, (), 0))

    assert ends_of_search(store, crawl.id) == {1: "one-view", 2: "time"}

    save_end_of_search(store, crawl.id, 1, "complete")
    assert ends_of_search(store, crawl.id) == {1: "complete", 2: "time"}
