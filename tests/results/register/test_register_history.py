"""The register at any date, organisations' defaults, the most visited, retired sites."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from results.model import Organisation, Service, Site
from results.register.stored_organisations import import_organisations, organisations
from results.register.stored_sites import (
    import_sites,
    most_visited,
    register_on,
    registered_sites,
    retire_sites,
    retired_sites,
)
from results.storage.migrations import migrations
from results.storage.store import Store, open_store

A, B = Site("https://a.gov/", organisation="City", tags={"x": "1"}), Site("https://b.gov/", name="B")


def at(store: Store, moment: str) -> None:
    """What the triggers wrote in this second is moved to `moment`."""
    with store.transaction():
        store.execute("UPDATE site_history SET valid_from = ? WHERE valid_from > '2026-06'", (moment,))
        store.execute("UPDATE site_history SET valid_to = ? WHERE valid_to > '2026-06'", (moment,))


def test_the_register_can_be_read_as_it_was_on_any_day(store: Store) -> None:
    import_sites(store, [A])
    at(store, "2026-01-10T10:00:00+00:00")
    import_sites(store, [replace(A, name="New"), B])
    at(store, "2026-02-10T10:00:00+00:00")
    retire_sites(store, [B.url], "closed")
    at(store, "2026-03-10T10:00:00+00:00")
    named = {day: [(site.url, site.name) for site in register_on(store, day)] for day in
             ("2026-01-09", "2026-01-10", "2026-02-09", "2026-02-10", "2026-03-10")}  # fmt: skip
    assert named == {
        "2026-01-09": [],
        "2026-01-10": [("https://a.gov/", "")],
        "2026-02-09": [("https://a.gov/", "")],
        "2026-02-10": [("https://a.gov/", "New"), ("https://b.gov/", "B")],
        "2026-03-10": [("https://a.gov/", "New")],
    }
    assert register_on(store, "2026-02-10T09:59:59+00:00") == (replace(A, id=1),)


def test_a_retired_site_is_left_out_with_its_reason_and_comes_back_when_it_is_imported(store: Store) -> None:
    import_sites(store, [A, B])
    assert retire_sites(store, [A.url, "https://none.gov/"], "moved") == 1
    assert [site.url for site in registered_sites(store)] == [B.url]
    assert [(each.site.url, each.reason) for each in retired_sites(store)] == [(A.url, "moved")]
    assert import_sites(store, [A]).changed == 1
    assert [site.url for site in registered_sites(store)] == [A.url, B.url]
    assert retired_sites(store) == ()


def test_what_a_site_does_not_say_its_organisation_says_but_not_in_an_export(store: Store) -> None:
    import_sites(store, [A, replace(B, organisation="City", level="state")])
    import_organisations(store, [Organisation("City", "Culture", "local", (Service.HEALTH,), 9, language="nl")])
    assert [(s.policy_domain, s.level, s.language) for s in registered_sites(store)] == [
        ("Culture", "local", "nl"), ("Culture", "state", "nl"),
    ]  # fmt: skip
    assert [(s.policy_domain, s.level) for s in registered_sites(store, own_values=True)] == [("", ""), ("", "state")]
    assert import_sites(store, [A]).unchanged == 1


def test_organisations_are_added_changed_or_left_as_they_are(store: Store) -> None:
    import_sites(store, [A])
    city = Organisation("City", "Culture", "local", (Service.HEALTH, Service.TRANSPORT), 12, "a@b.eu", "nl", ("a.gov",),
                        ("Town",), {"x": "y"})  # fmt: skip
    first, second = import_organisations(store, [city, Organisation("Z")]), import_organisations(store, [city])
    assert (first.added, first.changed, second.unchanged) == (1, 1, 1)
    assert [replace(each, id=0) for each in organisations(store)] == [city, Organisation("Z")]


def test_the_most_visited_count_a_sites_own_figure_or_its_organisations_once(store: Store) -> None:
    import_sites(store, [
        replace(A, tags={}), Site("https://a2.gov/", organisation="City"),
        Site("https://c.gov/", tags={"visits_per_month": "500"}), B,
    ])  # fmt: skip
    import_organisations(store, [Organisation("City", visits_per_month=100)])
    assert [site.url for site in most_visited(store, 20)] == ["https://c.gov/", "https://a.gov/"]
    assert [site.url for site in most_visited(store, 1)] == ["https://c.gov/"]


def test_a_database_from_before_has_its_sites_in_the_history_from_the_day_they_were_added(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    old = Database(path)
    migrations.apply(old, stop_before="version_6")
    with old.conn:
        old.execute(
            "INSERT INTO site (url, name, added_at) VALUES ('https://a.gov/', 'A', '2025-05-05T00:00:00+00:00')"
        )
    old.close()
    with open_store(path) as store:
        assert register_on(store, "2025-05-04") == ()
        assert register_on(store, "2025-05-05") == (Site("https://a.gov/", 1, "A"),)
