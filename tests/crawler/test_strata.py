from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from crawler.strata import allocated, draw_by_strata, stratum_name
from results.model import Site

sizes = st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(1, 200), min_size=1, max_size=8)

REGISTER = [
    Site(f"https://s{number}.test/", number, level="local" if number <= 900 else "state") for number in range(1, 1001)
]


@given(sizes, st.integers(1, 500))
def test_every_stratum_gets_two_or_all_and_none_more_than_it_has(sizes: dict[str, int], limit: int) -> None:
    found = allocated(sizes, limit)
    assert found.keys() == sizes.keys()
    assert all(min(2, size) <= found[name] <= size for name, size in sizes.items())
    least = sum(min(2, size) for size in sizes.values())
    assert sum(found.values()) == max(least, min(limit, sum(sizes.values())))


def test_the_draw_is_in_proportion_to_the_register() -> None:
    assert allocated({"local": 900, "state": 100}, 100) == {"local": 90, "state": 10}
    assert allocated({"local": 990, "state": 10}, 20) == {"local": 18, "state": 2}


def test_the_same_seed_draws_the_same_sites_each_once_and_of_its_own_stratum() -> None:
    first, again, other = (draw_by_strata(REGISTER, ["level"], 100, seed) for seed in (1, 1, 2))
    assert first == again != other
    levels = {site.id: site.level for site in REGISTER}
    assert [(stratum.name, stratum.registered, len(stratum.sites)) for stratum in first] == [
        ("local", 900, 90), ("state", 100, 10),
    ]  # fmt: skip
    assert all(levels[site_id] == stratum.name for stratum in first for site_id in stratum.sites)
    assert max(Counter(site_id for stratum in first for site_id in stratum.sites).values()) == 1


def test_a_stratum_is_named_by_its_groups_and_a_dash_for_what_is_not_known() -> None:
    site = Site("https://a.test/", level="local", tags={"service": "health"})
    assert stratum_name(site, ["level", "tag:service"]) == "local / health"
    assert stratum_name(site, ["tag:other"]) == "-"
