"""What the documentation says is true: its commands run, its queries answer, its links lead somewhere."""

from __future__ import annotations

import re
import runpy
import shlex
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from crawler.cli import main
from crawler.discovery.frontier import TEMPLATE_CROWD
from crawler.settings import Settings, load_settings
from crawler.site_search.scope_file import load_scope
from crawler.web.options import LONGEST_CRAWL_DELAY
from results.model import Outcome, Selection
from results.storage.migrations import migrations

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "decisions").glob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MAKE_VARIABLE = re.compile(r"[A-Z]+=")
GENERATED = runpy.run_path(str(Path(__file__).with_name("generated.py")))

# These visit websites or take minutes: that they and their options exist is what is looked at.
VISITING = {"confirm", "crawl", "discover", "audit", "check", "demo", "view", "worker"}
MEASURED = 0, 1  # a command that did its work; 1 says that sites could not be tested
PICTURE_WIDTH, PICTURE_BYTES = 1280, 300_000


@dataclass(frozen=True)
class Command:
    """A line of a block of shell commands."""

    page: str
    line: str

    def __str__(self) -> str:
        return f"{self.page}: {self.line}"

    @property
    def words(self) -> list[str]:
        return shlex.split(self.line, comments=True)


def blocks(language: str) -> Iterator[tuple[str, str]]:
    """(page, text) of every block of code in this language."""
    for page in PAGES:
        for name, text in BLOCK.findall(page.read_text("utf-8")):
            if name == language:
                yield page.name, text


COMMANDS = [Command(page, line) for page, text in blocks("sh") for line in text.splitlines() if line.strip()]
QUERIES = [text for _, text in blocks("sql")]


def commands_of(program: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """One test for each line that starts this program."""
    lines = [command for command in COMMANDS if command.words[0] == program]
    assert lines, f"the documentation has no {program}"
    needs = {"checks": [pytest.mark.browser]}  # axe-core is asked in it which rules it has
    params = [pytest.param(line, id=str(line), marks=needs.get(line.words[1], ())) for line in lines]
    return pytest.mark.parametrize("command", params)


def run_wadmon(words: list[str]) -> Result:
    """A redirection is left out."""
    arguments = words[1 : words.index(">")] if ">" in words else words[1:]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


# --- commands ---------------------------------------------------------------------------------------------------


@commands_of("wadmon")
def test_a_documented_command_works(command: Command, readers_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    visiting = VISITING.intersection(command.words)
    for verb in visiting:
        group = main.get_command(click.Context(main), verb)
        for each in (group, *getattr(group, "commands", {}).values()):
            monkeypatch.setattr(each, "callback", lambda *_, **__: None)
    result = run_wadmon(command.words)
    assert result.exit_code in ((0,) if visiting else MEASURED), result.output


@commands_of("make")
def test_a_documented_make_target_exists(command: Command) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for word in command.words[1:]:
        known = word.partition("=")[0] if MAKE_VARIABLE.match(word) else f"\n{word}:"
        assert known in makefile


@commands_of("python")
def test_a_documented_script_exists(command: Command) -> None:
    assert (ROOT / command.words[1]).is_file()


@commands_of("sqlite3")
def test_a_query_for_the_command_line_answers(command: Command, readers_folder: Path) -> None:
    *_, database, query = command.words
    connection = sqlite3.connect(database)
    assert connection.execute(query).fetchall()
    connection.close()


@commands_of("uv")
def test_the_project_installs_the_command_that_is_documented(command: Command) -> None:
    assert command.words == ["uv", "tool", "install", "."]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["scripts"] == {"wadmon": f"{main.callback.__module__}:main"}


def test_no_documented_command_is_left_untested() -> None:
    assert {command.words[0] for command in COMMANDS} == {"wadmon", "make", "python", "sqlite3", "uv"}


def test_every_command_has_its_help_in_the_documentation() -> None:
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    missing = [words for words in GENERATED["commands"]() if f"<!-- generated: help {' '.join(words)} -->" not in text]
    assert missing == []


def test_an_example_of_settings_or_of_a_scope_is_accepted(tmp_path: Path) -> None:
    for _, text in blocks("toml"):
        (tmp_path / "wadmon.toml").write_text(text, "utf-8")
        if "[[rule]]" in text:
            load_scope(str(tmp_path / "wadmon.toml"))
        else:
            load_settings(tmp_path / "wadmon.toml", {})


# --- what is made from the code -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", GENERATED["PAGES"], ids=lambda page: page.name)
def test_generated_parts_are_as_the_code_has_them(page: Path, browser_path: Path, axe_source: str) -> None:
    text = page.read_text("utf-8")
    assert GENERATED["refreshed"](text) == text, "stale: refresh it with `python tests/docs/generated.py`"


def test_numbers_in_the_text_are_the_defaults() -> None:
    settings = Settings()
    stated = {
        "README.md": [
            (settings.delay, 0.5, "half a second"),
            (settings.back_off, 60, "at most a minute"),
            (LONGEST_CRAWL_DELAY, 30, "up to 30 seconds"),
        ],
        "docs/method.md": [
            (settings.discovery_pages, 150, "150 pages fetched"),
            (settings.discovery_urls, 5000, "5,000 addresses"),
            (settings.discovery_depth, 10, "10 links deep"),
            (settings.discovery_seconds, 600, "10 minutes"),
            (settings.settle_quiet, 0.2, "0.2 seconds"),
            (settings.settle_limit, 5, "after 5 seconds"),
            (settings.elements_per_check, 20, "the first 20"),
            (settings.layouts_a_page, 5, "every five different layouts"),
            (settings.rotation, 0.25, "a quarter makes way"),
            (TEMPLATE_CROWD, 15, "seen fifteen times"),
        ],
    }
    for page, facts in stated.items():
        text = (ROOT / page).read_text("utf-8")
        assert [(value, words in text) for value, _, words in facts] == [(value, True) for _, value, _ in facts], page


def test_the_readme_shows_the_user_agent_as_it_is_sent() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    contact = re.search(r'contact_url = "(.+)"', text)
    assert contact
    assert f"`{Settings(contact_url=contact[1]).user_agent}`" in text


# --- the database -----------------------------------------------------------------------------------------------


def test_every_table_view_and_column_is_described_and_no_other(crawled: Path) -> None:
    text = (ROOT / "docs/database.md").read_text("utf-8")
    described = {
        name: re.findall(r"`([a-z_]+)`", rest)
        for name, rest in re.findall(r"^\*\*([a-z_]+)\*\* (.+?)(?=\n\n)", text, re.DOTALL | re.MULTILINE)
    }
    connection = sqlite3.connect(crawled)
    tables = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' AND name <> ?",
        (migrations.migrations_table,),
    )
    names = [name for (name,) in tables]
    columns = {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in names}
    connection.close()
    assert set(described) == set(columns)
    undescribed = {name: columns[name] - set(described[name]) for name in columns}
    assert {name: missing for name, missing in undescribed.items() if missing} == {}
    # Words in code style that are no column: other tables, settings.
    allowed = {*columns, *Settings.model_fields, *Outcome, *Selection}
    wrong = {name: set(words) - columns[name] - allowed for name, words in described.items()}
    assert {name: words for name, words in wrong.items() if words} == {}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.splitlines()[1].strip()[:60])
def test_a_documented_query_answers(query: str, crawled: Path) -> None:
    connection = sqlite3.connect(f"{crawled.as_uri()}?mode=ro", uri=True)
    assert connection.execute(query).fetchall()
    connection.close()


# --- links and the picture ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_a_file_and_a_heading(page: Path) -> None:
    broken = []
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in links to them."""
    headings = HEADING.findall(page.read_text("utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_decision_says_what_it_must() -> None:
    for page in sorted((ROOT / "decisions").glob("*.md")):
        text = page.read_text("utf-8")
        assert text.startswith(f"# {int(page.name[:4])}. "), page.name
        assert "\nStatus: " in text, page.name
        assert HEADING.findall(text)[1:] == ["Context", "Decision", "Consequences"], page.name


def test_the_picture_has_a_description_and_a_reasonable_size() -> None:
    [(description, path)] = re.findall(r"!\[([^\]]+)\]\((.+?)\)", (ROOT / "README.md").read_text("utf-8"))
    picture = (ROOT / path).read_bytes()
    assert len(description) > PICTURE_WIDTH / 10
    assert int.from_bytes(picture[16:20], "big") == PICTURE_WIDTH  # PNG, 11.2.2: width in the header
    assert len(picture) < PICTURE_BYTES
