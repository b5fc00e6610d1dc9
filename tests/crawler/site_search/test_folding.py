from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crawler.site_search.folding import Folding, FoldingHost, fold_hosts, folding_host
from crawler.web.owners import registrable_domain
from results.model import HostVisit

ONE, OTHER = tuple(range(60)), tuple(range(100, 160))


def host(name: str, *, registered: bool = False, linked_from: int = 0, **visit: Any) -> FoldingHost:
    return folding_host(HostVisit(name, **visit), registered=registered, linked_from=linked_from)


def fold(*hosts: FoldingHost) -> Folding:
    return fold_hosts(hosts, registrable_domain)


def into(*hosts: FoldingHost) -> dict[str, str]:
    return {name: head for name, (head, _) in fold(*hosts).into.items()}


def test_a_redirect_and_a_twin_are_the_same_site_and_the_page_they_lead_to_stands_for_it() -> None:
    assert into(
        host("old.be", leads_to="http://new.be/welcome"), host("new.be"), host("www.new.be", leads_to="http://new.be/")
    ) == {"old.be": "new.be", "www.new.be": "new.be"}


def test_redirects_in_a_circle_or_out_of_the_government_fold_nothing() -> None:
    assert into(host("a.be", leads_to="http://b.be/"), host("b.be", leads_to="http://a.be/")) == {}
    assert into(host("a.be", leads_to="http://b.be/"), host("b.be", leads_to="http://shop.com/")) == {}


def test_a_registered_site_stands_for_its_addresses_and_two_of_them_are_never_made_one() -> None:
    assert into(host("a.be", registered=True, leads_to="http://b.be/"), host("b.be", linked_from=9)) == {"b.be": "a.be"}
    assert into(host("a.be", registered=True, content="x"), host("b.be", registered=True, content="x")) == {}


def test_the_same_content_is_the_same_site_and_the_one_most_linked_to_stands_for_it() -> None:
    assert into(host("a.be", content="x"), host("b.be", content="x", linked_from=3), host("c.be", content="y")) == {
        "a.be": "b.be"
    }


def test_a_subdomain_with_the_template_and_navigation_of_the_main_host_is_a_part_of_it() -> None:
    main = host("www.city.be", template=ONE, navigation=ONE)
    assert into(main, host("news.city.be", template=ONE, navigation=ONE)) == {"news.city.be": "www.city.be"}


def test_a_subdomain_with_another_template_navigation_or_owner_is_a_site_of_its_own_with_the_reason() -> None:
    folding = fold(
        host("www.city.be", template=ONE, navigation=ONE, named=(("imprint", "City"),)),
        host("pool.city.be", template=OTHER, navigation=OTHER),
        host("port.city.be", template=ONE, navigation=OTHER),
        host("police.city.be", template=ONE, navigation=ONE, named=(("imprint", "Police Zone"),)),
    )
    assert folding.into == {}
    assert folding.own == {
        "www.city.be": "under the name city.be",
        "pool.city.be": "its own template: header, navigation and footer are 0% like those of www.city.be",
        "port.city.be": "its own navigation: 0% of the links of www.city.be's",
        "police.city.be": "its own owner: Police Zone, where www.city.be has City",
    }


def test_two_towns_with_one_suppliers_template_are_two_sites() -> None:
    assert into(host("one.be", template=ONE, navigation=ONE), host("two.be", template=ONE, navigation=OTHER)) == {}


def test_the_same_page_in_another_language_is_the_same_site() -> None:
    dutch = host("city.be", template=ONE, alternates=("http://fr.city.be/",))
    french = host("fr.city.be", template=ONE, navigation=OTHER)
    assert into(dutch, french) == {"fr.city.be": "city.be"}


names = st.sampled_from([f"{www}{name}.be" for www in ("", "www.") for name in "abcd"])


@given(
    st.lists(
        st.builds(
            host,
            names,
            registered=st.booleans(),
            leads_to=st.one_of(st.just(""), names.map(lambda name: f"http://{name}/")),
            content=st.sampled_from(["", "x", "y"]),
        ),
        unique_by=lambda each: each.name,
    )
)
def test_every_host_is_either_folded_into_one_that_is_not_or_a_site_with_a_reason(hosts: list[FoldingHost]) -> None:
    folding = fold(*hosts)
    assert folding.into.keys() | folding.own.keys() == {each.name for each in hosts}
    assert not folding.into.keys() & folding.own.keys()
    assert all(head in folding.own for head, _ in folding.into.values())
    assert not {each.name for each in hosts if each.registered} & folding.into.keys()
