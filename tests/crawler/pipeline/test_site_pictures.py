"""A barrier gets one picture, in the crawl that first sees it."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from checks.pictures import Picture
from checks.visit import PageVisit
from crawler.demonstration import serve
from crawler.pipeline.site_pictures import SitePictures
from results.barriers.observing import signature_on
from results.barriers.picture_files import PictureFiles, pictures_folder
from results.model import CheckOutcome, Finding, Outcome, PageAudit, PlannedPage

HOME, OTHER, THIRD = (PlannedPage(f"https://a.test/{name}", "random") for name in ("", "b", "c"))


def failing(check: str, *names: str, outcome: Outcome = Outcome.FAILED, criteria: Any = ("1.1.1",)) -> CheckOutcome:
    findings = tuple(Finding(check, outcome, f".{name}", f'<img class="{name}">', region="main") for name in names)
    return CheckOutcome(check, outcome, criteria, len(findings), findings)


def asked(pictures: SitePictures, page: PlannedPage, *outcomes: CheckOutcome) -> list[list[str]]:
    return [[finding.selector for finding in group] for group in pictures.wanted(page, outcomes)]


def test_each_barrier_is_asked_for_with_some_of_its_elements() -> None:
    pictures = SitePictures(frozenset(), wished=True)
    outcomes = (failing("image-alt", "logo", "portrait", "logo"), failing("label", *["field"] * 9))
    assert asked(pictures, HOME, *outcomes) == [[".logo", ".logo"], [".portrait"], [".field"] * 3]


def test_only_what_fails_a_success_criterion_on_a_page_is_asked_for() -> None:
    pictures = SitePictures(frozenset(), wished=True)
    doubt = failing("image-alt", "logo", outcome=Outcome.CANNOT_TELL)
    assert asked(pictures, HOME, doubt, failing("region", "part", criteria=())) == []
    assert asked(pictures, PlannedPage("https://a.test/a.pdf", "document"), failing("pdf-title", "title")) == []
    assert asked(SitePictures(frozenset(), wished=False), HOME, failing("image-alt", "logo")) == []


def test_what_has_a_picture_is_not_asked_for_again_and_what_cannot_be_seen_twice_at_most() -> None:
    known = frozenset({("image-alt", signature_on(failing("image-alt", "known").findings[0], HOME))})
    pictures = SitePictures(known, wished=True)
    outcome = failing("image-alt", "known", "logo", "portrait")
    assert asked(pictures, HOME, outcome) == [[".logo"], [".portrait"]]
    picture = Picture(outcome.findings[1], b"webp", 360, 160)
    pictures.keep(PageVisit(HOME, PageAudit(HOME.url, audited_at="2026-11-29"), pictures=(picture,)))
    assert [asked(pictures, page, outcome) for page in (OTHER, THIRD)] == [[[".portrait"]], []]
    assert [(one.check, one.image, one.page, one.taken_at) for one in pictures.taken] == [
        ("image-alt", b"webp", HOME.url, "2026-11-29")
    ]


def test_one_page_and_one_site_have_their_limits() -> None:
    pictures = SitePictures(frozenset(), wished=True)
    for number in range(6):
        page = PlannedPage(f"https://a.test/{number}", "random")
        outcome = failing("image-alt", *(f"name-{chr(97 + number)}{chr(97 + at)}x" for at in range(26)))
        groups = pictures.wanted(page, (outcome,))
        assert len(groups) == (15 if number < 4 else 0)
        taken = tuple(Picture(group[0], b"webp", 360, 160) for group in groups)
        pictures.keep(PageVisit(page, PageAudit(page.url), pictures=taken))


# --- the whole command ------------------------------------------------------------------------------------------


def rows(wadmon: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(wadmon.database)) as connection:
        return connection.execute(
            "SELECT site.url, check_id, picture.name, width, height FROM barrier_picture AS picture"
            " JOIN barrier ON barrier.id = barrier_id JOIN site ON site.id = site_id ORDER BY 1, 2, 3"
        ).fetchall()


@pytest.fixture(scope="module")
def small_crawl(browser_path: Path, tmp_path_factory: Any, new_wadmon: Any) -> Iterator[Any]:
    """One site crawled without pictures, and crawled again with."""
    choice = ("--site", "www.stad-oosterdam.example", "--pages", "3", "--delay", "0")
    with serve() as server:
        wadmon = new_wadmon(tmp_path_factory.mktemp("pictures"), server.proxy_url)
        wadmon.import_register(server)
        assert wadmon.call("crawl", *choice, "--no-screenshots").returncode in (0, 1)
        without = (rows(wadmon), pictures_folder(wadmon.database).exists())
        assert wadmon.call("crawl", *choice).returncode in (0, 1)
        yield wadmon, without, choice


def test_a_crawl_leaves_a_picture_of_each_kind_of_barrier_beside_the_database(small_crawl: Any) -> None:
    wadmon, without, _ = small_crawl
    files = PictureFiles(pictures_folder(wadmon.database))
    found = rows(wadmon)
    assert without == ([], False)
    sizes = {name: Image.open(io.BytesIO(files.path(name).read_bytes())).size for _, _, name, _, _ in found}
    assert sizes == {name: (width, height) for _, _, name, width, height in found}
    assert max(files.path(name).stat().st_size for name in sizes) < 60_000
    assert {"image-alt", "color-contrast"} <= {check for _, check, *_ in found}


def test_a_crawl_takes_no_picture_of_what_has_one_and_a_new_one_of_what_was_lost(small_crawl: Any) -> None:
    wadmon, _, choice = small_crawl
    before, folder = rows(wadmon), pictures_folder(wadmon.database)
    lost = folder / before[0][2][:2] / before[0][2]
    written = {path: path.stat().st_mtime_ns for path in folder.glob("*/*") if path != lost}
    lost.unlink()
    assert wadmon.call("crawl", *choice).returncode in (0, 1)
    assert {row[:2] for row in rows(wadmon)} >= {row[:2] for row in before}  # of the pages, some are others
    assert {path: path.stat().st_mtime_ns for path in written} == written
    assert all((folder / name[:2] / name).exists() for _, _, name, _, _ in rows(wadmon))


def test_the_report_shows_them_and_says_nothing_of_those_that_are_gone(small_crawl: Any, tmp_path: Path) -> None:
    wadmon, _, _ = small_crawl
    assert wadmon.call("report", "--out", tmp_path / "with").returncode == 0
    page = next((tmp_path / "with" / "sites").glob("*.html")).read_text("utf-8")
    copied = {path.name for path in (tmp_path / "with" / "pictures").glob("*/*")}
    assert copied
    assert all(f'src="../pictures/{name[:2]}/{name}"' in page for name in copied)
    assert page.count('<div class="picture">') == page.count("met een lijn rond het element") >= len(copied)

    elsewhere = wadmon.copy_to(tmp_path)
    assert elsewhere.call("report", "--out", tmp_path / "without").returncode == 0
    assert '<div class="picture">' not in next((tmp_path / "without" / "sites").glob("*.html")).read_text("utf-8")
