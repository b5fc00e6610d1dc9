"""Real processes: a scheduler, workers with their browsers and a coordinator, each killed once while a crawl runs."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.cli import main
from tests.bench.compare_results import differences, facts_of
from tests.bench.generated_web import generated_web, read_statistics
from tests.bench.soak import KINDS, Machines, crawl_alone, disturbed, register

SITES, DELAY = 5, "0.2"


def _free_port() -> int:
    """The first of three that follow each other, as far as one can know."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.slow
def test_after_a_kill_of_each_process_a_crawl_of_a_cluster_is_equal_to_one_that_was_left_alone(
    tmp_path: Path, browser_path: Path, axe_source: str
) -> None:
    with ExitStack() as stack:
        proxy = stack.enter_context(generated_web(_free_port()))
        alone = register(tmp_path, "alone.db", SITES)
        crawl_alone(alone, proxy, 2, DELAY)
        machines = Machines(tmp_path, proxy, _free_port(), stack)
        database = register(tmp_path, "disturbed.db", SITES)
        status, killed = disturbed(machines, database, DELAY, iter(KINDS), random.Random(1))
        told = read_statistics(proxy)

    assert status == 0
    assert killed
    assert list(differences(facts_of(alone), facts_of(database))) == []
    assert set(told.most_at_once.values()) == {1}


def test_without_the_extra_a_cluster_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("crawler.pipeline.cluster.find_spec", lambda _name: None)
    database = ["--database", str(tmp_path / "t.db"), "--allow-private"]
    (tmp_path / "sites.csv").write_text("url\nhttp://a.example/\n", "utf-8")
    CliRunner().invoke(main, [*database, "register", "import", str(tmp_path / "sites.csv")])

    for command in (["crawl", "--cluster", "tcp://a:1"], ["worker", "tcp://a:1"]):
        ended = CliRunner().invoke(main, [*database, *command])
        assert ended.exit_code == 3
        assert ended.output.splitlines()[-1] == (
            "Error: a cluster needs the extra “cluster”: uv tool install '.[cluster]'"
        )


def test_the_local_way_imports_nothing_of_the_engine() -> None:
    asked = "import sys; import crawler.cli, crawler.pipeline.crawl; print('distributed' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
