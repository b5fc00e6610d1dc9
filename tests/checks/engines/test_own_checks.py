"""How checks of our own are run: what becomes of their answers, and of those that break."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from checks.browsers.chromium import ChromiumContext
from checks.browsers.chromium_page import ChromiumPage
from checks.browsers.engine import PageError
from checks.check import DomCheck, Found, LoadedPage, Observation, ObservationCheck
from checks.engines import own_checks as engine
from checks.engines.axe_core import AxeCore
from checks.engines.own_checks import OwnChecks, outcomes_of
from results.model import CheckOutcome, Outcome

pytestmark = pytest.mark.asyncio(loop_scope="session")

Ready = Callable[[str], object]


@pytest_asyncio.fixture(loop_scope="session")
async def page(context: ChromiumContext) -> AsyncIterator[ChromiumPage]:
    page = await context.new_page()
    yield page
    await page.close()


@pytest.fixture
def dom_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], DomCheck]:
    """A check with this script, in a folder of its own."""
    (tmp_path / "rules").mkdir()
    monkeypatch.setattr(engine, "RULES", tmp_path / "rules")

    def make(check_id: str, script: str) -> DomCheck:
        (tmp_path / "rules" / f"{check_id.replace('-', '_')}.js").write_text(
            f"export default {script};", encoding="utf-8"
        )
        return DomCheck(check_id, ("1.1.1",))

    return make


async def load(page: ChromiumPage, axe: AxeCore, body: str) -> LoadedPage:
    await page.playwright.set_content(f"<!doctype html><html lang=en><title>A</title><body>{body}</body></html>")
    await axe.run(page)
    return LoadedPage(page)


async def test_a_failure_outweighs_a_doubt_and_a_doubt_a_pass(
    page: ChromiumPage, axe: AxeCore, dom_check: Ready
) -> None:
    script = """(page) => {
      const [first, second, third] = page.all("p");
      page.passed(first); page.cannotTell(first, "doubt"); page.failed(first, "wrong", { size: 3 });
      page.failed(second, "wrong"); page.passed(second);
      page.cannotTell(third, "doubt");
    }"""
    checks = OwnChecks([dom_check("one-two", script)])
    result = await checks.read(await load(page, axe, "<main><p id=a>A<p id=b>B</main><p id=c>C"))
    told = [
        (o.check, o.outcome, o.criteria, o.count, [(f.selector, f.message, f.measured, f.region) for f in o.findings])
        for o in result.outcomes
    ]
    assert told == [
        (
            "one-two",
            Outcome.FAILED,
            ("1.1.1",),
            2,
            [("#a", "wrong", '{"size": 3}', "main"), ("#b", "wrong", "{}", "main")],
        ),
        ("one-two", Outcome.CANNOT_TELL, ("1.1.1",), 1, [("#c", "doubt", "{}", "")]),
    ]


async def test_a_check_that_says_nothing_is_inapplicable_and_one_that_only_passes_is_passed(
    page: ChromiumPage, axe: AxeCore, dom_check: Ready
) -> None:
    checks = OwnChecks([dom_check("nothing", "() => {}"), dom_check("fine", "(page) => page.passed(page.all('p')[0])")])
    result = await checks.read(await load(page, axe, "<p>A"))
    assert result.outcomes == (
        CheckOutcome("nothing", Outcome.INAPPLICABLE, ("1.1.1",)),
        CheckOutcome("fine", Outcome.PASSED, ("1.1.1",)),
    )


async def test_a_script_that_throws_leaves_its_check_untested_and_the_others_alone(
    page: ChromiumPage, axe: AxeCore, dom_check: Ready
) -> None:
    checks = OwnChecks(
        [
            dom_check("broken", "() => { throw new Error('a bug'); }"),
            dom_check("fine", "(page) => page.passed(document.body)"),
        ]
    )
    result = await checks.read(await load(page, axe, "<p>A"))
    assert [(o.check, o.outcome) for o in result.outcomes] == [("broken", Outcome.UNTESTED), ("fine", Outcome.PASSED)]
    [part] = result.parts_not_tested
    assert part.startswith("broken: Error: a bug")


async def test_elements_are_capped_with_the_first_of_each_landmark_kept(
    page: ChromiumPage, axe: AxeCore, dom_check: Ready
) -> None:
    script = "(page) => page.all('p').forEach((p) => page.failed(p))"
    checks = OwnChecks([dom_check("many", script)], elements_per_check=2)
    result = await checks.read(await load(page, axe, "<main><p id=a>A<p id=b>B<p id=c>C</main><nav><p id=d>D</nav>"))
    [outcome] = result.outcomes
    assert (outcome.count, [f.selector for f in outcome.findings]) == (4, ["#a", "#d"])


async def test_scripts_reach_into_open_shadow_roots(page: ChromiumPage, axe: AxeCore, dom_check: Ready) -> None:
    body = """<my-box></my-box><script>
      document.querySelector("my-box").attachShadow({ mode: "open" }).innerHTML = "<p>Inside</p>";</script>"""
    checks = OwnChecks([dom_check("inside", "(page) => page.all('p').forEach((p) => page.failed(p))")])
    [outcome] = (await checks.read(await load(page, axe, body))).outcomes
    assert [finding.selector for finding in outcome.findings] == ["my-box >>> p"]


def observed(name: str, order: int, observe: object, seconds: float = 5.0) -> ObservationCheck[str]:
    observation = Observation(name, order, seconds, observe)
    return ObservationCheck(f"on-{name}", ("2.1.1",), observation, lambda seen: [Found(Outcome.FAILED, message=seen)])


async def test_observations_run_in_their_order_once_for_all_their_checks(page: ChromiumPage, axe: AxeCore) -> None:
    ran: list[str] = []

    def watch(name: str) -> object:
        async def observe(_: LoadedPage) -> str:
            ran.append(name)
            return name

        return observe

    late, early = observed("late", 90, watch("late")), observed("early", 10, watch("early"))
    again = ObservationCheck("again", ("2.1.1",), late.observation, lambda _: [])
    result = await OwnChecks([late, again, early]).observe(await load(page, axe, "<p>A"))
    assert ran == ["early", "late"]
    assert [(o.check, o.outcome) for o in result.outcomes] == [
        ("on-early", Outcome.FAILED),
        ("again", Outcome.INAPPLICABLE),
        ("on-late", Outcome.FAILED),
    ]


async def test_observations_of_one_order_run_beside_each_other(page: ChromiumPage, axe: AxeCore) -> None:
    met = asyncio.Barrier(2)

    async def meet(_: LoadedPage) -> str:
        await met.wait()
        return "met"

    checks = OwnChecks([observed("one", 20, meet), observed("other", 20, meet)])
    result = await checks.observe(await load(page, axe, "<p>A"))
    assert [(o.check, o.outcome) for o in result.outcomes] == [
        ("on-one", Outcome.FAILED),
        ("on-other", Outcome.FAILED),
    ]


async def test_an_observation_that_breaks_or_takes_too_long_leaves_its_checks_untested(
    page: ChromiumPage, axe: AxeCore
) -> None:
    async def never(_: LoadedPage) -> str:
        await asyncio.sleep(60)
        return ""

    async def breaks(_: LoadedPage) -> str:
        raise PageError("the page is gone\nat line 3")

    checks = OwnChecks([observed("slow", 1, never, seconds=0.05), observed("gone", 2, breaks)])
    result = await checks.observe(await load(page, axe, "<p>A"))
    assert [(o.check, o.outcome) for o in result.outcomes] == [
        ("on-slow", Outcome.UNTESTED),
        ("on-gone", Outcome.UNTESTED),
    ]
    assert result.parts_not_tested == ("slow: over 0.05 s", "gone: the page is gone")


async def test_where_an_observation_lacks_something_it_is_said_and_nothing_passes(
    page: ChromiumPage, axe: AxeCore
) -> None:
    async def observe(_: LoadedPage) -> str:
        return "half"

    def answering(name: str, *outcomes: Outcome) -> ObservationCheck[str]:
        return ObservationCheck(name, ("2.1.1",), half, lambda _: [Found(outcome) for outcome in outcomes])

    half = Observation("half", 1, 5.0, observe, lacking=lambda seen: f"{seen} of it was seen")
    checks = [
        answering("asks", Outcome.CANNOT_TELL, Outcome.PASSED),
        answering("fails", Outcome.FAILED, Outcome.CANNOT_TELL),
        answering("nothing"),
        answering("passes", Outcome.PASSED),
    ]
    result = await OwnChecks(checks).observe(await load(page, axe, "<p>A"))
    assert [(o.check, o.outcome, o.count) for o in result.outcomes] == [
        ("asks", Outcome.CANNOT_TELL, 1),
        ("asks", Outcome.UNTESTED, 0),
        ("fails", Outcome.FAILED, 1),
        ("fails", Outcome.CANNOT_TELL, 1),
        ("nothing", Outcome.UNTESTED, 0),
        ("passes", Outcome.UNTESTED, 0),
    ]
    assert result.parts_not_tested == ("half: half of it was seen",)


async def test_counts_are_exact_where_elements_are_capped() -> None:
    found = [Found(Outcome.CANNOT_TELL, selector=f"#a{n}") for n in range(5)]
    [outcome] = outcomes_of("check", (), found, cap=2)
    assert (outcome.outcome, outcome.count, len(outcome.findings)) == (Outcome.CANNOT_TELL, 5, 2)
