"""One undisturbed crawl of the demonstration web, by the command line, for all tests that only look at it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

import crawler
from crawler.cli import main
from crawler.demonstration import DemonstrationServer, serve
from results.storage.store import Store, open_store

PROJECT = Path(crawler.__file__).parent.parent
COMMAND = (sys.executable, "-c", "from crawler.cli import main; main(prog_name='wadmon')")

ONE_BROWSER = {"WADMON_WORKERS": "1"}
"""Unless a test asks for more: other tests run beside it, and each browser that starts takes seconds."""


def _environment() -> dict[str, str]:
    """Without settings and proxies of whoever runs the tests; WADMON_BROWSER stays: it is how the tests were set up."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name == "WADMON_BROWSER" or not (name.upper().startswith("WADMON_") or name.lower().endswith("_proxy"))
    }
    return kept | {"PYTHONPATH": str(PROJECT), "COLUMNS": "100", **ONE_BROWSER}


@dataclass(frozen=True, slots=True)
class Answer:
    returncode: int
    stdout: str
    stderr: str


@dataclass(frozen=True, slots=True)
class Wadmon:
    """The command in a process of its own, in a folder of its own."""

    folder: Path
    proxy: str = ""

    @property
    def database(self) -> Path:
        return self.folder / "wadmon.db"

    def command(self, *arguments: str | Path) -> list[str]:
        proxy = ("--proxy", self.proxy) if self.proxy else ()
        return [*COMMAND, *proxy, *(str(argument) for argument in arguments)]

    def run(self, *arguments: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*arguments),
            cwd=self.folder,
            env=_environment() | environment,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=1200,
            check=False,
        )

    def call(self, *arguments: str | Path, stdin: str = "", **environment: str) -> Answer:
        """In this process, which is faster, for what is neither killed nor asked how a process ends."""
        absent = dict.fromkeys(os.environ.keys() - _environment().keys())
        before = ("--proxy", self.proxy) if self.proxy else ()
        with chdir(self.folder):
            result = CliRunner(env=absent | ONE_BROWSER | environment).invoke(
                main, [*before, *(str(argument) for argument in arguments)], input=stdin, prog_name="wadmon"
            )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    def start(self, *arguments: str | Path) -> subprocess.Popen[str]:
        """In a session of its own, so that it can be killed with its children."""
        return subprocess.Popen(
            self.command(*arguments),
            cwd=self.folder,
            env=_environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
            # Whoever runs the tests in the background has Ctrl-C ignored, and children inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - it calls C only
        )

    def import_register(self, server: DemonstrationServer) -> None:
        (self.folder / "register.csv").write_text(server.register_csv, "utf-8")
        assert self.call("register", "import", "register.csv").returncode == 0

    def copy_to(self, folder: Path) -> Wadmon:
        """The same database elsewhere, for a test that changes it."""
        shutil.copy(self.database, folder / "wadmon.db")
        return Wadmon(folder, self.proxy)


@dataclass(frozen=True, slots=True)
class FinishedCrawl:
    """The command that crawled, what it printed, and the web it asked. The database is not to be changed."""

    wadmon: Wadmon
    server: DemonstrationServer
    result: subprocess.CompletedProcess[str]


@pytest.fixture(scope="session")
def finished_crawl(browser_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FinishedCrawl]:
    with serve() as server:
        wadmon = Wadmon(tmp_path_factory.mktemp("crawl"), server.proxy_url)
        wadmon.import_register(server)
        result = wadmon.run("crawl", "--delay", "0", WADMON_WORKERS="0")
        assert result.returncode in (0, 1), result.stderr
        yield FinishedCrawl(wadmon, server, result)


@pytest.fixture
def store(finished_crawl: FinishedCrawl) -> Iterator[Store]:
    with open_store(finished_crawl.wadmon.database, create=False) as opened:
        yield opened


@pytest.fixture
def wadmon(tmp_path: Path) -> Wadmon:
    """An empty folder, no proxy."""
    return Wadmon(tmp_path)


@pytest.fixture(scope="session")
def new_wadmon() -> Callable[[Path, str], Wadmon]:
    """Folder and proxy -> the command."""
    return Wadmon
