"""`wadmon database`: prune, check, backup; and what any command says of a full disk."""

from __future__ import annotations

import resource
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from results.barriers.stored_barriers import site_barriers
from results.crawls.stored_audits import get_pages
from results.crawls.stored_discoveries import get_discovery, get_sample
from results.crawls.stored_image_words import save_readings
from results.model import ImageReading
from results.register.stored_sites import registered_sites
from results.storage.store import open_store
from tests.crawler.three_crawls import write_three_crawls


@pytest.fixture
def crawled(wadmon: Any) -> Any:
    """With a database of three crawls: two finished, the third under way."""
    write_three_crawls(wadmon.database)
    return wadmon


def age(crawled: Any, **finished: str) -> None:
    """crawl_1="2020-01-01": when it finished."""
    with closing(sqlite3.connect(crawled.database)) as connection, connection:
        for crawl, day in finished.items():
            connection.execute(
                "UPDATE crawl SET finished_at = ? WHERE id = ?", (f"{day}T10:00:00+00:00", crawl.removeprefix("crawl_"))
            )


def numbers(crawled: Any, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(crawled.database)) as connection:
        return connection.execute(sql).fetchall()


def test_a_whole_database_is_said_to_be_so(crawled: Any) -> None:
    checked = crawled.call("database", "check")
    assert (checked.returncode, "WRONG" in checked.stdout) == (0, False)
    assert "verdicts of crawl 1 under basic 1 (6): ok" in checked.stdout


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        ("UPDATE text SET value = value || 'x' WHERE id = 3", "text 3 is not what was stored"),
        ("UPDATE finding SET region = 'x' WHERE finding_set_id = 1", "the elements 1 are not those that were stored"),
        ("UPDATE page_result SET language = 'fr' WHERE id = 2", "the result 2 is not what was stored"),
        ("UPDATE text SET value = '§' WHERE id = (SELECT min(no_failure_id) FROM page_result)",
         "is not what was stored"),
        ("UPDATE verdict SET score = 0.99 WHERE crawl_id = 1 AND site_id = 2 AND score IS NOT NULL",
         "site 2: the stored outcomes give another verdict"),
        ("DELETE FROM found_page WHERE site_id = 1", "crawl 1, site 1: 3 pages were found, 0 are stored"),
        ("DELETE FROM page WHERE id = 1", "visit, row None: nothing in page"),
        ("DELETE FROM finding_set WHERE id = 1", "rows of finding belong to nothing"),
    ],
)  # fmt: skip
def test_what_is_damaged_is_named(crawled: Any, damage: str, line: str) -> None:
    with closing(sqlite3.connect(crawled.database)) as connection, connection:
        assert connection.execute(damage).rowcount
    checked = crawled.call("database", "check")
    assert checked.returncode == 1
    assert line in checked.stdout


def test_a_file_that_is_damaged_is_named(crawled: Any) -> None:
    ((page,),) = numbers(crawled, "SELECT rootpage FROM sqlite_schema WHERE name = 'text'")
    ((size,),) = numbers(crawled, "PRAGMA page_size")
    with crawled.database.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    checked = crawled.call("database", "check")
    assert (checked.returncode, checked.stdout.splitlines()[0]) == (1, "file: WRONG")


def test_pruning_removes_details_and_keeps_figures(crawled: Any) -> None:
    age(crawled, crawl_1="2020-01-01")
    before = numbers(crawled, "SELECT * FROM share_by_crawl")
    dry = crawled.call("database", "prune", "--keep-details", "8w", "--keep-figures", "forever", "--dry-run")
    assert numbers(crawled, "SELECT count(*) FROM visit WHERE crawl_id = 1") == [(8,)]
    pruned = crawled.call("database", "prune", "--keep-details", "8w", "--keep-figures", "forever")

    assert dry.stdout.splitlines()[0] == "pages and findings of crawl 1 would be removed"
    assert pruned.stdout.splitlines()[0] == "pages and findings of crawl 1 removed"
    assert "8 of visit" in pruned.stdout
    assert dry.stdout.splitlines()[1].removeprefix("rows would be removed") == (
        pruned.stdout.splitlines()[1].removeprefix("rows removed")
    )
    assert numbers(crawled, "SELECT crawl_id, count(*) FROM visit GROUP BY 1") == [(2, 7), (3, 2)]
    assert numbers(crawled, "SELECT * FROM share_by_crawl") == before
    assert crawled.call("database", "check").returncode == 0
    assert crawled.call("database", "prune").stdout == "nothing is that old\n"


def test_what_other_crawls_found_is_still_there_after_pruning(crawled: Any) -> None:
    def found() -> Any:
        with open_store(crawled.database) as store:
            return [
                (get_discovery(store, crawl, site), get_sample(store, crawl, site), list(get_pages(store, crawl, site)))
                for crawl in (2, 3)
                for site in range(1, 7)
            ]

    before = found()
    age(crawled, crawl_1="2020-01-01")
    crawled.call("database", "prune", "--shrink")
    assert found() == before


@pytest.mark.parametrize("figures", ["forever", "1y"])
def test_the_words_of_pictures_go_with_the_last_crawl_that_saw_them(crawled: Any, figures: str) -> None:
    with open_store(crawled.database) as store:
        save_readings(store, 1, 1, "reader 1", {b"gone": ImageReading(9, 9), b"kept": ImageReading(9, 9)})
        save_readings(store, 2, 1, "reader 1", {b"kept": ImageReading(9, 9)})
    age(crawled, crawl_1="2020-01-01")
    pruned = crawled.call("database", "prune", "--keep-details", "8w", "--keep-figures", figures)
    assert "1 of image_words" in pruned.stdout
    assert numbers(crawled, "SELECT digest FROM image_words") == [(b"kept",)]


def test_a_pruned_crawl_says_that_its_details_are_gone(crawled: Any) -> None:
    age(crawled, crawl_1="2020-01-01")
    crawled.call("database", "prune")
    for command in (["judge", "--crawl", "1"], ["report", "--crawl", "1", "--out", "out"]):
        refused = crawled.call(*command)
        assert (refused.returncode, "the pages and findings of crawl 1 were removed on" in refused.stderr) == (2, True)


def test_pruning_figures_removes_the_crawl(crawled: Any) -> None:
    age(crawled, crawl_1="2020-01-01")
    pruned = crawled.call("database", "prune", "--keep-details", "8w", "--keep-figures", "1y")
    assert pruned.stdout.splitlines()[0] == "all of crawl 1 removed"
    assert numbers(crawled, "SELECT id FROM crawl") == [(2,), (3,)]
    assert crawled.call("database", "check").returncode == 0


def test_barriers_known_from_a_removed_crawl_are_known_from_the_next_one(crawled: Any) -> None:
    age(crawled, crawl_1="2020-01-01")
    crawled.call("database", "prune", "--keep-details", "8w", "--keep-figures", "1y")
    with open_store(crawled.database) as store:
        barriers = [barrier for site in registered_sites(store) for barrier in site_barriers(store, 2, site.id)]
    assert barriers
    assert {barrier.first_crawl for barrier in barriers} == {2}


def test_the_last_finished_crawl_and_one_under_way_are_never_pruned(crawled: Any) -> None:
    age(crawled, crawl_1="2020-01-01", crawl_2="2020-01-08")
    crawled.call("database", "prune", "--keep-details", "0d", "--keep-figures", "0d")
    assert numbers(crawled, "SELECT crawl_id, count(*) FROM visit GROUP BY 1") == [(2, 7), (3, 2)]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--keep-details", "8x"], "'8x': write a number and d, w, m or y"),
        (["--keep-details", "1y", "--keep-figures", "8w"], "--keep-figures is less than --keep-details"),
        (["--keep-details", "forever", "--keep-figures", "8w"], "--keep-figures is less than --keep-details"),
    ],
)
def test_an_age_that_cannot_be_is_refused(crawled: Any, options: list[str], said: str) -> None:
    refused = crawled.call("database", "prune", *options)
    assert (refused.returncode, said in refused.stderr) == (2, True)


def test_a_copy_is_the_database_and_replaces_an_older_copy(crawled: Any) -> None:
    for _ in range(2):
        copied = crawled.call("database", "backup", "copy.db")
        assert (copied.returncode, copied.stdout.startswith("copy.db: ")) == (0, True)
    assert [file.name for file in crawled.folder.glob("copy*")] == ["copy.db"]
    with closing(sqlite3.connect(crawled.folder / "copy.db")) as copy:
        assert list(copy.iterdump()) == dump(crawled.database)


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_a_copy_is_made_while_a_crawl_is_written(crawled: Any) -> None:
    """What the writer has not committed is not in it."""
    before = dump(crawled.database)
    with closing(sqlite3.connect(crawled.database)) as writer:
        writer.execute("INSERT INTO organisation (name) VALUES ('under way')")
        assert crawled.call("database", "backup", "copy.db").returncode == 0
        writer.commit()
    assert dump(crawled.folder / "copy.db") == before


@pytest.mark.parametrize(
    ("name", "said"), [("letter.txt", "is no database of wadmon"), ("wadmon.db", "the database itself")]
)
def test_a_copy_never_replaces_another_file(crawled: Any, name: str, said: str) -> None:
    (crawled.folder / "letter.txt").write_text("Dear reader", "utf-8")
    refused = crawled.call("database", "backup", name)
    assert (refused.returncode, said in refused.stderr) == (3, True)
    assert (crawled.folder / "letter.txt").read_text("utf-8") == "Dear reader"


def test_a_command_on_a_full_disk_says_so_in_one_line_and_leaves_the_database_whole(crawled: Any) -> None:
    rows = "".join(f"https://site-{n}.example/,{'name ' * 50}{n}\n" for n in range(4000))
    (crawled.folder / "many.csv").write_text("url,name\n" + rows, "utf-8")
    before = dump(crawled.database)
    room = crawled.database.stat().st_size + 100_000
    limited = subprocess.run(
        crawled.command("register", "import", "many.csv"),
        cwd=crawled.folder, capture_output=True, encoding="utf-8", check=False, timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert (limited.returncode, len(limited.stderr.splitlines())) == (3, 1), limited.stderr
    assert "what was stored before is kept" in limited.stderr
    assert dump(crawled.database) == before
    assert crawled.call("database", "check").returncode == 0


def test_without_a_database_each_says_so(wadmon: Any) -> None:
    for command in (["prune"], ["check"], ["backup", "copy.db"]):
        refused = wadmon.call("database", *command)
        assert "no such database" in refused.stderr, command
        assert refused.returncode in (2, 3)
