"""Who may import whom. A forbidden import fails with what is wrong with it and what to do instead."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("crawler", "checks", "results", "report_templates")

STAGES = ("crawler/cli.py", "crawler/commands/*", "crawler/pipeline/*")
DATABASE = (
    "sqlite3", "sqlite_utils", "results.storage.store", "results.*.stored_*", "results.storage.migrations",
)  # fmt: skip


@dataclass(frozen=True)
class Rule:
    """files, exceptions: patterns of paths from the root. forbidden: patterns of modules, and all inside them.

    allowed: patterns of modules that are not forbidden all the same.
    """

    files: tuple[str, ...]
    forbidden: tuple[str, ...]
    why: str
    instead: str
    exceptions: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()

    def forbids(self, file: PurePosixPath, module: str) -> bool:
        return (
            any(fnmatchcase(str(file), pattern) for pattern in self.files)
            and not any(fnmatchcase(str(file), pattern) for pattern in self.exceptions)
            and not any(fnmatchcase(module, pattern) for pattern in self.allowed)
            and any(fnmatchcase(module, pattern) or fnmatchcase(module, f"{pattern}.*") for pattern in self.forbidden)
        )


RULES = (
    Rule(
        files=("results/*",),
        forbidden=("crawler", "checks", "report_templates"),
        why="results says what was found and what it means, whoever measured it and whoever shows it; "
        "every other folder builds on it, so an import back would make one knot of all of them",
        instead="make what both need a record in results/model, or take it as an argument from crawler/cli.py "
        "or crawler/pipeline (as results/reporting/stored_report.py is given the descriptions of the checks)",
    ),
    Rule(
        files=("checks/*",),
        forbidden=("crawler", "report_templates"),
        why="checks judge one page they are given; they must work without a crawl and without a report, "
        "also on another machine",
        instead="take what is needed as an argument and give back a record of results/model; "
        "crawler/pipeline brings the two together",
    ),
    Rule(
        files=("checks/*", "crawler/*", "results/*", "report_templates/*"),
        exceptions=("checks/browsers/chromium*.py", "checks/browsers/webdriver*.py", "checks/browser_install.py"),
        forbidden=("playwright", "selenium"),
        why="a second browser engine must be a module beside the first, and nothing else",
        instead="ask it of the page (checks/browsers/engine.py), and let each engine answer",
    ),
    Rule(
        files=("report_templates/*",),
        forbidden=("crawler", "checks"),
        why="a report is made from stored records alone, so that an old crawl can be shown without "
        "the code that measured it",
        instead="add what is to be shown to a record of results/model (texts of checks are in CrawlReport.checks); "
        "crawler/cli.py hands it over",
    ),
    Rule(
        files=("crawler/*",),
        exceptions=STAGES,
        forbidden=("checks", "report_templates"),
        why="only the command line and crawler/pipeline/ know every folder; elsewhere the crawler decides "
        "which sites and which pages, not how they are judged or shown",
        instead="move the code that needs both to crawler/pipeline/, or take a record or a function as an argument",
    ),
    Rule(
        files=("crawler/*",),
        exceptions=STAGES,
        forbidden=("crawler.cli", "crawler.commands", "crawler.pipeline"),
        why="the command line and crawler/pipeline/ import every folder, so whoever imports them does so too",
        instead="move what is needed out of them into a module of its own, and let them import that",
    ),
    Rule(
        files=("report_templates/*", "results/exports/*"),
        forbidden=DATABASE,
        allowed=("results.model.*",),
        why="reports and exports are made from records and never touch the database: they can be tested with "
        "records written by hand, and storage can change without them",
        instead="add a field to a record of results/model and fill it in results/reporting/stored_report.py",
    ),
    Rule(
        files=("results/*",),
        exceptions=("results/*/stored_*.py", "results/storage/*", "results/exports/*"),
        forbidden=(*DATABASE, "results.exports"),
        why="verdicts and figures are pure functions of records: same input, same answer, and anyone can check them",
        instead="let the module beside it read and write (stored_verdicts.py for verdict.py) and pass in the records; "
        "what touches SQL has a name that begins with stored_",
    ),
    Rule(
        files=("results/model/*",),
        forbidden=("results", *DATABASE),
        allowed=("results.model.*",),
        why="the records are what all folders share; they depend on nothing of ours",
        instead="keep records plain data; behaviour belongs in the module that uses them",
    ),
)


@dataclass(frozen=True)
class Import:
    line: int
    module: str


def violations(root: Path) -> list[str]:
    """One message a line and rule, in the order of the files."""
    found: dict[tuple[PurePosixPath, int, Rule], str] = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            file = PurePosixPath(path.relative_to(root).as_posix())
            for each in imports(path.read_text("utf-8"), file):
                for rule in RULES:
                    if rule.forbids(file, each.module):
                        found.setdefault((file, each.line, rule), message(file, each, rule))
    return list(found.values())


def message(file: PurePosixPath, each: Import, rule: Rule) -> str:
    return f"{file}:{each.line}: imports {each.module}\n  Why not: {rule.why}.\n  Instead: {rule.instead}."


def imports(source: str, file: PurePosixPath) -> Iterator[Import]:
    """All of a module, also those inside functions, for types only, relative, or through importlib by name."""
    for node in ast.walk(ast.parse(source, str(file))):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(node, file)
            yield Import(node.lineno, origin)
            # `from results.storage import store` imports results.storage.store; other names match no rule.
            yield from (Import(node.lineno, f"{origin}.{name.name}") for name in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in _IMPORTING_CALLS:
            yield from (
                Import(node.lineno, str(name.value)) for name in node.args[:1] if isinstance(name, ast.Constant)
            )


_IMPORTING_CALLS = ("import_module", "importlib.import_module", "__import__")


def _origin(node: ast.ImportFrom, file: PurePosixPath) -> str:
    """Absolute name of what comes after `from`."""
    if not node.level:
        return node.module or ""
    package = file.parts[: len(file.parts) - node.level]
    return ".".join((*package, *([node.module] if node.module else [])))


def test_no_module_imports_what_it_may_not() -> None:
    found = violations(ROOT)
    assert not found, "\n\n" + "\n\n".join(found)


def test_imports_of_the_stages_are_seen_and_allowed() -> None:
    """Else the test above could pass by seeing nothing."""
    file = PurePosixPath("crawler/pipeline/report.py")
    seen = {each.module.split(".")[0] for each in imports((ROOT / file).read_text("utf-8"), file)}
    assert set(FOLDERS) <= seen


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of our Python files."""
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    return tmp_path


def plant(tree: Path, file: str, source: str) -> int:
    """At the end of a file, made if need be. Returns its line."""
    path = tree / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(before + source + "\n", "utf-8")
    return len(before.splitlines()) + 1


def test_a_planted_import_is_reported_with_its_place_its_reason_and_the_way_out(tree: Path) -> None:
    before = violations(tree)
    line = plant(tree, "results/judging/verdict.py", "from crawler.settings import Settings")
    (told,) = [found for found in violations(tree) if found not in before]
    assert told == (
        f"results/judging/verdict.py:{line}: imports crawler.settings\n"
        "  Why not: results says what was found and what it means, whoever measured it and whoever shows it; "
        "every other folder builds on it, so an import back would make one knot of all of them.\n"
        "  Instead: make what both need a record in results/model, or take it as an argument from crawler/cli.py "
        "or crawler/pipeline (as results/reporting/stored_report.py is given the descriptions of the checks)."
    )


@pytest.mark.parametrize(
    ("file", "source", "module"),
    [
        ("results/new.py", "import checks.audit as audit", "checks.audit"),
        ("results/exports/new.py", "import report_templates", "report_templates"),
        ("results/exports/new.py", "from results.storage.store import Store", "results.storage.store"),
        ("results/exports/new.py", "from results.crawls import stored_audits, model", "results.crawls.stored_audits"),
        ("results/exports/new.py", "from ..crawls.stored_crawls import now", "results.crawls.stored_crawls"),
        ("results/exports/new.py", "from ..storage import store", "results.storage.store"),
        ("results/judging/statistics.py", "def f():\n    import sqlite3", "sqlite3"),
        ("results/judging/verdict.py", "from results.judging.stored_verdicts import judge_crawl",
         "results.judging.stored_verdicts"),
        ("results/change/split.py", "from sqlite_utils.db import Table", "sqlite_utils.db"),
        ("results/model/audits.py", "from results.judging.verdict import judge_site", "results.judging.verdict"),
        ("checks/rules/new.py", "from crawler import settings", "crawler"),
        ("checks/observations/new.py", "from playwright.async_api import Page", "playwright.async_api"),
        ("checks/new.py", "if TYPE_CHECKING:\n    from report_templates.render import render_report",
         "report_templates.render"),
        ("report_templates/pages/new.py", "from checks.catalogue import describe_checks", "checks.catalogue"),
        ("report_templates/new.py", "import os, sqlite3", "sqlite3"),
        ("report_templates/new.py", "from results.reporting.stored_report import site_reports",
         "results.reporting.stored_report"),
        ("report_templates/new.py", "importlib.import_module('results.storage.store')", "results.storage.store"),
        ("crawler/sampling.py", "from checks.browser import running_browser", "checks.browser"),
        ("crawler/discovery/new.py", "from report_templates import render", "report_templates"),
        ("crawler/discovery/new.py", "from crawler.pipeline.crawl import CrawlRun", "crawler.pipeline.crawl"),
        ("crawler/new.py", "from crawler import cli", "crawler.cli"),
        ("crawler/new.py", "__import__('checks')", "checks"),
    ],
)  # fmt: skip
def test_every_way_to_import_is_seen(tmp_path: Path, file: str, source: str, module: str) -> None:
    line = plant(tmp_path, file, source) + source.count("\n")
    (told,) = violations(tmp_path)
    assert told.startswith(f"{file}:{line}: imports {module}\n  Why not: ")
    assert "\n  Instead: " in told


@pytest.mark.parametrize(
    ("file", "source"),
    [
        ("crawler/cli.py", "from report_templates.render import render_report"),
        ("crawler/pipeline/new.py", "from checks.audit import Auditor"),
        ("crawler/new.py", "from results.storage.store import Store"),
        ("checks/new.py", "from results.model import PageAudit"),
        ("checks/browsers/chromium_tabs.py", "from playwright.async_api import Page"),
        ("report_templates/new.py", "from results.judging.statistics import wilson_interval"),
        ("results/storage/new.py", "import sqlite3, checksum, crawlers"),
        ("results/model/reports.py", "from results.model.audits import Outcome"),
        ("results/exports/new.py", "from results.model import stored_by\nfrom . import csv"),
        ("results/exports/new.py", "import_module(f'{__name__}.csv')"),
    ],
)
def test_other_imports_are_allowed(tmp_path: Path, file: str, source: str) -> None:
    plant(tmp_path, file, source)
    assert violations(tmp_path) == []
