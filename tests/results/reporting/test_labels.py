"""What values of the register are called in each language."""

from __future__ import annotations

from results.judging.grouping import worth_telling
from results.model import Organisation, Service, Site
from results.reporting.labels import labels_of


def test_columns_that_end_in_a_language_are_the_labels_of_the_column_they_begin_with() -> None:
    sites = [
        Site(
            "https://a.test/",
            policy_domain="Omgeving",
            level="local",
            organisation="Stad A",
            tags={
                "policy_domain_fr": "Environnement",
                "policy_domain_nl-be": "Leefmilieu",
                "level_de": "Gemeinde",
                "organisation_fr": "Ville de A",
                "service": "health",
                "service_fr": "Soins",
                "policy_domain_code": "x",
                "theme_fr": "Eau",
            },
        )
    ]
    organisations = [
        Organisation("Stad B", "Zorg", tags={"name_de": "Stadt B", "policy_domain_fr": "Soins"}),
        Organisation("Stad C", services=(Service.EDUCATION,), tags={"service_fr": "École"}),
    ]
    assert labels_of(sites, organisations) == {
        "policy_domain": {"Omgeving": {"fr": "Environnement", "nl-be": "Leefmilieu"}, "Zorg": {"fr": "Soins"}},
        "level": {"local": {"de": "Gemeinde"}},
        "organisation": {"Stad A": {"fr": "Ville de A"}, "Stad B": {"de": "Stadt B"}},
        "service": {"health": {"fr": "Soins"}, "education": {"fr": "École"}},
    }


def test_of_two_labels_the_first_counts_and_an_empty_value_has_none() -> None:
    sites = [
        Site("https://a.test/", policy_domain="", tags={"policy_domain_fr": "Rien"}),
        Site("https://b.test/", policy_domain="Zorg", tags={"policy_domain_fr": "Soins"}),
        Site("https://c.test/", policy_domain="Zorg", tags={"policy_domain_fr": "Santé"}),
    ]
    assert labels_of(sites, []) == {"policy_domain": {"Zorg": {"fr": "Soins"}}}


def test_a_column_of_labels_is_no_group_of_sites() -> None:
    sites = [Site(f"https://{n}.test/", tags={"policy_domain_fr": f"D{n % 2}", "theme": f"T{n % 2}"}) for n in range(4)]
    assert worth_telling(sites) == ("tag:theme",)
