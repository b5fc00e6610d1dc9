"""A Firefox and a Chrome under WebDriver on the misbehaving web; tests skip, and say why, where none is to be had."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from checks.browser import RecyclingBrowser, running_browser
from checks.browsers.engine import BrowserUnavailable
from checks.browsers.options import BrowserOptions
from checks.browsers.webdriver import WebDriverContext
from checks.browsers.webdriver_programs import PROGRAMS


def _found(name: str) -> Path:
    program = PROGRAMS[name]
    try:
        program.find_driver()
        return program.find()
    except BrowserUnavailable as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def firefox_path() -> Path:
    return _found("firefox")


@pytest.fixture(scope="session")
def chrome_path() -> Path:
    return _found("chrome")


@pytest.fixture(scope="session")
def firefox_options(firefox_path: Path, web: Any) -> BrowserOptions:
    return BrowserOptions(
        executable=firefox_path,
        proxy=web.proxy,
        user_agent_suffix="test-monitor (+http://monitor.test)",
        engine="webdriver",
    )


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def firefox(firefox_options: BrowserOptions) -> AsyncIterator[RecyclingBrowser]:
    async with running_browser(firefox_options) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def firefox_context(firefox: RecyclingBrowser) -> AsyncIterator[WebDriverContext]:
    async with firefox.site_context("nl-BE") as context:
        yield context
