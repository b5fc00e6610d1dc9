"""Each barrier has at most one picture: that of its component as it was when last taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from results.barriers.observing import signature_on
from results.barriers.picture_files import PictureFiles
from results.barriers.stored_barriers import site_barriers
from results.barriers.stored_following import save_barriers
from results.barriers.stored_pictures import PrunedPictures, pictured, prune_pictures, save_pictures
from results.crawls.stored_crawls import CrawlInputs, finish_crawl, start_crawl
from results.model import BarrierPicture, CheckOutcome, Finding, Outcome, PageAudit, PlannedPage, Site, TakenPicture
from results.storage.store import Store

URL = "https://good.test/"
PAGE = PlannedPage(URL, "home")
LOGO, PHOTO = (
    Finding("image-alt", Outcome.FAILED, "img", f'<img class="{name}" src="/a">', region="main")
    for name in ("logo", "portrait")
)


def taken(finding: Finding, image: bytes = b"picture", at: str = "2026-11-22T10:00:00+00:00") -> TakenPicture:
    return TakenPicture(finding.check, signature_on(finding, PAGE), image, 360, 160, URL, at)


@pytest.fixture
def files(tmp_path: Path) -> PictureFiles:
    return PictureFiles(tmp_path / "pictures")


@pytest.fixture
def site(register: tuple[Site, ...]) -> Site:
    return register[0]


@pytest.fixture
def crawl(store: Store, inputs: CrawlInputs, site: Site, files: PictureFiles) -> Any:
    """What fails and which pictures were taken -> the number of a crawl in which that was so."""

    def crawl(findings: list[Finding], *pictures: TakenPicture) -> int:
        begun = start_crawl(store, replace(inputs, sites=(site,)))
        outcome = Outcome.FAILED if findings else Outcome.PASSED
        told = CheckOutcome("image-alt", outcome, ("1.1.1",), len(findings), tuple(findings))
        with store.transaction():
            save_barriers(store, begun.id, site.id, [(PAGE, PageAudit(URL, outcomes=(told,)))])
            save_pictures(store, site.id, pictures, files)
        finish_crawl(store, begun.id)
        return begun.id

    return crawl


def shown(store: Store, crawl_id: int, site: Site) -> dict[str, BarrierPicture | None]:
    """Class of the example -> picture."""
    return {each.finding.snippet.split('"')[1]: each.picture for each in site_barriers(store, crawl_id, site.id)}


def test_a_barrier_is_read_with_its_picture(store: Store, site: Site, crawl: Any, files: PictureFiles) -> None:
    number = crawl([LOGO, PHOTO], taken(LOGO))
    name = files.write(b"picture")
    at = "2026-11-22T10:00:00+00:00"
    assert shown(store, number, site) == {"logo": BarrierPicture(name, 360, 160, URL, at), "portrait": None}


def test_a_picture_of_what_is_no_barrier_is_not_kept(store: Store, crawl: Any, files: PictureFiles) -> None:
    crawl([LOGO], taken(PHOTO))
    assert (store.execute("SELECT count(*) FROM barrier_picture").fetchone()[0], files.folder.exists()) == (0, False)


def test_what_has_a_picture_needs_none_in_the_next_crawl_unless_its_file_is_gone(
    store: Store, site: Site, crawl: Any, files: PictureFiles
) -> None:
    first = crawl([LOGO, PHOTO], taken(LOGO, b"one"), taken(PHOTO, b"two"))
    known = {("image-alt", signature_on(finding, PAGE)) for finding in (LOGO, PHOTO)}
    assert pictured(store, first + 1, site.id, files) == known
    assert pictured(store, first, site.id, files) == set()  # a visit made again in its crawl makes its barriers anew
    files.path(files.write(b"one")).unlink()
    assert pictured(store, first + 1, site.id, files) == {("image-alt", signature_on(PHOTO, PAGE))}


def test_a_barrier_that_was_fixed_needs_a_new_picture_when_it_returns(
    store: Store, site: Site, crawl: Any, files: PictureFiles
) -> None:
    crawl([LOGO], taken(LOGO, b"old"))
    fixed = crawl([])
    assert pictured(store, fixed + 1, site.id, files) == set()
    back = crawl([LOGO], taken(LOGO, b"new", "2026-12-06T10:00:00+00:00"))
    picture = shown(store, back, site)["logo"]
    assert picture is not None
    assert (files.path(picture.name).read_bytes(), picture.taken_at) == (b"new", "2026-12-06T10:00:00+00:00")


def test_a_folder_that_cannot_be_written_loses_no_barrier(
    store: Store, site: Site, crawl: Any, files: PictureFiles
) -> None:
    files.folder.write_text("a file in the way", "utf-8")
    number = crawl([LOGO], taken(LOGO))
    assert shown(store, number, site) == {"logo": None}


def test_old_pictures_are_removed_with_their_files_and_what_nothing_points_to(
    store: Store, site: Site, crawl: Any, files: PictureFiles
) -> None:
    number = crawl([LOGO, PHOTO], taken(LOGO, b"older", "2026-01-01T10:00:00+00:00"), taken(PHOTO, b"newer"))
    files.write(b"stray")
    before = datetime(2026, 6, 1, tzinfo=UTC)
    expected = PrunedPictures(pictures=1, files=2, size=10)

    assert prune_pictures(store, files, before, dry_run=True) == expected
    assert sorted(path.read_bytes() for path in files.others(set())) == [b"newer", b"older", b"stray"]
    assert prune_pictures(store, files, before, dry_run=False) == expected
    assert [path.read_bytes() for path in files.others(set())] == [b"newer"]
    assert {name for name, picture in shown(store, number, site).items() if picture} == {"portrait"}
    assert prune_pictures(store, files, None, dry_run=False) == PrunedPictures(0, 0, 0)
