"""Pages whose scripts get in the way of checks, on purpose or as old libraries do, are tested as any other."""

from __future__ import annotations

from typing import Any

import pytest

from checks.browsers.chromium import ChromiumContext
from results.model import PageAudit

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Failures that axe-core finds, one that is heard (a listener), and one that is drawn.
BODY = """
<img src="/image.png">
<h2></h2>
<div id="click" style="cursor: pointer">Open the menu of this page</div>
<p>Text of a page with a few words in it.</p>
<canvas id="canvas" width="300" height="50"></canvas>
<button id="plain" style="outline: none">Send</button>
<script>
  document.getElementById("click").addEventListener("click", () => {});
  document.getElementById("canvas").getContext("2d").fillText("Words nobody hears", 10, 20);
</script>
"""

# What a script redefines before the page's other scripts run, when these run, or a moment later.
PROTOTYPE_JS = """
Array.prototype.toJSON = Object.prototype.toJSON = String.prototype.toJSON = function () { return "json"; };
Array.from = function (list) { return [].concat(list); };
Array.prototype.map = Array.prototype.filter = function () { return this; };
Function.prototype.bind = function () { return this; };
Element.prototype.matches = Element.prototype.closest = undefined;
Object.keys = () => [];
document.getElementsByClassName = () => [];
"""
BROKEN = """
window.Promise = function () {}; window.JSON = {}; window.axe = { run: () => { throw new Error("mine"); } };
window.getComputedStyle = () => null; window.CustomEvent = window.Event = window.WeakMap = window.Map = null;
window.MutationObserver = window.requestAnimationFrame = window.setTimeout = null;
performance.now = () => NaN;
for (const type of [Document, DocumentFragment, Element]) {
  type.prototype.querySelectorAll = () => { throw new Error("none"); };
}
EventTarget.prototype.dispatchEvent = () => false;
Map.prototype.get = WeakMap.prototype.get = () => undefined;
"""
LYING = """
Element.prototype.getAttribute = () => "fine";
Element.prototype.checkVisibility = () => false;
Object.defineProperty(Node.prototype, "textContent", { get: () => "A heading" });
Object.defineProperty(HTMLElement.prototype, "innerText", { get: () => "Words nobody hears" });
Array.prototype[Symbol.iterator] = function* () {};
CanvasRenderingContext2D.prototype.fillText.toString = () => "function fillText() { [native code] }";
"""


def failed(audit: PageAudit) -> list[tuple[str, str, str]]:
    return sorted(
        (finding.check, finding.outcome.value, finding.selector)
        for outcome in audit.outcomes
        for finding in outcome.findings
    )


@pytest.mark.parametrize("script", [PROTOTYPE_JS, BROKEN, LYING], ids=["as an old library", "broken", "lying"])
@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_page_that_redefines_what_checks_build_on_is_judged_as_without(
    web: Any, visit: Any, script: str, when: str
) -> None:
    script = f"<script>{script}</script>"
    plain = await visit(web.page("http://isolated.test/plain", BODY))
    changed = BODY + script if when == "after" else BODY.replace("<script>", f"{script}<script>", 1)
    audit = await visit(web.page("http://isolated.test/changed", changed))
    assert {"image-alt", "empty-heading", "click-not-keyboard", "canvas-text"} <= {
        check for check, outcome, _ in failed(plain) if outcome in ("failed", "cantTell")
    }
    assert (audit.reason, failed(audit), audit.parts_not_tested) == (None, failed(plain), ())
    assert audit.settled == "quiet"


async def test_frames_that_redefine_it_are_tested_too(web: Any, visit: Any) -> None:
    web.page("http://isolated.test/frame", f"<script>{BROKEN}</script><img src='/image.png'>")
    frame = '<iframe title="Inner" src="http://isolated.test/frame"></iframe>'
    audit = await visit(web.page("http://isolating.test/", frame))
    assert [found for found in failed(audit) if found[0] == "image-alt"] == [("image-alt", "failed", "iframe >>> img")]
    assert audit.parts_not_tested == ()


async def test_a_page_finds_nothing_of_ours(web: Any, context: ChromiumContext, axe: Any) -> None:
    seen = "[Object.keys(window).join(), typeof axe, Object.getOwnPropertySymbols(window).length, typeof tell]"
    page = await context.new_page()
    await page.open(web.page("http://isolated.test/ours", BODY), 5)
    before = await page.playwright.evaluate(seen)
    await axe.run(page)
    assert await page.playwright.evaluate(seen) == before
    assert before[1:] == ["undefined", 0, "undefined"]
    await page.close()


async def test_a_script_runs_in_the_page_and_not_in_a_frame_of_the_next_one(web: Any, context: ChromiumContext) -> None:
    """Worlds are numbered by process: of another process, the number of before may be that of a frame."""
    page = await context.new_page()
    for number in range(6):
        frame = "<iframe srcdoc='<p>Inside</p>'></iframe>" * number
        await page.open(web.page(f"http://host{number}.test/", frame), 10)
        assert await page.run("location.hostname") == f"host{number}.test"
