"""A report has the pictures it shows, and no others."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from report_templates.render import render_report
from results.model import Barrier, BarrierPicture, SiteReport

NAME, GONE = f"{'a' * 32}.webp", f"{'b' * 32}.webp"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "pictures"
    (folder / NAME[:2]).mkdir(parents=True)
    (folder / NAME[:2] / NAME).write_bytes(b"webp")
    return folder


def pictured(one: SiteReport, names: dict[int, str]) -> SiteReport:
    """names: place among the barriers -> file."""

    def with_picture(at: int, barrier: Barrier) -> Barrier:
        if at not in names:
            return barrier
        page = one.summary.site.url
        return replace(barrier, picture=BarrierPicture(names[at], 360, 160, page, "2026-11-22T10:00:00+00:00"))

    return replace(one, barriers=tuple(with_picture(at, barrier) for at, barrier in enumerate(one.barriers)))


def test_a_picture_is_shown_with_its_barrier_and_one_whose_file_is_gone_is_not(
    measurement: Any, source: Path, tmp_path: Path
) -> None:
    slug = "site-3.vlaanderen.test"
    sites = [pictured(one, {0: NAME, 1: GONE}) if one.summary.slug == slug else one for one in measurement.sites]
    render_report(measurement.report, sites, tmp_path / "report", ["nl", "fr"], source)
    copied = [
        path.relative_to(tmp_path / "report").as_posix() for path in (tmp_path / "report" / "pictures").rglob("*.*")
    ]
    assert copied == [f"pictures/aa/{NAME}"]
    for page, up, alt, caption in (
        (f"sites/{slug}.html", "..", "met een lijn rond het element", "Zoals het eruitzag op 22 november 2026, op "),
        (
            f"fr/sites/{slug}.html",
            "../..",
            "avec un trait autour de l’élément",
            "Comme c’était le 22 novembre 2026, sur ",
        ),
    ):
        html = (tmp_path / "report" / page).read_text("utf-8")
        assert html.count('<div class="picture">') == 1
        assert f'<img src="{up}/pictures/aa/{NAME}" width="360" height="160"' in html
        assert alt in html
        assert caption in html


def test_a_report_without_pictures_has_no_folder_of_them(report_folder: Path) -> None:
    assert not (report_folder / "pictures").exists()
