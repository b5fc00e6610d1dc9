from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_templates.details import detail
from report_templates.languages import load_language
from results.model import CheckDescription, CheckText, Finding, Outcome

DETAILS = {
    "nl": {
        "stands out too little": "Het contrast is {contrast}:1; er is {required}:1 nodig.",
        "has-alt": "Het alt-attribuut ontbreekt.",
        "target-size:tooManyRects": "De grootte kon niet worden gemeten.",
        "target-size": "Het element is {width} op {height} pixels groot.",
        "color-contrast": "Er is {expectedContrastRatio} nodig.",
        "named": "Het heet “{name}”.",
    },
    "en": {"named": "It is called “{name}”."},
}
CHECK = CheckDescription(
    "a-check", "axe-core", ("1.1.1",), (), (), best_practice=False, only_asks=False,
    texts={code: CheckText("title", "fault", "who", ("fix",), details=words) for code, words in DETAILS.items()},
)  # fmt: skip


def said(message: str = "All that axe says", language: str = "nl", **measured: object) -> str:
    finding = Finding("a-check", Outcome.FAILED, "p", "<p>", json.dumps(measured), message)
    return detail(finding, CHECK, load_language(language))


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        ({"reasons": "has-alt aria-label"}, "Het alt-attribuut ontbreekt."),
        ({"reasons": "target-size", "width": 17.5, "height": 1200}, "Het element is 17,5 op 1.200 pixels groot."),
        ({"reasons": "target-size:tooManyRects"}, "De grootte kon niet worden gemeten."),
        ({"reasons": "target-size:other", "width": 1, "height": 2}, "Het element is 1 op 2 pixels groot."),
        ({"reasons": "color-contrast", "expectedContrastRatio": "4.5:1"}, "Er is 4,5:1 nodig."),
        ({"reasons": "unknown"}, ""),
        ({"reasons": "target-size"}, ""),
        ({}, ""),
    ],
)
def test_what_axe_says_is_in_our_words_when_all_they_name_was_measured(measured: dict[str, object], expected: str):
    assert said(**measured) == expected


def test_a_message_of_ours_is_found_also_when_it_goes_on():
    assert said("stands out too little in a narrow window", contrast=2.9, required=4.5) == (
        "Het contrast is 2,9:1; er is 4,5:1 nodig."
    )
    assert said("stands out too littler", contrast=2.9, required=4.5) == ""


def test_in_english_what_has_no_words_is_as_the_check_said_it():
    assert said("named", "en", name="x") == "It is called “x”."
    assert said("Something else.", "en") == "Something else."
    assert said("Something else.", "fr") == ""


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(json.dumps), st.text())
def test_whatever_a_page_let_be_measured_can_be_said(measured: str, message: str):
    finding = Finding("a-check", Outcome.FAILED, "p", "<p>", measured, message)
    assert isinstance(detail(finding, CHECK, load_language("nl")), str)


@given(st.dictionaries(st.sampled_from(["name", "reasons"]), st.text() | st.floats() | st.booleans()))
def test_what_a_page_calls_itself_is_said_as_it_stands(measured: dict[str, object]):
    assert isinstance(said("named", **measured), str)


def test_without_a_description_there_are_no_words():
    assert detail(Finding("x", Outcome.FAILED, "p", "<p>", "{}", "message"), None, load_language("en")) == ""
