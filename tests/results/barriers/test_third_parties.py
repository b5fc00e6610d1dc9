"""Frames and widgets of others are known by their host or by the names they give their elements."""

from __future__ import annotations

import pytest

from results.barriers.third_parties import third_party
from results.model import Finding, Outcome


def found(snippet: str, selector: str = "div", measured: str = "{}") -> Finding:
    return Finding("color-contrast", Outcome.FAILED, selector, snippet, measured)


@pytest.mark.parametrize(
    ("finding", "name"),
    [
        (found('<div class="g-recaptcha">'), "Google reCAPTCHA"),
        (found("<button>", "#onetrust-banner-sdk > .ot-sdk-row > button"), "OneTrust"),
        (found("<a>", "iframe >>> a", '{"frame_host": "www.youtube-nocookie.com"}'), "YouTube"),
        (found("<a>", "iframe >>> a", '{"frame_host": "Forms.Example.org:8080"}'), "forms.example.org:8080"),
        (found("<a>", "iframe >>> a"), ""),
        (found('<iframe src="https://www.youtube.com/embed/x">', "iframe"), ""),
        (found('<div class="not-g-recaptcha-like card">'), ""),
        (found("<p>", "p", "no JSON frame_host"), ""),
    ],
)
def test_what_others_make_has_their_name_and_all_else_none(finding: Finding, name: str) -> None:
    assert third_party(finding) == name


def test_a_host_that_only_ends_like_a_known_one_is_another() -> None:
    assert third_party(found("<a>", "iframe >>> a", '{"frame_host": "notyoutube.com"}')) == "notyoutube.com"
