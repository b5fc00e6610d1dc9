from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from results.model import Site
from results.register.stored_sites import ImportCount, import_sites, registered_sites
from results.storage.store import Store

A = Site("https://a.test/", 0, "A", "Water", "Environment", "regional", "BE", "nl", {"z": "1", "é": "ü"})
B = Site("https://b.test/")


def stored(store: Store) -> list[Site]:
    return [replace(site, id=0) for site in registered_sites(store)]


def test_sites_come_back_whole_in_the_order_they_came(store: Store) -> None:
    assert import_sites(store, [B, A]) == ImportCount(2, 0, 0)
    assert stored(store) == [B, A]
    assert [site.id for site in registered_sites(store)] == [1, 2]


def test_importing_twice_changes_nothing(store: Store) -> None:
    import_sites(store, [A, B])
    before = registered_sites(store)
    assert import_sites(store, [A, B]) == ImportCount(0, 0, 2)
    assert registered_sites(store) == before


@pytest.mark.parametrize(
    "change",
    [
        {"name": "new"}, {"organisation": "Roads"}, {"organisation": ""}, {"policy_domain": "x"}, {"level": "local"},
        {"country": "NL"}, {"language": "fr"}, {"tags": {}}, {"tags": {"z": "2", "é": "ü"}},
    ],
)  # fmt: skip
def test_any_field_that_differs_is_updated(store: Store, change: dict[str, object]) -> None:
    import_sites(store, [A, B])
    changed = replace(A, **change)
    assert import_sites(store, [changed]) == ImportCount(0, 1, 0)
    assert stored(store) == [changed, B]


def test_tags_in_another_order_are_the_same_tags(store: Store) -> None:
    import_sites(store, [A])
    assert import_sites(store, [replace(A, tags={"é": "ü", "z": "1"})]) == ImportCount(0, 0, 1)


def test_the_last_of_two_rows_with_one_url_counts(store: Store) -> None:
    assert import_sites(store, [A, replace(A, name="second")]) == ImportCount(1, 1, 0)
    assert stored(store) == [replace(A, name="second")]


def test_sites_of_one_organisation_share_its_row(store: Store) -> None:
    import_sites(store, [A, replace(B, organisation="Water")])
    assert [row["name"] for row in store.rows("SELECT name FROM organisation")] == ["Water"]


def test_an_import_that_fails_halfway_leaves_nothing(store: Store) -> None:
    def sites() -> Iterator[Site]:
        yield A
        raise RuntimeError("the file ended in the middle")

    with pytest.raises(RuntimeError):
        import_sites(store, sites())
    assert registered_sites(store) == ()


texts = st.text(st.characters(codec="utf-8"), max_size=20)
some_sites = st.lists(
    st.builds(
        Site,
        url=st.integers(0, 5).map("https://{}.test/".format),
        name=texts,
        organisation=texts,
        policy_domain=texts,
        language=st.sampled_from(["", "nl", "fr"]),
        tags=st.dictionaries(texts, texts, max_size=3),
    ),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some_sites, some_sites)
def test_the_register_is_what_was_last_said_of_each_url(store: Store, first: list[Site], second: list[Site]) -> None:
    with store.transaction():
        store.execute("DELETE FROM site")
    import_sites(store, first)
    count = import_sites(store, second)
    assert stored(store) == list({site.url: site for site in (*first, *second)}.values())
    assert count.added + count.changed + count.unchanged == len(second)
