import pytest

from crawler.web.scopes import ScopeIndex, site_scope
from crawler.web.territory import Territory
from results.model import Reason


def territory(start: str, *others: str) -> Territory:
    own = site_scope(start)
    return Territory(own, ScopeIndex([own, *map(site_scope, others)]))


@pytest.mark.parametrize(
    ("start", "target", "refusal"),
    [
        ("http://dienst.be/", "https://www.dienst.be/nl/", None),
        ("http://dienst.be/", "https://portaal.dienst.be/", None),
        ("http://dienst.be/", "https://other.be/", Reason.OTHER_SITE),
        ("http://dienst.be/", "https://dienst.be/registered/x", Reason.OTHER_SITE),
        ("http://dienst.be/", "https://parked.example/", Reason.OUT_OF_SCOPE),
        ("http://one.github.io/", "http://two.github.io/", Reason.OUT_OF_SCOPE),
    ],
)
def test_a_start_page_may_lead_elsewhere_in_its_own_domain_only(
    start: str, target: str, refusal: Reason | None
) -> None:
    assert territory(start, "http://other.be/", "http://dienst.be/registered/").refusal(start, target) == refusal


def test_the_place_a_start_page_leads_to_becomes_the_sites_own() -> None:
    site = territory("http://dienst.be/", "http://portaal.dienst.be/buur/")
    site.enlarge("https://portaal.dienst.be/home")

    owned = [
        site.owns(f"http://{place}") for place in ("dienst.be/a", "portaal.dienst.be/a", "portaal.dienst.be/buur/a")
    ]

    assert owned == [True, True, False]


def test_a_part_of_a_host_does_not_become_the_whole_host() -> None:
    site = territory("http://stad.be/museum/")
    site.enlarge("http://stad.be/musea")

    assert [site.owns(f"http://stad.be{path}") for path in ("/museum/a", "/musea/a", "/musea", "/a")] == [
        True,
        True,
        True,
        False,
    ]
