from __future__ import annotations

import pytest

from results.model import Funnel, HostLink, HostVisit, Reason
from results.register.stored_funnel import current_funnel, finish_search
from results.register.stored_searches import (
    HostPlace,
    QueuedHost,
    Search,
    add_start,
    leave_out_waiting,
    linked_from,
    resume_search,
    save_links,
    save_visit,
    seen_host,
    start_search,
    take_hosts,
)
from results.storage.store import Store


@pytest.fixture
def search(store: Store) -> Search:
    return start_search(store, "us", "digest", {"a": 1})


def link(host: str, text: str = "", count: int = 1) -> tuple[HostLink, HostPlace]:
    return HostLink(host, f"http://{host}/", text, count), HostPlace("waiting")


def visit(store: Store, search: Search, host: str, place: HostPlace, *links: tuple[HostLink, HostPlace]) -> None:
    with store.transaction():
        saved = save_visit(store, HostVisit(host, urls=10), place)
        save_links(store, search.id, host, links, saved.depth + 1)


def start(store: Store, search: Search, *hosts: str, portal: bool = False) -> None:
    with store.transaction():
        for host in hosts:
            add_start(store, search.id, host, f"http://{host}/", portal=portal)


def test_hosts_are_taken_nearest_to_a_starting_point_first_and_once(store: Store, search: Search) -> None:
    start(store, search, "a.gov")
    start(store, search, "portal.gov", portal=True)
    assert take_hosts(store, search.id, 1) == [QueuedHost("a.gov", "http://a.gov/", 0, False, ("http://a.gov/",))]
    visit(store, search, "a.gov", HostPlace("in-scope", government=True), link("b.gov"), link("portal.gov"))
    assert [(host.name, host.depth, host.portal) for host in take_hosts(store, search.id, 9)] == [
        ("portal.gov", 0, True),
        ("b.gov", 1, False),
    ]
    assert take_hosts(store, search.id, 9) == []


def test_hosts_under_way_wait_again_when_a_search_is_resumed(store: Store, search: Search) -> None:
    start(store, search, "a.gov")
    take_hosts(store, search.id, 1)
    resume_search(store, search.id)
    assert [host.name for host in take_hosts(store, search.id, 1)] == ["a.gov"]


def test_only_links_from_the_government_count_those_of_registered_sites_first(store: Store, search: Search) -> None:
    start(store, search, "one.gov", "two.gov", "shop.com")
    visit(store, search, "one.gov", HostPlace("in-scope", government=True), link("x.gov", "X of one", 3))
    visit(store, search, "two.gov", HostPlace("registered", government=True), link("x.gov", "X of two"))
    visit(store, search, "shop.com", HostPlace("out-of-scope"), link("x.gov", "Buy X", 9))
    found = linked_from(store, ["x.gov"])
    assert (found.government, found.registered, found.texts) == (2, 1, ("X of two", "X of one"))
    assert seen_host(store, "one.gov").linked_from == 0
    assert linked_from(store, ["x.gov", "one.gov"]).government == 1


def test_the_funnel_has_every_host_once_also_while_the_search_goes_on(store: Store, search: Search) -> None:
    start(store, search, "a.gov", "gone.gov", "dead.gov", "shop.com", "waits.gov")
    take_hosts(store, search.id, 4)
    visit(store, search, "a.gov", HostPlace("in-scope", government=True))
    visit(store, search, "gone.gov", HostPlace("unresolved", str(Reason.UNREACHABLE)))
    visit(store, search, "dead.gov", HostPlace("not-live", str(Reason.HTTP_ERROR)))
    visit(store, search, "shop.com", HostPlace("out-of-scope", "no rule holds"))
    funnel = current_funnel(store, search.id)
    assert funnel == Funnel(
        urls=40, hosts=5, left_out={"not visited yet": 1, "judged when the search ends": 1}, unresolved=1,
        not_live={"http-error": 1}, out_of_scope={"no rule holds": 1}, registered=0, folded=0, proposed=0, own_parts=0,
        waiting=0, accepted=0, rejected=0, merged=0,
    )  # fmt: skip


def test_the_funnel_of_an_earlier_search_stays_as_it_was(store: Store, search: Search) -> None:
    start(store, search, "a.gov")
    with store.transaction():
        assert leave_out_waiting(store, search.id, "over the limit of hosts") == 1
    first = finish_search(store, search.id)
    again = start_search(store, "us", "digest", {})
    start(store, again, "a.gov", "b.gov")
    assert current_funnel(store, search.id) == first
    assert current_funnel(store, again.id).hosts == 2
