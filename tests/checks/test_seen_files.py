"""Which validators stand for every byte."""

from __future__ import annotations

import pytest

from checks.seen_files import deciding, validators

LONG_AGO, NOW = "Mon, 02 Nov 2026 08:00:00 GMT", "Sun, 29 Nov 2026 08:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "trusted"),
    [
        ({}, ("", "")),
        ({"etag": '"a"'}, ('"a"', "")),
        ({"etag": 'W/"a"'}, ("", "")),
        ({"etag": "a"}, ("", "")),
        ({"last-modified": LONG_AGO, "date": NOW}, ("", LONG_AGO)),
        ({"last-modified": NOW, "date": NOW}, ("", "")),
        ({"last-modified": "Sun, 29 Nov 2026 07:59:30 GMT", "date": NOW}, ("", "")),
        ({"last-modified": LONG_AGO}, ("", "")),
        ({"last-modified": "yesterday", "date": NOW}, ("", "")),
        ({"etag": '"a"', "last-modified": LONG_AGO, "date": NOW, "vary": "*"}, ("", "")),
    ],
)
def test_a_validator_is_kept_when_no_other_bytes_can_have_it(headers: dict[str, str], trusted: tuple[str, str]) -> None:
    assert validators(headers) == trusted


def test_headers_that_decide_what_becomes_of_the_bytes_are_kept_with_them() -> None:
    headers = {"content-type": "text/html", "date": NOW, "content-security-policy": "default-src 'self'"}

    assert deciding(headers) == (("content-security-policy", "default-src 'self'"), ("content-type", "text/html"))
