"""How a browser is started."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BrowserOptions:
    """executable: None lets the engine choose its own. proxy: URL or empty. engine: as `engine_kind` knows it.

    webdriver: which browser WebDriver drives: "firefox", "chrome" or "edge". grid: URL of a Selenium Grid, or empty.

    user_agent_suffix: appended to the browser's own User-Agent. recycle_pages, recycle_minutes,
    recycle_mebibytes: a browser is replaced, between two sites, when it reached one of them.
    """

    executable: Path | None
    proxy: str = ""
    user_agent_suffix: str = ""
    recycle_pages: int = 300
    recycle_minutes: float = 30.0
    recycle_mebibytes: int = 1500
    engine: str = "chromium"
    webdriver: str = "firefox"
    grid: str = ""

    @property
    def sandbox(self) -> bool:
        """Chromium refuses its sandbox to root, the usual user of a container."""
        return not hasattr(os, "geteuid") or os.geteuid() != 0
