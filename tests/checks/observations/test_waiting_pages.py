"""What observe.js tells of timers: whether a page is going to do something by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.browsers.chromium import ChromiumContext
from checks.scripts import FOLDER, linked

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize(
    ("script", "waits"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param("setTimeout(() => {}, 200)", False, id="a short timer"),
        pytest.param("setTimeout(() => {}, 60000)", True, id="a long timer"),
        pytest.param("clearTimeout(setTimeout(() => {}, 60000))", False, id="a timer taken back"),
        pytest.param("clearTimeout(setInterval(() => {}, 3000))", False, id="an interval taken back the other way"),
        pytest.param("setInterval('1', 3000)", True, id="an interval with text"),
        pytest.param("setTimeout((a) => { document.title = a; }, 1, 'kept')", False, id="arguments"),
    ],
)
async def test_a_page_waits_as_long_as_a_timer_of_a_second_or_more_runs(
    context: ChromiumContext, web: object, tmp_path: Path, script: str, waits: bool
) -> None:
    page = await context.new_page()
    await page.open(web.page("http://waiting.test/", f"<script>{script}</script>"), 5)
    asking = tmp_path / "asking.js"
    asking.write_text(
        f'import {{ untilTimer }} from "{FOLDER}/page/instruments.js";\nexport default () => untilTimer() < Infinity;\n'
    )
    assert await page.run(f"({linked([asking])})[0]") is waits
    if "kept" in script:
        await page.playwright.wait_for_function("document.title === 'kept'")
    await page.close()


@pytest.mark.parametrize(
    ("script", "milliseconds"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("setTimeout(() => {}, 0);", 1, id="a timer"),
        pytest.param("requestAnimationFrame(() => {});", 1, id="a frame"),
        pytest.param("clearTimeout(setTimeout(() => {}, 0));", 0, id="a timer taken back"),
    ],
)
async def test_a_timer_that_is_due_and_did_not_run_is_still_to_come(
    context: ChromiumContext, web: object, tmp_path: Path, script: str, milliseconds: int
) -> None:
    """As when a key is pressed again before the page's timer for the last press had its turn."""
    asking = tmp_path / "asking.js"
    asking.write_text(
        f'import {{ soon }} from "{FOLDER}/page/instruments.js";\nexport default () => {{ soon();\n'
        'document.dispatchEvent(new Event("asked"));\nreturn soon(); };\n'
    )
    busy = "const begun = performance.now(); while (performance.now() - begun < 50);"
    listener = f"document.addEventListener('asked', () => {{ {script} {busy} }})"
    page = await context.new_page()
    await page.open(web.page("http://waiting.test/", f"<script>{listener}</script>"), 5)
    await page.wait_for_load(5)
    assert await page.run(f"({linked([asking])})[0]") == milliseconds
    await page.close()
