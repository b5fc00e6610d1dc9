from __future__ import annotations

import pytest

from results.model import Candidate, CandidateState, Site
from results.register.stored_candidates import (
    Decision,
    DecisionError,
    aliases,
    candidates,
    decide,
    matching,
    place_of,
    reject_for_ever,
    rejections,
)
from results.register.stored_searches import save_candidate, start_search
from results.register.stored_sites import import_sites, registered_sites
from results.storage.store import Store

FOUND = tuple(
    Candidate(url, CandidateState.WAITING, "gov", "its own name", f"Title {n}", "NL", organisation="City",
              level="local", linked_from=n, also_at=((f"http://old{n}.gov/", "redirects"),))
    for n, url in enumerate(("https://a.gov/", "https://b.gov/", "https://shop.gov/", "https://b.gov/youth/"))
)  # fmt: skip


@pytest.fixture
def found(store: Store) -> Store:
    search = start_search(store, "gov", "digest", {})
    import_sites(store, [Site("https://main.gov/")])
    with store.transaction():
        for each in FOUND:
            save_candidate(store, search.id, each, place_of(each.url), own_part=False)
    return store


def test_candidates_come_most_linked_to_first(found: Store) -> None:
    assert [each.url for each in candidates(found)] == [each.url for each in reversed(FOUND)]


def test_an_accepted_one_is_a_site_of_its_organisation_with_its_other_addresses(found: Store) -> None:
    decide(found, [Decision("https://a.gov/", CandidateState.ACCEPTED, organisation="Town")])
    site = registered_sites(found)[1]
    assert (site.url, site.name, site.organisation, site.level, site.language) == (
        "https://a.gov/", "Title 0", "Town", "local", "nl",
    )  # fmt: skip
    assert aliases(found) == {"old0.gov/": "https://a.gov/"}


def test_a_rejection_is_remembered_and_can_be_taken_back(found: Store) -> None:
    decide(found, [Decision("https://shop.gov/", CandidateState.REJECTED, "a shop")])
    with found.transaction():
        reject_for_ever(found, "*.casino.gov", "no")
    urls = ("http://www.shop.gov/", "http://x.casino.gov/", "https://b.gov/")
    assert [rejections(found).cover(url) for url in urls] == [True, True, False]
    decide(found, [Decision("https://shop.gov/", CandidateState.WAITING)])
    assert not rejections(found).cover("http://www.shop.gov/")


def test_one_candidate_can_be_merged_into_another_that_is_accepted_with_it(found: Store) -> None:
    decide(found, [
        Decision("https://b.gov/youth/", CandidateState.MERGED, into="https://b.gov/"),
        Decision("https://b.gov/", CandidateState.ACCEPTED),
    ])  # fmt: skip
    assert aliases(found)["b.gov/youth/"] == "https://b.gov/"


def test_of_decisions_with_a_mistake_none_is_carried_out_and_all_mistakes_are_reported(found: Store) -> None:
    with pytest.raises(DecisionError) as caught:
        decide(found, [
            Decision("https://a.gov/", CandidateState.ACCEPTED, line=2),
            Decision("https://none.gov/", CandidateState.ACCEPTED, line=3),
            Decision("https://b.gov/", CandidateState.REJECTED, line=4),
            Decision("https://shop.gov/", CandidateState.MERGED, into="https://unknown.gov/", line=5),
        ])  # fmt: skip
    assert str(caught.value).split("\n") == [
        "line 3: https://none.gov/: no candidate has this address; `wadmon register review` lists them",
        "line 4: https://b.gov/: a rejection needs a reason: it is remembered",
        "line 5: https://shop.gov/: https://unknown.gov/ is not in the register",
    ]
    assert len(registered_sites(found)) == 1


def test_found_again_the_evidence_is_new_and_the_decision_stays(found: Store) -> None:
    decide(found, [Decision("https://shop.gov/", CandidateState.REJECTED, "a shop")])
    again = Candidate("http://shop.gov/", CandidateState.WAITING, "gov", "own", "New title")
    with found.transaction():
        stored = save_candidate(found, 1, again, place_of(again.url), own_part=False)
    assert (stored.title, stored.state, stored.reason) == ("New title", CandidateState.REJECTED, "a shop")


@pytest.mark.parametrize(
    ("pattern", "urls"),
    [
        ("a.gov", ["https://a.gov/"]),
        ("http://www.a.gov", ["https://a.gov/"]),
        ("https://b.gov/youth/", ["https://b.gov/youth/"]),
        ("https://b.gov/*", ["https://b.gov/", "https://b.gov/youth/"]),
        ("*.gov", ["https://a.gov/", "https://b.gov/", "https://shop.gov/", "https://b.gov/youth/"]),
        ("x.gov", []),
    ],
)
def test_a_pattern_means_urls_hosts_or_whatever_the_star_stands_for(pattern: str, urls: list[str]) -> None:
    assert [each.url for each in matching(FOUND, pattern)] == urls
