from __future__ import annotations

import dataclasses

import pytest

from checks.audit import Auditor
from checks.browsers.chromium import ChromiumContext
from checks.check import Element, Found, LoadedPage
from checks.engines.axe_core import AxeCore
from checks.observations.keyboard.records import End, KeyboardWalk, Sign, Skip, Stop, Trap
from checks.observations.keyboard.walk import observe
from checks.rules import focus_obscured, focus_order, keyboard_trap, skip_link_works
from results.model import Outcome, PlannedPage

LINK = Element("#a", "<a>", "main")
BAR = Element("#bar", "<div>")
STOP = Stop(LINK, seen=True, sign=Sign.STYLE, left=0, top=0, width=90, height=20)


def outcomes(found: object) -> list[str]:
    return [each.outcome.value for each in found if isinstance(each, Found)]  # type: ignore[attr-defined]


def walk(*stops: Stop, end: End = End.ALL, **more: object) -> KeyboardWalk:
    return KeyboardWalk(stops, end, **more)


def test_what_lies_wholly_under_something_fails_unless_a_modal_dialog_is_open() -> None:
    under = dataclasses.replace(STOP, cover=BAR)
    assert list(focus_obscured.CHECK.judge(walk(under))) == [
        Found(
            Outcome.FAILED,
            "#a",
            "<a>",
            "main",
            {"covered_by": "#bar"},
            "has the focus while something hides all of it",
        )
    ]
    assert outcomes(focus_obscured.CHECK.judge(walk(under, modal=BAR))) == []
    assert outcomes(focus_obscured.CHECK.judge(walk(STOP))) == ["passed"]


@pytest.mark.parametrize(
    ("dialog", "keys", "text", "outcome"),
    [
        (False, False, "Press any key", "failed"),
        (False, True, "Rent allowance", "failed"),
        (False, True, "Press the M key to leave", "cantTell"),
        (False, True, "Druk op de M-toets om verder te gaan", "cantTell"),
        (True, False, "", "cantTell"),
    ],
)
def test_a_trap_fails_unless_it_is_a_dialog_or_the_page_may_tell_a_way_out(
    dialog: bool, keys: bool, text: str, outcome: str
) -> None:
    trap = Trap(LINK, dialog, keys, text)
    assert outcomes(keyboard_trap.CHECK.judge(walk(STOP, end=End.TRAP, trap=trap))) == [outcome]


def test_a_walk_that_ended_before_the_end_of_the_page_says_nothing_of_traps() -> None:
    assert outcomes(keyboard_trap.CHECK.judge(walk(STOP, end=End.CAP))) == []


@pytest.mark.parametrize(
    ("target", "arrives", "bypass", "said"),
    [
        ("there", True, True, ["passed"]),
        ("there", None, True, []),
        ("there", False, True, ["cantTell"]),
        ("there", False, False, ["failed"]),
        ("missing", None, False, ["failed"]),
        ("hidden", None, True, ["cantTell"]),
    ],
)
def test_a_skip_link_that_does_not_skip_fails_where_nothing_else_helps(
    target: str, arrives: bool | None, bypass: bool, said: list[str]
) -> None:
    skip = Skip(LINK, target, arrives, bypass)
    assert outcomes(skip_link_works.CHECK.judge(walk(STOP, skip=skip))) == said


def field(place: int, top: int, left: int = 0, form: int = 1, tabindex: int = 1) -> Stop:
    return dataclasses.replace(STOP, field=True, place=place, top=top, left=left, form=form, tabindex=tabindex)


@pytest.mark.parametrize(
    ("stops", "said"),
    [
        ([field(1, 0), field(2, 50), field(3, 100)], ["passed"] * 3),
        ([field(2, 50), field(3, 100), field(1, 0)], ["passed", "passed", "failed"]),
        ([field(1, 0), field(3, 50), field(2, 0, left=400)], ["passed", "passed", "cantTell"]),
        ([field(2, 50), field(1, 0, form=9)], ["passed", "cantTell"]),
        ([field(2, 50), field(1, 0, tabindex=0)], ["passed", "cantTell"]),
        ([field(2, 50, tabindex=0), field(1, 0, tabindex=0)], ["passed", "passed"]),
    ],
)
def test_only_a_tabindex_that_goes_back_up_a_column_of_one_form_fails(stops: list[Stop], said: list[str]) -> None:
    assert outcomes(focus_order.CHECK.judge(walk(*stops))) == said


ODD = {
    "svg": '<svg width="90" height="40" role="img" aria-label="Map"><a href="/a"><text y="20">Map</text></a></svg>',
    "names": '<form name="title"><input name="activeElement" aria-label="x"><input name="body" aria-label="y"></form>',
    "shadow": '<div id="h"></div><script>h.attachShadow({mode:"open"}).innerHTML="<a href=/a>One</a><a href=/b>Two</a>"'
    "</script>",
    "removed": '<p><a href="/a" onblur="this.remove()">Goes away</a> <a href="/b">Stays</a></p>',
    "contents": '<p style="display: contents"><a href="/a">No box</a></p>',
}


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("name", ODD)
async def test_odd_pages_are_walked(name: str, web: object, auditor: Auditor, context: ChromiumContext) -> None:
    url = f"http://odd.test/{name}"
    web.page(url, ODD[name])  # type: ignore[attr-defined]
    audit = (await auditor.visit(context, PlannedPage(url, "random"), lambda _: None)).audit
    assert [part for part in audit.parts_not_tested if part.startswith("keyboard")] == []
    assert [o.outcome.value for o in audit.outcomes if o.check == "keyboard-trap"] == ["passed"]


@pytest.mark.asyncio(loop_scope="session")
async def test_frames_and_pages_without_anything_to_stop_at_are_walked(
    web: object, auditor: Auditor, context: ChromiumContext
) -> None:
    web.put("http://odd.test/frames", "<frameset cols='50%,50%'><frame src='/left'><frame src='/left'></frameset>")  # type: ignore[attr-defined]
    web.page("http://odd.test/left", "<a href='/a'>A link</a>")  # type: ignore[attr-defined]
    web.page("http://odd.test/nothing", "")  # type: ignore[attr-defined]
    for url in ("http://odd.test/frames", "http://odd.test/nothing"):
        audit = (await auditor.visit(context, PlannedPage(url, "random"), lambda _: None)).audit
        assert [part for part in audit.parts_not_tested if part.startswith("keyboard")] == []


LINKS = "".join(f'<p><a href="/{at}">Link {at}</a></p>' for at in range(20))
COUNTING = """<script>
  const heard = [];
  const note = ({ key, target }) => heard.push(`${key} ${target.textContent.trim().slice(0, 8)}`);
  document.addEventListener("keydown", note);
  document.addEventListener("keyup", ({ key }) => heard.push(key));
</script>"""
PAGES = {
    "plain": "",
    "a listener that hears of keys first": "<script>window.addEventListener('keydown', () => {}, true)</script>",
    "listeners on each": "<script>for (const a of document.links) a.onfocus = () => {};</script>",
    "a timer at each": "<script>document.addEventListener('focusin', () => setTimeout(() => {}, 20))</script>",
    "a frame after them": "<iframe srcdoc='<p>Nothing to stop at'></iframe>",
}


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.parametrize("name", PAGES)
async def test_presses_sent_together_are_heard_of_and_looked_at_one_by_one(
    name: str, web: object, axe: AxeCore, context: ChromiumContext
) -> None:
    url = web.page("http://many.test/", f"{LINKS}{COUNTING}{PAGES[name]}")  # type: ignore[attr-defined]
    page = await context.new_page()
    await page.open(url, 5)
    await axe.run(page)
    walk = await observe(LoadedPage(page))
    heard = await page.playwright.evaluate("heard")
    await page.close()
    assert walk.end is End.ALL
    assert [(stop.sign, stop.seen) for stop in walk.stops if not stop.frame] == [(Sign.STYLE, True)] * 20
    links = [stop.place for stop in walk.stops if not stop.frame]
    assert links == sorted(set(links))
    moves = [key.removeprefix("Tab ") for key in heard if key.startswith("Tab ")]
    assert [each for each in moves if each.startswith("Link")][:20] == [f"Link {at}" for at in range(20)]
    assert heard.count("Tab") == len(moves) - name.count("frame")  # a key that went down outside came up inside


@pytest.mark.asyncio(loop_scope="session")
async def test_presses_beyond_a_stop_that_listens_to_focus_are_kept_from_the_page(
    web: object, axe: AxeCore, context: ChromiumContext
) -> None:
    goes = "<script>document.links[9].onfocus = () => { location.href = '/elsewhere'; }</script>"
    url = web.page("http://many.test/goes", LINKS + goes)  # type: ignore[attr-defined]
    web.page("http://many.test/elsewhere", "")  # type: ignore[attr-defined]
    page = await context.new_page()
    await page.open(url, 5)
    await axe.run(page)
    walk = await observe(LoadedPage(page))
    await page.close()
    assert (walk.end, walk.leaving and walk.leaving.selector) == (End.LEFT, 'a[href="/9"]')
