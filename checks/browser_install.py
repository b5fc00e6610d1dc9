"""Which browser the pages are opened in; `python -m checks.browser_install` gets one where there is none.

Playwright's own build comes first, both here and when one must be got: it is the one Playwright is made for,
and it lands in the user's cache, where nothing of the system changes. Closed networks do not reach it; then
a Chromium of the system does, which apt-get installs when the user is root.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from results.model import CannotRun

ENVIRONMENT_VARIABLE = "WADMON_BROWSER"
# The headless shell first: it needs half of the time and memory of the full browser.
NAMES_ON_PATH = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "msedge",
)
# Below Playwright's folder for one browser, by platform; newest layout first.
PLAYWRIGHT_PROGRAMS = {
    "chromium-headless-shell": (
        "chrome-headless-shell-*/chrome-headless-shell",
        "chrome-headless-shell-*/chrome-headless-shell.exe",
        "chrome-*/headless_shell",
    ),
    "chromium": (
        "chrome-linux*/chrome",
        "chrome-mac*/*.app/Contents/MacOS/*",
        "chrome-win*/chrome.exe",
    ),
}
DOWNLOAD_SECONDS = 300
APT_SECONDS = 900
START_MILLISECONDS = 30_000
COULD_NOT_RUN = 3

ADVICE = f"""\
No browser that starts was found, and none could be installed. One of these helps:
  - install Chromium or Google Chrome with the system's own package manager
    (Debian: apt-get install chromium-headless-shell, as root)
  - on an open network: {sys.executable} -m playwright install --with-deps --only-shell chromium
  - set {ENVIRONMENT_VARIABLE} to the path of a Chromium, Chrome or Edge program"""


class BrowserError(CannotRun):
    """The browser that was named is not there, or it does not start; the message says so in one line."""


def find_browser(setting: str = "") -> Path | None:
    """The program to start, None when there is none.

    setting: a path, or a name on PATH. When it or $WADMON_BROWSER is set, no other is tried, and BrowserError
    is raised when it is not there.
    """
    named = setting or os.environ.get(ENVIRONMENT_VARIABLE, "")
    if not named:
        return next(known_browsers(), None)
    found = shutil.which(Path(named).expanduser())
    if found is None:
        message = f"browser {named}: there is no such program"
        raise BrowserError(message)
    return Path(found)


def known_browsers() -> Iterator[Path]:
    yield from playwright_builds()
    for name in NAMES_ON_PATH:
        found = shutil.which(name)
        if found:
            yield Path(found)


def playwright_builds() -> Iterator[Path]:
    """Playwright's own builds that are on disk, in the revision this Playwright wants.

    Read from its browsers.json: asking Playwright itself starts its driver, which takes half a second.
    """
    package = importlib.util.find_spec("playwright")
    if package is None or not package.submodule_search_locations:
        return
    driver = Path(package.submodule_search_locations[0]) / "driver/package"
    try:
        browsers = json.loads((driver / "browsers.json").read_text(encoding="utf-8"))["browsers"]
    except OSError:
        return
    revisions = {browser["name"]: browser["revision"] for browser in browsers}
    for name, patterns in PLAYWRIGHT_PROGRAMS.items():
        folder = playwright_folder(driver) / f"{name.replace('-', '_')}-{revisions.get(name)}"
        if not (folder / "INSTALLATION_COMPLETE").is_file():
            continue
        for pattern in patterns:
            yield from sorted(folder.glob(pattern))


def playwright_folder(driver: Path) -> Path:
    """Where Playwright keeps its browsers; the rules are those of its registry/index.ts."""
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if named == "0":
        return driver / ".local-browsers"
    if named:
        return Path(named).absolute()
    if sys.platform == "darwin":
        cache = str(Path.home() / "Library/Caches")
    elif sys.platform == "win32":
        cache = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData/Local")
    else:
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "ms-playwright"


def self_test(program: Path) -> str:
    """Starts the browser and opens a page in it. Returns its version; raises BrowserError."""
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program, chromium_sandbox=not is_root(), timeout=START_MILLISECONDS
            )
            page = browser.new_page()
            page.goto("data:text/html,<title>It works</title>")
            title = page.title()
            version = browser.version
            browser.close()
    except PlaywrightError as error:
        message = f"{program} does not start: {reason_in(error.message)}"
        raise BrowserError(message) from None
    if title != "It works":
        message = f"{program} starts, but shows no page"
        raise BrowserError(message)
    return version


def reason_in(playwright_message: str) -> str:
    """What the program itself wrote as an error, else Playwright's first line: its message is a whole log."""
    written = re.findall(r"\[err\] (.+)", playwright_message)
    explaining = [line for line in written if re.search("error while loading|sandbox", line, re.IGNORECASE)]
    return next(iter(explaining or written or playwright_message.splitlines()), "no reason given").strip()


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_with_playwright() -> str:
    """Returns what went wrong, empty when nothing did."""
    print("Browser: getting Playwright's own build", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    # Where packets vanish, each of five attempts waits this long.
    environment = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000", **os.environ}
    return run(command, DOWNLOAD_SECONDS, environment)


def install_with_apt() -> str:
    """Returns what went wrong, empty when nothing did."""
    if not (is_root() and shutil.which("apt-get")):
        return "apt-get installs only as root"
    print("Browser: installing Debian's Chromium with apt-get", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    problem = ""
    run(["apt-get", "update", "-q"], APT_SECONDS, environment)  # what it could not update may still install
    for package in ("chromium-headless-shell", "chromium"):
        problem = run(["apt-get", "install", "-y", "-q", package], APT_SECONDS, environment)
        if not problem:
            break
    return problem


def run(command: list[str], seconds: int, environment: dict[str, str]) -> str:
    """Runs a command quietly. Returns what went wrong in one line, empty when nothing did."""
    try:
        done = subprocess.run(  # noqa: S603 - commands of ours only
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            timeout=seconds,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no end within {seconds} seconds"
    if done.returncode == 0:
        return ""
    errors = [line for line in (done.stderr + done.stdout).splitlines() if line.lower().startswith(("error", "e: "))]
    return errors[0] if errors else f"status {done.returncode}"


def installed_or_found(installers: tuple[Callable[[], str], ...]) -> tuple[Path, str] | None:
    """A browser that starts, with its version; each installer is called only when there is none so far."""
    for installer in (lambda: "", *installers):
        problem = installer()
        if problem:
            print(f"Browser: not this way: {problem}", file=sys.stderr)
            continue
        program = find_browser()
        if program is None:
            continue
        try:
            return program, self_test(program)
        except BrowserError as error:
            print(f"Browser: {error}", file=sys.stderr)
    return None


def main() -> int:
    named = os.environ.get(ENVIRONMENT_VARIABLE)
    try:
        found = installed_or_found(() if named else (install_with_playwright, install_with_apt))
    except BrowserError as error:  # the one that was named is not there
        print(f"Browser: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    if found is None:
        print(ADVICE, file=sys.stderr)
        return COULD_NOT_RUN
    program, version = found
    print(f"Browser: {program.name} {version} ({program})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
