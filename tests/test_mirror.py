"""Tests mirror the modules: a module is tested at its mirrored path, or a line here says where."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = ("crawler", "checks", "results", "report_templates")
FOUND_BY_LOOKING = ("crawler/commands", "checks/browsers", "checks/rules", "results/exports", "report_templates/pages")
"""Folders whose modules are found by looking into them: who imports the folder has them all."""

TESTED_ELSEWHERE = {
    "checks/browsers/chromium.py": "tests/checks/test_browser.py",
    "checks/browsers/chromium_files.py": "tests/crawler/pipeline/test_carrying.py",
    "checks/browsers/chromium_page.py": "tests/checks/test_isolation.py",
    "checks/browsers/chromium_traffic.py": "tests/checks/observations/test_waiting_pages.py",
    "checks/browsers/chromium_world.py": "tests/checks/test_isolation.py",
    "checks/browsers/engine.py": "tests/checks/browsers/test_chromium_errors.py",
    "checks/browsers/options.py": "tests/checks/test_browser.py",
    "checks/browsers/webdriver_page.py": "tests/checks/browsers/test_webdriver.py",
    "checks/browsers/webdriver_session.py": "tests/checks/browsers/test_webdriver.py",
    "checks/browsers/webdriver_traffic.py": "tests/checks/browsers/test_webdriver.py",
    "checks/check.py": "tests/checks/test_site.py",
    "checks/documents/fetch.py": "tests/checks/documents/test_audit.py",
    "checks/documents/pdf_facts.py": "tests/checks/documents/test_pdf.py",
    "checks/engines/findings.py": "tests/checks/test_audit.py",
    "checks/engines/hatch_build.py": "tests/test_packaging.py",
    "checks/observations/": "tests/checks/rules/test_pages.py",
    "checks/plain_page.py": "tests/crawler/pipeline/test_crawl.py",
    "checks/rules/": "tests/checks/rules/test_pages.py",
    "checks/statement_links.py": "tests/checks/test_statement.py",
    "crawler/commands/": "tests/crawler/test_cli.py",
    "crawler/csv_output.py": "tests/crawler/test_history_commands.py",
    "crawler/demonstration/": "tests/crawler/demonstration/test_content.py",
    "crawler/discovery/": "tests/crawler/discovery/test_process.py",
    "crawler/pipeline/": "tests/crawler/test_cli.py",
    "crawler/pipeline/cluster/": "tests/crawler/pipeline/cluster/test_coordinator.py",
    "crawler/pipeline/cluster/__init__.py": "tests/crawler/test_cli.py",
    "crawler/register_addresses.py": "tests/crawler/test_register.py",
    "crawler/register_rows.py": "tests/crawler/test_register.py",
    "crawler/search_progress.py": "tests/crawler/test_register_commands.py",
    "crawler/site_search/": "tests/crawler/site_search/test_small_web.py",
    "crawler/spreadsheet.py": "tests/crawler/test_register.py",
    "crawler/user_agent.py": "tests/crawler/test_settings.py",
    "crawler/web/": "tests/crawler/discovery/test_process.py",
    "report_templates/addresses.py": "tests/report_templates/test_fault_counts.py",
    "report_templates/catalogue.py": "tests/report_templates/test_languages.py",
    "report_templates/change_lines.py": "tests/report_templates/test_change_sentences.py",
    "report_templates/check_lines.py": "tests/crawler/test_checks_command.py",
    "report_templates/criterion_views.py": "tests/report_templates/test_render.py",
    "report_templates/environment.py": "tests/report_templates/test_hostile.py",
    "report_templates/output_folder.py": "tests/report_templates/test_render.py",
    "report_templates/pages/": "tests/report_templates/test_render.py",
    "report_templates/profile_words.py": "tests/report_templates/test_render.py",
    "report_templates/views.py": "tests/report_templates/test_render.py",
    "results/barriers/observing.py": "tests/results/barriers/test_following.py",
    "results/barriers/stored_following.py": "tests/results/barriers/test_stored_barriers.py",
    "results/barriers/table.py": "tests/crawler/test_exceptions_command.py",
    "results/change/stored_published_figures.py": "tests/results/change/test_stored_comparison.py",
    "results/crawls/stored_carrying.py": "tests/crawler/pipeline/test_carrying.py",
    "results/crawls/stored_memories.py": "tests/crawler/pipeline/test_carrying.py",
    "results/exports/__init__.py": "tests/results/exports/test_csv.py",
    "results/judging/grouping.py": "tests/results/reporting/test_stored_report.py",
    "results/judging/stored_reviewed_exceptions.py": "tests/results/judging/test_reviewed_exceptions.py",
    "results/judging/stored_strata.py": "tests/results/judging/test_stratified.py",
    "results/model/": "tests/results/reporting/test_stored_report.py",
    "results/logs.py": "tests/crawler/test_logs.py",
    "results/page_words/notices.py": "tests/checks/test_page_kind.py",
    "results/page_words/page_look.py": "tests/checks/test_page_kind.py",
    "results/register/stored_funnel.py": "tests/results/register/test_stored_searches.py",
    "results/register/stored_organisations.py": "tests/results/register/test_register_history.py",
    "results/reporting/share_tables.py": "tests/results/reporting/test_tables.py",
    "results/reporting/shortlist_table.py": "tests/results/reporting/test_shortlists.py",
    "results/storage/": "tests/crawler/test_database_command.py",
    "results/storage/description.py": "tests/crawler/test_view.py",
    "results/storage/migrations/": "tests/results/storage/test_migrations.py",
    "results/storage/stored_integrity.py": "tests/results/storage/test_killed_writer.py",
}
"""Module -> the test of it. A folder ends in `/`: for those of its modules that nothing else is said of."""


def without_test(root: Path, elsewhere: Mapping[str, str]) -> list[str]:
    """One line for each module of which nothing says where it is tested, and for each entry that is not right."""
    imports = {path.relative_to(root).as_posix(): _imported(root, path) for path in _modules(root)}
    found, used = [], set()
    for module in imports:
        if (root / _mirrored(module)).exists() or not _does_something(root / module):
            continue
        entry = max((entry for entry in elsewhere if module == entry or _holds(entry, module)), key=len, default=None)
        if entry is None:
            found.append(f"{module}: write {_mirrored(module)}, or say in tests/test_mirror.py where it is tested")
            continue
        used.add(entry)
        test = root / elsewhere[entry]
        if not test.exists():
            found.append(f"{entry}: {elsewhere[entry]} does not exist")
        elif module not in _reached(root, test, imports):
            found.append(f"{module}: {elsewhere[entry]} does not run it")
    return found + [f"{entry}: no module needs this line of tests/test_mirror.py" for entry in elsewhere.keys() - used]


def _holds(folder: str, module: str) -> bool:
    return folder.endswith("/") and module.startswith(folder)


def _mirrored(module: str) -> str:
    path = Path(module)
    name = path.parent.name if path.name == "__init__.py" else path.stem
    return (Path("tests") / path.parent / f"test_{name}.py").as_posix()


def _modules(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((root / folder).rglob("*.py"))


def _does_something(module: Path) -> bool:
    """Has a function, or a method that is more than a declaration; records and constants have nothing to test."""
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(
        not all(isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant) for line in node.body)
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, functions)
    )


def _imported(root: Path, source: Path) -> set[str]:
    """The files of ours that a file imports, wherever in it, and the programs it starts or the paths it names."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith(FOLDERS):
            named = node.value.removesuffix(".py").replace("/", ".")
            names |= {named, f"{named}.__main__", named.rpartition(".")[0]}
    return {file for name in names for file in _files(root, name)}


def _files(root: Path, name: str) -> Iterator[str]:
    path = name.replace(".", "/")
    if path.replace("/", "").replace("_", "").isalnum() and (root / f"{path}.py").exists():
        yield f"{path}.py"
    if path in FOUND_BY_LOOKING:
        yield from (file.relative_to(root).as_posix() for file in (root / path).glob("*.py"))
    elif (root / path / "__init__.py").exists():
        yield f"{path}/__init__.py"


def _reached(root: Path, test: Path, imports: Mapping[str, set[str]]) -> set[str]:
    """What a test and its fixtures import, and what that imports."""
    fixtures = [folder / "conftest.py" for folder in test.parents if (folder / "conftest.py").exists()]
    waiting = set().union(*(_imported(root, path) for path in (test, *fixtures)))
    reached: set[str] = set()
    while waiting:
        module = waiting.pop()
        reached.add(module)
        waiting |= imports.get(module, set()) - reached
    return reached


def test_every_module_is_tested_where_it_is_looked_for_or_where_this_file_says() -> None:
    found = without_test(ROOT, TESTED_ELSEWHERE)
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("elsewhere", "found"),
    [
        ({}, ["checks/new.py: write tests/checks/test_new.py, or say in tests/test_mirror.py where it is tested"]),
        ({"checks/new.py": "tests/test_gone.py"}, ["checks/new.py: tests/test_gone.py does not exist"]),
        ({"checks/new.py": "tests/test_other.py"}, ["checks/new.py: tests/test_other.py does not run it"]),
        ({"checks/": "tests/test_new.py"}, []),
        (
            {"checks/": "tests/test_new.py", "crawler/": "tests/test_new.py"},
            ["crawler/: no module needs this line of tests/test_mirror.py"],
        ),
    ],
    ids=["nothing says", "no such test", "another test", "said", "not needed"],
)
def test_a_module_without_a_test_is_found(tmp_path: Path, elsewhere: dict[str, str], found: list[str]) -> None:
    (tmp_path / "checks").mkdir()
    (tmp_path / "checks" / "new.py").write_text("def f():\n    return 1\n", "utf-8")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_new.py").write_text("from checks.new import f\n", "utf-8")
    (tmp_path / "tests" / "test_other.py").write_text("import re\n", "utf-8")
    assert without_test(tmp_path, elsewhere) == found
