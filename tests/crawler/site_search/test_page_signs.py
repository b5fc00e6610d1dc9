from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from crawler.site_search.page_signs import OrganisationNames, likeness, names_statement, signs_of, sketch
from results.model import Reason
from results.page_words.fold import folded

NAMES = OrganisationNames([("Water Board", "Water Board of the North"), ("Water Board", "Water"), ("Aalst", "Aalst")])


def signs(source: str):
    return signs_of(html.document_fromstring(source), "http://a.example/")


def test_the_longest_organisation_is_found_and_short_names_are_not_looked_for_inside_a_text() -> None:
    assert NAMES.named_in(folded("Published by the Water Board of the North, Aalst"), least_words=2) == "Water Board"
    assert NAMES.named_in(folded("A shop in Aalst"), least_words=2) == ""
    assert NAMES.is_called(folded("AALST")) == "Aalst"
    assert NAMES.is_called(folded("Shops of Aalst")) == ""


def test_text_is_what_may_be_seen_in_its_order() -> None:
    page = signs("<body>One <b>two</b>three<!-- no --> four<script>no</script> five<svg><title>no</title></svg></body>")
    assert page.text == "one two three four five"


def test_the_owner_is_read_from_metadata_and_linked_data() -> None:
    page = signs(
        '<head><meta name="DC.publisher" content="Water Board"><script type="application/ld+json">'
        '{"@type": "GovernmentOrganization", "name": "Régie"}</script></head><body>x</body>'
    )
    assert page.owner == ("water board", "regie")


@pytest.mark.parametrize("data", ["[", "[1]", '{"@graph": 1}', '{"publisher": []}', '{"@type": ["a"], "name": 1}'])
def test_linked_data_that_is_none_is_passed_over(data: str) -> None:
    assert signs(f'<body><script type="application/ld+json">{data}</script></body>').owner == ()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<title>x</title><p>This domain is for sale", Reason.PARKED),
        ("<title>x</title><p>Deze domeinnaam is te koop", Reason.PARKED),
        ("<title>Sign in</title><form><input type=password></form>", Reason.LOGIN),
        (f"<p>{'word ' * 300}<input type=password>", None),
        (f"<p>{'word ' * 300} this domain is for sale", None),
    ],
)
def test_a_page_that_is_no_site_says_so(source: str, reason: Reason | None) -> None:
    assert signs(source).reason is reason


def test_content_is_the_same_on_another_day() -> None:
    text = "word " * 50
    assert signs(f"<p>{text} 24 November").content == signs(f"<p>{text} 25 November").content
    assert signs(f"<p>{text} one").content != signs(f"<p>{text} two").content


@given(st.sets(st.integers(0, 2**32), max_size=300), st.sets(st.integers(0, 2**32), max_size=300))
def test_likeness_is_symmetric_between_0_and_1_and_1_for_equals(one: set[int], other: set[int]) -> None:
    assert 0 <= likeness(sketch(one), sketch(other)) <= 1
    assert likeness(sketch(one), sketch(other)) == likeness(sketch(other), sketch(one))
    assert likeness(sketch(one), sketch(one)) == bool(one)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Toegankelijkheidsverklaring", True),
        ("Accessibility statement for this website", True),
        ("Déclaration d'accessibilité", True),
        ("Accessibilité : partiellement conforme", True),
        ("How to write an accessibility statement", False),
        ("Toegankelijkheid", False),
    ],
)
def test_a_statement_is_recognised_by_its_name_and_not_by_an_article_about_it(text: str, named: bool) -> None:
    assert names_statement(folded(text)) == named
