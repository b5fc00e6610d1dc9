from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from checks.audit import Auditor
from checks.browser import RecyclingBrowser
from checks.browsers.engine import WINDOW, PageError
from checks.check import LoadedPage
from checks.observations.layout.changes import Cut, TextPlace, Turned, Wide
from checks.observations.layout.states import CHANGES, Layout, observe
from checks.rules import reflow
from results.model import Outcome

PLACE = TextPlace("p", "<p></p>", "main", "Text")
CUT = Cut(
    PLACE,
    axis="y",
    always=False,
    before=1.0,
    after=0.5,
    through=True,
    both=False,
    words=9,
    fills_window=False,
    toggle=False,
    link=False,
    ellipsis=False,
    clamped=False,
    moved=False,
    direct=True,
    titled=False,
)
WIDE = Wide(
    PLACE, over=40, beyond=False, word=False, wider=True, table=False, cut=False, both=False, hyphens=False, moved=False
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        pytest.param({}, Outcome.FAILED, id="cut off in a plain box"),
        pytest.param({"titled": True}, None, id="all of it in a title attribute"),
        pytest.param({"clamped": True, "link": True}, None, id="a teaser with a link"),
        pytest.param({"clamped": True}, Outcome.CANNOT_TELL, id="a teaser without a link"),
        pytest.param({"toggle": True}, Outcome.CANNOT_TELL, id="with a button beside it"),
        pytest.param({"fills_window": True}, Outcome.CANNOT_TELL, id="in a box as high as the window"),
        pytest.param({"axis": "x", "moved": True}, None, id="a slide"),
        pytest.param({"axis": "x", "direct": False}, Outcome.CANNOT_TELL, id="wider than a box around its own"),
        pytest.param({"after": 0.0, "through": False, "direct": False}, Outcome.CANNOT_TELL, id="gone as a whole"),
        pytest.param({"always": True}, Outcome.FAILED, id="cut through its letters at any size"),
        pytest.param({"always": True, "through": False}, None, id="cut between its lines at any size"),
        pytest.param({"always": True, "words": 2}, None, id="an ornament cut through at any size"),
    ],
)
def test_text_that_is_cut_off_fails_unless_something_may_show_the_rest(
    changes: dict[str, Any], outcome: Outcome | None
) -> None:
    assert replace(CUT, **changes).outcome is outcome


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        pytest.param({}, Outcome.FAILED, id="lines too long for the window"),
        pytest.param({"over": 15}, None, id="by less than a letter"),
        pytest.param({"word": True}, Outcome.CANNOT_TELL, id="a single word"),
        pytest.param({"hyphens": True, "both": True}, Outcome.CANNOT_TELL, id="hyphenation may mend it"),
        pytest.param({"moved": True, "beyond": True}, None, id="a menu put away beside the window"),
        pytest.param({"beyond": True, "word": True}, Outcome.FAILED, id="to the right of the window"),
        pytest.param({"beyond": True, "cut": True}, Outcome.CANNOT_TELL, id="out of the window's reach"),
        pytest.param({"cut": True}, Outcome.FAILED, id="cut off by the window"),
        pytest.param({"cut": True, "wider": False}, Outcome.CANNOT_TELL, id="a narrow block cut off by the window"),
    ],
)
def test_lines_past_the_edge_fail_where_they_could_have_wrapped(
    changes: dict[str, Any], outcome: Outcome | None
) -> None:
    assert replace(WIDE, **changes).outcome is outcome


@pytest.mark.parametrize(
    ("landscape", "portrait", "outcome"),
    [
        (0, 90, Outcome.FAILED),
        (3, -87, Outcome.FAILED),
        (270, 0, Outcome.FAILED),
        (0, 180, None),
        (0, 360, None),
        (0, 45, None),
    ],
)
def test_a_quarter_turn_of_the_text_fails(landscape: float, portrait: float, outcome: Outcome | None) -> None:
    assert Turned(PLACE, landscape, portrait, share=0.9).outcome is outcome


def test_a_page_without_text_is_not_spoken_of() -> None:
    assert list(reflow.judge(Layout(texts=0))) == []
    assert [found.outcome for found in reflow.judge(Layout(texts=1))] == [Outcome.PASSED]


STATE = "[innerWidth, innerHeight, scrollY, document.adoptedStyleSheets.length, document.documentElement.outerHTML]"


async def measured(auditor: Auditor, browser: RecyclingBrowser, html: str) -> tuple[Layout, Any, Any]:
    """What is observed of a page, and the state it was in before and after."""
    async with browser.site_context("en") as context, browser.page(context) as tab:
        await tab.page.playwright.set_content(html)
        await auditor.axe.run(tab.page)
        await tab.page.run("window.scrollTo(0, 300)")
        before = await tab.page.run(STATE)
        layout = await observe(LoadedPage(tab.page))
        return layout, before, await tab.page.run(STATE)


@pytest.mark.asyncio(loop_scope="session")
async def test_the_page_is_left_as_it_was(auditor: Auditor, browser: RecyclingBrowser) -> None:
    html = "<!doctype html><title>A</title><h1>A</h1><p style='height: 3000px; width: 900px'>Some words.</p>"
    layout, before, after = await measured(auditor, browser, html)
    assert layout.texts == 2
    assert before[:4] == [WINDOW.width, WINDOW.height, 300, 0]
    assert after == before


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<svg><a href='#'><text y='20'>Words</text></a></svg>", id="only a drawing"),
        pytest.param("<form><input name='body'><input name='documentElement'>Words</form>", id="a form with odd names"),
        pytest.param("<img name='body'><img name='styleSheets'>Words", id="images with the names of properties"),
        pytest.param("<div id='host'></div><script>host.attachShadow({mode: 'open'}).innerHTML = '<p>Words</p><slot>'"
                     "</script>", id="a shadow root"),
        pytest.param("<script>document.body.remove()</script>", id="no body"),
        pytest.param("<style>* { rotate: 1 1 1 45deg; transform: matrix3d(1,0,0,0,0,1,0,0,0,0,1,0,0,0,0,1) }"
                     "@media (orientation: portrait) { p::before, p { rotate: x 90deg } }</style><p>Words</p>",
                     id="turned in three dimensions"),
    ],
)  # fmt: skip
async def test_odd_pages_are_measured(auditor: Auditor, browser: RecyclingBrowser, body: str) -> None:
    layout, _, after = await measured(auditor, browser, f"<!doctype html><title>A</title>{body}")
    changes = (*layout.spaced, *layout.zoomed, *layout.narrow, *layout.turned)
    assert [change.outcome for change in changes if change.outcome] == []
    assert after[:2] == [WINDOW.width, WINDOW.height]


@pytest.mark.asyncio(loop_scope="session")
async def test_what_is_put_right_by_a_script_after_a_moment_does_not_count(
    auditor: Auditor, browser: RecyclingBrowser
) -> None:
    html = """<!doctype html><title>A</title><p id="p">The pool opens at eight in the morning and closes at nine.</p>
    <script>
      p.style.width = `${innerWidth - 50}px`;
      let waiting;
      addEventListener("resize", () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => { p.style.width = `${innerWidth - 50}px`; }, 200);
      });
    </script>"""
    layout, _, _ = await measured(auditor, browser, html)
    assert layout.narrow == ()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([{"kind": "cut"}], "0.cut.place: Field required"),
        ([{"kind": "unscaled", "place": {"selector": 1, "snippet": "", "region": ""}}], "0.unscaled.place.selector: "),
        ([{"kind": "gone", "place": {}}], "0: Input tag 'gone' found using 'kind' does not match"),
        ({}, ": Input should be a valid array"),
    ],
)
def test_a_page_that_answers_something_else_leaves_its_layout_untested(answer: Any, said: str) -> None:
    with pytest.raises(PageError, match=re.escape(f"layout.js changes gave back something else: {said}")):
        CHANGES.read(answer)
