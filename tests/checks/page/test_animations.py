"""Nothing is measured while it moves: the same page has the same contrast ratios whenever one looks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from results.model import PageAudit

pytestmark = pytest.mark.asyncio(loop_scope="session")

FADES = """<style>
  @keyframes in { from { opacity: 0 } to { opacity: 1 } }
  @keyframes pulse { from { opacity: 1 } to { opacity: 0.1 } }
  .slow { animation: in 4s both } .late { animation: in 1s 3s both }
  .after { color: #777; transition: color 8s } .after.on { color: #767676 }
  .pulse { animation: pulse 1.3s infinite alternate }
  p { background: white; color: #767676 }
</style>"""
MOVING = """<p class="slow">Slow</p><p class="late">Late</p><p class="after" id="after">After</p>
<p class="pulse">Pulse</p><p id="script">Script</p><div id="host"></div>
<iframe title="Frame" srcdoc="<!doctype html><html lang=en><title>f</title><style>@keyframes in { from { opacity: 0 } }
 p { color: #777; animation: in 5s }</style><main><h1>A</h1><p>Framed</p></main></html>"></iframe>
<script>
  addEventListener("load", () => {
    after.classList.add("on");
    script.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration: 6000 });
    const shadow = host.attachShadow({ mode: "open" });
    shadow.innerHTML = `<style>@keyframes in { from { opacity: 0 } } b { color: #777; animation: in 7s }</style>
      <b>Shadow</b>`;
  });
</script>"""


def _ratios(audit: PageAudit) -> list[tuple[str, float]]:
    assert (audit.reason, audit.detail) == (None, "")
    return sorted(
        (finding.snippet, json.loads(finding.measured)["contrastRatio"])
        for outcome in audit.outcomes
        if outcome.check == "color-contrast"
        for finding in outcome.findings
    )


async def test_text_that_fades_in_is_measured_as_it_will_stand(web: Any, visit: Callable[..., Any]) -> None:
    url = web.page("http://moving.test/", MOVING, head=FADES)
    first, second, third = [_ratios(await visit(url)) for _ in range(3)]
    assert first == second == third == [("<b>Shadow</b>", 4.47), ("<p>Framed</p>", 4.47)]


async def test_what_never_ends_moves_on_after_it_was_measured(web: Any, visit: Callable[..., Any]) -> None:
    head = "<style>@keyframes on { to { transform: translate(300px) } } #on { animation: on 2s infinite }</style>"
    url = web.page("http://moving.test/on", '<p id="on" style="width: 400px; height: 80px">On it goes</p>', head=head)
    audit = await visit(url)
    assert [(o.outcome.value, o.count) for o in audit.outcomes if o.check == "moving-content"] == [("failed", 1)]


async def test_an_animation_a_script_started_goes_on_too_and_a_long_one_is_motion(
    web: Any, visit: Callable[..., Any]
) -> None:
    body = """<style>p { width: 400px; height: 80px }</style><p id="a">Script</p><p id="b">Long</p><script>
      const far = [{ transform: "none" }, { transform: "translate(300px)" }];
      a.animate(far, { duration: 2000, iterations: Infinity }); b.animate(far, { duration: 60000 });</script>"""
    audit = await visit(web.page("http://moving.test/script", body))
    assert [(o.outcome.value, o.count) for o in audit.outcomes if o.check == "moving-content"] == [("failed", 2)]
