import lxml.html
import pytest

from crawler.discovery.application import is_application

SCRIPT = "<script type=module src=/main.js></script>"
WORDS = (
    "The parish office is open on Monday and on Tuesday, and the priest can be reached by telephone every single day."
)


def seen(body: str) -> bool:
    return is_application(lxml.html.document_fromstring(f"<html><head><title>Site</title></head><body>{body}</body>"))


@pytest.mark.parametrize(
    "body",
    [
        f"<div id=root></div>{SCRIPT}",
        f"<noscript>{WORDS}</noscript><main></main><script>draw()</script>",
        f"<div id=app><h1>Drawn at the server</h1><p>{WORDS}</p></div>{SCRIPT}",
        f"<app-root><p>{WORDS}</p></app-root>{SCRIPT}",
    ],
)
def test_what_scripts_fill_in_is_an_application(body: str) -> None:
    assert seen(body)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Three words only</p>",
        f"<p>{WORDS}</p>{SCRIPT}",
        "<p>Three words only</p><script type='application/ld+json'>{}</script>",
        f"<div id=approach><p>{WORDS}</p></div>{SCRIPT}",
    ],
)
def test_a_small_page_is_none(body: str) -> None:
    assert not seen(body)


def test_an_empty_answer_is_none() -> None:
    assert not is_application(None)
