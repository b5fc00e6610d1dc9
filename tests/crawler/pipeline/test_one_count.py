from crawler.pipeline.one_count import counted_once, has_moved, same_sites
from results.model import FoundPage, Reason, Site, SiteDiscovery


def led(site_id: int, url: str) -> SiteDiscovery:
    return SiteDiscovery(site_id, pages=(FoundPage(url),), final_url=url)


def test_two_sites_that_lead_to_one_place_are_one_count_the_first_of_the_register() -> None:
    found = list(
        counted_once([led(2, "http://www.new.be/nl/"), led(1, "https://new.be/"), led(3, "http://new.be/part/")], [])
    )

    assert [(each.site_id, each.reason, len(each.pages)) for each in found] == [
        (1, None, 1),
        (2, Reason.OTHER_SITE, 0),
        (3, None, 1),
    ]
    assert found[1].detail == "the same website as http://www.new.be/nl/, which is counted"


def test_a_place_that_was_taken_before_an_interruption_stays_taken() -> None:
    (found,) = counted_once([led(1, "https://new.be/")], ["http://new.be/"])

    assert found.reason is Reason.OTHER_SITE


def test_a_site_that_stays_within_its_own_scope_has_not_moved() -> None:
    site = Site("http://a.be/", id=1)

    assert [has_moved(site, led(1, url)) for url in ("https://www.a.be/nl/", "http://b.be/")] == [False, True]


def test_a_site_with_the_scope_of_one_before_it_is_not_asked_for_anything() -> None:
    sites = (Site("http://a.be/", id=1), Site("http://www.a.be/", id=2), Site("http://a.be/deel/", id=3))

    (twin,) = same_sites(sites)

    assert (twin.site_id, twin.reason, twin.detail) == (
        2,
        Reason.OTHER_SITE,
        "the same website as http://a.be/, which is counted",
    )
    assert not has_moved(sites[1], twin)
