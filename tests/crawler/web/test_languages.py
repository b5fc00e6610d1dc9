import pytest

from crawler.web.languages import accept_language


@pytest.mark.parametrize(
    ("language", "header"),
    [
        ("nl", "nl"),
        ("nl-be", "nl-BE,nl;q=0.9"),
        ("DE_at", "de-AT,de;q=0.9"),
        ("zh-Hant-tw", "zh-Hant-TW,zh;q=0.9"),
        ("", "en"),
        ("*", "en"),
        ("Nederlands en Frans", "en"),
    ],
)
def test_the_header_is_what_a_browser_in_that_language_sends(language: str, header: str) -> None:
    assert accept_language(language) == header
