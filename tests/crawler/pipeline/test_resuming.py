"""A crawl that is killed, at any moment, gives the same as one that is not."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import psutil
import pytest
from pydantic import Field

from crawler.demonstration import DemonstrationServer, serve
from crawler.demonstration.answers import FRAME_PATH
from crawler.pipeline.resuming import CannotResume, crawl_to_resume, settings_of
from crawler.settings import Deciding, Settings, settings_as_toml
from results.barriers.picture_files import PictureFiles, pictures_folder
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.model import Crawl, Selection, Tools
from results.storage.store import open_store

DELAY = 0.4
HOSTS = (
    "www.brugstad.example",
    "www.ecole-des-tilleuls.example",
    "www.klinikum-waldau.example",
    "www.stad-oosterdam.example",
    "loket.stad-oosterdam.example",
)
SITES = tuple(part for host in HOSTS for part in ("--site", host))
CHOICES = (*SITES, "--pages", "3")
TOOLS = Tools("0.1.0", "4.14.1", "abc", "npm", "Chromium 1", browser_sandbox=True)


# --- what may be continued --------------------------------------------------------------------------------------


def _begin(store: Any, tools: Tools = TOOLS) -> Crawl:
    return start_crawl(store, CrawlInputs(1, Selection.CENSUS, 0, tools, Settings().as_text(), (), {}))


def test_the_last_crawl_is_continued_when_it_did_not_finish(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        finish_crawl(store, _begin(store).id)
        unfinished = _begin(store)

        assert crawl_to_resume(store, TOOLS) == unfinished


def test_a_crawl_older_than_a_finished_one_is_not_continued(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        _begin(store)
        finish_crawl(store, _begin(store).id)

        with pytest.raises(CannotResume, match="no crawl was interrupted"):
            crawl_to_resume(store, TOOLS)


@pytest.mark.parametrize("other", [{"axe_sha256": "def", "axe_version": "4.15.0"}, {"browser": "Chromium 2"}])
def test_a_crawl_begun_with_other_tools_is_not_continued(tmp_path: Path, other: dict[str, str]) -> None:
    with open_store(tmp_path / "a.db") as store:
        _begin(store)

        with pytest.raises(CannotResume, match="which would mix two measurements") as caught:
            crawl_to_resume(store, replace(TOOLS, **other))  # type: ignore[arg-type]

    assert next(iter(other.values())) in str(caught.value) or other["axe_version"] in str(caught.value)


def test_a_crawl_begun_with_another_reader_of_pictures_is_not_continued(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        _begin(store)

        with pytest.raises(CannotResume, match="begun with nothing to read the words in pictures; here is reader 2"):
            crawl_to_resume(store, replace(TOOLS, image_reader="reader 2"))


def test_what_decides_the_result_stays_as_it_was_begun_and_the_rest_is_todays(tmp_path: Path) -> None:
    begun = Settings(seed=7, pages=3, obey_robots=False, settle_limit=2.5, delay=9)
    today = Settings(seed=8, pages=30, delay=1, workers=4)
    with open_store(tmp_path / "a.db") as store:
        crawl = replace(_begin(store), settings=begun.as_text())

    continued = settings_of(crawl, today)

    deciding = Settings.deciding()
    assert {name: getattr(continued, name) for name in deciding} == {name: getattr(begun, name) for name in deciding}
    assert {"seed", "pages", "obey_robots", "settle_limit"} <= set(deciding)
    assert (continued.delay, continued.workers) == (1, 4)


class OneSettingMore(Settings):
    """As if it had been declared with the others."""

    depth_of_tea: Deciding[int] = Field(3, description="How deep.")
    colour_of_tea: str = Field("green", description="Which.")


def test_a_setting_that_is_declared_to_decide_is_stored_shown_and_kept_when_a_crawl_is_continued(
    tmp_path: Path,
) -> None:
    begun, today = OneSettingMore(depth_of_tea=9, colour_of_tea="black"), OneSettingMore()
    with open_store(tmp_path / "a.db") as store:
        start_crawl(store, CrawlInputs(1, Selection.CENSUS, 0, TOOLS, begun.as_text(), (), {}))
        crawl = crawl_to_resume(store, TOOLS)

    assert crawl.settings["depth_of_tea"] == "9"
    continued = settings_of(crawl, today)
    assert isinstance(continued, OneSettingMore)
    assert (continued.depth_of_tea, continued.colour_of_tea) == (9, "green")
    assert "# Decides results:\n# How deep. Default: 3\ndepth_of_tea = 3\n" in settings_as_toml(today)
    assert '\n\n# Which. Default: "green"\ncolour_of_tea = "green"\n' in settings_as_toml(today)


# --- the whole command, killed ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Undisturbed:
    wadmon: Any
    server: DemonstrationServer
    verdicts: list[tuple[Any, ...]]
    pages: list[tuple[Any, ...]]
    returncode: int
    log: dict[str, Any]


@pytest.fixture(scope="module")
def undisturbed(
    browser_path: Path, tmp_path_factory: pytest.TempPathFactory, new_wadmon: Callable[..., Any]
) -> Iterator[Undisturbed]:
    with serve() as server:
        wadmon = new_wadmon(tmp_path_factory.mktemp("undisturbed"), server.proxy_url)
        wadmon.import_register(server)
        done = wadmon.run("crawl", *CHOICES, "--delay", str(DELAY), WADMON_WORKERS="0")
        yield Undisturbed(
            wadmon, server, _verdicts(wadmon), _pages(wadmon), done.returncode, {h: server.log[h] for h in HOSTS}
        )


@pytest.fixture
def place(tmp_path: Path, undisturbed: Undisturbed, new_wadmon: Callable[..., Any]) -> Any:
    """Where the crawl to be killed runs; it asks the same server."""
    wadmon = new_wadmon(tmp_path, undisturbed.server.proxy_url)
    wadmon.import_register(undisturbed.server)
    return wadmon


def _rows(wadmon: Any, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(wadmon.database, timeout=30)) as connection:
        return connection.execute(sql).fetchall()


def _verdicts(wadmon: Any) -> list[tuple[Any, ...]]:
    return _rows(
        wadmon,
        "SELECT site.url, profile.name, verdict, reason, score, pages_planned, pages_tested, pages_failed FROM verdict"
        " JOIN site ON site.id = site_id JOIN profile ON profile.id = profile_id ORDER BY 1, 2",
    )


def _pages(wadmon: Any) -> list[tuple[Any, ...]]:
    """Every page with what failed on it; a page that is there twice is there twice here."""
    return _rows(
        wadmon,
        "SELECT site.url, position, text.value, role, reason, (SELECT group_concat(name || outcome || count) FROM"
        " (SELECT * FROM outcome JOIN check_name ON check_name.id = check_id WHERE page_result_id = page_result.id"
        " ORDER BY name, outcome)) FROM visit JOIN page ON page.id = page_id JOIN site ON site.id = visit.site_id"
        " JOIN text ON text.id = url_id JOIN page_result ON page_result.id = page_result_id"
        " JOIN choice ON choice.id = choice_id ORDER BY 1, 2",
    )


def _finished_hosts(wadmon: Any) -> set[str]:
    """Hosts with nothing left to do, as the database has them."""
    rows = _rows(
        wadmon,
        "SELECT site.url FROM sample JOIN site ON site.id = site_id WHERE NOT EXISTS (SELECT 1 FROM visit WHERE"
        " visit.site_id = sample.site_id AND audited_at IS NULL)",
    )
    return {url.split("/")[2] for (url,) in rows}


def _number(wadmon: Any, sql: str) -> int:
    return int(_rows(wadmon, sql)[0][0])


def _discovered(number: int) -> Callable[[Any], bool]:
    return lambda wadmon: _number(wadmon, "SELECT count(*) FROM discovery") >= number


def _visited(number: int) -> Callable[[Any], bool]:
    return lambda wadmon: _number(wadmon, "SELECT count(DISTINCT site_id) FROM visit WHERE audited_at > 0") >= number


def _wait_until(reached: Callable[[Any], bool], wadmon: Any, process: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 60
    while not reached(wadmon):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end
        time.sleep(0.02)


def _kill_all(process: subprocess.Popen[str]) -> None:
    """As a power cut would: the command and everything it started, at once."""
    family = psutil.Process(process.pid).children(recursive=True)
    os.killpg(process.pid, signal.SIGKILL)
    for child in family:
        with suppress(psutil.NoSuchProcess):
            child.kill()
    process.communicate()
    psutil.wait_procs(family, timeout=10)


def _resumes_to_the_same(place: Any, undisturbed: Undisturbed) -> None:
    finished = _finished_hosts(place)
    before = {host: len(undisturbed.server.log[host]) for host in finished}
    waiting = _number(place, "SELECT count(*) FROM crawl WHERE finished_at = ''")

    resumed = place.call("crawl", "--resume", "--delay", "0.1", WADMON_WORKERS="0")

    assert waiting == 1
    assert (resumed.returncode, _verdicts(place), _pages(place)) == (
        undisturbed.returncode,
        undisturbed.verdicts,
        undisturbed.pages,
    ), resumed.stderr
    assert {host: len(undisturbed.server.log[host]) for host in finished} == before
    assert _rows(place, "SELECT count(*), sum(finished_at <> '') FROM crawl") == [(1, 1)]
    assert _pictured(place) == _pictured(undisturbed.wadmon)


def _pictured(wadmon: Any) -> int:
    """Barriers with a picture, each of which has its file."""
    files = PictureFiles(pictures_folder(wadmon.database))
    names = [name for (name,) in _rows(wadmon, "SELECT name FROM barrier_picture")]
    assert names
    assert [name for name in names if not files.has(name)] == []
    return len(names)


def test_the_undisturbed_crawl_has_a_verdict_of_every_site(undisturbed: Undisturbed) -> None:
    assert undisturbed.returncode == 1  # the login wall is not tested
    assert {row[0].split("/")[2] for row in undisturbed.verdicts} == set(HOSTS)
    assert len(undisturbed.verdicts) == 2 * len(HOSTS)
    assert all(row[5] >= 3 for row in undisturbed.verdicts if row[3] is None)


def test_between_two_visits_of_the_browser_to_one_site_passes_the_delay_that_was_set(undisturbed: Undisturbed) -> None:
    # What stands in a frame is asked for with the page around it, too.
    urls = {row[2] for row in undisturbed.pages if not row[2].endswith(FRAME_PATH)}
    gaps = []
    for host, requests in undisturbed.log.items():
        visits = [
            request.start
            for request in requests
            if not request.user_agent.startswith("wad-monitor/") and f"http://{host}{request.path}" in urls
        ]
        gaps += [after - before for before, after in pairwise(visits)]

    assert len(gaps) >= 8
    assert min(gaps) >= DELAY - 0.1  # the pause is between the starts of two visits; a browser starts not at once


def test_discovery_pauses_between_two_requests_to_one_host(undisturbed: Undisturbed) -> None:
    gaps = [
        (after.start - before.start, before.path, after.path)
        for requests in undisturbed.log.values()
        for before, after in pairwise([r for r in requests if r.user_agent.startswith("wad-monitor/")])
    ]

    assert min(gaps)[0] >= DELAY * 0.5 - 0.05, min(gaps)  # Scrapy varies the delay between half and one and a half


def _stop_politely(process: subprocess.Popen[str], stop: Callable[[int], None]) -> None:
    stop(process.pid)
    printed, errors = process.communicate(timeout=30)

    assert (process.returncode, printed) == (3, "")
    assert errors.splitlines()[-1] == (
        "Error: stopped; what was done is stored. Continue with: wadmon crawl --resume"
    ), errors
    assert "Traceback" not in errors


def _terminate(process: subprocess.Popen[str]) -> None:
    _stop_politely(process, lambda pid: os.kill(pid, signal.SIGTERM))


def _press_ctrl_c(process: subprocess.Popen[str]) -> None:
    _stop_politely(process, lambda pid: os.killpg(pid, signal.SIGINT))


def test_a_crawl_killed_and_stopped_again_and_again_ends_with_the_same_verdicts_without_repeating_a_site(
    place: Any, undisturbed: Undisturbed
) -> None:
    begin = ("crawl", *CHOICES)
    for reached, end in (
        (_discovered(1), _kill_all),
        (_visited(1), _terminate),
        (_visited(2), _kill_all),
        (_visited(3), _press_ctrl_c),
    ):
        process = place.start(*begin, "--delay", str(DELAY))
        _wait_until(reached, place, process)
        end(process)
        begin = ("crawl", "--resume")

    _resumes_to_the_same(place, undisturbed)


def test_while_one_crawl_runs_no_other_writes_and_after_a_kill_the_lock_is_free(
    place: Any, undisturbed: Undisturbed
) -> None:
    process = place.start("crawl", "--site", HOSTS[0], "--pages", "3", "--delay", "1")
    _wait_until(lambda wadmon: _number(wadmon, "SELECT count(*) FROM crawl") == 1, place, process)
    psutil.Process(process.pid).suspend()  # so that it is not done before the others have asked

    second = place.call("crawl", "--site", HOSTS[1])
    share = place.call("share")
    _kill_all(process)
    resumed = place.call("crawl", "--resume", "--delay", "0")

    lock = f"{place.database.name}.lock"
    assert (second.returncode, second.stdout) == (3, "")
    assert second.stderr == f"Error: another wadmon is writing this database ({lock})\n"
    assert (share.returncode, share.stdout) == (2, "")
    assert share.stderr == "Error: crawl 1 is not finished; continue with: wadmon crawl --resume\n"
    assert resumed.returncode == 0, resumed.stderr
    assert resumed.stdout.startswith("Basic accessibility: ")


def test_the_stages_one_by_one_give_the_verdicts_of_a_crawl(place: Any, undisturbed: Undisturbed) -> None:
    discovered = place.call("discover", *CHOICES, "--delay", "0.1")
    audited = place.call("audit", "--delay", "0.1")
    judged = place.call("judge")

    assert (discovered.returncode, discovered.stdout) == (0, "crawl 1: discovered; next: wadmon audit\n")
    assert (audited.returncode, audited.stdout) == (0, "crawl 1: audited; next: wadmon judge\n")
    assert judged.returncode == undisturbed.returncode
    assert (_verdicts(place), _pages(place)) == (undisturbed.verdicts, undisturbed.pages)
    counts = [line for line in discovered.stderr.splitlines() if line.startswith("sites ")]
    assert all(f"/{len(HOSTS)} " in line for line in counts)
