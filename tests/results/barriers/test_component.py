"""What stays of a component when a website is built again, and what tells two components apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.barriers.component import (
    _read,
    _start_tag,
    component_of,
    element_key,
    signature_of,
    similarity,
    stable_names,
)
from results.model import Finding, Outcome


def found(snippet: str, selector: str = "", region: str = "main") -> Finding:
    return Finding("link-name", Outcome.FAILED, selector, snippet, region=region)


def signature(snippet: str, selector: str = "", region: str = "main") -> str:
    return component_of(found(snippet, selector, region)).signature


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<a class="Card_link__x7Hf2" href="/a">One</a>', '<a class="Card_link__q9Kz1" href="/b">Another</a>'),
        ('<a class="css-1q2w3e card-link">', '<a class="css-9z8y7x card-link">'),
        ('<a class="card-link" data-v-2e8d5241="">', '<a class="card-link" data-v-66ed661d="">'),
        ('<a class="menu-item active" aria-current="page">', '<a class="menu-item">'),
        ('<a class="menu-item is-open">', '<a class="menu-item">'),
        ('<a id="mainNavDropdown2">', '<a id="mainNavDropdown13">'),
        ('<div id="browser-a7853675f189096b9ea427e2bbf4d7da">', '<div id="browser-0953675f189096b9ea427e2bbf4d7d12">'),
        ('<input id=":r1:" name="email">', '<input id=":r27:" name="email">'),
        ('<input name="persons[0].income">', '<input name="persons[12].income">'),
        ('<h2 id="a-new-town-hall-in-2026">A new town hall</h2>', '<h2 id="the-pool-is-open">The pool is open</h2>'),
    ],
)
def test_what_is_generated_numbered_or_a_state_changes_no_component(one: str, other: str) -> None:
    assert signature(one) == signature(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<a class="card-link">', '<a class="menu-item">'),
        ('<a class="card-link">', '<button class="card-link">'),
        ('<div class="tile" role="button">', '<div class="tile">'),
        ('<input type="text" name="street">', '<input type="text" name="town">'),
        ('<input type="text" name="q">', '<input type="search" name="q">'),
    ],
)
def test_chosen_names_tags_roles_and_fields_tell_components_apart(one: str, other: str) -> None:
    assert signature(one) != signature(other)


def test_a_place_among_neighbours_is_no_component() -> None:
    link = '<a href="/x">x</a>'
    assert signature(link, "ul.links > li:nth-child(3) > a") == signature(link, "ul.links > li:nth-child(7) > a")


def test_what_has_no_name_has_that_of_what_it_stands_in() -> None:
    assert signature("<p>", ".footer-brand > p") != signature("<p>", ".notice > p")


def test_regions_and_frames_are_places_of_their_own() -> None:
    everywhere = {
        signature("<p>", "p"),
        signature("<p>", "p", "contentinfo"),
        signature("<p>", "iframe >>> p"),
    }
    assert len(everywhere) == 3


@pytest.mark.parametrize(
    "cut", ['<div class="card tall', '<div class="card tall…', '<div class="card tall" data-x="1…']
)
def test_a_snippet_that_was_cut_within_its_tag_is_read(cut: str) -> None:
    assert component_of(found(cut)).names == {"card", "tall"}


@pytest.mark.parametrize(
    ("snippet", "tag"),
    [
        ("<td>x</td>", "td"),
        ('<html lang="nl">', "html"),
        ("<li>x", "li"),
        ("", "p"),
        ("no html", "p"),
        ("<!-- c --><p>", "p"),
    ],
)
def test_any_snippet_has_a_tag(snippet: str, tag: str) -> None:
    assert component_of(found(snippet, "main > p:nth-child(2)")).tag == tag


def test_selectors_with_brackets_and_escapes_are_read() -> None:
    selector = '.md\\:absolute[href$="a > b"] > a[title="x.y"]'
    assert component_of(found("<a>", selector)).parent == {"md-absolute"}


def test_the_same_element_on_other_pages_is_one_element() -> None:
    one = found('<a class="item active" id="m1" aria-current="page" href="/x">Contact</a>')
    other = found('<a class="item" id="m9" href="/x">Contact</a>')
    assert element_key(one) == element_key(other)
    assert element_key(one) != element_key(found('<a class="item" href="/y">Help</a>'))


@pytest.mark.parametrize(
    "after",
    [
        '<a class="knop" href="/contact" title="t">Contact</a>',  # renamed
        '<a class="button" href="/help" title="t">Help</a>',  # other text and address
    ],
)
def test_a_component_renamed_or_reworded_is_still_alike(after: str) -> None:
    before = component_of(found('<a class="button" href="/contact" title="t">Contact</a>', ".intro > a"))
    assert similarity(before, component_of(found(after, ".intro > a")), 1.0) >= 0.5


def test_another_element_on_the_same_page_is_not_alike() -> None:
    before = component_of(found('<img class="portrait" src="/mayor.jpg">', ".intro > img"))
    after = component_of(found('<img class="map" src="/town.png" width="9">', ".sidebar > img"))
    assert similarity(before, after, 1.0) < 0.5


def test_another_tag_is_never_alike() -> None:
    assert similarity(component_of(found("<a>Go</a>")), component_of(found("<button>Go</button>")), 1.0) == 0.0


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read_and_is_alike_to_itself(selector: str, snippet: str) -> None:
    component = component_of(found(snippet, selector))
    assert component == component_of(found(snippet, selector))
    assert len(component.signature) == 16
    assert similarity(component, component, 1.0) == 1.0


PIECES = ("<", "a", "input", " ", "id", "x", "=", '"', "'", ">", "/>", "/", "class", "&amp;", "&", "…", "\n")
HTML = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
ATTRIBUTES = st.tuples(
    st.sampled_from(["id", "class", "href", "data-x", "_a"]), st.text(st.sampled_from("a b=<>'/\n&"), max_size=6)
)
BROWSERS_HTML = st.lists(ATTRIBUTES.map(lambda each: ' {}="{}"'.format(*each))).map(lambda all_: f"<a{''.join(all_)}>")


@given(HTML | BROWSERS_HTML)
def test_a_start_tag_is_read_as_the_parser_reads_it(snippet: str) -> None:
    read = _read(snippet)
    assert (_start_tag(snippet).tag, _start_tag(snippet).attributes) == (read.tag, read.attributes)


@given(HTML | BROWSERS_HTML, st.sampled_from(["a", "#x > .y-z", "main > input", "#f >>> .g > b", ""]))
def test_the_signature_alone_is_that_of_the_component(snippet: str, selector: str) -> None:
    finding = found(snippet, selector)
    assert signature_of(finding) == component_of(finding).signature


@given(st.text(min_size=1), st.text(min_size=1), st.floats(0, 1))
def test_alikeness_is_the_same_both_ways_and_a_share(one: str, other: str, shared: float) -> None:
    left, right = component_of(found(f'<a class="{one}">{other}</a>')), component_of(found(f"<a>{one}</a>"))
    assert 0.0 <= similarity(left, right, shared) == similarity(right, left, shared) <= 1.0


@pytest.mark.parametrize(
    "name", ["mainNavDropdown", "govuk-header__link", "btn", "h1", "o-banner__title", "toegankelijk"]
)
def test_names_people_choose_stay(name: str) -> None:
    assert stable_names([name])


@pytest.mark.parametrize("name", ["bdVaJa", "x7Hf2q", "sc-bdVaJa", "css-1q2w3e", "ember1234", ":r3:", "17", "active"])
def test_names_programs_make_and_states_go(name: str) -> None:
    assert stable_names([name]) == frozenset()
