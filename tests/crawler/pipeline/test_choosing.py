from __future__ import annotations

import pytest

from crawler.pipeline.choosing import NothingToCrawl, choose_sites
from results.model import Selection, Site

REGISTER = tuple(Site(f"https://s{i}.example/", id=i, name=f"Site {i}") for i in range(200))


def test_without_a_wish_every_site_is_crawled() -> None:
    chosen = choose_sites(REGISTER, (), None, 1)

    assert (chosen.sites, chosen.selection, chosen.register_size) == (REGISTER, Selection.CENSUS, 200)


@pytest.mark.parametrize("limit", [200, 5000])
def test_a_limit_that_leaves_nothing_out_is_a_census(limit: int) -> None:
    assert choose_sites(REGISTER, (), limit, 1).selection is Selection.CENSUS


def test_a_limit_draws_a_random_sample_that_the_seed_repeats() -> None:
    first, again, other = (choose_sites(REGISTER, (), 20, seed) for seed in (1, 1, 2))

    ids = [site.id for site in first.sites]
    assert (first.selection, first.register_size, len(ids)) == (Selection.RANDOM, 200, 20)
    assert ids == sorted(set(ids))
    assert all(site == REGISTER[site.id] for site in first.sites)
    assert first == again
    assert first.sites != other.sites


def test_every_site_has_the_same_chance_to_be_drawn() -> None:
    drawn = [site.id for seed in range(400) for site in choose_sites(REGISTER, (), 20, seed).sites]

    counts = [drawn.count(site.id) for site in REGISTER]
    assert sum(counts) == 8000
    assert all(15 <= count <= 75 for count in counts)  # 40 expected, standard deviation 6


@pytest.mark.parametrize(
    "word", ["https://s7.example/", "https://s7.example", "HTTPS://S7.example:443/", "s7.example", "Site 7"]
)
def test_a_site_is_named_by_url_host_or_name(word: str) -> None:
    chosen = choose_sites(REGISTER, (word,), None, 1)

    assert (chosen.sites, chosen.selection, chosen.register_size) == ((REGISTER[7],), Selection.CHOSEN, 200)


def test_a_site_named_twice_is_crawled_once() -> None:
    assert choose_sites(REGISTER, ("s7.example", "Site 7"), None, 1).sites == (REGISTER[7],)


def test_sites_that_are_not_registered_are_all_named() -> None:
    with pytest.raises(NothingToCrawl, match=r"not in the register: absent\.example, gone;"):
        choose_sites(REGISTER, ("absent.example", "s7.example", "gone"), None, 1)


def test_an_empty_register_is_nothing_to_crawl() -> None:
    with pytest.raises(NothingToCrawl, match="the register is empty"):
        choose_sites((), ("s7.example",), None, 1)
