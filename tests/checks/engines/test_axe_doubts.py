"""Failures of axe-core in which a person could disagree are told as doubts, and only those."""

from __future__ import annotations

from typing import Any

import pytest

from results.model import Outcome

pytestmark = pytest.mark.asyncio(loop_scope="session")

PLATE = (
    "<style>i::before {{ content: ''; display: block; width: {}px; height: {}px; background: #123c66 }}"
    "i {{ display: block; height: 0 }} span {{ position: relative; color: #ddd }}</style>"
    '<div><i></i><span id="x">Rates of this week</span></div>'
)
ICONS = "<style>.icon { font-family: 'Example Icons', sans-serif }</style>"


@pytest.mark.parametrize(
    ("rule", "doubtful", "certain"),
    [
        (
            "label-content-name-mismatch",
            f'{ICONS}<button id="x" aria-label="Find"><span class="icon">search</span></button>',
            '<button id="x" aria-label="Find"><span>search</span></button>',
        ),
        (
            "label-content-name-mismatch",
            '<a id="x" href="/a" aria-label="Library: open today"><h2>Library</h2><p>Lends books</p></a>',
            '<a id="x" href="/a" aria-label="Open today"><h2>Library</h2><p>Lends books</p></a>',
        ),
        (
            "label-content-name-mismatch",
            '<button id="x" aria-label="English">EN</button>',
            '<button id="x" aria-label="English">NL</button>',
        ),
        (
            "aria-prohibited-attr",
            '<svg width="9" height="9"><g id="x" aria-label="Ghent"><path d="M0 0h9v9z"/></g></svg>',
            '<div id="x" aria-label="Ghent"></div>',
        ),
        (
            "color-contrast",
            PLATE.format(300, 40),
            PLATE.format(9, 9),
        ),
        (
            "aria-valid-attr-value",
            '<p id="x" aria-hidden="yes">Text</p>',
            '<p id="x" aria-hidden="yes" aria-live="loud">Text</p>',
        ),
    ],
    ids=str,
)
async def test_a_doubt_is_told_apart_from_a_failure(
    web: Any, visit: Any, rule: str, doubtful: str, certain: str
) -> None:
    for body, outcome in ((doubtful, Outcome.CANNOT_TELL), (certain, Outcome.FAILED)):
        audit = await visit(web.page("http://doubts.test/", body))
        found = [(o.outcome, o.count, [f.selector for f in o.findings]) for o in audit.outcomes if o.check == rule]
        assert found[0][:2] == (outcome, 1)


async def test_signs_in_another_encoding_are_a_doubt_and_a_failure_beside_them_is_still_reported(
    web: Any, visit: Any
) -> None:
    pale = 'style="color: #bbb; background: #fff"'
    html = (
        f'<!doctype html><html lang="en"><title>A</title><p id="a" {pale}>== ±± ==</p><p id="b" {pale}>Pale</p></html>'
    )
    audit = await visit(web.put("http://doubts.test/signs", html.encode(), type="text/html; charset=windows-1252"))
    found = {o.outcome: [f.selector for f in o.findings] for o in audit.outcomes if o.check == "color-contrast"}
    assert found == {Outcome.FAILED: ["#b"], Outcome.CANNOT_TELL: ["#a"]}


async def test_words_in_another_encoding_than_they_were_written_in_are_a_doubt(web: Any, visit: Any) -> None:
    html = '<!doctype html><html lang="en"><title>A</title><button aria-label="Next page">Next…</button></html>'
    audit = await visit(web.put("http://doubts.test/encoding", html.encode(), type="text/html; charset=windows-1252"))
    found = [o.outcome for o in audit.outcomes if o.check == "label-content-name-mismatch"]
    assert found == [Outcome.CANNOT_TELL]


async def test_a_selector_does_not_lean_on_an_id_that_a_program_makes_anew(web: Any, visit: Any) -> None:
    body = '<div id="menu"><p>Text</p><p><a id="ui-collapse-641" href="/a"></a></p></div><a id="empty" href="/b"></a>'
    audit = await visit(web.page("http://doubts.test/generated", body))
    [found] = [o for o in audit.outcomes if o.check == "link-name" and o.outcome is Outcome.FAILED]
    assert [finding.selector for finding in found.findings] == ["#menu > p:nth-of-type(2) > a", "#empty"]


async def test_what_axe_core_leaves_open_is_a_failure_where_no_code_of_the_page_keeps_the_focus(
    web: Any, visit: Any
) -> None:
    dialog = '<div role="dialog" aria-modal="true" aria-label="Ask"><button{}>Close</button></div>'
    hidden = '<div aria-hidden="true"><a id="x" href="/a">Words that are hidden</a></div>'
    for attributes, outcome in (("", Outcome.FAILED), (' onkeydown="this.title = 1"', Outcome.CANNOT_TELL)):
        audit = await visit(web.page("http://doubts.test/dialog", dialog.format(attributes) + hidden))
        assert [o.outcome for o in audit.outcomes if o.check == "aria-hidden-focus" and o.count] == [outcome]


async def test_a_list_that_says_it_is_something_else_is_said_once_and_not_of_its_items_too(
    web: Any, visit: Any
) -> None:
    tab = '<li><a role="tab" aria-selected="{}" href="#{}">{}</a></li>'
    tabs = tab.format("true", "a", "Paper") + tab.format("false", "b", "Glass")
    lists = f'<ul id="tabs" role="tablist">{tabs}</ul><div><li id="stray">Stray</li></div>'
    audit = await visit(web.page("http://doubts.test/tabs", lists))
    rules = ("aria-required-children", "aria-required-parent", "list", "listitem")
    found = {o.check: [f.selector for f in o.findings] for o in audit.outcomes if o.check in rules and o.count}
    assert found == {"aria-required-children": ["#tabs"], "listitem": ["#stray"]}
    assert {o.check for o in audit.outcomes} >= set(rules)
