"""What all tests share: the browser and the axe-core that the product itself would use."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.browser_install import find_browser
from checks.engines.axe_file import find_axe


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """The Chromium the product would start."""
    path = find_browser()
    assert path is not None, "no browser: run `make test`, which installs one"
    return path


@pytest.fixture(scope="session")
def axe_source() -> str:
    """The pinned axe-core."""
    file = find_axe()
    assert file.source == "npm", f"the tests need the pinned axe-core, not {file.path}"
    return file.text()
