"""Every phrase, however it is written, is found by everything that looks for it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from checks.facts import Link, PageFacts
from checks.page_kind import notice_in_place_of
from checks.statement import read_statement
from checks.statement_words import all_words
from crawler.page_roles import ROLES, evidence_of_role
from crawler.site_search.page_signs import names_statement, signs_of
from results.model import FoundPage, Reason, StatementState
from results.page_words.fold import folded
from results.page_words.page_look import PageLook
from results.page_words.phrases import Phrases, by_language, phrases, plain_words, subject_words
from tests.results.page_words.writing import written

ROLE = {role.name: role for role in ROLES}
LANGUAGES = set(subject_words("statement"))


def _flat(subject: str, *names: str) -> list[str]:
    return [phrase for words in by_language(subject, *names).values() for phrase in words]


def _roles_of(way: str) -> st.SearchStrategy[tuple[str, str]]:
    """(role, one of its phrases)."""
    known = subject_words("roles")
    return st.sampled_from([(role, phrase) for role in known if role in ROLE for phrase in _flat("roles", role, way)])


FAST = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow]
)


@FAST
@given(st.data(), st.sampled_from(["whole", "weak", "words"]))
def test_a_link_tells_its_role_to_the_sample(data: st.DataObject, way: str) -> None:
    role, phrase = data.draw(_roles_of(way))
    text = data.draw(written(phrase))
    assert evidence_of_role(ROLE[role], FoundPage("https://a.example/x", link_texts=(text,))), text


@FAST
@given(st.data())
def test_an_address_tells_its_role_to_the_sample(data: st.DataObject) -> None:
    role, phrase = data.draw(_roles_of("path"))
    text = data.draw(written(phrase).filter(lambda text: "." not in text))  # in an address the ending of a file follows
    segment = quote(text.replace(" ", "-"), safe="")
    assert evidence_of_role(ROLE[role], FoundPage(f"https://a.example/{segment}/")), segment


@FAST
@given(st.data())
def test_the_name_of_a_statement_is_seen_by_the_sample_the_site_search_and_the_check(data: st.DataObject) -> None:
    text = data.draw(written(data.draw(st.sampled_from(_flat("roles", "statement", "whole")))))
    home = PageFacts("https://a.example/", "https://a.example/", "home", links=(Link("https://a.example/s", text),))
    assert names_statement(folded(text)), text
    assert read_statement(1, (home,), {}).state is StatementState.UNREADABLE, text


@FAST
@given(st.data())
def test_what_a_statement_says_is_read_in_its_language(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(LANGUAGES)))
    part = data.draw(st.sampled_from(["feedback", "enforcement", "prepared", "reviewed", "self", "third_party"]))
    phrase = data.draw(st.sampled_from(subject_words("statement")[language][part]))
    found: Phrases = getattr(all_words()[language], part)
    text = data.draw(written(phrase))
    assert found.are_in(folded(text + "x" * phrase.endswith(" "))), text  # after a space a word follows


@FAST
@given(st.data(), st.sampled_from(sorted(set(subject_words("notices")) - {"login", "consent"})))
def test_what_only_a_notice_says_turns_the_page_away(data: st.DataObject, kind: str) -> None:
    phrase = data.draw(st.sampled_from(_flat("notices", kind, "alone")))
    text = data.draw(written(phrase))
    page = PageLook(title="gemeente-voorbeeld.example", heading=text, text=text, words=5, controls=1)
    assert notice_in_place_of(page, "random"), text


@FAST
@given(st.data())
def test_a_login_and_a_consent_wall_are_known_by_their_heading_and_what_they_offer(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["login", "consent"]))
    heading, action = (
        data.draw(written(data.draw(st.sampled_from(_flat("notices", kind, way))))) for way in ("alone", "action")
    )
    page = PageLook(heading=heading, words=5, controls=1, actions=(action,))
    assert notice_in_place_of(page, "random"), (heading, action)


@FAST
@given(st.data())
def test_a_parked_domain_is_seen_by_the_site_search(data: st.DataObject) -> None:
    text = data.draw(written(data.draw(st.sampled_from(_flat("notices", "parked", "alone")))))
    assert signs_of(html.document_fromstring(f"<body><p>{text}</body>"), "https://a.example/").reason is Reason.PARKED


@pytest.mark.parametrize("role", ["statement", "contact", "search", "login", "legal", "sitemap", "help", "feedback"])
def test_a_role_has_words_in_every_language(role: str) -> None:
    assert set(by_language("roles", role, "whole")) >= LANGUAGES


def test_plain_words_are_folded_as_the_scripts_fold_and_keep_the_end_of_a_whole_word() -> None:
    assert plain_words("media", "transcript")[:2] == ("transcri", "uitgeschreven")
    assert {"son ", "folge "} <= {*plain_words("media", "stopping"), *plain_words("media", "speech")}


def test_phrases_that_are_not_there_are_nowhere() -> None:
    none = phrases("roles", "form", "whole")
    assert not none
    assert not none.are_in(folded("form"))


def test_words_are_whole_words_and_the_longest_wins() -> None:
    found = Phrases.of(["contact", "contact us"])
    checks: list[tuple[Callable[[Phrases, str], bool], str, bool]] = [
        (lambda one, text: one.are_words_of(folded(text)), "Your contact here", True),
        (lambda one, text: one.are_words_of(folded(text)), "Contactless", False),
        (lambda one, text: one.begin(folded(text)), "Contact us now", True),
        (lambda one, text: one.begin(folded(text)), "Please contact us", False),
        (lambda one, text: one.are_all_of(folded(text)), "CONTACT US", True),
        (lambda one, text: one.are_all_of(folded(text)), "contact us now", False),
    ]
    assert [check(found, text) for check, text, _ in checks] == [said for _, _, said in checks]
