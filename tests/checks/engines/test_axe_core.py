"""axe-core on real pages: what it says is stored exactly, and what it could not see is named."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from typing import Any

import pytest

from checks.engines.axe_core import AxeCore, criteria_of
from checks.rules import own_checks
from results.model import Outcome, PageAudit

pytestmark = pytest.mark.asyncio(loop_scope="session")

IMAGE = '<img src="/image.png">'


def selectors(audit: PageAudit, check: str = "image-alt") -> list[str]:
    return [f.selector for o in audit.outcomes if o.check == check for f in o.findings]


async def test_each_rule_that_runs_has_an_outcome(web: Any, visit: Any, axe: AxeCore) -> None:
    audit = await visit(web.page("http://axe.test/", IMAGE))
    own = {check.id for check in own_checks()}
    assert {outcome.check for outcome in audit.outcomes} - own == set(axe.criteria)
    assert len(set(axe.criteria)) == 89


async def test_counts_are_exact_where_findings_are_capped(web: Any, visit: Any) -> None:
    audit = await visit(web.page("http://axe.test/many", IMAGE * 12))
    assert [(o.count, len(o.findings)) for o in audit.outcomes if o.check == "image-alt"] == [(12, 5)]


async def test_of_more_elements_than_are_kept_one_in_each_landmark_is(web: Any, visit: Any) -> None:
    body = f"<main>{IMAGE * 12}</main><nav>{IMAGE * 2}</nav>"
    audit = await visit(web.page("http://axe.test/landmarks", body))
    (images,) = (o for o in audit.outcomes if o.check == "image-alt")
    assert images.count == 14
    assert [finding.region for finding in images.findings] == ["main"] * 4 + ["navigation"]


async def test_the_measured_contrast_is_stored(web: Any, visit: Any) -> None:
    style = "color: #999; background: #fff; font: 16px sans-serif"
    audit = await visit(web.page("http://axe.test/contrast", f'<p id="grey" style="{style}">Grey</p>'))
    (finding,) = [f for o in audit.outcomes if o.outcome is Outcome.FAILED for f in o.findings]
    measured = json.loads(finding.measured)
    assert (finding.check, finding.selector) == ("color-contrast", "#grey")
    assert finding.snippet == f'<p id="grey" style="{style}">Grey</p>'
    assert {key: measured[key] for key in ("fgColor", "bgColor", "contrastRatio", "expectedContrastRatio")} == {
        "fgColor": "#999999",
        "bgColor": "#ffffff",
        "contrastRatio": 2.84,
        "expectedContrastRatio": "4.5:1",
    }


@pytest.mark.parametrize(
    ("body", "region"),
    [
        ("<header>X</header>", "banner"),
        ("<div><header>X</header></div>", "banner"),
        ("<main><header>X</header></main>", "main"),
        ("<main><div><header>X</header></div></main>", "main"),
        ("<div role=main><footer>X</footer></div>", "main"),
        ("<article><header>X</header></article>", ""),
        ("<header><nav>X</nav></header>", "navigation"),
        ("<nav><section aria-label=More>X</section></nav>", "navigation"),
        ("<ul role=navigation><li>X</ul>", "navigation"),
        ("<nav role=presentation>X</nav>", ""),
        ("<footer>X</footer>", "contentinfo"),
        ("<div role=contentinfo>X</div>", "contentinfo"),
        ("<aside>X</aside>", "complementary"),
        ("<search>X</search>", "search"),
        ("<form role=search>X</form>", "search"),
        ("<form aria-label=Order>X</form>", "form"),
        ("<form>X</form>", ""),
        ("<section aria-label=News>X</section>", "region"),
        ("<section>X</section>", ""),
        ("<main>X</main>", "main"),
        ("X", ""),
    ],
)
async def test_a_finding_names_the_landmark_it_is_in(
    web: Any, context: Any, axe: AxeCore, body: str, region: str
) -> None:
    url = web.put("http://axe.test/region", f"<!doctype html><html lang=en><title>R</title>{body.replace('X', IMAGE)}")
    page = await context.new_page()
    await page.open(url, 5)
    result = await axe.run(page)
    await page.close()
    assert [f.region for o in result.outcomes if o.check == "image-alt" for f in o.findings] == [region]


async def test_best_practices_have_no_success_criteria_and_others_do(web: Any, visit: Any) -> None:
    audit = await visit(web.put("http://axe.test/best", f"<!doctype html><title>B</title>{IMAGE}"))
    failed = {o.check: o.criteria for o in audit.outcomes if o.outcome is Outcome.FAILED}
    assert failed == {
        "html-has-lang": ("3.1.1",),
        "image-alt": ("1.1.1",),
        "landmark-one-main": (),
        "page-has-heading-one": (),
        "region": (),
    }


@pytest.mark.parametrize(
    ("tags", "criteria"),
    [
        (["cat.color", "wcag2aa", "wcag143", "EN-9.1.4.3"], ("1.4.3",)),
        (["wcag21aa", "wcag1412"], ("1.4.12",)),
        (["wcag2a", "wcag244", "wcag412"], ("2.4.4", "4.1.2")),
        (["wcag2a", "wcag211", "wcag213"], ("2.1.1",)),
        (["best-practice", "wcag111"], ()),
    ],
)
async def test_tags_name_success_criteria_of_level_a_and_aa(tags: list[str], criteria: tuple[str, ...]) -> None:
    assert criteria_of(tags) == criteria


async def test_frames_of_the_same_and_of_other_hosts_are_tested_at_any_depth(web: Any, visit: Any) -> None:
    def frame(name: str, url: str) -> str:
        return f'<iframe id="{name}" title="{name}" src="{url}"></iframe>'

    web.page("http://deep.test/", IMAGE)
    web.page("http://middle.test/", IMAGE + frame("deep", "http://deep.test/"))
    web.page("http://frames.test/same", IMAGE)
    audit = await visit(
        web.page("http://frames.test/", frame("same", "/same") + frame("middle", "http://middle.test/"))
    )
    assert selectors(audit) == ["#same >>> img", "#middle >>> img", "#middle >>> #deep >>> img"]
    assert {f.region for o in audit.outcomes for f in o.findings if o.check == "image-alt"} == {"main"}
    hosts = [
        json.loads(f.measured).get("frame_host") for o in audit.outcomes if o.check == "image-alt" for f in o.findings
    ]
    assert hosts == [None, "middle.test", "middle.test"]
    assert audit.parts_not_tested == ()


async def test_frames_written_into_the_page_are_tested(web: Any, visit: Any) -> None:
    body = f"<iframe id=doc title=Doc srcdoc='{IMAGE}'></iframe><iframe id=blank title=Blank src=about:blank></iframe>"
    script = f"<script>blank.contentDocument.body.innerHTML = '{IMAGE}'</script>"
    audit = await visit(web.page("http://frames.test/written", body + script))
    assert (sorted(selectors(audit)), audit.parts_not_tested) == (["#blank >>> img", "#doc >>> img"], ())


async def test_a_frame_without_scripts_is_named_as_not_tested_soon(web: Any, visit: Any) -> None:
    web.page("http://deep.test/", IMAGE)
    frame = '<iframe id="closed" title="Closed" sandbox src="http://deep.test/"></iframe>'
    started = time.monotonic()
    audit = await visit(web.page("http://frames.test/sandbox", IMAGE + frame))
    assert (selectors(audit), audit.parts_not_tested) == (["img"], ("frame #closed",))
    assert time.monotonic() - started < 30  # axe-core would wait for a minute


async def test_a_frame_that_never_loads_costs_neither_the_visit_nor_the_page(web: Any, visit: Any) -> None:
    web.put("http://hang.test/", seconds=30)
    frame = '<iframe id="hung" title="Hung" src="http://hang.test/"></iframe>'
    audit = await visit(web.page("http://frames.test/hang", IMAGE + frame), load=0.3, settle=0.3)
    assert (selectors(audit), audit.reason) == (["img"], None)
    assert audit.parts_not_tested == ("load-event", "frame #hung")


async def test_an_element_in_a_shadow_tree_has_a_path_and_the_landmark_around_it(web: Any, visit: Any) -> None:
    script = f"host.attachShadow({{mode: 'open'}}).innerHTML = '{IMAGE}'"
    audit = await visit(web.page("http://axe.test/shadow", f"<div id=host></div><script>{script}</script>"))
    assert selectors(audit) == ["#host >>> img"]
    assert [f.region for o in audit.outcomes for f in o.findings if o.check == "image-alt"] == ["main"]


@pytest.mark.parametrize("policy", ["default-src 'none'; script-src 'none'", "require-trusted-types-for 'script'"])
async def test_a_strict_content_security_policy_keeps_the_checks_not_out(web: Any, visit: Any, policy: str) -> None:
    headers = {"Content-Security-Policy": policy}
    audit = await visit(web.page("http://axe.test/policy", IMAGE, headers=headers))
    assert selectors(audit) == ["img"]


async def test_a_page_is_judged_as_its_own_policy_lets_visitors_see_it(web: Any, visit: Any) -> None:
    headers = {"Content-Security-Policy": "style-src 'none'"}
    audit = await visit(web.page("http://axe.test/style", "<p style='color: #999'>Grey no more</p>", headers=headers))
    assert [o.outcome for o in audit.outcomes if o.check == "color-contrast"] == [Outcome.PASSED]


FAKE = "{run: async () => ({violations: [], incomplete: [], passes: [], inapplicable: []}), configure() {}}"


@pytest.mark.parametrize(
    "script",
    [
        f"Object.defineProperty(window, 'axe', {{value: {FAKE}}})",
        f"const fake = {FAKE}; Object.defineProperty(window, 'axe', {{get: () => fake, set() {{}}}})",
        f"window.axe = {FAKE}",
        "Array.prototype.map = () => []",
        "Array.prototype.filter = () => []",
        "Array.prototype.forEach = () => {}",
        "Array.prototype.toJSON = () => 'array'",
        "JSON.stringify = () => '{}'; JSON.parse = () => ({})",
        "Promise = function () {}",
        "Promise.prototype.then = function () { return this }",
        "define = () => {}; define.amd = true; module = {exports: {}}",
    ],
)
async def test_a_page_that_redefines_what_axe_builds_on_is_tested_as_any_other(
    web: Any, visit: Any, script: str
) -> None:
    audit = await visit(web.page("http://axe.test/hostile", f"{IMAGE}<script>{script}</script>"))
    assert (audit.reason, selectors(audit), audit.parts_not_tested) == (None, ["img"], ())


async def test_a_rule_that_fails_inside_axe_asks_a_person_and_is_no_pass(web: Any, context: Any, axe: AxeCore) -> None:
    broken = replace(axe, source=f"{axe.source}\ngetComputedStyle = () => {{ throw new Error('no'); }};")
    page = await context.new_page()
    await page.open(web.page("http://axe.test/error", IMAGE), 5)
    outcomes = {o.check: o.outcome for o in (await broken.run(page)).outcomes}
    await page.close()
    assert outcomes["color-contrast"] is outcomes["image-alt"] is Outcome.CANNOT_TELL
