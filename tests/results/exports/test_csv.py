from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from results.barriers.observing import BARRIERS
from results.barriers.stored_following import save_barriers
from results.crawls.stored_crawls import get_crawl
from results.exports import export_format, export_formats
from results.exports.csv import export
from results.judging.stored_verdicts import judge_crawl
from results.model import AccessibilityStatement, Coverage, CrawlReport, Outcome, Profile, SiteReport, Standard
from results.reporting.spreadsheet_cells import FORMULA_STARTS
from results.reporting.stored_report import crawl_report, site_reports
from results.reporting.tables import SCHEMA_VERSION, TABLES

COLUMNS = {table.name: tuple(column.name for column in table.columns) for table in TABLES.values()}

Rows = list[dict[str, str]]


@pytest.fixture
def rows(records: tuple[CrawlReport, list[SiteReport]], folder: Path) -> Callable[[str], Rows]:
    """The rows of one exported file, by column."""
    export(*records, folder)

    def read(name: str) -> Rows:
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, strict=True))

    return read


def test_csv_is_found_by_its_name() -> None:
    assert "csv" in export_formats()
    assert export_format("csv").export is export


def test_the_schema_of_version_1_stays() -> None:
    """Others read these files with programs: a change here is a new SCHEMA_VERSION and a line in the changelog."""
    assert SCHEMA_VERSION == "1"
    assert {name: " ".join(columns) for name, columns in COLUMNS.items()} == {
        "shares": "crawl profile group name registered accessible not_accessible not_tested share method"
        " interval_low interval_high bound_low bound_high",
        "sites": "crawl url name organisation policy_domain level country language profile verdict reason score"
        " pages_planned pages_tested pages_failed failures statement statement_url statement_status"
        " statement_standard statement_prepared_on statement_reviewed_on statement_feedback statement_enforcement"
        " statement_linked_from_home statement_lacking search_ended",
        "changes": "crawl_before crawl_after profile version_before version_after part up down points",
        "changed_sites": "crawl_before crawl_after profile url name part verdict_before verdict_after",
        "trend": "kind date crawl profile profile_version profile_digest selection registered accessible not_accessible"
        " not_tested share method interval_low interval_high interval_from bound_low bound_high sites population source"
        " note",
        "criteria": "crawl url profile criterion state weight pages pages_failed checks pages_material",
        "criterion_texts": "profile version profile_name criterion weight essential language title",
        "shortlists": "crawl list rank site organisation reason value",
        "pages": "crawl site url role clause evidence reason detail http_status final_url title language settled"
        " audited_at checks_failed checks_cannot_tell tenure in_sample_since_crawl"
        " unchanged_at carried_from_crawl",
        "findings": "crawl site page check outcome counts_for_verdict elements selector snippet measured region",
        "barriers": "crawl site barrier check outcome counts_for_verdict state first_seen last_seen pages instances"
        " elements exact pages_before pages_tested_again third_party page selector snippet region confirmations",
        "agreement": "crawl browser version check agree differ not_reproducible",
    }


def test_every_file_is_named_described_and_has_its_columns(
    records: tuple[CrawlReport, list[SiteReport]], folder: Path
) -> None:
    made = export(*records, folder)
    assert sorted(made) == sorted(folder.iterdir())
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    described = {
        resource["path"]: [field["name"] for field in resource["schema"]["fields"]] for resource in package["resources"]
    }
    headers = {}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            headers[path.name] = next(csv.reader(file))
    assert described == headers == {f"{name}.csv": list(columns) for name, columns in COLUMNS.items()}
    assert package["name"] == "wad-monitor-crawl-1"
    assert package["created"] == records[0].crawl.finished_at


def test_the_files_are_utf_8_with_one_byte_order_mark_and_lines_end_as_rfc_4180_says(
    records: tuple[CrawlReport, list[SiteReport]], folder: Path
) -> None:
    export(*records, folder)
    for path in folder.glob("*.csv"):
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf" + COLUMNS[path.stem][0].encode())
        assert content.count(b"\xef\xbb\xbf") == 1
        assert content.endswith(b"\r\n")


def test_sites_reads_back_as_the_records(
    records: tuple[CrawlReport, list[SiteReport]], rows: Callable[[str], Rows]
) -> None:
    report, _ = records
    assert rows("sites") == [
        {
            "crawl": "1", "url": summary.site.url, "name": told(summary.site.name),
            "organisation": summary.site.organisation, "policy_domain": summary.site.policy_domain,
            "level": summary.site.level, "country": summary.site.country, "language": summary.site.language,
            "profile": profile, "verdict": verdict.verdict.value,
            "reason": verdict.reason.value if verdict.reason else "",
            "score": "" if verdict.score is None else repr(verdict.score),
            "pages_planned": str(verdict.pages_planned), "pages_tested": str(verdict.pages_tested),
            "pages_failed": str(verdict.pages_failed), "failures": str(summary.failures),
            **statement_cells(summary.statement), "search_ended": summary.ended,
        }
        for summary in report.sites
        for profile, verdict in summary.verdicts.items()
    ]  # fmt: skip


def statement_cells(statement: AccessibilityStatement | None) -> dict[str, str]:
    columns = [column for column in COLUMNS["sites"] if column.startswith("statement")]
    if statement is None:
        return dict.fromkeys(columns, "")
    cells = (
        "found", "https://good.test/1", "full", "WCAG 2.1 AA", "2020-09-23", "2026-03-03", "mail form", "true", "false",
        "",
    )  # fmt: skip
    return dict(zip(columns, cells, strict=True))


def told(text: str) -> str:
    """Hostile text as the files have it: defused, without the character many readers stop at."""
    return ("'" + text if text.startswith("=") else text).replace("\x00", "\ufffd")


def test_shares_reads_back_and_reconciles_with_sites(
    records: tuple[CrawlReport, list[SiteReport]], rows: Callable[[str], Rows]
) -> None:
    report, _ = records
    shares, sites = rows("shares"), rows("sites")
    assert [(row["profile"], row["group"], row["name"]) for row in shares] == [
        ("basic", "all", ""), ("strict", "all", ""),
        *(("basic", "policy_domain", group.name) for group in report.by_policy_domain),
        *(("basic", "organisation", group.name) for group in report.by_organisation),
        *(("basic", name, group.name) for name, groups in report.groups.items() for group in groups),
    ]  # fmt: skip
    for row in shares:
        if row["group"].startswith("tag:"):  # sites.csv has no column of a tag
            continue
        members = [
            site["verdict"]
            for site in sites
            if site["profile"] == row["profile"] and (row["group"] == "all" or site[row["group"]] == row["name"])
        ]
        counts = Counter(members)
        assert int(row["registered"]) == len(members)
        for verdict in ("accessible", "not_accessible", "not_tested"):
            assert int(row[verdict]) == counts[verdict]
        tested = counts["accessible"] + counts["not_accessible"]
        assert row["share"] == (repr(counts["accessible"] / tested) if tested else "")
        assert float(row["bound_low"]) == counts["accessible"] / len(members)
        assert float(row["bound_high"]) == 1 - counts["not_accessible"] / len(members)
        assert (row["method"], row["interval_low"], row["interval_high"]) == ("census" if tested else "none", "", "")


def test_an_interval_is_written_where_there_is_one(records: tuple[CrawlReport, list[SiteReport]], folder: Path) -> None:
    report, sites = records
    sampled = replace(report.shares["basic"], method="wilson", interval=(0.25, 0.75))
    export(replace(report, shares={"basic": sampled}), sites, folder)
    with (folder / "shares.csv").open(encoding="utf-8-sig", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["method"], row["interval_low"], row["interval_high"]) == ("wilson", "0.25", "0.75")


def test_criteria_has_a_row_for_each_result(
    records: tuple[CrawlReport, list[SiteReport]], rows: Callable[[str], Rows]
) -> None:
    report, _ = records
    assert [tuple(row.values()) for row in rows("criteria")] == [
        ("1", summary.site.url, profile, result.criterion, result.state.value, repr(result.weight), str(result.pages),
         str(result.pages_failed), " ".join(result.checks), str(result.pages_material))
        for summary in report.sites
        for profile, verdict in summary.verdicts.items()
        for result in verdict.criteria
    ]  # fmt: skip


def test_pages_has_every_page_of_every_sample(
    records: tuple[CrawlReport, list[SiteReport]], rows: Callable[[str], Rows]
) -> None:
    _, sites = records
    read = rows("pages")
    assert [(row["site"], row["url"], row["role"], row["reason"], row["http_status"]) for row in read] == [
        (
            site.summary.site.url,
            page.planned.url,
            page.planned.role,
            page.audit.reason.value if page.audit.reason else "",
            "" if page.audit.http_status is None else str(page.audit.http_status),
        )
        for site in sites
        for page in site.pages
    ]
    assert Counter(row["reason"] for row in read) == {"": 5, "access-denied": 2, "interrupted": 1}
    bad = next(row for row in read if row["url"] == "https://bad.test/")
    assert bad["checks_failed"] == "color-contrast image-alt"
    assert bad["checks_cannot_tell"] == "color-contrast"


def test_findings_has_every_stored_element_whatever_its_text(
    records: tuple[CrawlReport, list[SiteReport]], rows: Callable[[str], Rows]
) -> None:
    _, sites = records
    expected = [
        ("1", site.summary.site.url, page.url, check.check, check.outcome.value, counts, str(page.count),
         found.selector, told(found.snippet), found.measured, found.region)
        for site in sites
        for counts, checks in (("true", site.findings), ("false", site.best_practices))
        for check in checks
        for page in check.pages
        for found in page.findings
    ]  # fmt: skip
    assert len(expected) == 18  # 1 + 2 + 3 + 4 on the home page, 7 + 1 on the other; doubts of best practice left out
    assert [tuple(row.values()) for row in rows("findings")] == expected


def test_the_failed_elements_add_up_to_the_failures_of_the_site(rows: Callable[[str], Rows]) -> None:
    """`elements` is the exact number, also where fewer elements were stored."""
    failed = {
        (row["site"], row["page"], row["check"]): int(row["elements"])
        for row in rows("findings")
        if row["outcome"] == Outcome.FAILED and row["counts_for_verdict"] == "true"
    }
    assert Counter({row["url"]: int(row["failures"]) for row in rows("sites") if row["failures"] != "0"}) == Counter(
        {"https://bad.test/": sum(failed.values())}
    )


def test_barriers_has_those_of_every_site_with_their_counts(stored: Any, basic: Profile, folder: Path) -> None:
    bad = stored.site_id("bad")
    pages = list(zip(stored.samples[bad].pages, stored.audits[bad], strict=True))
    save_barriers(stored.store, stored.crawl.id, bad, pages)
    judge_crawl(stored.store, stored.crawl.id, [basic])
    crawl = get_crawl(stored.store, stored.crawl.id)
    assert crawl is not None
    report = crawl_report(stored.store, crawl, [basic], {}, Coverage(Standard.V3_2_1, (), (), (), {}))
    export(report, site_reports(stored.store, report), folder)
    with (folder / "barriers.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, strict=True))
    counted = Counter[tuple[str, str]]()
    for row in rows:
        counted[row["check"], row["outcome"]] += int(row["instances"])
    found = [told for audit in stored.audits[bad] for told in audit.outcomes if told.outcome in BARRIERS]
    expected = Counter[tuple[str, str]]()
    for told in found:
        expected[told.check, told.outcome.value] += told.count
    assert counted == expected
    assert {(row["site"], row["state"]) for row in rows} == {("https://bad.test/", "new")}
    assert not any(row["snippet"].startswith(FORMULA_STARTS) for row in rows)
