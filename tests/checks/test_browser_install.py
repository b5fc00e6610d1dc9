import json
import os
import stat
import sys
from pathlib import Path

import pytest

from checks import browser_install
from checks.browser_install import BrowserError, find_browser, installed_or_found, self_test


def program(path: Path, text: str = "#!/bin/sh\nexit 1\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def revision(name: str) -> str:
    package = Path(sys.modules["playwright"].__file__).parent
    browsers = json.loads((package / "driver/package/browsers.json").read_text(encoding="utf-8"))["browsers"]
    return next(browser["revision"] for browser in browsers if browser["name"] == name)


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without a browser: its folder bin is on PATH, its folder builds is Playwright's."""
    monkeypatch.delenv("WADMON_BROWSER", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "builds"))
    return tmp_path


def test_a_machine_without_a_browser_has_none(bare):
    assert find_browser() is None


def test_the_headless_shell_is_preferred_on_path(bare):
    program(bare / "bin" / "google-chrome")
    program(bare / "bin" / "chromium")
    shell = program(bare / "bin" / "chromium-headless-shell")
    assert find_browser() == shell


@pytest.mark.parametrize(
    ("name", "folder", "inside"),
    [
        (
            "chromium-headless-shell",
            "chromium_headless_shell-{}",
            "chrome-headless-shell-linux64/chrome-headless-shell",
        ),
        ("chromium-headless-shell", "chromium_headless_shell-{}", "chrome-linux/headless_shell"),
        ("chromium", "chromium-{}", "chrome-linux64/chrome"),
        ("chromium", "chromium-{}", "chrome-mac-arm64/Chrome for Testing.app/Contents/MacOS/Chrome for Testing"),
    ],
)
def test_playwrights_own_build_comes_before_those_on_path(bare, name, folder, inside):
    program(bare / "bin" / "chromium-headless-shell")
    home = bare / "builds" / folder.format(revision(name))
    build = program(home / inside)
    (home / "INSTALLATION_COMPLETE").touch()
    assert find_browser() == build


def test_a_build_of_another_revision_or_half_downloaded_is_not_used(bare):
    other = bare / "builds" / "chromium-1"
    program(other / "chrome-linux64" / "chrome")
    (other / "INSTALLATION_COMPLETE").touch()
    program(bare / "builds" / f"chromium-{revision('chromium')}" / "chrome-linux64" / "chrome")
    assert find_browser() is None


def test_the_setting_comes_first_then_the_environment_and_then_no_other(bare, monkeypatch):
    program(bare / "bin" / "chromium")
    mine, named = program(bare / "mine"), program(bare / "bin" / "named")
    monkeypatch.setenv("WADMON_BROWSER", "named")
    assert (find_browser(str(mine)), find_browser()) == (mine, named)
    with pytest.raises(BrowserError, match=r"^browser absent: there is no such program$"):
        find_browser("absent")


def test_the_browser_of_this_machine_opens_a_page_and_tells_its_version(browser_path):
    assert self_test(browser_path).split(".")[0].isdigit()


def test_a_program_that_is_no_browser_is_reported_in_one_line(bare):
    broken = program(bare / "bin" / "chromium", "#!/bin/sh\necho 'error while loading shared libraries: x.so' >&2\n")
    with pytest.raises(BrowserError, match=r"chromium does not start: error while loading shared libraries: x\.so$"):
        self_test(broken)


def test_nothing_is_installed_where_a_browser_starts(browser_path):
    def must_not_run() -> str:
        raise AssertionError

    found = installed_or_found((must_not_run,))
    assert found is not None
    assert found[0] == browser_path


def test_the_next_way_is_tried_until_a_browser_starts(browser_path, bare, capsys):
    asked = []

    def fails() -> str:
        asked.append("fails")
        return "no network"

    def installs_a_broken_one() -> str:
        asked.append("broken")
        program(bare / "bin" / "chromium")
        return ""

    def installs() -> str:
        asked.append("installs")
        (bare / "bin" / "chromium-headless-shell").symlink_to(browser_path)
        return ""

    found = installed_or_found((fails, installs_a_broken_one, installs, fails))
    assert found is not None
    assert (found[0].name, asked) == ("chromium-headless-shell", ["fails", "broken", "installs"])
    first, second = capsys.readouterr().err.splitlines()
    assert first == "Browser: not this way: no network"
    assert second.startswith(f"Browser: {bare / 'bin' / 'chromium'} does not start: ")


def test_when_nothing_helps_it_says_what_would_and_ends_with_status_3(bare, monkeypatch, capsys):
    monkeypatch.setattr(browser_install, "install_with_playwright", lambda: "no network")
    monkeypatch.setattr(browser_install, "install_with_apt", lambda: "apt-get installs only as root")
    assert browser_install.main() == 3
    printed = capsys.readouterr().err
    assert "set WADMON_BROWSER to the path" in printed


def test_apt_get_is_not_used_by_ordinary_users(bare, monkeypatch):
    program(bare / "bin" / "apt-get", "#!/bin/sh\ntouch called\n")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.chdir(bare)
    assert browser_install.install_with_apt() == "apt-get installs only as root"
    assert not (bare / "called").exists()


def test_a_named_browser_that_is_absent_is_not_replaced_by_an_installed_one(bare, monkeypatch, capsys):
    monkeypatch.setenv("WADMON_BROWSER", "/absent/chrome")
    assert browser_install.main() == 3
    assert capsys.readouterr().err == "Browser: browser /absent/chrome: there is no such program\n"
