"""Pages of a report as PDF pass the monitor's own checks of documents."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from checks.browsers.chromium_print import print_pages
from checks.browsers.engine import BrowserUnavailable
from checks.check import DocumentCheck
from checks.documents.pdf import read_pdf
from checks.rules import own_checks
from report_templates.render import render_report
from results.barriers.picture_files import PictureFiles
from results.model import Barrier, BarrierPicture, Outcome
from tests.report_templates.conftest import build_measurement

PAGE = """<!doctype html><html lang="fr"><head><title>Un rapport</title></head><body><h1>Un rapport</h1>
<p>Du texte.</p><svg role="img" aria-label="Un dessin" width="40" height="40"><rect width="40" height="40"/></svg>
</body></html>"""


def judged(path: Path) -> dict[str, set[Outcome]]:
    """Check of documents -> its outcomes."""
    facts = read_pdf(path.name, path.read_bytes())
    checks = [check for check in own_checks() if isinstance(check, DocumentCheck)]
    return {check.id: {found.outcome for found in check.judge(facts)} for check in checks}


async def test_a_page_becomes_a_tagged_document_with_its_language_title_and_outline(
    browser_path: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    await print_pages(browser_path, [(tmp_path / "a.html", tmp_path / "a.pdf")])
    facts = read_pdf("a.pdf", (tmp_path / "a.pdf").read_bytes())
    assert (facts.tagged, facts.language, facts.title, facts.figures, facts.figures_without_text) == (
        True, "fr", "Un rapport", 1, 0,
    )  # fmt: skip
    assert {outcome for outcomes in judged(tmp_path / "a.pdf").values() for outcome in outcomes} == {Outcome.PASSED}
    with pikepdf.open(tmp_path / "a.pdf") as document, document.open_outline() as outline:
        assert [str(entry.title) for entry in outline.root] == ["Un rapport"]


async def test_a_browser_that_does_not_start_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BrowserUnavailable) as caught:
        await print_pages(tmp_path / "no-such-browser", [])
    assert "\n" not in str(caught.value)


def test_the_pages_of_a_report_with_pictures_pass_every_check_of_documents(browser_path: Path, tmp_path: Path) -> None:
    report = pictured_report(tmp_path)
    pages = ("index.html", "trend.html", "sites/site-3.vlaanderen.test.html")
    jobs = [(report / page, tmp_path / f"{number}.pdf") for number, page in enumerate(pages)]
    asyncio.run(print_pages(browser_path, jobs))
    found = {page: judged(pdf) for page, (_, pdf) in zip(pages, jobs, strict=True)}
    assert {outcome for each in found.values() for outcomes in each.values() for outcome in outcomes} == {
        Outcome.PASSED
    }
    with pikepdf.open(jobs[0][1]) as document:
        assert [round(float(side)) for side in document.pages[0].mediabox] == [0, 0, 595, 842]  # A4


def pictured_report(folder: Path) -> Path:
    """A report whose third site has a picture at every barrier."""
    written = BytesIO()
    Image.new("RGB", (360, 160), "white").save(written, "WEBP")
    name = PictureFiles(folder / "pictures").write(written.getvalue())
    measurement = build_measurement(5)

    def pictured(barrier: Barrier) -> Barrier:
        return replace(barrier, picture=BarrierPicture(name, 360, 160, barrier.page, "2026-11-22"))

    sites = [replace(site, barriers=tuple(map(pictured, site.barriers))) for site in measurement.sites]
    render_report(measurement.report, sites, folder / "report", ("nl",), folder / "pictures")
    return folder / "report"
