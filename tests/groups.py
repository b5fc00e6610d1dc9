"""Which tests need a browser, and which must share a worker of pytest-xdist.

A test needs a browser when it uses one of BROWSERS, directly or through another fixture: it is marked `browser`.
A worker keeps what it made for a module or for all tests, so tests that share something costly go to one worker:
those that look at one crawl or one report, and otherwise those of one file. Single tests that take long and share
little are spread.
"""

from __future__ import annotations

from collections.abc import Collection

import pytest

BROWSERS = frozenset(("browser_path", "firefox_path", "chrome_path"))

SHARED = ("finished_crawl", "undisturbed", "report_folder", "many_sites_folder")
"""Fixtures that take long to make; the first of them that a test uses names its group."""

SPREAD = ("tests/checks/rules/test_pages.py", "tests/checks/test_examples.py", "tests/checks/test_texts.py")
"""Files with many tests of some seconds, each on its own."""


def arrange(items: list[pytest.Item]) -> None:
    """Marks the tests, and puts those first that would keep one worker busy when the others are done."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if BROWSERS.intersection(fixtures):
            item.add_marker("browser")
        group = group_of(item.nodeid, fixtures)
        if group:
            item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=_urgency)


def group_of(node: str, fixtures: Collection[str]) -> str:
    """Empty for a test that may run anywhere."""
    shared = next((name for name in SHARED if name in fixtures), None)
    file = node.partition("::")[0]
    return shared or ("" if file in SPREAD else file)


def _urgency(item: pytest.Item) -> int:
    fixtures = getattr(item, "fixturenames", ())
    return next((place for place, name in enumerate(SHARED) if name in fixtures), len(SHARED))
