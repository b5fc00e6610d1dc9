"""Chrome under WebDriver: the same pages, the same checks, the same answers as of the first engine."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from checks.audit import Auditor
from checks.browser import RecyclingBrowser, running_browser
from checks.browsers.engine import Context
from checks.browsers.options import BrowserOptions
from checks.engines.axe_core import load_axe
from checks.engines.own_checks import OwnChecks
from checks.rules import own_checks
from results.model import Outcome, PageAudit, PlannedPage

pytestmark = pytest.mark.asyncio(loop_scope="session")

FAULTS = """<img src="/a.png"><p style="color:#999">Faint</p><div onclick="go()">Order</div>
  <a href="/b" style="outline: none">No focus to be seen</a>"""
CHECKS = ("click-not-keyboard", "focus-visible", "text-spacing")


async def _said(
    auditor: Auditor, browser: RecyclingBrowser, context: Context, url: str
) -> dict[tuple[str, Outcome], int]:
    own = OwnChecks([check for check in own_checks() if check.id in CHECKS], 20)
    asked = dataclasses.replace(auditor, browser=browser, own=own)
    audit: PageAudit = (await asked.visit(context, PlannedPage(url, "random"), lambda _: None)).audit
    assert (audit.reason, audit.parts_not_tested) == (None, ())
    return {(each.check, each.outcome): each.count for each in audit.outcomes}


async def test_chrome_finds_what_the_first_engine_finds(
    web: Any, chrome_path: Path, auditor: Auditor, browser: RecyclingBrowser, context: Context, axe_source: str
) -> None:
    url = web.page("http://chrome.test/", FAULTS)
    web.put("http://chrome.test/a.png", status=404)
    expected = await _said(auditor, browser, context, url)
    options = BrowserOptions(chrome_path, web.proxy, "test-monitor", engine="webdriver", webdriver="chrome")

    async with running_browser(options) as chrome, chrome.site_context("nl-BE") as other:
        async with chrome.page(other) as tab:
            axe = await load_axe(tab.page, axe_source, elements_per_check=5)
        patient = dataclasses.replace(auditor, axe=axe, limits=dataclasses.replace(auditor.limits, document=10))
        found = await _said(patient, chrome, other, url)
        agent = web.requests(url)[-1]["user-agent"]

    assert chrome.version.startswith(("Chrome ", "Chromium "))
    assert agent.endswith("test-monitor")
    assert found == expected
    for check in ("image-alt", "color-contrast", "focus-visible"):
        assert found[check, Outcome.FAILED] == 1
