"""A page that did not get its style sheets is not judged by its looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from results.model import PageAudit

pytestmark = pytest.mark.asyncio(loop_scope="session")

FAINT = "<p style='color:#999'>Faint</p>"
OF_LOOKS = ("color-contrast", "reflow", "text-spacing")


def _sheet(name: str, more: str = "") -> str:
    return f'<link rel="stylesheet" href="{name}"{more}>'


def _looks(audit: PageAudit) -> list[tuple[str, str, int]]:
    return sorted((o.check, o.outcome.value, o.count) for o in audit.outcomes if o.check in OF_LOOKS)


async def test_without_its_style_sheet_what_needs_the_drawing_asks_or_is_untested(
    web: Any, visit: Callable[..., Any]
) -> None:
    audit = await visit(web.page("http://lost.test/", FAINT, head=_sheet("gone.css")))
    assert audit.parts_not_tested == ("styles", "style sheet http://lost.test/gone.css: HTTP 404")
    assert audit.unstyled
    assert _looks(audit) == [
        ("color-contrast", "cantTell", 1),
        ("reflow", "untested", 0),
        ("text-spacing", "untested", 0),
    ]


async def test_a_page_with_most_of_its_styles_is_asked_about_but_counts(web: Any, visit: Callable[..., Any]) -> None:
    web.put("http://lost.test/one.css", "p { margin: 1em }", type="text/css")
    web.put("http://lost.test/two.css", "h1 { margin: 1em }", type="text/css")
    head = _sheet("one.css") + _sheet("two.css") + _sheet("http://away.test/three.css")
    audit = await visit(web.page("http://lost.test/most", FAINT, head=head))
    assert audit.parts_not_tested == ("style sheet http://away.test/three.css: HTTP 502",)
    assert ("color-contrast", "cantTell", 1) in _looks(audit)


async def test_a_page_in_the_place_of_a_style_sheet_is_none(web: Any, visit: Callable[..., Any]) -> None:
    web.put("http://lost.test/soft.css", "<p>Not found</p>")
    audit = await visit(web.page("http://lost.test/soft", FAINT, head=_sheet("soft.css")))
    assert audit.parts_not_tested == ("styles", "style sheet http://lost.test/soft.css: a page in its place")


async def test_lost_files_are_named_in_one_order_whichever_answer_came_first(
    web: Any, visit: Callable[..., Any]
) -> None:
    web.put("http://lost.test/a.js", status=404, seconds=0.3)
    head = '<script src="b.js" async></script><script src="a.js" async></script>'
    audit = await visit(web.page("http://lost.test/order", head=head, body=""))
    assert audit.parts_not_tested == (
        "script http://lost.test/a.js: HTTP 404",
        "script http://lost.test/b.js: HTTP 404",
    )


async def test_scripts_fonts_frames_and_styles_for_print_are_named_and_leave_the_looks_alone(
    web: Any, visit: Callable[..., Any]
) -> None:
    head = (
        _sheet("print.css", ' media="print"')
        + '<script src="gone.js"></script><style>@font-face { font-family: gone; src: url(gone.woff2) }'
        + " h1 { font-family: gone }</style>"
    )
    body = FAINT + '<iframe src="http://away.test/frame" title="Elsewhere"></iframe>'
    audit = await visit(web.page("http://lost.test/others", body, head=head))
    assert sorted(audit.parts_not_tested) == [
        "font http://lost.test/gone.woff2: HTTP 404",
        "frame http://away.test/frame: HTTP 502",
        "script http://lost.test/gone.js: HTTP 404",
        "style sheet http://lost.test/print.css: HTTP 404",
    ]
    assert ("color-contrast", "failed", 1) in _looks(audit)
    assert not audit.unstyled
