import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from crawler.demonstration import DemonstrationServer, serve


@pytest.fixture(scope="session")
def axe_source() -> str:
    default = Path(__file__).parents[3] / "node_modules" / "axe-core" / "axe.min.js"
    return Path(os.environ.get("WADMON_AXE", default)).read_text(encoding="utf-8")


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[Browser]:
    executable = shutil.which("chromium-headless-shell")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=executable, chromium_sandbox=os.getuid() != 0)
        yield running
        await running.close()


@pytest.fixture
def server() -> Iterator[DemonstrationServer]:
    with serve() as running:
        yield running
