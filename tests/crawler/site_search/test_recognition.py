from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from crawler.site_search.recognition import (
    is_government_by_name,
    known_owners,
    may_be_government,
    recognise,
)
from crawler.site_search.scope_file import GovernmentScope
from results.model import HostVisit, Organisation, Site

SCOPE = GovernmentScope.model_validate(
    {
        "title": "Test",
        "hosters": ["supplier.be"],
        "rule": [
            {"name": "name", "hosts": ["*.gov.test"], "except_hosts": ["shop.gov.test"], "accept": True},
            {"name": "domain", "known_domain": True},
            {"name": "words", "hosts": ["*.be"], "texts": ["town council"], "without": ["add to basket"]},
            {"name": "owner", "names_organisation": True, "linked_from": 2},
        ],
        "organisation": [{"name": "Water Board", "domains": ["water.org"], "level": "regional"}],
    }
)
OWNERS = known_owners(
    SCOPE,
    [Organisation("City of Ghent", domains=("gent.be",), level="local")],
    [
        Site("https://www.antwerp.be/", organisation="Antwerp"),
        Site("https://town.github.io/", organisation="Town"),
        Site("https://a.supplier.be/", organisation="A"),
        Site("https://deep.unlisted-supplier.be/", organisation="Deep"),
        Site("http://192.0.2.1/"),
    ],
)


def rule_of(host: str, linked_from: int = 0, **visit: Any) -> str:
    rule = recognise(replace(HostVisit(host), **visit), SCOPE, OWNERS, linked_from).rule
    return rule.name if rule else ""


@pytest.mark.parametrize(
    ("host", "rule"),
    [
        ("tax.gov.test", "name"),
        ("tax.gov.test:8080", "name"),
        ("shop.gov.test", ""),
        ("library.antwerp.be", "domain"),
        ("museum.gent.be", "domain"),
        ("data.water.org", "domain"),
        ("other.github.io", ""),  # shares a hoster's domain, by the public suffix list's private section
        ("x.town.github.io", "domain"),
        ("b.supplier.be", ""),  # by the scope's own list of hosters
        ("shop.unlisted-supplier.be", ""),  # a registered site below a name says nothing of the name
        ("gov.test.evil.com", ""),
    ],
)
def test_a_name_is_a_governments_by_its_pattern_or_its_owner_but_not_by_its_hoster(host: str, rule: str) -> None:
    assert rule_of(host) == rule


def test_required_texts_must_be_there_and_forbidden_ones_not() -> None:
    assert rule_of("a.be") == ""
    assert rule_of("a.be", signs=("town council",)) == "words"
    assert rule_of("a.be", signs=("town council",), contrary=("add to basket",)) == ""
    assert rule_of("a.com", signs=("town council",)) == ""


def test_an_owner_must_be_named_outside_the_title_and_linked_to_often_enough() -> None:
    assert rule_of("a.com", 2, named=(("imprint", "City of Ghent"),)) == "owner"
    assert rule_of("a.com", 1, named=(("imprint", "City of Ghent"),)) == ""
    assert rule_of("a.com", 2, named=(("title", "City of Ghent"),)) == ""


@pytest.mark.parametrize(
    ("visit", "organisation", "found_in"),
    [
        (
            HostVisit("museum.gent.be", named=(("meta", "Antwerp"), ("statement", "Water Board"))),
            "Water Board",
            "statement",
        ),
        (HostVisit("museum.gent.be"), "City of Ghent", "domain gent.be"),
        (HostVisit("library.antwerp.be"), "Antwerp", "domain antwerp.be"),
        (HostVisit("tax.gov.test"), "", ""),
    ],
)
def test_the_organisation_is_suggested_by_the_best_evidence(visit: HostVisit, organisation: str, found_in: str) -> None:
    found = recognise(visit, SCOPE, OWNERS, 0)
    assert (found.organisation, found.organisation_from) == (organisation, found_in)


def test_only_hosts_that_some_rule_may_hold_for_are_worth_a_visit() -> None:
    only_names = SCOPE.model_copy(update={"rule": SCOPE.rule[:2]})
    hosts = ("tax.gov.test", "x.gent.be", "x.org")
    assert [may_be_government(host, only_names, OWNERS) for host in hosts] == [True, True, False]
    assert is_government_by_name("tax.gov.test", SCOPE, OWNERS)
    assert not is_government_by_name("a.be", SCOPE, OWNERS)
