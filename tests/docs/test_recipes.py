"""What CONTRIBUTING.md says to write to add something, written in a copy of the tree: nothing else, and it works."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("crawler", "checks", "results", "report_templates")
WADMON = "from crawler.cli import main; main(prog_name='wadmon')"


class Copy:
    """A copy of the packages, in which files are added, and the command that runs from it."""

    def __init__(self, folder: Path, database: Path) -> None:
        self.folder, self.database = folder, database
        for package in PACKAGES:
            shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "docs").mkdir()
        shutil.copy(ROOT / "docs" / "database.md", folder / "docs")

    def add(self, path: str, text: str) -> None:
        file = self.folder / path
        assert not file.exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def python(self, code: str, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(self.folder), "COLUMNS": "100"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def wadmon(self, *arguments: str) -> str:
        return self.python(WADMON, "--database", str(self.database), *arguments)


@pytest.fixture
def copy(tmp_path: Path, crawled: Path) -> Copy:
    shutil.copy(crawled, tmp_path / "wadmon.db")
    return Copy(tmp_path / "copy", tmp_path / "wadmon.db")


@pytest.fixture(scope="module")
def named_in_contributing() -> Callable[[str], bool]:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return lambda words: words in text


TEXT = """
[{language}]
title = "Every page has a heading called Tea"
fault = "No heading called Tea"
hindered = "Those who want tea."
fix = ["Add it."]
verify = "Look for tea."
"""


def test_a_check_is_a_module_and_its_texts(copy: Copy, named_in_contributing: Callable[[str], bool]) -> None:
    copy.add(
        "checks/rules/tea_heading.py",
        "from checks.check import Found, SiteCheck\n"
        "from results.model import Outcome\n\n"
        "CHECK = SiteCheck('tea-heading', ('2.4.6',), lambda pages: [(p.url, Found(Outcome.FAILED)) for p in pages])\n",
    )
    copy.add("checks/rules/tea_heading.toml", "".join(TEXT.format(language=code) for code in ("en", "nl", "fr", "de")))

    described = copy.python(
        "import json; from checks.catalogue import describe_checks; from checks.rules import own_checks;"
        "found = {c.id: c.criteria for c in own_checks()}; each = describe_checks(found)['tea-heading'];"
        "print(json.dumps([each.criteria, each.engine, each.texts['nl'].fault]))"
    )

    assert json.loads(described) == [["2.4.6"], "wad-monitor", "No heading called Tea"]
    assert named_in_contributing("`checks/rules/x_y.py`")


def test_an_export_is_a_module(copy: Copy, named_in_contributing: Callable[[str], bool]) -> None:
    copy.add(
        "results/exports/names.py",
        "def export(report, site_reports, folder):\n"
        "    file = folder / 'names.txt'\n"
        "    file.write_text(','.join(sorted(each.summary.site.name for each in site_reports)))\n"
        "    return [file]\n",
    )

    printed = copy.wadmon("export", "names", "--out", "figures")

    assert printed.split() == [str(Path("figures", "names.txt"))]
    assert (copy.folder / "figures" / "names.txt").read_text() == "Bad,Gone,Good"
    assert named_in_contributing("`results/exports/NAME.py`")


PAGE = """{% extends "base.html.jinja" %}
{% block title %}Tea{% endblock %}
{% block main %}<h1>Tea</h1><p>{{ page.cups }} cups for {{ view.report.crawl.id }}</p>{% endblock %}
{% block footer %}{% endblock %}
"""


def test_a_page_of_the_report_is_a_template_with_a_module_for_what_it_shows(
    copy: Copy, named_in_contributing: Callable[[str], bool]
) -> None:
    copy.add("report_templates/pages/tea.html.jinja", PAGE)
    copy.add(
        "report_templates/pages/tea.py",
        "from collections import namedtuple\n\n\n"
        "def page_view(crawl):\n    return namedtuple('Tea', 'cups')(len(crawl.report.sites))\n",
    )

    copy.wadmon("report", "--out", "report", "--language", "en")

    assert "<h1>Tea</h1><p>3 cups for 2</p>" in (copy.folder / "report" / "tea.html").read_text("utf-8")
    assert named_in_contributing("`report_templates/pages/NAME.html.jinja`")


def test_a_language_of_the_report_is_a_catalogue(copy: Copy, named_in_contributing: Callable[[str], bool]) -> None:
    german = (ROOT / "report_templates" / "locale" / "de" / "LC_MESSAGES" / "wadmon.po").read_text("utf-8")
    copy.add("report_templates/locale/lb/LC_MESSAGES/wadmon.po", german.replace("Language: de", "Language: lb"))

    copy.wadmon("report", "--out", "report", "--language", "lb")

    assert '<html lang="lb"' in (copy.folder / "report" / "index.html").read_text("utf-8")
    assert named_in_contributing("`report_templates/locale/XX/LC_MESSAGES/wadmon.po`")


def test_a_command_is_a_module_that_offers_its_verbs(copy: Copy, named_in_contributing: Callable[[str], bool]) -> None:
    copy.add(
        "crawler/commands/tea.py",
        "import click\n\n\n@click.command()\ndef tea():\n    'Make tea.'\n    click.echo('tea')\n\n\nVERBS = (tea,)\n",
    )

    assert copy.wadmon("tea") == "tea\n"
    assert "  tea            Make tea." in copy.wadmon("--help")
    assert named_in_contributing("`crawler/commands/NAME.py`")


def test_a_profile_is_a_file(copy: Copy, named_in_contributing: Callable[[str], bool]) -> None:
    strict = (ROOT / "checks" / "profiles" / "strict.toml").read_text("utf-8")
    copy.add("checks/profiles/tea.toml", strict.replace('name = "strict"', 'name = "tea"', 1))

    share = json.loads(copy.wadmon("share", "--profile", "tea", "--format", "json"))

    assert share["profile"] == "tea"
    assert named_in_contributing("`checks/profiles/NAME.toml`")


ENGINE = """
from contextlib import asynccontextmanager

from checks.browsers.engine import EngineKind


class Kettle:
    version, is_alive = "Kettle 1", True

    async def start(self): print("started")

    async def close(self): print("closed")


@asynccontextmanager
async def kettle(options):
    yield Kettle()


ENGINE = EngineKind(lambda path: None, kettle)
"""
STARTED = """
import asyncio

from checks.browser import running_browser
from checks.browsers import engine_kind
from checks.browsers.options import BrowserOptions
from crawler.settings import Settings


async def run(name):
    async with running_browser(BrowserOptions(engine_kind(name).find(""), engine=name)) as browser:
        print(browser.version)


asyncio.run(run(Settings(engine="kettle").engine))
"""


def test_a_browser_engine_is_a_module(copy: Copy, named_in_contributing: Callable[[str], bool]) -> None:
    copy.add("checks/browsers/kettle.py", ENGINE)

    assert copy.python(STARTED).split("\n") == ["started", "Kettle 1", "closed", ""]
    assert named_in_contributing("`checks/browsers/NAME.py`")
