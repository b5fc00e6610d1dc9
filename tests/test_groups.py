from __future__ import annotations

import pytest

from tests.groups import arrange, group_of


def test_side_by_side_a_group_is_one_piece_of_work(request: pytest.FixtureRequest, worker_id: str) -> None:
    """Which pytest-xdist says by the end of the name that a test has in it."""
    expected = request.node.name if worker_id == "master" else f"{request.node.name}@tests/test_groups.py"

    assert request.node.nodeid.partition("::")[2] == expected


class Item:
    """As much of pytest's as is looked at."""

    def __init__(self, nodeid: str, *fixturenames: str) -> None:
        self.nodeid, self.fixturenames = nodeid, fixturenames
        self.marks: list[str] = []

    def add_marker(self, marker: str | pytest.MarkDecorator) -> None:
        self.marks.append(marker if isinstance(marker, str) else str(marker.args[0]))


def test_what_looks_at_one_crawl_or_report_is_one_group_and_else_what_is_in_one_file() -> None:
    assert group_of("tests/crawler/test_cli.py::test_a", ("tmp_path", "finished_crawl")) == "finished_crawl"
    assert group_of("tests/crawler/test_cli.py::test_b", ("tmp_path",)) == "tests/crawler/test_cli.py"
    assert group_of("tests/checks/rules/test_pages.py::test_c[x]", ("browser_path",)) == ""


def test_a_test_that_needs_a_browser_is_marked_and_what_takes_longest_comes_first() -> None:
    items = [
        Item("tests/a.py::test_plain"),
        Item("tests/b.py::test_page", "browser_path"),
        Item("tests/d.py::test_other_browser", "firefox_path"),
        Item("tests/c.py::test_killed", "browser_path", "undisturbed"),
        Item("tests/c.py::test_crawl", "browser_path", "finished_crawl"),
    ]

    arrange(items)  # type: ignore[arg-type]

    assert [(item.nodeid[6:7], item.marks) for item in items] == [
        ("c", ["browser", "finished_crawl"]),
        ("c", ["browser", "undisturbed"]),
        ("a", ["tests/a.py"]),
        ("b", ["browser", "tests/b.py"]),
        ("d", ["browser", "tests/d.py"]),
    ]
