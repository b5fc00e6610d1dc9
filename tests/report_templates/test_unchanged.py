"""Pages of websites of which nothing changed are not written again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from report_templates.render import render_report
from report_templates.unchanged import RECORD, facts_digest
from results.model import Outcome, Tools

SITES = ("site-1.vlaanderen.test", "site-2.vlaanderen.test")


def _next_week(measurement, *changed):
    """The same crawl a week later: other dates and durations, the same facts but of the sites in `changed`."""
    later = "2026-11-28T22:00:00+00:00"
    sites = []
    for site in measurement.sites:
        pages = tuple(
            replace(page, audit=replace(page.audit, audited_at=later, load_seconds=9.0))
            if not page.audit.carried_from
            else page
            for page in site.pages
        )
        summary = replace(site.summary, last_tested=later)
        again = replace(site, summary=summary, pages=pages, sample=replace(site.sample, seed=9))
        again = replace(
            again,
            discovery=replace(site.discovery, seconds=99.0),
            barriers=tuple(
                replace(each, last_crawl=8, last_seen=later) if each.state.there else each for each in site.barriers
            ),
        )
        sites.append(replace(again, findings=again.findings[:1]) if summary.slug in changed else again)
    crawl = replace(measurement.report.crawl, id=8, started_at=later)
    report = replace(measurement.report, crawl=crawl, sites=tuple(site.summary for site in sites))
    return report, sites


@pytest.fixture
def two_weeks(measurement, tmp_path: Path) -> tuple[Path, dict[Path, int]]:
    """The report of the first week, and the file of each of its pages."""
    out = tmp_path / "out"
    render_report(measurement.report, measurement.sites, out, ("nl", "fr"))
    return out, {path.relative_to(out): path.stat().st_ino for path in out.rglob("*") if path.is_file()}


def _of(slug: str, paths) -> set[Path]:
    return {path for path in paths if slug in path.parts or path.name == f"{slug}.html"}


def test_a_site_whose_facts_did_not_change_keeps_its_files_and_another_gets_new_ones(two_weeks, measurement) -> None:
    out, before = two_weeks
    report, sites = _next_week(measurement, "site-2.vlaanderen.test")
    render_report(report, sites, out, ("nl", "fr"))
    after = {path.relative_to(out): path.stat().st_ino for path in out.rglob("*") if path.is_file()}
    same, changed = (_of(slug, before) for slug in SITES)
    assert len(same) > 10
    assert {path: after[path] for path in same} == {path: before[path] for path in same}
    assert all(after.get(path) != before[path] for path in changed)
    assert after[Path("index.html")] != before[Path("index.html")]
    assert _of(SITES[0], after) == same


def test_what_is_taken_over_is_what_would_be_written(two_weeks, measurement, tmp_path: Path) -> None:
    out, _ = two_weeks
    report, sites = _next_week(measurement)
    render_report(report, sites, out, ("nl", "fr"))
    fresh = tmp_path / "fresh"
    render_report(report, sites, fresh, ("nl", "fr"))

    def told(path: Path) -> str:
        """Without the date of the measurement it was made on."""
        return path.read_text("utf-8").replace("28 november", "21 november").replace("28 novembre", "21 novembre")

    pages = [path.relative_to(out) for path in out.rglob("*") if path.is_file() and "sites" in path.parts]
    assert {path.relative_to(fresh) for path in fresh.rglob("*") if path.is_file() and "sites" in path.parts} == set(
        pages
    )
    assert [path for path in pages if told(out / path) != told(fresh / path)] == []


@pytest.mark.parametrize(
    "changed",
    [
        lambda report: replace(report, crawl=replace(report.crawl, tools=replace(report.crawl.tools, axe_version="5"))),
        lambda report: replace(report, profiles=(replace(report.profiles[0], version="9"), *report.profiles[1:])),
        lambda report: replace(report, checks={name: each for name, each in report.checks.items() if name != "label"}),
        lambda report: replace(report, labels={"organisation": {"Dienst Mobiliteit": {"fr": "Mobilité"}}}),
    ],
    ids=["tools", "profile", "texts of checks", "name of the organisation"],
)
def test_what_pages_share_is_a_fact_of_each_of_them(two_weeks, measurement, changed) -> None:
    out, before = two_weeks
    report, sites = _next_week(measurement)
    render_report(changed(report), sites, out, ("nl", "fr"))
    page = Path("sites", f"{SITES[0]}.html")
    assert (out / page).stat().st_ino != before[page]


@pytest.mark.parametrize("damage", ["record gone", "record is no record", "page gone", "other languages"])
def test_a_report_that_is_not_whole_is_written_anew(two_weeks, measurement, damage: str) -> None:
    out, before = two_weeks
    page, languages = Path("sites", f"{SITES[0]}.html"), ("nl", "fr")
    if damage == "record gone":
        (out / RECORD).unlink()
    elif damage == "record is no record":
        (out / RECORD).write_text("[]")
    elif damage == "page gone":
        (out / page).unlink()
    else:
        languages = ("nl", "fr", "de")
    render_report(*_next_week(measurement), out, languages)
    assert (out / page).stat().st_ino != before[page]


def test_where_the_disk_has_no_links_pages_are_copied(two_weeks, measurement, monkeypatch: pytest.MonkeyPatch) -> None:
    out, _ = two_weeks

    def refused(*_: object) -> None:
        raise OSError("no links here")

    page = out / "sites" / f"{SITES[0]}.html"
    before = page.read_bytes()
    monkeypatch.setattr(os, "link", refused)
    render_report(*_next_week(measurement), out, ("nl", "fr"))
    assert page.read_bytes() == before


def test_each_fact_a_page_shows_changes_the_digest(measurement) -> None:
    report, site = measurement.report, measurement.site(SITES[0])
    digest = facts_digest(report, site)
    finding = replace(site.findings[0], count=site.findings[0].count + 1)
    others = (
        replace(site, findings=(finding, *site.findings[1:])),
        replace(site, summary=replace(site.summary, site=replace(site.summary.site, name="Other"))),
        replace(site, history=site.history[:-1]),
        replace(site, pages=site.pages[:-1]),
        replace(site, barriers=(replace(site.barriers[0], outcome=Outcome.CANNOT_TELL), *site.barriers[1:])),
        replace(site, joined={}),
    )
    assert digest not in {facts_digest(report, other) for other in others}
    assert isinstance(report.crawl.tools, Tools)
