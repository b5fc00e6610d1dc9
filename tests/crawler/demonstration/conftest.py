import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from crawler.demonstration import DemonstrationServer, serve


@pytest_asyncio.fixture
async def browser(browser_path: Path) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=browser_path, chromium_sandbox=os.getuid() != 0)
        yield running
        await running.close()


@pytest.fixture
def server() -> Iterator[DemonstrationServer]:
    with serve() as running:
        yield running
