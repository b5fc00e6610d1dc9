"""The command as a person and a script meet it: what it prints where, and with which exit code it ends."""

from __future__ import annotations

import csv
import json
import re
import socket
import sqlite3
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from crawler.cli import main
from crawler.commands import verbs
from crawler.commands.errors import BAD_INPUT, COULD_NOT_RUN, DONE, NOT_ALL_TESTED, Commands
from crawler.demonstration import expected_elements, expected_sites
from crawler.pipeline.which_crawl import NoSuchCrawl
from crawler.settings import Settings
from report_templates.languages import UnknownLanguageError
from results.model import Verdict
from results.storage.backup import BackupError
from results.storage.one_writer import DatabaseInUse

REGISTER = (
    "url;name;organisation;policy_domain;ministry code\nhttps://a.example;A;Org A;Health;12\nb.example;B;Org B;Work;\n"
)
URL, FAULTY, DENIED = (
    "http://www.brugstad.example/",
    "http://www.klinikum-waldau.example/",
    "http://www.health-inspectorate.example/",
)


def _commands(group: click.Group, *names: str) -> Iterator[tuple[str, ...]]:
    """Groups that do nothing without a verb are left out; the verbs are not."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from _commands(command, *names, name)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield (*names, name)


def _error(result: Any) -> str:
    """The one line that tells what is wrong."""
    assert "Traceback" not in result.stderr
    errors = [line for line in result.stderr.splitlines() if line.startswith("Error: ")]
    assert len(errors) == 1, result.stderr
    assert result.stderr.splitlines()[-1] == errors[0]
    assert result.stdout == ""
    return errors[0].removeprefix("Error: ")


@pytest.mark.parametrize("names", list(_commands(main)), ids=" ".join)
def test_the_help_of_every_command_ends_with_an_example_of_it(names: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*names, "--help"], prog_name="wadmon")

    tail = [line.strip() for line in result.output.rstrip().rpartition("Example:\n")[2].splitlines()]
    assert result.exit_code == 0
    assert all(line.startswith("wadmon ") for line in tail)
    assert any(re.search(rf"wadmon (--\S+ \S+ )*{' '.join(names)}\b", line) for line in tail)


def test_the_help_tells_the_exit_codes_and_how_to_begin() -> None:
    told = CliRunner().invoke(main, ["--help"]).output

    assert "wadmon register import sites.csv" in told
    assert "0 done; 1 finished, but some sites or pages could not be tested;" in told
    assert (DONE, NOT_ALL_TESTED, BAD_INPUT, COULD_NOT_RUN) == (0, 1, 2, 3)


# --- what a command costs before it begins ----------------------------------------------------------------------


LOADED = """
import sys
from crawler.cli import main
main([sys.argv[1], "--help"], standalone_mode=False)
print(*(name for name in sys.modules if name.startswith("crawler.commands.") and hasattr(sys.modules[name], "VERBS")))
print(*{"scrapy", "playwright"} & sys.modules.keys())
"""


@pytest.mark.parametrize(
    ("verb", "modules"),
    [
        ("settings", {"settings"}),
        ("status", {"machines"}),
        ("crawl", {"crawling", "confirming"}),  # `crawl --confirm` is both
    ],
)
def test_starting_one_command_loads_no_other_and_neither_scrapy_nor_a_browser(verb: str, modules: set[str]) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED, verb], capture_output=True, text=True, check=True)

    *_, loaded, heavy = done.stdout.split("\n")[:-1]
    assert set(loaded.split()) == {f"crawler.commands.{module}" for module in modules}
    assert heavy == ""


def test_every_verb_is_found_in_the_first_module_that_is_looked_into() -> None:
    every = {verb.name: verb for verb in verbs()}

    assert {name: callback_module(next(verbs(name))) for name in every} == {
        name: callback_module(verb) for name, verb in every.items()
    }


def callback_module(verb: click.Command) -> str:
    assert verb.callback is not None
    return verb.callback.__module__


@pytest.mark.parametrize("word", ["re(port", ""])
def test_a_word_that_is_no_verb_is_bad_input(word: str) -> None:
    result = CliRunner().invoke(main, [word])

    assert result.exit_code == BAD_INPUT
    assert f"Error: No such command '{word}'." in result.stderr


def test_a_verb_that_is_misspelt_is_answered_with_those_that_may_be_meant() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from crawler.cli import main; main()", "crwal"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == BAD_INPUT
    assert done.stderr.splitlines()[-1] == "Error: No such command 'crwal'. Did you mean 'crawl'?"


# --- errors a person can do something about ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("register", "list"),
        ("register", "export"),
        ("report", "--out", "out"),
        ("share",),
        ("export", "csv", "--out", "out"),
    ],
    ids=" ".join,
)
def test_without_a_database_the_error_tells_how_to_make_one(wadmon: Any, arguments: tuple[str, ...]) -> None:
    result = wadmon.call(*arguments)

    assert result.returncode == BAD_INPUT
    assert _error(result) == (
        "wadmon.db: no such database; make one with: wadmon --database wadmon.db register import FILE.csv"
    )
    assert not wadmon.database.exists()


@pytest.mark.parametrize("command", ["crawl", "discover"])
def test_an_empty_register_is_reported_before_a_browser_is_looked_for(wadmon: Any, command: str) -> None:
    result = wadmon.call(command, WADMON_BROWSER="/nonexistent")

    assert result.returncode == BAD_INPUT
    told = result.stderr.splitlines()
    assert told[-1] == "Error: the register is empty; fill it with: wadmon register import FILE.csv"
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("share",), "nothing has been crawled yet; start with: wadmon crawl"),
        (("report", "--out", "out"), "nothing has been crawled yet; start with: wadmon crawl"),
        (("judge",), "nothing has been crawled yet; start with: wadmon crawl"),
        (("judge", "--crawl", "7"), "there is no crawl 7"),
        (("share", "--crawl", "7"), "there is no crawl 7"),
    ],
    ids=str,
)
def test_where_nothing_was_crawled_the_error_says_so(wadmon: Any, arguments: tuple[str, ...], error: str) -> None:
    (wadmon.folder / "sites.csv").write_text(REGISTER)
    wadmon.call("register", "import", "sites.csv")

    result = wadmon.call(*arguments)

    assert (result.returncode, _error(result)) == (BAD_INPUT, error)


@pytest.mark.usefixtures("browser_path")
def test_there_is_nothing_to_continue_before_a_crawl(wadmon: Any) -> None:
    (wadmon.folder / "sites.csv").write_text(REGISTER)
    wadmon.call("register", "import", "sites.csv")

    result = wadmon.run("-q", "crawl", "--resume")

    assert (result.returncode, _error(result)) == (BAD_INPUT, "no crawl was interrupted; start one with: wadmon crawl")


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (("crawl", "--profile", "absent"), BAD_INPUT, "profile 'absent': not a built-in profile"),
        (("crawl", "--resume", "--limit", "3"), BAD_INPUT, "--resume continues as the crawl began"),
        (("crawl", "--pages", "0"), BAD_INPUT, "Invalid value for '--pages'"),
        (("--config", "absent.toml", "settings"), BAD_INPUT, "absent.toml: cannot read the settings: No such file"),
        (("--config", "bad.toml", "settings"), BAD_INPUT, "bad.toml: delay: Input should be a valid number"),
        (("check",), BAD_INPUT, "give one or more URLs, or --urls FILE"),
        (("check", "ftp://a.example/"), BAD_INPUT, "ftp://a.example/: not a URL of a web page (http or https)"),
        (("check", "--urls", "latin.txt"), BAD_INPUT, "latin.txt: not a text file in UTF-8"),
        (("register", "import", "absent.csv"), BAD_INPUT, "absent.csv: "),
        (("register", "import", "bad.toml"), BAD_INPUT, "bad.toml: "),
        (("register", "import", "bad.toml", "--column", "x"), BAD_INPUT, "Invalid value for --column: 'x'"),
        (("--database", "bad.toml", "share"), BAD_INPUT, "bad.toml: cannot use the database: file is not a database"),
        (("--database", "gone/a.db", "register", "import", "sites.csv"), BAD_INPUT, "gone/a.db: cannot open the"),
        (("--database", "sites.csv/a.db", "crawl"), COULD_NOT_RUN, "sites.csv: "),
        (("demo", "--out", "sites.csv/out"), COULD_NOT_RUN, "sites.csv/out: Not a directory"),
    ],
    ids=str,
)
def test_bad_input_is_reported_in_one_line(wadmon: Any, arguments: tuple[str, ...], code: int, error: str) -> None:
    (wadmon.folder / "sites.csv").write_text(REGISTER)
    (wadmon.folder / "bad.toml").write_text('delay = "soon"\n')
    (wadmon.folder / "latin.txt").write_bytes("https://a.example/\n# caf\xe9\n".encode("latin-1"))

    result = wadmon.call(*arguments)

    assert result.returncode == code, result.stderr
    assert _error(result).startswith(error)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NoSuchCrawl("a: b"), BAD_INPUT),
        (UnknownLanguageError("a: b"), BAD_INPUT),
        (BackupError("a: b"), COULD_NOT_RUN),
        (OSError(28, "b", "a"), COULD_NOT_RUN),
        (ExceptionGroup("stages", [ValueError("c"), ExceptionGroup("sites", [DatabaseInUse("a: b")])]), COULD_NOT_RUN),
    ],
    ids=repr,
)
def test_an_error_a_person_can_do_something_about_is_one_line_and_its_exit_code(error: Exception, code: int) -> None:
    def fail() -> None:
        raise error

    result = CliRunner().invoke(Commands(commands=[click.Command("fail", callback=fail)]), ["fail"])

    assert (result.exit_code, result.stderr) == (code, "Error: a: b\n")


@pytest.mark.parametrize("error", [ValueError("bug"), OSError("bug"), ExceptionGroup("stages", [ValueError("bug")])])
def test_a_bug_is_no_line_but_a_traceback(error: Exception) -> None:
    def fail() -> None:
        raise error

    result = CliRunner().invoke(Commands(commands=[click.Command("fail", callback=fail)]), ["fail"])

    assert result.exception is error


def test_bad_settings_of_the_environment_are_reported_in_one_line(wadmon: Any) -> None:
    result = wadmon.call("settings", WADMON_DELAY="soon")

    assert result.returncode == BAD_INPUT
    assert _error(result).startswith("WADMON_DELAY: ")


@pytest.mark.parametrize("command", [("check", "https://a.example/"), ("demo",)], ids=" ".join)
def test_a_browser_that_is_not_there_is_reported_in_one_line(wadmon: Any, command: tuple[str, ...]) -> None:
    result = wadmon.call(*command, WADMON_BROWSER="/nonexistent")

    assert result.returncode == COULD_NOT_RUN
    assert "/nonexistent" in _error(result)


# --- register and settings --------------------------------------------------------------------------------------


def test_a_register_is_imported_once_listed_and_exported_as_it_can_be_imported_again(wadmon: Any) -> None:
    (wadmon.folder / "sites.csv").write_text(REGISTER)

    first, second = (wadmon.call("register", "import", "sites.csv") for _ in range(2))
    listed = wadmon.call("register", "list")
    exported = wadmon.call("register", "export")
    (wadmon.folder / "again.csv").write_text(exported.stdout)
    third = wadmon.call("register", "import", "again.csv")

    assert (first.stdout, first.stderr) == ("2 added, 0 changed, 0 unchanged, 0 rows not imported\n", "")
    assert second.stdout == third.stdout == "0 added, 0 changed, 2 unchanged, 0 rows not imported\n"
    assert listed.stdout == "https://a.example/\tA\tOrg A\tHealth\nhttps://b.example/\tB\tOrg B\tWork\n"
    assert next(csv.DictReader(exported.stdout.splitlines()))["ministry code"] == "12"
    assert {r.returncode for r in (first, second, listed, exported, third)} == {DONE}


def test_bad_rows_are_reported_with_their_line_and_the_good_ones_are_imported(wadmon: Any) -> None:
    (wadmon.folder / "sites.csv").write_text("url,name\nhttps://a.example,A\nmailto:x@a.example,B\n")

    result = wadmon.call("register", "import", "sites.csv")

    assert (result.returncode, result.stdout) == (DONE, "1 added, 0 changed, 0 unchanged, 1 rows not imported\n")
    assert result.stderr.startswith("sites.csv:3: 'mailto:x@a.example': ")


def test_control_characters_in_a_register_do_not_reach_the_terminal(wadmon: Any) -> None:
    (wadmon.folder / "sites.csv").write_text("url,name\nhttps://a.example,A\x1b[2JB\x9bC\n", "utf-8")
    wadmon.call("register", "import", "sites.csv")

    listed = wadmon.call("register", "list")

    assert listed.stdout == "https://a.example/\tA [2JB C\t\t\n"


def test_the_settings_in_force_are_printed_as_a_file_that_gives_them_again(wadmon: Any) -> None:
    printed = wadmon.call("--proxy", "http://u:pw@p.example:1", "settings", WADMON_PAGES="12", WADMON_LANGUAGES="fr,de")
    (wadmon.folder / "wadmon.toml").write_text(printed.stdout)
    again = wadmon.call("settings")

    values = tomllib.loads(printed.stdout)
    assert set(values) == set(Settings.model_fields)
    assert (values["pages"], values["languages"], values["proxy"]) == (12, ["fr", "de"], "http://p.example:1")
    assert again.stdout == printed.stdout
    assert printed.stderr == ""


# --- the results of a crawl -------------------------------------------------------------------------------------


def test_a_crawl_ends_with_the_share_its_funnel_and_exit_code_1_as_sites_were_not_tested(finished_crawl: Any) -> None:
    printed = finished_crawl.result.stdout

    assert finished_crawl.result.returncode == NOT_ALL_TESTED
    assert printed.startswith(
        "Basic accessibility: 61.5%\nOf the 13 websites tested, 8 meet the basic level of accessibility.\n"
    )
    assert "No failure at all: 46.2%\n" in printed
    assert "sites 18/18 (discovered 18), pages " in finished_crawl.result.stderr.splitlines()[-1]
    assert "axe-core " in finished_crawl.result.stderr
    assert "axe-core " not in printed


def _share(finished_crawl: Any, *arguments: str) -> dict[str, Any]:
    result = finished_crawl.wadmon.call("share", "--format", "json", *arguments)
    assert (result.returncode, result.stderr) == (DONE, "")
    share: dict[str, Any] = json.loads(result.stdout)
    return share


def test_the_share_as_json_has_every_figure_and_adds_up(finished_crawl: Any) -> None:
    share = _share(finished_crawl)

    assert list(share) == [
        "profile",
        "registered",
        "accessible",
        "not_accessible",
        "not_tested",
        "share",
        "method",
        "interval",
        "bounds",
        "frame_size",
    ]
    untested = sum(share["not_tested"].values())
    assert share["registered"] == share["accessible"] + share["not_accessible"] + untested == len(expected_sites())
    assert share["share"] == share["accessible"] / (share["accessible"] + share["not_accessible"])
    assert share["bounds"]["low"] == share["accessible"] / share["registered"]
    assert share["bounds"]["high"] == (share["accessible"] + untested) / share["registered"]


@pytest.mark.parametrize("profile", ["basic", "strict"])
def test_terminal_report_csv_and_database_give_the_same_figures(
    finished_crawl: Any, profile: str, tmp_path: Path
) -> None:
    wadmon = finished_crawl.wadmon
    share = _share(finished_crawl, "--profile", profile)
    text = wadmon.call("share", "--profile", profile).stdout
    report = wadmon.call("report", "--out", tmp_path / "report", "--language", "en", "--profile", profile)
    exported = wadmon.call("export", "csv", "--out", tmp_path / "csv", "--profile", profile)
    with closing(sqlite3.connect(wadmon.database)) as connection:
        view = connection.execute(
            "SELECT registered, accessible, not_accessible, not_tested, share FROM share_by_crawl WHERE profile = ?",
            (profile,),
        ).fetchall()
    html = (tmp_path / "report" / "index.html").read_text("utf-8")
    counts = {name: int(found) for name, found in re.findall(r'id="count-([\w-]+)">(\d+)<', html)}
    with (tmp_path / "csv" / "shares.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["group"] == "all")

    untested = sum(share["not_tested"].values())
    figures = (share["registered"], share["accessible"], share["not_accessible"], untested)
    assert view == [(*figures, share["share"])]
    assert tuple(int(row[name]) for name in ("registered", "accessible", "not_accessible", "not_tested")) == figures
    assert float(row["share"]) == share["share"]
    assert counts["registered"] == share["registered"]
    told = re.findall(r"^  \S.*  +(\d+)$", text, re.MULTILINE)
    assert tuple(int(number) for number in told) == figures
    percent = f"{share['share']:.1%}"
    assert text.splitlines()[0].endswith(f": {percent}")
    assert re.search(r'class="big-figure">([^<]+)<', html).group(1) == percent  # type: ignore[union-attr]
    assert report.stdout == f"{text}report: {tmp_path / 'report' / 'index.html'}\n"
    assert exported.stdout.splitlines()[0].endswith("shares.csv")


def test_the_report_and_the_csv_name_every_site_with_its_verdict(finished_crawl: Any, tmp_path: Path) -> None:
    finished_crawl.wadmon.call("export", "csv", "--out", tmp_path)
    with (tmp_path / "sites.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["url"], row["profile"]): row["verdict"] for row in csv.DictReader(file)}

    assert rows == {(site.url, name): getattr(site, name) for site in expected_sites() for name in ("basic", "strict")}


def test_a_folder_that_is_not_a_report_is_not_replaced(finished_crawl: Any, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")

    result = finished_crawl.wadmon.call("report", "--out", tmp_path)

    assert result.returncode == BAD_INPUT
    assert _error(result) == f"{tmp_path} exists and is not a report; choose a new or empty folder"
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_report_in_a_language_without_texts_is_bad_input(finished_crawl: Any, tmp_path: Path) -> None:
    result = finished_crawl.wadmon.call("report", "--out", tmp_path / "out", WADMON_LANGUAGES="en,tlh")

    assert result.returncode == BAD_INPUT
    assert "'tlh'" in _error(result)


def test_an_old_crawl_is_judged_under_a_new_profile_without_asking_the_web(finished_crawl: Any, tmp_path: Path) -> None:
    wadmon = finished_crawl.wadmon.copy_to(tmp_path)
    (tmp_path / "own.toml").write_text(
        'name = "own"\nversion = "3"\nrule = "score"\nthreshold = 1\npage_share = 1\n[criterion.images]\nweight = 1\n'
        'machine = "partly"\ncriteria = ["1.1.1"]\nchecks = ["image-alt"]\n'
    )
    before = {host: len(requests) for host, requests in finished_crawl.server.log.items()}

    judged = wadmon.call("judge", "--profile", "own.toml", "--crawl", "1")
    old = json.loads(wadmon.call("share", "--format", "json").stdout)
    new = json.loads(wadmon.call("share", "--format", "json", "--profile", "own.toml").stdout)

    assert judged.returncode == NOT_ALL_TESTED
    assert judged.stdout.startswith("own: ")
    assert (new["profile"], new["not_accessible"]) == ("own", len(_sites_where("image-alt")))
    assert old == _share(finished_crawl)
    assert {host: len(requests) for host, requests in finished_crawl.server.log.items()} == before


def _sites_where(check: str) -> set[str]:
    """Tested sites with a page on which the check must fail."""
    tested = {site.url for site in expected_sites() if site.basic is not Verdict.NOT_TESTED}
    hosts = {"/".join([*url.split("/")[:3], ""]) for url, failed in expected_elements().items() if check in failed}
    return hosts & tested


def test_without_a_number_the_last_crawl_is_judged_even_when_an_older_one_did_not_finish(
    finished_crawl: Any, tmp_path: Path
) -> None:
    wadmon = finished_crawl.wadmon.copy_to(tmp_path)
    with closing(sqlite3.connect(wadmon.database)) as connection, connection:
        connection.execute("UPDATE crawl SET id = 5")
        connection.execute("UPDATE found_page SET from_crawl = 5")
        connection.execute(
            "INSERT INTO crawl (id, started_at, seed, selection, register_size, tools, settings)"
            " SELECT 1, started_at, seed, selection, register_size, tools, settings FROM crawl"
        )
        for table in ("crawl_site", "discovery", "sample", "visit", "crawl_check", "verdict"):
            connection.execute(f"UPDATE {table} SET crawl_id = 5")

    judged = wadmon.call("judge")

    assert judged.stdout == finished_crawl.result.stdout
    with closing(sqlite3.connect(wadmon.database)) as connection:
        assert connection.execute("SELECT id FROM crawl WHERE finished_at = ''").fetchall() == [(1,)]


def test_no_verdicts_are_made_of_a_crawl_that_is_not_finished(finished_crawl: Any, tmp_path: Path) -> None:
    wadmon = finished_crawl.wadmon.copy_to(tmp_path)
    with closing(sqlite3.connect(wadmon.database)) as connection, connection:
        connection.execute("UPDATE crawl SET finished_at = ''")

    result = wadmon.call("share", "--crawl", "1")

    assert result.returncode == BAD_INPUT
    assert _error(result) == (
        "crawl 1 is not finished; continue with: wadmon crawl --resume, or end it as it is with: wadmon judge --crawl 1"
    )


# --- check ------------------------------------------------------------------------------------------------------


def test_checked_pages_are_reported_one_a_line_in_the_form_that_scorers_read(finished_crawl: Any) -> None:
    listed = f"\ufeff# pages\n{FAULTY}\n\n{DENIED}\r\n"
    result = finished_crawl.wadmon.run(
        "check", URL, URL, "--urls", "-", "--format", "jsonl", "--delay", "0", stdin=listed
    )

    pages = {page["url"]: page for page in map(json.loads, result.stdout.splitlines())}
    assert result.returncode == NOT_ALL_TESTED, result.stderr
    assert len(result.stdout.splitlines()) == 3
    assert {url: (page["outcome"], page["reason"]) for url, page in pages.items()} == {
        URL: ("tested", None),
        FAULTY: ("tested", None),
        DENIED: ("untested", "access-denied"),
    }
    for url, page in pages.items():
        failed = {f["check"]: f["count"] for f in page["findings"] if f["outcome"] == "failed" and f["criteria"]}
        assert failed == ({} if url == DENIED else expected_elements()[url])
        for finding in page["findings"]:
            assert finding["outcome"] in ("failed", "cantTell", "untested")
            assert all(re.fullmatch(r"\d\.\d\.\d+", criterion) for criterion in finding["criteria"])


def test_a_checked_page_is_reported_in_text_json_and_html(finished_crawl: Any) -> None:
    text, data, html = (
        finished_crawl.wadmon.run("check", FAULTY, "--format", form, "--delay", "0")
        for form in ("text", "json", "html")
    )

    assert [result.returncode for result in (text, data, html)] == [DONE] * 3
    assert text.stdout.startswith(f"{FAULTY}\n  Failed: ")
    assert [page["url"] for page in json.loads(data.stdout)] == [FAULTY]
    assert html.stdout.startswith("<!doctype html>")
    for check in expected_elements()[FAULTY]:
        assert f"({check}, WCAG " in text.stdout
        assert check in html.stdout


@pytest.mark.usefixtures("browser_path")
def test_pages_on_this_machine_are_not_checked_unless_allowed(wadmon: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"http://127.0.0.1:{server.getsockname()[1]}/"
    refused = wadmon.run("check", closed, "--format", "jsonl")
    allowed = wadmon.run("-q", "--allow-private", "check", closed, "--format", "jsonl")

    assert refused.returncode == allowed.returncode == NOT_ALL_TESTED
    assert json.loads(refused.stdout)["reason"] == "private-address"
    assert json.loads(allowed.stdout)["reason"] == "unreachable"
    assert allowed.stderr == ""
